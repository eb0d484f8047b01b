// The report's table, once as rows of words: shown on the page, and copied as HTML and as plain text.
import { unsettled } from "../../elements/measures.js";
import { inOrder } from "../../elements/table/rank.js";
import { known, lacking } from "./rates.js";
import { COLUMNS, columnsOf } from "./sheet.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {{ caption: string, head: string[], rows: string[][] }} Sheet the last row is the total */

/**
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").Dimension} dimension
 * @param {import("../../lib/index.d.ts").Summary} summary
 * @param {string} when
 * @param {string} [warning]
 * @param {import("./sheet.js").ColumnGroup[]} [chosen]
 * @returns {Sheet}
 */
export function sheetOf(t, dimension, { groups, total }, when, warning = "", chosen = COLUMNS) {
  const { caption, number, rate: share, total: all } = t.views.takeaway;
  const columns = columnsOf(chosen);
  const names = /** @type {Record<string, any>} */ ({ ...t.views.takeaway.receipt.counts, ...t.counts });
  const headed = (/** @type {import("./sheet.js").Column} */ column) =>
    "rate" in column
      ? `${t.measures[column.rate]}, ${share}`
      : upper(column.of ? t.measures[column.of] : names[column.count]);
  return {
    caption: warning + caption(t.dimensions[dimension], when),
    head: [number, t.dimensions[dimension], ...columns.map(headed)],
    rows: [
      ...inOrder(groups, dimension).map((group, at) => [
        t.number(at + 1),
        t.key(dimension, group.key[dimension] ?? ""),
        ...cells(t, columns, group)
      ]),
      ["", all, ...cells(t, columns, total)]
    ]
  };
}

/** @param {string} text */
const upper = text => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {Text} t @param {import("./sheet.js").Column[]} columns @param {Group} group */
const cells = (t, columns, group) =>
  columns.map(column =>
    "rate" in column ? rate(t, group, column.rate) : count(t, group, column.count, column.needs)
  );

/** @param {Text} t @param {Group} group @param {keyof Counts} name @param {Measure | null} measure */
function count(t, { counts, measures, partial = [] }, name, measure) {
  const unknown = measure
    ? lacking(measures[measure])
    : partial.includes(name === "ended" ? "finished" : "received");
  const open = unsettled(measures[measure ?? (name === "ended" ? "onTime" : "online")]);
  return unknown || open ? "–" : t.number(counts[name]);
}

/** @param {Text} t @param {Group} group @param {Measure} measure */
function rate(t, { measures }, measure) {
  const found = known(measures[measure]);
  return found ? t.decimal(found.text) : "–";
}

/**
 * For a word processor. In a spreadsheet the cells stay text: "1.062" is not everywhere a thousand.
 * Attributes only: the browser parses it under the page's policy, which refuses styles.
 * @param {Sheet} sheet
 */
export function htmlOf({ caption, head, rows }) {
  const last = rows.length - 1;
  const cell = (/** @type {string} */ text, /** @type {string} */ align, /** @type {boolean} */ bold) =>
    `<td x:str align="${align}">${bold ? `<b>${escaped(text)}</b>` : escaped(text)}</td>`;
  const line = (/** @type {string[]} */ cells) => `<tr>${cells.join("")}</tr>`;
  const body = rows.map((cells, row) =>
    line(defused(cells).map((text, at) => cell(text, at === 1 ? "left" : "right", row === last)))
  );
  return `<p><b>${escaped(caption)}</b></p><table border="1" cellspacing="0" cellpadding="4">${line(
    head.map(text => cell(text, "center", true))
  )}${body.join("")}</table>`;
}

/** For a page, with no style of its own. @param {Sheet} sheet */
export function tableOf({ caption, head, rows }) {
  const line = (/** @type {string[]} */ cells) =>
    `<tr>${cells.map((text, at) => (at === 1 ? `<th scope="row">${escaped(text)}</th>` : `<td>${escaped(text)}</td>`)).join("")}</tr>`;
  const heads = head.map(text => `<th scope="col">${escaped(text)}</th>`).join("");
  return `<table>\n<caption>${escaped(caption)}</caption>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${rows.map(line).join("\n")}\n</tbody>\n</table>`;
}

/** @param {string[]} paragraphs */
export const htmlOfText = paragraphs => paragraphs.map(text => `<p>${escaped(text)}</p>`).join("");

/** @param {Sheet} sheet */
export const plainOf = ({ caption, head, rows }) =>
  [[caption], head, ...rows.map(defused)].map(cells => cells.map(oneLine).join("\t")).join("\r\n");

/** A group's name that a spreadsheet would run is led by an apostrophe (OWASP). @param {string[]} cells */
const defused = cells =>
  cells.map((text, at) => (at === 1 && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text));
/** @param {string} text */
const oneLine = text => text.replace(/\s+/g, " ");
/** @param {string} text */
const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
