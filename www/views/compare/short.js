// Units against targets: by how many dossiers each misses each, in one table that can be sorted and copied.
import { boundOf } from "../../elements/chart/rates.js";
import { h } from "../../elements/dom.js";
import { cell, grid, head, line, name as rowName } from "../../elements/grid.js";
import { measuresOf } from "../../elements/measures.js";
import { inOrder } from "../../elements/table/rank.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Dimension} Dimension */
/** @typedef {{ column: string, descending: boolean }} Sort */
/** Opens the dossiers of a group, or of all, that a measure is missed by.
 * @typedef {(measure: Measure, key?: string) => void} Look */
/** @typedef {{ sort: (sort: Sort) => void, copy: (text: string) => void, look: Look }} Act */

/** @param {Group} group @param {Measure} measure */
function targetOf({ measures }, measure) {
  const rate = measures[measure];
  return "num" in rate && rate.target ? { ...rate.target, rate: rate.text } : null;
}

/**
 * Dossiers that are missing; below zero where some are to spare; null where it cannot be said.
 * @param {Group} group
 * @param {Measure} measure
 */
function lackOf(group, measure) {
  const target = targetOf(group, measure);
  return target && (target.met ? -target.mayLose : target.shortBy);
}

/** @param {Group} group @param {Measure[]} measures */
const missedBy = (group, measures) =>
  measures.filter(measure => targetOf(group, measure)?.met === false).length;

/**
 * Rows by a column; what cannot be said comes last.
 * @param {Group[]} groups
 * @param {Dimension} dimension
 * @param {Measure[]} measures
 * @param {Sort} sort
 */
function sorted(groups, dimension, measures, { column, descending }) {
  const ordered = inOrder(groups, dimension);
  if (column === "key") return descending ? ordered.reverse() : ordered;
  const value = (/** @type {Group} */ group) =>
    column === "missed" ? missedBy(group, measures) : lackOf(group, /** @type {Measure} */ (column));
  const sign = descending ? -1 : 1;
  return ordered.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

/**
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").Summary} summary
 * @param {Dimension} dimension
 * @param {Sort} sort
 * @param {Act} act
 * @param {import("../../elements/dom.js").Child} note
 */
export function shortTable(t, { groups, total }, dimension, sort, act, note) {
  const measures = measuresOf(total).filter(measure => groups.some(group => targetOf(group, measure)));
  if (!measures.length || groups.length < 2) return null;
  const words = t.views.compare;
  const title = words.short2(t.dimensions[dimension]);
  const rows = sorted(groups, dimension, measures, sort);
  const heads = [
    t.dimensions[dimension],
    ...measures.map(measure => t.measures[measure]),
    words.missedTargets
  ];
  const copy = () => act.copy(textOf(t, rows, dimension, measures, heads));
  return h(
    "section.group",
    { "aria-labelledby": "short" },
    h("h3", { id: "short" }, title),
    h("p.hint", words.shortHint, " ", t.table.rows(rows.length), "."),
    h("p.row", h("button", { onclick: copy }, words.copy), note),
    grid(
      t.views.whatif.scroll(title),
      ["key", ...measures, "missed"].map((id, at) => heading(id, heads[at], sort, act.sort)),
      {
        first: [line({ class: "total" }, cells(t, total, t.table.total, measures, act.look))],
        rows,
        row: group => {
          const key = group.key[dimension] ?? "";
          const look = (/** @type {Measure} */ measure) => act.look(measure, key);
          return line(null, cells(t, group, t.key(dimension, key), measures, look));
        }
      }
    )
  );
}

/**
 * @param {Text} t
 * @param {Group} group
 * @param {string} title
 * @param {Measure[]} measures
 * @param {(measure: Measure) => void} look
 */
const cells = (t, group, title, measures, look) => [
  rowName(title),
  measures.map(measure => shown(t, group, measure, look)),
  cell({ class: "key" }, t.number(missedBy(group, measures)))
];

/** @param {string} id @param {string} text @param {Sort} sort @param {(sort: Sort) => void} change */
function heading(id, text, sort, change) {
  const active = sort.column === id;
  const descending = active ? !sort.descending : id !== "key";
  return head(
    {
      class: id === "key" ? "name" : null,
      "aria-sort": active ? (sort.descending ? "descending" : "ascending") : null
    },
    h(
      "button.sort",
      { onclick: () => change({ column: id, descending }) },
      h("span", text, active && h("span.arrow", { "aria-hidden": "true" }, sort.descending ? " ↓" : " ↑"))
    )
  );
}

/** @param {Text} t @param {Group} group @param {Measure} measure @param {(measure: Measure) => void} look */
function shown(t, group, measure, look) {
  const target = targetOf(group, measure);
  if (!target)
    return cell(
      { class: "none" },
      h("span", { "aria-hidden": "true" }, "–"),
      h("span.visually-hidden", t.table.dash)
    );
  const { met, shortBy, rate } = target;
  return cell(
    {
      class: met ? null : "missed",
      title: `${t.decimal(rate)}; ${t.decimal(boundOf(target))}`
    },
    met
      ? "✓"
      : h("button.act", { title: t.filters.look, onclick: () => look(measure) }, `✕ ${t.dossiers(shortBy)}`),
    h("span.fraction", t.decimal(rate))
  );
}

/** For the clipboard: nothing in it is run by a spreadsheet. @param {string[][]} lines */
export const tabbed = lines =>
  lines
    .map(cells => cells.map(text => text.replace(/\s+/g, " ").replace(/^[=+\-@]/, "'$&")).join("\t"))
    .join("\r\n");

/**
 * Numbers of dossiers, 0 where the target is met.
 * @param {Text} t
 * @param {Group[]} rows
 * @param {Dimension} dimension
 * @param {Measure[]} measures
 * @param {string[]} heads
 */
const textOf = (t, rows, dimension, measures, heads) =>
  tabbed([
    heads,
    ...rows.map(group => [
      t.key(dimension, group.key[dimension] ?? ""),
      ...measures.map(measure => {
        const target = targetOf(group, measure);
        return target ? t.number(target.met ? 0 : target.shortBy) : "–";
      }),
      t.number(missedBy(group, measures))
    ])
  ]);
