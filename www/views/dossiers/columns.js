// The columns of a list of dossiers: what a cell says, and what a click on it filters by.
import { wordsOf } from "../../app/words.js";

/** @typedef {import("../../lib/index.d.ts").DossierRow} DossierRow */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/** @typedef {import("../../text.vi.js").Text} Text */

/**
 * Columns that the dataset sorts by, and whether it does so falling: its `reverse` is the other way.
 * @type {Record<string, boolean>}
 */
export const NATURAL = { daysLate: true, due: false, received: false };

/** @type {string[]} */
export const COLUMNS = Object.keys(NATURAL);

/** In the order of the screen and of what is copied. @param {string} list */
export const columnsOf = list => [
  "code",
  "unit",
  "procedure",
  "received",
  "due",
  "ended",
  "outcome",
  "daysLate",
  ...(list === "doubtful" ? ["doubts"] : []),
  "file",
  "row"
];

/**
 * Columns whose cells filter; an outcome's leads to its list.
 * @type {Record<string, "unit" | "procedure" | "file">}
 */
const FILTERS = { unit: "unit", procedure: "procedure", file: "file" };

/** What another export says, too. */
const COMPARED = ["unit", "received", "due", "ended", "outcome"];

/**
 * A cell; of a changed dossier what the earlier export said comes first.
 * @param {Text} t
 * @param {string} column
 * @param {any} row
 */
export function textOf(t, column, row) {
  const { before } = row;
  const now = said(t, column, row);
  if (!before || !COMPARED.includes(column) || before[column] === row[column]) return now;
  return `${said(t, column, before) || t.table.dash} → ${now || t.table.dash}`;
}

/** @param {Text} t @param {string} column @param {any} row */
function said(t, column, row) {
  const value = row[column];
  if (column === "outcome") return t.key("outcome", value);
  if (column === "doubts")
    return value.map((/** @type {string} */ kind) => wordsOf(t, kind).meaning).join(" ");
  if (value === null) return "";
  if (typeof value === "number") return t.number(value);
  return ["received", "due", "ended"].includes(column) ? t.day(value) : value;
}

/** @param {Text} t @param {string[]} columns @param {DossierRow} row @param {Emit} emit */
export const cellsOf = (t, columns, row, emit) =>
  columns.map(column => {
    const text = textOf(t, column, row);
    const dimension = FILTERS[column];
    const key = row[/** @type {"unit"} */ (column)];
    const act =
      column === "outcome"
        ? () => emit("hoso-look", { outcome: key })
        : dimension && key
          ? () => emit("hoso-filter", { dimension, keys: [key] })
          : undefined;
    return { text, title: text.length > 20 ? text : null, act };
  });

/**
 * Rows as text that a spreadsheet takes in when it is pasted.
 * @param {Text} t
 * @param {string[]} columns
 * @param {DossierRow[]} rows
 */
export const pasteable = (t, columns, rows) =>
  [
    columns.map(column => t.views.dossiers.columns[/** @type {"code"} */ (column)]),
    ...rows.map(row => columns.map(column => defused(textOf(t, column, row))))
  ]
    .map(cells => cells.join("\t"))
    .join("\n");

/** One line, and nothing that a spreadsheet would run (OWASP). A number stays one. @param {string} text */
const defused = text => text.replace(/[\t\r\n]+/g, " ").replace(/^(?=[=+@]|-(?![\d.]+$))/, "'");
