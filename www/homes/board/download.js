// The table of a board as CSV, with the counts of each rate.
import { save } from "../../app/save.js";

/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("./text.js").Text} Text */

/** @param {Text} t @param {string} dimension @param {Measure[]} measures @param {Summary} summary */
export function download(t, dimension, measures, { total, groups }) {
  const by = /** @type {import("../../lib/index.d.ts").Dimension} */ (dimension);
  const named = groups.map(group => ({ name: t.key(by, group.key[by] ?? ""), group }));
  const rows = [{ name: t.table.total, group: total }, ...named].map(({ name, group }) => [
    name,
    group.counts.received,
    ...measures.flatMap(measure => figures(t, group.measures[measure]))
  ]);
  const head = measures.flatMap(measure => t.board.columns(t.measures[measure]));
  const lines = [[by ? t.dimensions[by] : "", t.counts.received, ...head], ...rows];
  const text = `\uFEFF${lines.map(line => line.map(field).join(",")).join("\r\n")}\r\n`;
  save(new Blob([text], { type: "text/csv" }), `hoso-${dimension || "board"}.csv`);
}

/** @param {Text} t @param {import("../../lib/index.d.ts").Rate} rate */
const figures = (t, rate) => ("num" in rate ? [rate.num, rate.den, t.decimal(rate.text)] : ["", "", "–"]);

/**
 * Quoted where needed; a text that a spreadsheet would take for a formula gets an apostrophe.
 * @param {string | number | null} value
 */
function field(value) {
  const text = typeof value === "string" && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
