// Bars: one row each, from zero, with the target's line across; the name to the left, or above where the room
// is narrow.
import { h } from "../dom.js";
import { fill, letters, lines, stroke, widthOf } from "./colors.js";

/**
 * `more` stands at the end of the name's line where the room is narrow. `value`, `target` and `top` (the end
 * of the scale) are on one scale; a row without a value says why in `text`.
 * @typedef {{ key?: string, name: string, value: number | null, text: string, note?: string, more?: string,
 *   missed?: boolean, target?: number | null }} Row
 * @typedef {{ title?: string, top: number, rows: Row[] }} Bars
 */

const NARROW = 460;
const BAR = 14;

/** @param {Bars} bars @param {number} width */
export function bars({ title, top, rows }, width) {
  const narrow = width < NARROW;
  const longest = Math.max(0, ...rows.map(({ name }) => widthOf(name)));
  const side = narrow ? 0 : Math.min(longest + 12, width * 0.36);
  const words =
    Math.max(0, ...rows.filter(({ value }) => value !== null).map(row => widthOf(says(row, narrow)))) + 10;
  const room = { narrow, side, width, long: Math.max(40, width - side - words), top };
  let y = title ? 26 : 4;
  const drawn = rows.map(row => {
    const part = bar(row, y, room);
    y += part.height;
    return part.node;
  });
  return {
    height: y + 4,
    nodes: [title && h("text", { x: 0, y: 16, ...letters({ bold: true }) }, title), drawn]
  };
}

/** @param {Row} row @param {boolean} narrow */
const says = ({ text, note, more }, narrow) => [text, note, !narrow && more].filter(Boolean).join("   ");

/** @typedef {{ narrow: boolean, side: number, width: number, long: number, top: number }} Room */

/** @param {Row} row @param {number} y @param {Room} room */
function bar(row, y, room) {
  const { narrow, side, width, long } = room;
  const { key, name } = row;
  const aside = narrow && row.more;
  const set = lines(name, narrow ? width - (aside ? widthOf(aside) + 12 : 0) : side - 12);
  const above = narrow ? set.length * 17 : 0;
  const height = above + Math.max(BAR, narrow ? 0 : set.length * 16) + 10;
  const from = y + above + (narrow ? 4 : (height - BAR) / 2);
  const first = narrow ? y + 13 : y + height / 2 + 4.5 - (set.length - 1) * 8;
  const node = h(
    "g",
    { "data-key": key, class: key === undefined ? null : "c-hit" },
    h("rect.c-under", { x: 0, y, width, height, fill: "none" }),
    set.map((line, at) => h("text", { x: 0, y: first + at * 16, ...letters() }, line)),
    aside && h("text", { x: width, y: y + 13, ...letters({ tone: "soft", end: true }) }, aside),
    row.value !== null && line(row, from, room),
    h(
      "text",
      {
        x: row.value === null ? side : side + long + 8,
        y: from + BAR - 3,
        ...letters({ tone: row.value === null ? "soft" : "ink" })
      },
      row.text,
      row.note && h("tspan", { dx: 8, ...fill(row.missed ? "alert" : "soft") }, row.note),
      row.more && !narrow && h("tspan", { dx: 8, ...fill("soft") }, row.more)
    )
  );
  return { node, height };
}

/**
 * The bar itself, on its track, and the target across.
 * @param {Row} row
 * @param {number} y
 * @param {Room} room
 */
function line({ value, target, missed }, y, { side, long, top }) {
  const across = (/** @type {number} */ of) => side + Math.min(1, of / top) * long;
  const x = typeof target === "number" && across(target);
  return [
    h("rect", { x: side, y, width: long, height: BAR, ...fill("track") }),
    h("rect", {
      x: side,
      y,
      width: across(value ?? 0) - side,
      height: BAR,
      ...fill(missed ? "miss" : "bar")
    }),
    x !== false && h("line", { x1: x, x2: x, y1: y - 4, y2: y + BAR + 4, ...stroke("ink", 2) })
  ];
}
