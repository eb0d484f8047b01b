// Two dimensions crossed: groups down, those of another dimension across, one measure in each cell.
import { h } from "../../elements/dom.js";
import { cell, grid, line, name as rowName } from "../../elements/grid.js";
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
export function pivot(t, answers, dimension, other, measure, copy) {
  if (!answers.across || !answers.crossed) return null;
  const words = t.views.compare;
  const { names, lines, left } = crossed(t, answers, dimension, other);
  const title = words.pivot(t.measures[measure], t.dimensions[dimension], t.dimensions[other]);
  const row = (/** @type {any[]} */ [name, ...groups]) =>
    line(groups.at(-1) === answers.groups.total ? { class: "total" } : null, [
      rowName(name),
      groups.map(group => shown(t, group, measure))
    ]);
  const rates = () =>
    lines.map(([name, ...all]) => [name, ...all.map(group => rateOf(t, group, measure)[0] || "–")]);
  return h(
    "section.group",
    { "aria-labelledby": "pivot" },
    h("h3", { id: "pivot" }, title),
    h(
      "p.row",
      h("button", { onclick: () => copy(tabbed([names, ...rates()])) }, words.copy),
      left > 0 && h("span.hint", t.table.more(names.length - 2, names.length - 2 + left))
    ),
    grid(t.views.whatif.scroll(title), names, { first: [row(lines[0])], rows: lines.slice(1), row })
  );
}

/**
 * The heads, and lines that each have a name and its groups, the total first; `left`: groups that have no
 * column.
 * @param {Text} t
 * @param {{ groups: Summary, across?: Summary, crossed?: Summary }} answers
 * @param {Dimension} dimension
 * @param {Dimension} other
 * @returns {{ names: string[], lines: any[][], left: number }}
 */
function crossed(t, { groups: { groups, total }, across, crossed }, dimension, other) {
  const all = across?.groups ?? [];
  const most = [...all].sort((a, b) => b.counts.received - a.counts.received).slice(0, MOST);
  const columns = inOrder(most, other);
  const at = (/** @type {Group["key"]} */ down, /** @type {Group["key"]} */ over) =>
    `${down[dimension]}\n${over[other]}`;
  const cells = new Map(crossed?.groups.map(group => [at(group.key, group.key), group]));
  const named = (/** @type {Dimension} */ by, /** @type {Group} */ { key }) => t.key(by, key[by] ?? "");
  return {
    names: [t.dimensions[dimension], ...columns.map(column => named(other, column)), t.table.total],
    lines: [
      [t.table.total, ...columns, total],
      ...inOrder(groups, dimension).map(group => [
        named(dimension, group),
        ...columns.map(({ key }) => cells.get(at(group.key, key))),
        group
      ])
    ],
    left: all.length - most.length
  };
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
    ? cell({ class: mark ? "missed" : null }, mark + text, h("span.fraction", fraction))
    : cell({ class: "none" }, "–");
}
