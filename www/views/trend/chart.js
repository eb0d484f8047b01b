// Small multiples: one line a measure. A measure that no period can compute is named below them, with its
// reason.
import { boundOf, known, lackingText, shareOf, targetOf } from "../../elements/chart/rates.js";
import { measuresOf } from "../../elements/measures.js";
import { once } from "../../elements/once.js";
import { earlier } from "../takeaway/period.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

export const trendChart = once(
  (
    /** @type {Text} */ t,
    /** @type {Summary} */ { groups, total },
    /** @type {"month" | "quarter" | "year"} */ step
  ) => {
    const base = { id: "lines", title: t.views.trend.title(t.dimensions[step]), dimension: step };
    if (!groups.length) return { ...base, none: t.table.none };
    const given = measuresOf(total);
    const shown = given.filter(measure => groups.some(({ measures }) => known(measures[measure])));
    const name = (/** @type {Summary["groups"][number]} */ { key }) => t.key(step, key[step] ?? "");
    const text = (/** @type {import("../../lib/index.d.ts").Rate} */ rate) =>
      "num" in rate ? t.decimal(rate.text) : t.notComputable;
    return {
      ...base,
      hint: [
        t.views.trend.hint,
        lackingText(
          t,
          given.filter(measure => !shown.includes(measure)),
          total.measures
        )
      ].join(" "),
      chart: { kind: "trend", least: 280, tiles: shown.map(measure => line(t, groups, measure, text)) },
      table: {
        heads: [
          t.dimensions[step],
          t.counts.received,
          t.counts.ended,
          ...shown.map(measure => t.measures[measure])
        ],
        rows: groups.map(group => ({
          key: group.key[step],
          cells: [
            name(group),
            t.number(group.counts.received),
            t.number(group.counts.ended),
            ...shown.map(measure => text(group.measures[measure]))
          ]
        }))
      }
    };
  }
);

/**
 * @param {Text} t
 * @param {Summary["groups"]} groups
 * @param {Measure} measure
 * @param {(rate: import("../../lib/index.d.ts").Rate) => string} text
 */
function line(t, groups, measure, text) {
  const last = groups.map(({ measures }) => known(measures[measure])).findLast(Boolean);
  const bound = last?.target && boundOf(last.target);
  return {
    title: t.measures[measure],
    decimal: t.decimal,
    target: last ? targetOf(last) : null,
    targetText: bound && t.decimal(bound),
    missed: last?.target && !last.target.met,
    points: unbroken(groups.map(group => String(group.key[step(group)]))).map(key => {
      const group = groups.find(one => one.key[step(one)] === key);
      return {
        key,
        name: t.key(step(groups[0]), key),
        value: group ? shareOf(group.measures[measure]) : null,
        text: group ? text(group.measures[measure]) : t.views.trend.none
      };
    })
  };
}

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

/** @param {Summary["groups"][number]} group */
const step = ({ key }) => /** @type {"month" | "quarter" | "year"} */ (Object.keys(key)[0]);
