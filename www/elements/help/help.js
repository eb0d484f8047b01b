// <hoso-help>: the guide, shown over the page; Esc closes it and returns to the same place. <hoso-measures>:
// what each measure counts, out of what, how reports word it, and its figures in the open data. <hoso-tour>:
// the four first steps, on invented data. Models: { t, guide: its Markdown }, { t, measures }, { t, step }.
// Events: hoso-tour { step: or null }, hoso-shortcut { on }.
import { h } from "../dom.js";
import { tick } from "../field.js";
import { define } from "../element.js";
import { MEASURES } from "../measures.js";
import { marked } from "./marked.js";
import { quotes } from "./text.vi.js";

define("hoso-help", ({ t, guide, shortcut }, emit) => [
  h(
    "dialog",
    { "aria-labelledby": "guide" },
    h(
      "div.bar",
      h("h2", { id: "guide" }, t.guide),
      h(
        "button",
        { onclick: (/** @type {any} */ { target }) => target.closest("dialog").close() },
        t.help.close
      )
    ),
    tick(t.help.shortcut, "shortcut", shortcut, on => emit("hoso-shortcut", { on })),
    marked(guide)
  )
]);

define("hoso-measures", ({ t, measures }) => [
  h(
    "div.scroll",
    h(
      "table.columns",
      null,
      head(t, measures),
      h(
        "tbody",
        MEASURES.map(name => row(t, name, measures))
      )
    )
  ),
  h("p.hint", t.help.note)
]);

/** @param {any} t @param {any} measures */
const head = ({ help }, measures) =>
  h(
    "thead",
    h(
      "tr",
      [...help.columns, ...(measures ? [help.here] : [])].map(name => h("th", { scope: "col" }, name))
    )
  );

/** @param {any} t @param {import("../../lib/index.d.ts").Measure} name @param {any} measures */
const row = (t, name, measures) =>
  h(
    "tr",
    h("th", { scope: "row" }, t.measures[name]),
    h("td", t.help.counted[name]),
    h("td", t.of[name]),
    h("td", { lang: "vi" }, quotes[name]),
    measures && h("td", figures(t, measures[name]))
  );

/** @param {any} t @param {import("../../lib/index.d.ts").Rate} rate */
const figures = (t, rate) =>
  "num" in rate
    ? `${t.number(rate.num)} / ${t.number(rate.den)} = ${t.decimal(rate.text)}`
    : t.unavailable(rate);

define("hoso-tour", ({ t, step }, emit) => {
  const { steps } = t.help;
  const last = step + 1 === steps.length;
  const to = (/** @type {number | null} */ step) => () => emit("hoso-tour", { step });
  return [
    h(
      "div.told",
      h("p", h("strong", t.help.step(step + 1, steps.length)), " ", steps[step]),
      h("button.primary", { onclick: to(last ? null : step + 1) }, last ? t.help.done : t.help.next),
      !last && h("button", { onclick: to(null) }, t.help.leave)
    )
  ];
});
