// For each unit: what is missing to reach the target, or what may still go wrong before it is lost.
import { boundOf } from "../../elements/chart/rates.js";
import { h } from "../../elements/dom.js";
import { choice, field, input, named } from "../../elements/field.js";
import { cell, grid, line, name, written } from "../../elements/grid.js";
import { MEASURES, measuresOf } from "../../elements/measures.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {(patch: object) => void} Change */

/** @param {Text} t @param {Choice} choice @param {Summary | undefined} units @param {Change} change */
export const reach = (t, choice, units, change) =>
  h(
    "section",
    { "aria-labelledby": "reach" },
    h("h3", { id: "reach" }, t.views.whatif.reach),
    h("div.row", null, measureField(t, choice, change), goalField(t, choice, change)),
    units && found(t, choice, units)
  );

/**
 * Every measure with a target at once, over all units; a click chooses it for the parts below.
 * @param {Text} t
 * @param {Summary | null} summary
 * @param {Change} change
 */
export function overall(t, summary, change) {
  const measures = summary
    ? measuresOf(summary.total).filter(id => targetOf(summary.total.measures[id]))
    : [];
  if (!summary || measures.length < 2) return null;
  const { total, rules } = summary;
  const labels = t.views.whatif.heads(["", ""]);
  const choose = (/** @type {Measure} */ measure) => () => change({ measure, goal: "" });
  return h(
    "section",
    { "aria-labelledby": "overall" },
    h("h3", { id: "overall" }, t.views.whatif.overall),
    grid(t.views.whatif.scroll(t.views.whatif.overall), [t.targets.measure, ...labels], {
      rows: measures,
      labels,
      row: (/** @type {Measure} */ id) => {
        const kinds = t.views.whatif.kinds(id, rules, "atMost" in (targetOf(total.measures[id]) ?? {}));
        const act = h("button.act", { onclick: choose(id) }, t.measures[id]);
        return line(null, [name(act), cells(t, total.measures[id], kinds)]);
      }
    })
  );
}

/** @param {Text} t @param {Choice} choice @param {Change} change */
const measureField = (t, { measure }, change) =>
  choice(t.targets.measure, "whatif-measure", measure, named(MEASURES, t.measures), measure =>
    change({ measure, goal: "" })
  );

/** @param {Text} t @param {Choice} choice @param {Change} change */
const goalField = (t, { goal }, change) =>
  field(
    t.views.whatif.goal,
    input(
      goal,
      goal => change({ goal }),
      { name: "whatif-goal", placeholder: t.percentExample, inputmode: "decimal", size: 8 },
      "onchange"
    )
  );

/** @param {Text} t @param {Choice} choice @param {Summary} units */
function found(t, { measure }, { total, groups, rules }) {
  const rates = [total, ...groups].map(group => group.measures[measure]);
  const gaps = rates.flatMap(rate => targetOf(rate) ?? []);
  const [whole] = rates;
  if (!gaps.length) return h("p.hint", "num" in whole ? t.views.whatif.noTarget : t.unavailable(whole));
  const met = groups.filter(group => targetOf(group.measures[measure])?.met).length;
  const judged = groups.filter(group => targetOf(group.measures[measure])).length;
  const kinds = t.views.whatif.kinds(measure, rules, "atMost" in gaps[0]);
  return [
    h("p", t.views.whatif.tally(judged, met, groups.length - judged)),
    table(
      t,
      measure,
      kinds,
      total,
      [...groups].sort((a, b) => order(a.measures[measure]) - order(b.measures[measure]))
    )
  ];
}

/** @param {Rate} rate */
const targetOf = rate => ("num" in rate ? rate.target : undefined);

/** The most missing first, then the least to spare; what cannot be judged last. @param {Rate} rate */
function order(rate) {
  const target = targetOf(rate);
  if (!target) return Number.MAX_VALUE;
  return target.met
    ? (target.mayAdd ?? Number.MAX_SAFE_INTEGER)
    : -1 - (target.moreNeeded ?? Number.MAX_SAFE_INTEGER);
}

/**
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").Measure} measure
 * @param {[string, string]} kinds
 * @param {Group} total
 * @param {Group[]} groups
 */
function table(t, measure, kinds, total, groups) {
  const row = (
    /** @type {string} */ title,
    /** @type {Group} */ group,
    /** @type {object | null} */ props = null
  ) => line(props, [name(title), cells(t, group.measures[measure])]);
  const labels = t.views.whatif.heads(kinds);
  return grid(t.views.whatif.scroll(t.views.whatif.reach), [t.dimensions.unit, ...labels], {
    first: [row(t.table.total, total, { class: "total" })],
    rows: groups,
    labels,
    row: group => row(t.key("unit", group.key.unit ?? ""), group)
  });
}

/** @param {Text} t @param {Rate} rate @param {[string, string]} [kinds] said beside new dossiers */
function cells(t, rate, kinds = ["", ""]) {
  const more = (/** @type {number} */ count, /** @type {string} */ kind) => [
    t.number(count),
    kind && h("span.fraction", kind)
  ];
  if (!("num" in rate))
    return [cell({ class: "none" }, t.table.dash), ...Array.from({ length: 6 }, () => cell(null))];
  const { target } = rate;
  const shown = [cell(null, written(t, rate))];
  if (!target)
    return [...shown, cell({ class: "none" }, t.noTarget), ...Array.from({ length: 5 }, () => cell(null))];
  const { met, moreNeeded, shortBy, mayAdd, mayLose } = target;
  const none = () => cell({ class: "none" }, "–");
  return [
    ...shown,
    cell(null, t.decimal(boundOf(target))),
    cell({ class: met ? null : "missed" }, met ? null : "✕ ", t.decimal(target.points)),
    ...(met
      ? [none(), none()]
      : [
          cell({ class: "key" }, moreNeeded === null ? t.views.whatif.never : more(moreNeeded, kinds[0])),
          cell(null, t.number(shortBy))
        ]),
    ...(met
      ? [
          cell({ class: "key" }, mayAdd === null ? t.views.whatif.any : more(mayAdd, kinds[1])),
          cell(null, t.number(mayLose))
        ]
      : [none(), none()])
  ];
}
