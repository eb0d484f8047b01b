// The report's table, once as rows of words: shown on the page, and copied as HTML and as plain text.
import { unsettled } from "../../elements/measures.js";
import { inOrder } from "../../elements/table/rank.js";
import { known, lacking } from "./rates.js";
import { COLUMNS, columnsOf } from "./sheet.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** The last row is the total; `left` says which columns are not on paper, as no row has a value for them.
 * @typedef {{ caption: string, head: string[], rows: string[][], left: string }} Sheet */

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
  const headOf = (/** @type {import("./sheet.js").Column} */ column) =>
    "rate" in column
      ? `${t.measures[column.rate]}, ${share}`
      : upper(column.of ? t.measures[column.of] : names[column.count]);
  const head = [number, t.dimensions[dimension], ...columns.map(headOf)];
  const rows = [
    ...inOrder(groups, dimension).map((group, at) => [
      t.number(at + 1),
      t.key(dimension, group.key[dimension] ?? ""),
      ...cells(t, columns, group)
    ]),
    ["", all, ...cells(t, columns, total)]
  ];
  const left = head.filter((_, at) => isEmpty(rows, at));
  return {
    caption: warning + caption(t.dimensions[dimension], when),
    head,
    rows,
    left: left.length ? t.table.leftOut(left) : ""
  };
}

/** Whether no row has a value. @param {string[][]} rows @param {number} column */
export const isEmpty = (rows, column) => rows.every(row => row[column] === "–");

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

const PAGE = 600; // pixels between the margins of an upright A4 page
const NAME = 70; // of them for a unit's name at least, over several lines
const EDGE = 5; // between two columns

/** What a column takes at 10 points: its longest word. @param {string[]} texts */
const widthOf = texts =>
  EDGE +
  Math.max(
    ...texts
      .flatMap(text => text.split(" "))
      .map(word => 8 * word.length - 3.5 * word.replace(/[^.,]/g, "").length)
  );

/** Some of a table's columns. @param {Sheet} sheet @param {(at: number) => boolean} kept @returns {Sheet} */
const part = (sheet, kept) => ({
  ...sheet,
  head: sheet.head.filter((_, at) => kept(at)),
  rows: sheet.rows.map(row => row.filter((_, at) => kept(at)))
});

/**
 * The table in parts that each fit an upright page and begin with number and name, without columns that no
 * row has a value for.
 * @param {Sheet} whole
 * @returns {Sheet[]}
 */
export function pagesOf(whole) {
  const sheet = part(whole, at => !isEmpty(whole.rows, at));
  const widths = sheet.head.map((text, at) => widthOf([text, ...sheet.rows.map(row => row[at])]));
  const [number, , ...figures] = widths;
  const room = PAGE - NAME - number;
  const all = figures.reduce((sum, width) => sum + width, 0);
  const each = all / Math.ceil(all / room);
  let before = 0;
  const pageOf = widths.map((width, at) => {
    const page = Math.floor((before + width / 2) / each);
    if (at > 1) before += width;
    return page;
  });
  return Array.from({ length: Math.ceil(all / room) }, (_, page) =>
    part(sheet, at => at < 2 || pageOf[at] === page)
  );
}

/**
 * For a word processor, on upright pages. In a spreadsheet the cells stay text: "1.062" is not everywhere a
 * thousand. Attributes only: the browser parses it under the page's policy, which refuses styles.
 * @param {Sheet} sheet
 */
export const htmlOf = sheet =>
  [
    `<p><b>${escaped(sheet.caption)}</b></p>`,
    pagesOf(withoutSigns(sheet)).map(page).join("<p></p>"),
    `<p>${escaped(sheet.left)}</p>`
  ].join("");

/** @param {Sheet} sheet */
function page({ head, rows }) {
  const cell = (/** @type {string} */ text, /** @type {string} */ align, /** @type {boolean} */ bold) => {
    const words = bold ? `<b>${escaped(text)}</b>` : escaped(text);
    return `<td x:str align="${align}"><font size="2">${words}</font></td>`;
  };
  const line = (/** @type {string[]} */ cells) => `<tr>${cells.join("")}</tr>`;
  const body = rows.map((cells, row) =>
    line(defused(cells).map((text, at) => cell(text, at === 1 ? "left" : "right", row === rows.length - 1)))
  );
  return `<table border="1" rules="all" cellspacing="0" cellpadding="1" width="100%">${line(
    head.map(text => cell(text, "center", true))
  )}${body.join("")}</table>`;
}

/** The sign of a rate stands once, in its head. @param {Sheet} sheet @returns {Sheet} */
function withoutSigns({ head, rows, ...sheet }) {
  const isRate = head.map((_, at) => at > 1 && rows.some(row => row[at].endsWith("%")));
  return {
    ...sheet,
    head: head.map((text, at) => (isRate[at] ? `${text} (%)` : text)),
    rows: rows.map(row => row.map((text, at) => (isRate[at] ? text.replace("%", "") : text)))
  };
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
export const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
