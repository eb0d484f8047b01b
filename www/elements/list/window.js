// Which rows of a long list stand in its window. Browsers hold no element taller than some 17 million pixels,
// so a list taller than `TALLEST` is scrolled in proportion: its last row still comes last, one pixel only
// means more rows.

const TALLEST = 8_000_000;
const SPARE = 2; // rows beyond the window's edge, so that no row is missing while it scrolls

/**
 * @typedef {{ total: number, row: number, view: number }} Size rows; pixels a row, pixels of the window
 *   (without the header)
 */

/** @param {Size} size */
const heightOf = ({ total, row }) => Math.min(total * row, TALLEST);

/** Rows that stand in the window as a whole. @param {Size} size */
export const rowsIn = ({ row, view }) => Math.max(1, Math.floor(view / row));

/**
 * The first row in the window (a fraction where it is cut), and the top of the rows to draw.
 * @param {Size} size
 * @param {number} scrolled pixels
 */
export function windowOf(size, scrolled) {
  const { total, row, view } = size;
  const height = heightOf(size);
  const exact = total * row === height;
  const travel = Math.max(1, height - view);
  const first = exact ? scrolled / row : Math.min(1, scrolled / travel) * (total - view / row);
  const from = Math.max(0, Math.floor(first));
  const to = Math.min(total, Math.ceil(first + view / row) + SPARE);
  return { height, from, to, top: exact ? from * row : Math.max(0, scrolled - (first - from) * row) };
}

/**
 * How far to scroll so that a row is in the window: not at all where it is.
 * @param {Size} size
 * @param {number} scrolled
 * @param {number} index
 */
export function scrollTo(size, scrolled, index) {
  const { total, row, view } = size;
  const height = heightOf(size);
  const exact = total * row === height;
  const rows = view / row;
  const first = exact ? scrolled / row : Math.min(1, scrolled / Math.max(1, height - view)) * (total - rows);
  const wanted = Math.min(index, Math.max(first, index + 1 - rows));
  if (wanted === first) return scrolled;
  return exact ? wanted * row : (wanted / Math.max(1, total - rows)) * (height - view);
}
