// The charts' colours and letters. They stand in the drawing itself, so that a saved picture looks the same anywhere; on the
// page, chart.css puts the theme's colours over them by class.

/** @type {Record<string, string>} */
const FILLS = {
  ink: "#16202a", soft: "#4c5a67", accent: "#14507a", alert: "#a32015",
  track: "#eef1f4", bar: "#4d8ab5", miss: "#c9584b", early: "#14507a", due: "#6fa8cf", late: "#c9584b",
};

const FONT = 13; // pixels

/** @param {string} tone */
export const fill = (tone) => ({ class: `c-${tone}`, fill: FILLS[tone] });

/** @param {string} tone @param {number} [width] */
export const stroke = (tone, width = 1) => ({ class: `s-${tone}`, stroke: FILLS[tone], "stroke-width": width, fill: "none" });

/** @param {{ size?: number, bold?: boolean, end?: boolean, tone?: string }} [how] */
export const letters = ({ size = FONT, bold = false, end = false, tone = "ink" } = {}) =>
  ({ ...fill(tone), "font-size": size, "font-weight": bold ? 650 : 400, "text-anchor": end ? "end" : "start" });

/** @type {CanvasRenderingContext2D | null} */
let pen = null;

/** In pixels, as the browser sets it; no layout is asked for. @param {string} text @param {number} [size] */
export function widthOf(text, size = FONT) {
  pen ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `${size}px ${FAMILY}`;
  return pen.measureText(text).width;
}

export const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

/** The text in at most two lines of that width; what does not fit ends in "…". @param {string} text @param {number} width */
export function lines(text, width) {
  const words = text.split(" ");
  /** @type {string[]} */
  const set = [""];
  for (const word of words) {
    const longer = set[set.length - 1] ? `${set[set.length - 1]} ${word}` : word;
    if (widthOf(longer) <= width || !set[set.length - 1]) set[set.length - 1] = longer;
    else set.push(word);
  }
  const kept = set.length > 2 ? [set[0], `${set[1]}…`] : set;
  return kept.map((line) => shortened(line, width));
}

/** @param {string} line @param {number} width */
function shortened(line, width) {
  let kept = line;
  while (kept.length > 1 && widthOf(kept) > width) kept = `${kept.replace(/…$/, "").slice(0, -1)}…`;
  return kept;
}
