// Two dimensions crossed: groups down, those of another dimension across, one measure in each cell.
import { h } from "../../elements/dom.js";
import { cell, grid, head, line, name as rowName } from "../../elements/grid.js";
import { inOrder } from "../../elements/table/rank.js";
import { tabbed } from "./short.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Dimension} Dimension */

const MOST = 40; // columns, those of most dossiers

/**
 * @param {Text} t
 * @param {{ groups: Summary, across?: Summary, crossed?: Summary }} answers
 * @param {Dimension} dimension
 * @param {Dimension} other
 * @param {Measure} measure
 * @param {(text: string) => void} copy
 */
export function pivot(t, { groups: { groups, total }, across, crossed }, dimension, other, measure, copy) {
  if (!across || !crossed) return null;
  const words = t.views.compare;
  const most = [...across.groups].sort((a, b) => b.counts.received - a.counts.received).slice(0, MOST);
  const columns = inOrder(most, other);
  const rows = inOrder(groups, dimension);
  const at = (/** @type {string | undefined} */ down, /** @type {string | undefined} */ over) =>
    `${down}\n${over}`;
  const cells = new Map(crossed.groups.map(group => [at(group.key[dimension], group.key[other]), group]));
  /** A name and its groups. @type {any[][]} */
  const lines = [
    [t.table.total, ...columns, total],
    ...rows.map(group => [
      t.key(dimension, group.key[dimension] ?? ""),
      ...columns.map(column => cells.get(at(group.key[dimension], column.key[other]))),
      group
    ])
  ];
  const names = [
    t.dimensions[dimension],
    ...columns.map(({ key }) => t.key(other, key[other] ?? "")),
    t.table.total
  ];
  const title = words.pivot(t.measures[measure], t.dimensions[dimension], t.dimensions[other]);
  const row = (/** @type {any[]} */ [name, ...groups]) =>
    line(groups.at(-1) === total ? { class: "total" } : null, [
      rowName(name),
      groups.map(group => shown(t, group, measure))
    ]);
  const text = () =>
    tabbed([
      names,
      ...lines.map(([name, ...all]) => [name, ...all.map(group => rateOf(t, group, measure)[0] || "–")])
    ]);
  return h(
    "section",
    { class: "group", "aria-labelledby": "pivot" },
    h("h3", { id: "pivot" }, title),
    h(
      "p",
      { class: "row" },
      h("button", { onclick: () => copy(text()) }, words.copy),
      columns.length < across.groups.length &&
        h("span", { class: "hint" }, t.table.more(columns.length, across.groups.length))
    ),
    grid(
      t.views.whatif.scroll(title),
      names.map((name, index) => head({ class: index ? null : "name" }, h("span", null, name))),
      { first: [row(lines[0])], rows: lines.slice(1), row }
    )
  );
}

/**
 * Rate and fraction; "" where there is nothing to state.
 * @param {Text} t
 * @param {Group | undefined} group
 * @param {Measure} measure
 */
function rateOf(t, group, measure) {
  const rate = group?.measures[measure];
  return rate && "num" in rate
    ? [
        t.decimal(rate.text),
        `${t.number(rate.num)}/${t.number(rate.den)}`,
        rate.target?.met === false ? "✕ " : ""
      ]
    : [""];
}

/** @param {Text} t @param {Group | undefined} group @param {Measure} measure */
function shown(t, group, measure) {
  const [text, fraction, mark] = rateOf(t, group, measure);
  return text
    ? cell({ class: mark ? "missed" : null }, mark + text, h("span", { class: "fraction" }, fraction))
    : cell({ class: "none" }, "–");
}
