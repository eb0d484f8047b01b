// Each unit in each period, by one measure, shaded like the table of comparison.
import { h } from "../../elements/dom.js";
import { cell, filterName, grid, head, line, name } from "../../elements/grid.js";
import { compareNames } from "../../elements/names.js";
import { once } from "../../elements/once.js";
import { shading } from "../../elements/table/heat.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

/**
 * @param {Text} t
 * @param {Summary} cells
 * @param {Summary} periods
 * @param {"month" | "quarter" | "year"} step
 * @param {Measure} measure
 * @param {import("../../elements/element.js").Emit} emit
 */
function table(t, cells, periods, step, measure, emit) {
  const keys = periods.groups.map(({ key }) => key[step] ?? "");
  const rows = rowsOf(cells.groups, step);
  const shade = shading(cells.groups.map(({ measures }) => measures[measure]));
  const button = (/** @type {string} */ dimension, /** @type {string} */ key) =>
    filterName(t, dimension, key, emit);
  const shown = (/** @type {Group | undefined} */ group) => rateCell(t, group?.measures[measure], shade);
  const whole = new Map(periods.groups.map(group => [group.key[step] ?? "", group]));
  return grid(
    t.views.trend.units,
    [
      head({ class: "name" }, h("span", t.dimensions.unit)),
      ...keys.map(key => head(null, h("span", button(step, key))))
    ],
    {
      first: [line({ class: "total" }, [name(t.table.total), keys.map(key => shown(whole.get(key)))])],
      rows,
      row: ({ unit, byPeriod }) =>
        line(null, [name(button("unit", unit)), keys.map(key => shown(byPeriod.get(key)))])
    }
  );
}

/** The same while nothing of it changes. */
export const unitsTable = once(table);

/** @typedef {{ unit: string, byPeriod: Map<string, Group> }} Row */

/** @param {Group[]} groups @param {"month" | "quarter" | "year"} step @returns {Row[]} */
export function rowsOf(groups, step) {
  /** @type {Map<string, Map<string, Group>>} */
  const units = new Map();
  for (const group of groups) {
    const unit = group.key.unit ?? "";
    if (!units.has(unit)) units.set(unit, new Map());
    units.get(unit)?.set(group.key[step] ?? "", group);
  }
  return [...units]
    .map(([unit, byPeriod]) => ({ unit, byPeriod }))
    .sort((a, b) => compareNames(a.unit, b.unit));
}

/**
 * Nothing counted in that period is an empty cell.
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").Rate | undefined} rate
 * @param {ReturnType<typeof shading>} shade
 */
function rateCell(t, rate, shade) {
  if (!rate) return cell(null);
  if (!("num" in rate))
    return cell(
      { class: "none", title: t.unavailable(rate) },
      h("span", { "aria-hidden": "true" }, "–"),
      h("span.visually-hidden", t.table.dash)
    );
  const missed = rate.target && !rate.target.met;
  return cell(
    { class: shade(rate), title: `${t.number(rate.num)} / ${t.number(rate.den)}` },
    missed &&
      h(
        "span.missed",
        h("span", { "aria-hidden": "true" }, "✕ "),
        h("span.visually-hidden", `${t.table.missed} `)
      ),
    t.decimal(rate.text)
  );
}
