// A table pasted from a spreadsheet into the grid of claims.
import { figureNamed } from "./figures.js";
import { unitNamed } from "./units.js";

/**
 * @typedef {{ figures: string[], rows: { unit: string, values: string[] }[] }} Grid a figure "" is not known
 *   yet
 */

const MOST_CELLS = 20_000;
const MOST_LETTERS = 2_000_000;
export const MOST_ROWS = 1_000;
export const MOST_FIGURES = 24;

/** More than one cell. @param {string} text */
export const isTable = text => /[\t\n]/.test(text.replace(/\s+$/, ""));

/**
 * Counted without parting the text: what is too much must not take memory.
 * @param {string} text
 * @returns {number}
 */
function cellsIn(text) {
  let cells = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 9 || code === 10) cells += 1;
  }
  return cells;
}

/**
 * The pasted table, or how many cells are too many.
 * @param {string} text
 * @returns {{ cells: string[][] } | { tooMany: number }}
 */
export function tableOf(text) {
  const tooMany = cellsIn(text);
  if (tooMany > MOST_CELLS || text.length > MOST_LETTERS) return { tooMany };
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
  return { cells: lines.map(line => line.split("\t").map(cell => cell.trim())) };
}

/**
 * A table whose first row names figures takes the grid's place; another fills it from a cell on.
 * @param {Grid} grid
 * @param {string[][]} cells
 * @param {{ row: number, column: number }} at column 0 is that of units
 * @param {string[]} units
 * @returns {Grid}
 */
export function pasted(grid, cells, at, units) {
  const named = cells[0].map(figureNamed);
  const headed =
    cells.length > 1 && named.filter(Boolean).length > 0 && !cells[0].some(cell => /^[\d.,]+%?$/.test(cell));
  return headed ? withHead(cells, named, units) : filled(grid, cells, at);
}

/** @param {string[][]} cells @param {string[]} named @param {string[]} units @returns {Grid} */
function withHead(cells, named, units) {
  const body = cells.slice(1, MOST_ROWS + 1);
  const unitAt = unitColumn(body, units);
  const columns = named.flatMap((figure, at) => (at > unitAt ? [{ figure, at }] : [])).slice(0, MOST_FIGURES);
  return {
    figures: columns.map(({ figure }) => figure),
    rows: body.map(line => ({ unit: line[unitAt] ?? "", values: columns.map(({ at }) => line[at] ?? "") }))
  };
}

/**
 * The column with the most names of units; the first one with words where not one is known.
 * @param {string[][]} body
 * @param {string[]} units
 */
function unitColumn(body, units) {
  const known = (/** @type {number} */ at) =>
    body.filter(line => line[at] && unitNamed(line[at], units) !== undefined).length;
  const words = (/** @type {number} */ at) => body.filter(line => /\p{L}/u.test(line[at] ?? "")).length;
  const columns = Array.from({ length: Math.max(0, ...body.map(line => line.length)) }, (_, at) => at).slice(
    0,
    MOST_FIGURES
  );
  const best = columns.reduce((best, at) => (known(at) > known(best) ? at : best), 0);
  return known(best)
    ? best
    : Math.max(
        0,
        columns.findIndex(at => words(at) > 0)
      );
}

/**
 * @param {Grid} grid
 * @param {string[][]} cells
 * @param {{ row: number, column: number }} at
 * @returns {Grid}
 */
function filled({ figures, rows }, cells, { row, column }) {
  const next = [...rows];
  cells.slice(0, MOST_ROWS - row).forEach((line, below) => {
    const standing = next[row + below] ?? { unit: "", values: figures.map(() => "") };
    const values = figures.map((_, at) => line[at + 1 - column] ?? standing.values[at] ?? "");
    next[row + below] = { unit: column === 0 ? (line[0] ?? standing.unit) : standing.unit, values };
  });
  return { figures, rows: next };
}
