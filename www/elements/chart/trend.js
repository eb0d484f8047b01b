// A line over periods: its points, the target drawn across, first and last period named, the last value
// written out.
import { h } from "../dom.js";
import { fill, letters, lines, stroke, widthOf } from "./colors.js";

/**
 * A point without a value leaves a gap. Values are shares from 0 to 1.
 * @typedef {{ key: string, name: string, value: number | null, text: string }} Point
 * @typedef {{ title: string, decimal: (text: string) => string, points: Point[], target?: number | null,
 *   targetText?: string, missed?: boolean, among?: number[] }} Trend `among`: the values whose scale it has
 */

const TALL = 84;
const TOP = 34;
const SIDE = 44; // for the scale
/** How the scale and the last period are written. */
const END = /** @type {const} */ ({ size: 11, end: true, tone: "soft" });
const BOLD = 1.15; // as wide as plain letters

/** @param {Trend} trend @param {number} width */
export function trend(trend, width) {
  const { decimal, points, target, targetText } = trend;
  const values = trend.among ?? points.flatMap(({ value }) => value ?? []);
  const scale = rangeOf(typeof target === "number" ? [...values, target] : values);
  const long = width - SIDE - 16;
  const x = (/** @type {number} */ at) =>
    SIDE + 6 + (points.length > 1 ? (at / (points.length - 1)) * long : long / 2);
  const y = (/** @type {number} */ value) =>
    TOP + TALL - ((value - scale.from) / (scale.to - scale.from)) * TALL;
  return {
    height: TOP + TALL + 30,
    nodes: [
      head(trend, width),
      [scale.from, scale.to].map(value => [
        h("line", { x1: SIDE, x2: width, y1: y(value), y2: y(value), ...stroke("track") }),
        h("text", { x: SIDE - 4, y: y(value) + 4, ...letters(END) }, decimal(percent(value)))
      ]),
      points.map((point, at) => room(point, x(at), width / points.length)),
      typeof target === "number" && aim(y(target), targetText ?? "", width),
      h("path", { d: path(points, x, y), ...stroke("bar", 2), "stroke-linejoin": "round" }),
      points.map((point, at) => dot(point, x(at), point.value === null ? null : y(point.value))),
      ends(points, width)
    ]
  };
}

/** The title, and the last value at the other end of the line. @param {Trend} trend @param {number} width */
function head({ title, points, missed }, width) {
  const last = points.findLast(({ value }) => value !== null);
  const when = last && last !== points[points.length - 1] ? ` (${last.name})` : "";
  const said = last ? `${missed ? "✕ " : ""}${last.text}` : "";
  const fits = (widthOf(title) + widthOf(said + when)) * BOLD + 16 < width;
  return [
    h(
      "text",
      { x: 0, y: 16, ...letters({ bold: true }) },
      h("title", title),
      lines(title, (width - 16) / BOLD - widthOf(said), { most: 1 })
    ),
    last &&
      h(
        "text",
        { x: width - 4, y: 16, ...letters({ bold: true, end: true, tone: missed ? "alert" : "ink" }) },
        said + (fits ? when : "")
      )
  ];
}

/**
 * A gap in the values is a gap in the line.
 * @param {Point[]} points
 * @param {(at: number) => number} x
 * @param {(value: number) => number} y
 */
const path = (points, x, y) =>
  points
    .map(({ value }, at) =>
      value === null
        ? ""
        : `${at && points[at - 1].value !== null ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    )
    .join("");

/** The target. @param {number} y @param {string} text @param {number} width */
const aim = (y, text, width) => [
  h("line", { x1: SIDE, x2: width, y1: y, y2: y, ...stroke("ink", 1.5), "stroke-dasharray": "5 4" }),
  h(
    "text.c-ink.c-halo",
    { x: width - 4, y: y + (y < TOP + 14 ? 14 : -6), ...letters({ size: 11, end: true }) },
    text
  )
];

/**
 * The area of a point that reacts to clicks, below everything that is drawn.
 * @param {Point} point
 * @param {number} x
 * @param {number} room
 */
const room = ({ key, name, text }, x, room) =>
  h(
    "g.c-hit",
    { "data-key": key },
    h("title", `${name}: ${text}`),
    h("rect.c-under", {
      x: x - room / 2,
      y: TOP - 6,
      width: room,
      height: TALL + 12,
      fill: "none"
    })
  );

/** @param {Point} point @param {number} x @param {number | null} y */
const dot = ({ key, name, text }, x, y) =>
  y !== null &&
  h(
    "g.c-hit",
    { "data-key": key },
    h("title", `${name}: ${text}`),
    h("circle", { cx: x, cy: y, r: 3, ...fill("accent") })
  );

/**
 * The periods' names: all of them, else first and last, else the last.
 * @param {Point[]} points
 * @param {number} width
 */
function ends(points, width) {
  const [first, last] = [points[0], points[points.length - 1]];
  const step = (width - SIDE - 16) / Math.max(1, points.length - 1);
  const label = (/** @type {Point} */ point, /** @type {number} */ x) =>
    h(
      "text",
      { x, y: TOP + TALL + 17, ...letters(point === last ? END : { ...END, end: false }) },
      point.name
    );
  if (points.length > 2 && points.every(({ name }) => widthOf(name, 11) + 8 < step))
    return points.map((point, at) =>
      label(point, point === last ? width - 4 : SIDE + 6 + at * step - (at ? widthOf(point.name, 11) / 2 : 6))
    );
  const both = points.length > 1 && widthOf(first.name + last.name, 11) < width - SIDE - 20;
  return [both && label(first, SIDE), label(last, width - 4)];
}

/** Round ends around the values, within 0 and 1. @param {number[]} values */
function rangeOf(values) {
  const [least, most] = [Math.min(1, ...values), Math.max(0, ...values)];
  const step =
    [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find(size => (most - least) / size <= 4) ?? 0.5;
  const from = Math.max(0, Math.floor(least / step) * step);
  const to = Math.min(1, Math.ceil(most / step) * step);
  return to > from ? { from, to } : { from: Math.max(0, from - step), to: Math.min(1, to + step) };
}

/** An end of the scale; all of them have at most one decimal. @param {number} value */
const percent = value => `${String(Math.round(value * 1000) / 10).replace(".", ",")}%`;
