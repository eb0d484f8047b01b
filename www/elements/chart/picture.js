// A chart as one SVG: tiles side by side as the width allows, each drawn by its kind; a title and a note
// where it is saved.
import { h } from "../dom.js";
import { bars } from "./bars.js";
import { FAMILY, letters, lines } from "./colors.js";
import { parts } from "./parts.js";
import { trend } from "./trend.js";

/**
 * @typedef {{ kind: "bars" | "trend" | "parts", tiles: any[], least?: number, most?: number }} Chart `least`
 *   is how wide a tile must be, in pixels, `most` how many tiles one picture of the page has
 */

const KINDS = { bars, trend, parts };
const GAP = 28;

/**
 * How many tiles are side by side; if there are several pictures, their rows have the same number.
 * @param {number} tiles
 * @param {number} width
 * @param {number} least
 * @param {number} most
 */
function columns(tiles, width, least, most) {
  const room = Math.floor((width + GAP) / (least + GAP));
  let across = Math.max(1, Math.min(most < Infinity ? most : tiles, room));
  while (most % across) across -= 1;
  return across;
}

/**
 * @param {Chart} chart
 * @param {number} width
 * @param {{ label: string, title?: string, note?: string }} words
 */
export function picture({ kind, tiles, least = Infinity, most = Infinity }, width, { label, title, note }) {
  const across = columns(tiles.length, width, least, most);
  const each = (width - GAP * (across - 1)) / across;
  const drawn = tiles.map(tile => KINDS[kind](tile, each));
  let y = title ? 34 : 0;
  const rows = Array.from({ length: Math.ceil(tiles.length / across) }, (_, row) => {
    const inside = drawn.slice(row * across, (row + 1) * across);
    const from = y;
    y += Math.max(...inside.map(({ height }) => height));
    return inside.map(({ nodes }, at) =>
      h("g", { transform: `translate(${at * (each + GAP)} ${from})` }, nodes)
    );
  });
  const said = note ? lines(note, width, { size: 11, most: 4 }) : [];
  const height = Math.ceil(y + (said.length ? 8 + said.length * 15 : 0));
  return h(
    "svg.picture",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": label,
      "font-family": FAMILY
    },
    title && h("text", { x: 0, y: 18, ...letters({ size: 16, bold: true }) }, title),
    rows,
    said.map((line, at) =>
      h("text", { x: 0, y: y + 16 + at * 15, ...letters({ size: 11, tone: "soft" }) }, line)
    )
  );
}
