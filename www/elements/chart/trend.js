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
const BOLD = 1.15; // as wide as plain letters

/** @param {Trend} trend @param {number} width */
export function trend({ title, decimal, points, target, targetText, missed, among }, width) {
  const values = among ?? points.flatMap(({ value }) => value ?? []);
  const scale = rangeOf(typeof target === "number" ? [...values, target] : values);
  const side = 44;
  const x = (/** @type {number} */ at) =>
    side +
    6 +
    (points.length > 1 ? (at / (points.length - 1)) * (width - side - 16) : (width - side - 16) / 2);
  const y = (/** @type {number} */ value) =>
    TOP + TALL - ((value - scale.from) / (scale.to - scale.from)) * TALL;
  const last = points.findLast(({ value }) => value !== null);
  const when = last && last !== points[points.length - 1] ? ` (${last.name})` : "";
  const said = last ? `${missed ? "✕ " : ""}${last.text}` : "";
  const fits = (widthOf(title) + widthOf(said + when)) * BOLD + 16 < width;
  return {
    height: TOP + TALL + 30,
    nodes: [
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
        ),
      [scale.from, scale.to].map(value => [
        h("line", { x1: side, x2: width, y1: y(value), y2: y(value), ...stroke("track") }),
        h(
          "text",
          { x: side - 4, y: y(value) + 4, ...letters({ size: 11, end: true, tone: "soft" }) },
          decimal(percent(value))
        )
      ]),
      points.map((point, at) => room(point, x(at), width / points.length)),
      typeof target === "number" && aim(target, targetText ?? "", { side, width, y, scale }),
      h("path", { d: path(points, x, y), ...stroke("bar", 2), "stroke-linejoin": "round" }),
      points.map((point, at) => dot(point, x(at), point.value === null ? null : y(point.value))),
      ends(points, side, width)
    ]
  };
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

/** @param {number} target @param {string} text @param {any} room */
const aim = (target, text, { side, width, y }) => [
  h("line", {
    x1: side,
    x2: width,
    y1: y(target),
    y2: y(target),
    ...stroke("ink", 1.5),
    "stroke-dasharray": "5 4"
  }),
  h(
    "text.c-ink.c-halo",
    {
      x: width - 4,
      y: y(target) + (y(target) < TOP + 14 ? 14 : -6),
      ...letters({ size: 11, end: true })
    },
    text
  )
];

/**
 * The room of a point, under everything that is drawn: a click in it counts.
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

/** @param {Point[]} points @param {number} side @param {number} width */
const ends = (points, side, width) => {
  const at = TOP + TALL + 17;
  const [first, last] = [points[0], points[points.length - 1]];
  const step = (width - side - 16) / Math.max(1, points.length - 1);
  if (points.length > 2 && points.every(({ name }) => widthOf(name, 11) + 8 < step))
    return points.map(({ name }, index) =>
      h(
        "text",
        {
          x:
            index === points.length - 1
              ? width - 4
              : side + 6 + index * step - (index ? widthOf(name, 11) / 2 : 6),
          y: at,
          ...letters({ size: 11, end: index === points.length - 1, tone: "soft" })
        },
        name
      )
    );
  return points.length > 1 && widthOf(first.name + last.name, 11) < width - side - 20
    ? [
        h("text", { x: side, y: at, ...letters({ size: 11, tone: "soft" }) }, first.name),
        h("text", { x: width - 4, y: at, ...letters({ size: 11, end: true, tone: "soft" }) }, last.name)
      ]
    : h("text", { x: width - 4, y: at, ...letters({ size: 11, end: true, tone: "soft" }) }, last.name);
};

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
