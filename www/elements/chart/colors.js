// The colours and fonts of charts. They are attributes of the drawing itself, so that a saved picture looks
// the same anywhere; on the page, chart.css puts the theme's colours over them by class.

/** @type {Record<string, string>} */
const FILLS = {
  ink: "#16202a",
  soft: "#4c5a67",
  accent: "#14507a",
  alert: "#a32015",
  track: "#eef1f4",
  bar: "#4d8ab5",
  miss: "#c9584b",
  early: "#14507a",
  due: "#6fa8cf",
  late: "#c9584b"
};

const FONT = 13; // pixels

/** @param {string} tone */
export const fill = tone => ({ class: `c-${tone}`, fill: FILLS[tone] });

/** @param {string} tone @param {number} [width] */
export const stroke = (tone, width = 1) => ({
  class: `s-${tone}`,
  stroke: FILLS[tone],
  "stroke-width": width,
  fill: "none"
});

/** @param {{ size?: number, bold?: boolean, end?: boolean, tone?: string }} [how] */
export const letters = ({ size = FONT, bold = false, end = false, tone = "ink" } = {}) => ({
  ...fill(tone),
  "font-size": size,
  "font-weight": bold ? 650 : 400,
  "text-anchor": end ? "end" : "start"
});

/** @type {any} */
let pen = null;
let set = 0; // size of the pen's letters

/**
 * The width of a text in pixels, measured by the browser. A canvas outside the document causes no layout.
 * @param {string} text
 * @param {number} [size]
 */
export function widthOf(text, size = FONT) {
  pen ??= (
    globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : document.createElement("canvas")
  ).getContext("2d");
  if (set !== size) pen.font = `${(set = size)}px ${FAMILY}`;
  return pen.measureText(text).width;
}

export const FAMILY = "system-ui, sans-serif";

/** The text in lines of that width, at most two by default; text that does not fit ends in "…".
 * @param {string} text @param {number} width @param {{ size?: number, most?: number }} [how] */
export function lines(text, width, { size = FONT, most = 2 } = {}) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(" ")) {
    const longer = found.length ? `${found[found.length - 1]} ${word}` : word;
    if (found.length && widthOf(longer, size) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  const kept = found.length > most ? [...found.slice(0, most - 1), `${found[most - 1]}…`] : found;
  return kept.map(line => shortened(line, width, size));
}

/** @param {string} line @param {number} width @param {number} size */
function shortened(line, width, size) {
  let kept = line;
  while (kept.length > 1 && widthOf(kept, size) > width) kept = `${kept.replace(/…$/, "").slice(0, -1)}…`;
  return kept;
}
