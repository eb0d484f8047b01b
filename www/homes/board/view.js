// What <hoso-board> shows: the rules, a card a measure, a table by the chosen dimension.
import "../../elements/card/card.js";
import "../../elements/table/table.js";
import { h } from "../../elements/dom.js";

import { errorIn } from "../../app/words.js";
import { download } from "./download.js";
import { measuresOf } from "../../elements/measures.js";
export { MEASURES } from "../../elements/measures.js";
export { DIMENSIONS } from "../../elements/dimensions.js";

/** @typedef {import("../../lib/index.d.ts").Summary} Summary */

/** @typedef {import("./text.js").Text} Text */

/**
 * @typedef {object} Model
 * @property {Text} t
 * @property {"empty" | "loading" | "ready" | "failed"} phase
 * @property {string[]} [lacks] what the page's policy would have to allow
 * @property {string} [code] of what went wrong
 * @property {any} [error] what the words about it name: address, status, period
 * @property {string | null} heading
 * @property {string | null} source who published the figures
 * @property {string | null} address of the source
 * @property {string[]} notes what published figures are filtered by, and what is wrong with their
 *   data
 * @property {{ groups: Record<string, number>, below: number }} [withheld] groups too small to be shown, by
 *   dimension
 * @property {import("../../lib/index.d.ts").Measure[]} measures
 * @property {import("../../lib/index.d.ts").Dimension[]} dimensions
 * @property {string} dimension
 * @property {any} table the user's choices: sort, rates or numbers, all rows
 * @property {Summary | null} summary
 * @property {{ from?: string, to?: string, targets?: string }} choice the period that was asked for, and the
 *   targets' title
 */

/** @param {Model} model @param {(dimension: string) => void} choose */
export const board = (model, choose) => [
  h(
    "section.board",
    {
      part: "board",
      lang: model.t.lang,
      "aria-busy": model.phase === "loading" ? "true" : null
    },
    model.heading ? h("h2", { part: "heading" }, model.heading) : null,
    model.phase === "failed" ? trouble(model) : null,
    model.phase === "loading" ? h("p.hint", { role: "status" }, model.t.board.loading) : null,
    model.phase === "empty" ? h("p.hint", model.t.board.empty) : null,
    model.phase === "ready" && model.summary ? result(model, model.summary, choose) : null
  )
];

/** @param {Model} model */
function trouble({ t, lacks, code = "", error }) {
  if (!lacks)
    return h(
      "p.problem",
      { role: "alert", part: "problem" },
      t.board.errors[code]?.(error) ?? errorIn(t, code)
    );
  return h(
    "div.problem",
    { role: "alert", part: "problem" },
    h("p", t.errors.refused),
    h(
      "ul",
      lacks.map(line => h("li", h("code", line)))
    )
  );
}

/** @param {Model} model @param {Summary} summary @param {(dimension: string) => void} choose */
function result(model, summary, choose) {
  const measures = model.measures.filter(measure => measuresOf(summary.total).includes(measure));
  const shown = { ...model, measures };
  return [
    h("p.rules", { part: "rules" }, model.t.rules(summary.rules, model.choice)),
    model.notes.map(note => h("p.rules", { part: "note" }, note)),
    cards(shown, summary),
    model.dimensions.length > 0 && summary.groups.length > 0 ? table(shown, summary, choose) : null,
    about(shown, summary)
  ];
}

/** @param {Model} model @param {Summary} summary */
const cards = ({ t, measures }, { total }) =>
  h(
    "ul.cards",
    { part: "cards" },
    measures.map(measure =>
      h(
        "li",
        h("hoso-card", {
          part: "card",
          model: { t, measure, rate: total.measures[measure], of: t.of[measure] }
        })
      )
    )
  );

/** @param {Model} model @param {Summary} summary @param {(dimension: string) => void} choose */
const table = ({ t, measures, dimensions, dimension, table }, { groups, total }, choose) =>
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
      lead: dimensions.length > 1 && by(t, dimensions, dimension, choose),
      measures,
      dimension,
      groups,
      total
    }
  });

/**
 * @param {Text} t
 * @param {Model["dimensions"]} dimensions
 * @param {string} dimension
 * @param {(dimension: string) => void} choose
 */
const by = (t, dimensions, dimension, choose) =>
  h(
    "label.field",
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
  );

/**
 * Below the figures: what is left out, who published them, the shown table as a file.
 * @param {Model} model
 * @param {Summary} summary
 */
function about({ t, measures, dimension, withheld, source, address }, summary) {
  const left = withheld?.groups?.[dimension] ?? 0;
  const named = source ?? address;
  return h(
    "div.about.hint",
    { part: "source" },
    left > 0 && h("p", t.board.withheld(left, withheld?.below ?? 0)),
    named && h("p", t.board.source, " ", address ? h("a", { href: address }, named) : named),
    h(
      "button",
      { type: "button", onclick: () => download(t, dimension, measures, summary) },
      t.board.download
    )
  );
}

/** What another dimension starts from. */
export const FRESH = { sort: { column: "key", descending: false }, all: false };
