// A chart as a file: drawn again at the width of a page, on white, with its title and the rules in force.
import { render } from "../dom.js";
import { picture } from "./picture.js";

const WIDTH = 900;
const EDGE = 16;
const SHARP = 2; // PNG pixels a unit of the drawing

/**
 * @param {import("./picture.js").Chart} chart
 * @param {{ label: string, title: string, note: string }} words
 */
function drawing(chart, words) {
  const box = document.createElement("div");
  render(box, [picture(chart, WIDTH, words)]);
  const svg = /** @type {SVGSVGElement} */ (box.firstChild);
  const [width, height] = [WIDTH + 2 * EDGE, Number(svg.getAttribute("height")) + 2 * EDGE];
  const ground = document.createElementNS(svg.namespaceURI, "rect");
  const set = (/** @type {Element} */ node, /** @type {Record<string, any>} */ props) =>
    Object.entries(props).forEach(([name, value]) => node.setAttribute(name, value));
  set(ground, { x: -EDGE, y: -EDGE, width, height, fill: "#fff" });
  set(svg, { width, height, viewBox: `${-EDGE} ${-EDGE} ${width} ${height}` });
  svg.prepend(ground);
  for (const node of [svg, ...svg.querySelectorAll("*")])
    ["class", "data-key"].forEach(name => node.removeAttribute(name));
  return {
    svg: new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }),
    width,
    height
  };
}

/**
 * @param {"svg" | "png"} kind
 * @param {Parameters<typeof drawing>[0]} chart
 * @param {Parameters<typeof drawing>[1]} words
 * @returns {Promise<Blob>}
 */
export async function saved(kind, chart, words) {
  const { svg, width, height } = drawing(chart, words);
  if (kind === "svg") return svg;
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  URL.revokeObjectURL(image.src);
  const canvas = Object.assign(document.createElement("canvas"), {
    width: width * SHARP,
    height: height * SHARP
  });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(blob => done(/** @type {Blob} */ (blob))));
}
