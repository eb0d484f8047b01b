// <hoso-card>: one measure: its rate, its counts, a bar with the target's mark, and the gap in
// words. model: { t, measure, rate, of, touches }: text, Measure, Rate, what the denominator counts, and how
// many troubles of the data affect it.
import { h } from "../dom.js";
import { define } from "../element.js";

/**
 * A link to the flaws of the data that affect the figure.
 * @param {Text} t
 * @param {number} kinds
 */
export const touched = (t, kinds) =>
  kinds > 0 &&
  h(
    "p.touched",
    h("a", { href: "#troubles" }, h("span", { "aria-hidden": "true" }, "⚠ "), t.troubles.touched(kinds))
  );

/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {import("../../lib/index.d.ts").Gap} Gap */
/** @typedef {import("../../text.vi.js").Text} Text */

define("hoso-card", ({ t, measure, rate, of, touches = 0, maps = false }, emit) => [
  h("h4.card-name", t.measures[measure]),
  ...("num" in rate ? known(t, measure, rate, of) : [h("p.card-none", t.unavailable(rate))]),
  maps &&
    rate.unavailable === "missing-column" &&
    h(
      "p",
      h(
        "button.quiet.to-map",
        {
          "aria-label": `${t.mapping.missing}: ${t.measures[measure]}`,
          onclick: () => emit("hoso-map-missing", { column: rate.column })
        },
        t.mapping.missing
      )
    ),
  touched(t, touches)
]);

/**
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").Measure} measure
 * @param {Extract<Rate, { num: number }>} rate
 * @param {string} of
 */
const known = (t, measure, rate, of) => [
  h("p.card-rate", t.decimal(rate.text)),
  bullet(rate),
  h("p.card-of", `${t.number(rate.num)} / ${t.number(rate.den)} ${of}`),
  rate.target && verdict(rate.target, t.gap(rate.target, measure))
];

/** @param {Gap} target @param {string} sentence */
const verdict = ({ met }, sentence) =>
  h(
    "p",
    { class: met ? "card-gap met" : "card-gap missed" },
    h("span.mark", { "aria-hidden": "true" }, met ? "✓" : "✕"),
    " ",
    sentence
  );

/**
 * The bar repeats what the text says, so it is hidden from screen readers.
 * @param {Extract<Rate, { num: number }>} rate
 */
function bullet({ num, den, target }) {
  const at = target && percent(target.atLeast ?? target.atMost ?? "");
  return h(
    "svg.bullet",
    { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("rect.bullet-track", { x: 0, y: 1, width: 100, height: 6 }),
    h("rect.bullet-value", { x: 0, y: 1, width: (100 * num) / den, height: 6 }),
    target && h("line.bullet-target", { x1: at, x2: at, y1: 0, y2: 8 })
  );
}

/** @param {string} text "97,5%" */
const percent = text => Number.parseFloat(text.replace(",", "."));
