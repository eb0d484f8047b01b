// Form II.06a of the period: a workbook, a page to print, or the table on the clipboard.
import { inventedText, queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { choice, field, input, tick } from "../../elements/field.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/**
 * @typedef {{ formRows: "unit" | "field" | "unitField", subtotals: boolean, office: string, recipient:
 *   string, place: string }} Chosen
 */

/** @type {Omit<Chosen, "office">} */
export const FORM = { formRows: "unit", subtotals: true, recipient: "", place: "" };

/**
 * @param {State} state
 * @param {Chosen} chosen
 * @param {(at: string) => any} note
 * @param {(patch: object) => void} change
 * @param {Emit} emit
 */
export function form(state, chosen, note, change, emit) {
  const text = textOf(state).views.takeaway.form;
  const { from, to, basis } = queryOf(state);
  const hindered = !from || !to ? text.needsPeriod : basis === "received" ? text.needsEvents : "";
  return h(
    "section.screen",
    { "aria-labelledby": "form" },
    h("h3", { id: "form" }, text.title),
    h("p.hint", hindered || text.hint),
    !hindered && state.summary?.total.counts.carriedOver === 0 && h("p.hint", text.noneCarried),
    !hindered && [choices(text, chosen, change), buttons(state, chosen, note, emit)]
  );
}

/**
 * @param {import("../../text.vi.js").Text["views"]["takeaway"]["form"]} text
 * @param {Chosen} chosen
 * @param {(patch: object) => void} change
 */
function choices(text, { formRows, subtotals, recipient, place }, change) {
  const line = (/** @type {"recipient" | "place"} */ name, /** @type {string} */ value) =>
    field(
      text[name],
      input(value, to => change({ [name]: to }), { name }),
      "office"
    );
  return h(
    "div.row",
    choice(text.rows, "form-rows", formRows, Object.entries(text.rowKinds), formRows => change({ formRows })),
    line("recipient", recipient),
    line("place", place),
    tick(text.subtotals, "subtotals", subtotals, subtotals => change({ subtotals }))
  );
}

/** @param {State} state @param {Chosen} chosen @param {(at: string) => any} note @param {Emit} emit */
function buttons(state, { formRows, subtotals, office, recipient, place }, note, emit) {
  const { form: text, names } = textOf(state).views.takeaway;
  const printed = state.invented ? inventedText(state).trim() : office;
  const query = {
    ...queryOf(state),
    lang: state.lang,
    form: "II.06a",
    formRows,
    subtotals,
    office: printed,
    recipient,
    place
  };
  const name = (/** @type {string} */ kind) =>
    [state.invented && names.invented, "bieu-II.06a", state.query.period, kind].filter(Boolean).join(".");
  const save = (/** @type {"xlsx" | "html"} */ kind, /** @type {string | null} */ look = null) =>
    h(
      "button",
      {
        class: look,
        onclick: () => emit("hoso-export", { at: "form", kind, query, name: name(kind) })
      },
      text.kinds[kind]
    );
  return h(
    "div.row",
    save("xlsx", "primary"),
    save("html"),
    h("button", { onclick: () => emit("hoso-copy-form", { at: "form", query, plainOf }) }, text.copy),
    note("form")
  );
}

/** The text of our own HTML: a line for each row, cells apart by tabs. @param {string} html */
function plainOf(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.querySelectorAll("tr, p")]
    .map(row => [...(row.matches("tr") ? row.children : [row])].map(cell => cell.textContent).join("\t"))
    .join("\r\n");
}
