// What <hoso-board> shows: the rules, a card a measure, a table by the chosen dimension.
import "../../elements/card/card.js";
import "../../elements/table/table.js";
import { h } from "../../elements/dom.js";

import { measuresOf } from "../../elements/measures.js";
export { MEASURES } from "../../elements/measures.js";
export { DIMENSIONS } from "../../elements/dimensions.js";

/** @typedef {import("../../lib/index.d.ts").Summary} Summary */

/**
 * @typedef {object} Model
 * @property {import("../../text.vi.js").Text} t
 * @property {"empty" | "loading" | "ready" | "failed"} phase
 * @property {string[]} [lacks] what the page's policy would have to allow
 * @property {string} [code] of what went wrong
 * @property {import("../../lib/index.d.ts").Measure[]} measures
 * @property {import("../../lib/index.d.ts").Dimension[]} dimensions
 * @property {string} dimension
 * @property {any} table the user's choices: sort, rates or numbers, all rows
 * @property {Summary | null} summary
 * @property {{ from?: string, to?: string, targets?: string }} choice the period that was asked for, and the targets' title
 */

/** @param {Model} model @param {(dimension: string) => void} choose */
export const board = (model, choose) => [
  h(
    "section",
    {
      class: "board",
      part: "board",
      lang: model.t.lang,
      "aria-busy": model.phase === "loading" ? "true" : null
    },
    model.phase === "failed" ? trouble(model) : null,
    model.phase === "loading" ? h("p", { class: "hint", role: "status" }, model.t.board.loading) : null,
    model.phase === "empty" ? h("p", { class: "hint" }, model.t.board.empty) : null,
    model.phase === "ready" && model.summary ? result(model, model.summary, choose) : null
  )
];

/** @param {Model} model */
function trouble({ t, lacks, code = "" }) {
  if (!lacks)
    return h(
      "p",
      { class: "problem", role: "alert", part: "problem" },
      t.errors.codes[code] ?? t.errors.other(code)
    );
  return h(
    "div",
    { class: "problem", role: "alert", part: "problem" },
    h("p", null, t.errors.refused),
    h(
      "ul",
      null,
      lacks.map(line => h("li", null, h("code", null, line)))
    )
  );
}

/** @param {Model} model @param {Summary} summary @param {(dimension: string) => void} choose */
const result = (
  { t, dimensions, dimension, table, choice, ...model },
  { rules, total, groups },
  choose,
  measures = model.measures.filter(measure => measuresOf(total).includes(measure))
) => [
  h("p", { class: "rules", part: "rules" }, t.rules(rules, choice)),
  h(
    "ul",
    { class: "cards", part: "cards" },
    measures.map(measure =>
      h(
        "li",
        null,
        h("hoso-card", {
          part: "card",
          model: { t, measure, rate: total.measures[measure], of: t.of[measure] }
        })
      )
    )
  ),
  dimensions.length > 1 &&
    h(
      "div",
      { class: "row" },
      h(
        "label",
        { class: "field" },
        t.table.by,
        h(
          "select",
          {
            name: "dimension",
            value: dimension,
            onchange: (/** @type {any} */ event) => choose(event.target.value)
          },
          dimensions.map(name => h("option", { value: name }, t.dimensions[name]))
        )
      )
    ),
  dimensions.length > 0 &&
    groups.length > 0 &&
    h("hoso-table", {
      part: "table",
      model: {
        t,
        view: "board",
        ...FRESH,
        show: "rates",
        heat: false,
        ...table,
        plain: true,
        measures,
        dimension,
        groups,
        total
      }
    })
];

/** What another dimension starts from. */
export const FRESH = { sort: { column: "key", descending: false }, all: false };
