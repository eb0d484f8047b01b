// Wholes divided into parts: one row each, with the counts written in the parts where they fit.
import { h } from "../dom.js";
import { fill, letters, lines, widthOf } from "./colors.js";

/**
 * @typedef {{ tone: string, value: number, text: string }} Part
 * @typedef {{ legend: { tone: string, name: string }[], rows: { key?: string, name: string, note: string,
 *   parts: Part[] }[] }} Parts
 */

const BAR = 22;

/** @param {Parts} model @param {number} width */
export function parts({ legend, rows }, width) {
  const narrow = width < 460;
  const side = narrow ? 0 : Math.min(Math.max(0, ...rows.map(({ name }) => widthOf(name))) + 12, width * 0.3);
  const notes = Math.max(0, ...rows.map(({ note }) => widthOf(note))) + 10;
  const long = width - side - notes;
  let y = 26;
  const drawn = rows.map(({ key, name, note, parts }) => {
    const above = narrow ? 18 : 0;
    const from = y + above + 4;
    y += above + BAR + 10;
    return h(
      "g",
      { "data-key": key, class: key === undefined ? null : "c-hit" },
      h("rect.c-under", {
        x: 0,
        y: from - above - 4,
        width,
        height: above + BAR + 8,
        fill: "none"
      }),
      h(
        "text",
        { x: 0, y: narrow ? from - 6 : from + 15.5, ...letters() },
        lines(name, narrow ? width : side - 12)[0]
      ),
      cut(parts, side, from, long),
      h("text", { x: side + long + 8, y: from + 15.5, ...letters() }, note)
    );
  });
  return { height: y + 2, nodes: [key(legend), drawn] };
}

/** @param {Part[]} parts @param {number} side @param {number} y @param {number} long */
function cut(parts, side, y, long) {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  let x = side;
  return parts
    .filter(({ value }) => value > 0)
    .map(({ tone, value, text }) => {
      const width = (value / whole) * long;
      const from = x;
      x += width;
      return [
        h("rect", { x: from, y, width: Math.max(1, width - 1), height: BAR, ...fill(tone) }),
        widthOf(text, 12) + 10 < width &&
          h(
            "text",
            {
              x: from + 5,
              y: y + 15.5,
              "font-size": 12,
              ...fill(`on-${tone}`),
              fill: tone === "due" ? "#16202a" : "#fff"
            },
            text
          )
      ];
    });
}

/** @param {Parts["legend"]} legend */
function key(legend) {
  let x = 0;
  return legend.map(({ tone, name }) => {
    const from = x;
    x += widthOf(name, 12) + 36;
    return [
      h("rect", { x: from, y: 4, width: 12, height: 12, ...fill(tone) }),
      h("text", { x: from + 17, y: 14, ...letters({ size: 12 }) }, name)
    ];
  });
}
