// Small multiples: one line a measure, or one a unit. A measure that no period can compute is named below
// them, with its reason.
import { boundOf, known, lackingText, rateText, shareOf, targetOf } from "../../elements/chart/rates.js";
import { measuresOf } from "../../elements/measures.js";
import { once } from "../../elements/once.js";
import { earlier } from "../takeaway/period.js";
import { rowsOf } from "./units.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

/** @typedef {"month" | "quarter" | "year"} Step */

/** @param {Text} t @param {Summary} summary @param {Step} step */
function measureLines(t, { groups, total }, step) {
  const base = { id: "lines", title: t.views.trend.title(t.dimensions[step]), dimension: step };
  if (!groups.length) return { ...base, none: t.table.none };
  const given = measuresOf(total);
  const isKnown = (/** @type {Measure} */ measure) => groups.some(({ measures }) => known(measures[measure]));
  const shown = given.filter(isKnown);
  const leftOut = given.filter(measure => !isKnown(measure));
  return {
    ...base,
    hint: `${t.views.trend.hint} ${lackingText(t, leftOut, total.measures)}`,
    chart: { kind: "trend", least: 280, tiles: shown.map(measure => line(t, groups, { measure, step })) },
    table: {
      heads: [t.dimensions[step], t.counts.received, t.counts.ended, ...shown.map(name => t.measures[name])],
      rows: groups.map(({ key, counts, measures }) => ({
        key: key[step],
        cells: [
          t.key(step, key[step] ?? ""),
          t.number(counts.received),
          t.number(counts.ended),
          ...shown.map(measure => rateText(t, measures[measure]))
        ]
      }))
    }
  };
}

/** The same while nothing of it changes. */
export const trendChart = once(measureLines);

/**
 * `keys`: the periods, else those of the groups.
 * @typedef {{ measure: Measure, step: Step, title?: string, keys?: string[], among?:
 *   number[] }} Line
 */

/** @param {Text} t @param {Summary["groups"]} groups @param {Line} of */
function line(t, groups, { measure, step, title = t.measures[measure], keys, among }) {
  const byKey = new Map(groups.map(group => [group.key[step] ?? "", group]));
  const last = groups.map(({ measures }) => known(measures[measure])).findLast(Boolean);
  const bound = last?.target && boundOf(last.target);
  return {
    title,
    among,
    decimal: t.decimal,
    target: last ? targetOf(last) : null,
    targetText: bound && t.decimal(bound),
    missed: last?.target && !last.target.met,
    points: (keys ?? unbroken([...byKey.keys()])).map(key => {
      const group = byKey.get(key);
      return {
        key,
        name: t.key(step, key),
        value: group ? shareOf(group.measures[measure]) : null,
        text: group ? rateText(t, group.measures[measure]) : t.views.trend.none
      };
    })
  };
}

const MANY = 60; // units drawn

/**
 * Small multiples: one line a unit, all of one scale; of many units those with the most dossiers.
 * @param {Text} t
 * @param {Summary} cells
 * @param {Summary} periods
 * @param {Step} step
 * @param {Measure} measure
 */
function lines(t, cells, { groups }, step, measure) {
  const keys = unbroken(groups.map(({ key }) => key[step] ?? ""));
  const rows = rowsOf(cells.groups, step).map(({ unit, byPeriod }) => ({
    unit,
    own: [...byPeriod.values()],
    size: sizeOf([...byPeriod.values()], measure)
  }));
  const least = rows.map(({ size }) => size).sort((a, b) => b - a)[MANY - 1] ?? 0;
  const shown = rows.filter(({ size }) => size >= least).slice(0, MANY);
  const rates = shown.flatMap(({ own }) => own.map(({ measures }) => measures[measure]));
  const among = [shareOf, targetOf].flatMap(value => rates.flatMap(rate => value(rate) ?? []));
  const title = `${t.views.trend.each}: ${t.measures[measure]}`;
  if (!among.length) return { id: "units", title, none: lackingText(t, [measure], cells.total.measures) };
  const tiles = shown.map(({ unit, own }) =>
    line(t, own, { measure, step, title: t.key("unit", unit), keys, among })
  );
  return {
    id: "units",
    title,
    dimension: step,
    hint: shown.length < rows.length ? t.views.trend.most(shown.length, rows.length) : "",
    chart: { kind: "trend", least: 190, most: 12, tiles }, // whole rows of two, three, four or six
    table: {
      heads: [t.dimensions.unit, ...keys.map(key => t.key(step, key))],
      rows: tiles.map(({ title, points }) => ({ cells: [title, ...points.map(({ text }) => text)] }))
    }
  };
}

/** The same while nothing of it changes. */
export const unitLines = once(lines);

/** The dossiers that a unit's rates are of. @param {Summary["groups"]} own @param {Measure} measure */
const sizeOf = (own, measure) =>
  own.reduce((sum, { measures }) => sum + (known(measures[measure])?.den ?? 0), 0);

const MOST = 200; // periods drawn; one day misread by a century is no reason for thousands

/**
 * From the first period to the last, those without a dossier too: a line must not pass over them.
 * @param {string[]} keys in order
 */
function unbroken(keys) {
  const all = [];
  for (
    let key = keys[keys.length - 1];
    key && key >= keys[0] && all.length <= MOST;
    key = earlier(key, "previous")
  )
    all.unshift(key);
  return all.length > MOST ? keys : all;
}
