// <hoso-mapping>: what each column of a table means, with the first rows under it. Personal columns show no cell.
// model: { t, report: FileReport, mapping: { columns }, busy }.
// Events: hoso-mapping-change { index, meaning }, hoso-mapping-apply, hoso-mapping-cancel.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../lib/index.d.ts").Mapping["columns"][number]} MappedColumn */
/** @typedef {import("../element.js").Emit} Emit */

const PERSONAL = "personal";
const DATED = new Set(["received", "submitted", "code"]); // a received day can come from these

define("hoso-mapping", ({ t, report, mapping, busy }, emit) => {
  const problem = problemOf(t, mapping.columns);
  return [
    h("section", { class: "mapping", "aria-label": t.mapping.title },
      h("p", { class: "hint" }, t.mapping.hint),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t.mapping.preview },
        h("table", { class: "grid preview" },
          h("thead", null,
            h("tr", null, mapping.columns.map((/** @type {MappedColumn} */ { header }) => h("th", { scope: "col" }, header))),
            h("tr", null, mapping.columns.map((/** @type {MappedColumn} */ column, /** @type {number} */ index) => h("td", null, meaning(t, column, index, emit))))),
          h("tbody", null, report.preview.slice(1, 5).map((/** @type {string[]} */ cells) =>
            h("tr", null, mapping.columns.map((/** @type {MappedColumn} */ { personal }, /** @type {number} */ index) =>
              h("td", { class: personal ? "masked" : null }, personal ? t.mapping.masked : cells[index] ?? "")))))),
      ),
      problem && h("p", { class: "problem", role: "alert" }, problem),
      h("div", { class: "row" },
        h("button", { type: "button", class: "primary", disabled: busy || !!problem, onclick: () => emit("hoso-mapping-apply") }, t.mapping.apply),
        h("button", { type: "button", disabled: busy, onclick: () => emit("hoso-mapping-cancel") }, t.mapping.cancel))),
  ];
});

/** @param {any} t @param {MappedColumn} column @param {number} index @param {Emit} emit */
const meaning = (t, { header, column, personal }, index, emit) =>
  h("select", {
    "aria-label": t.mapping.meaningOf(header), value: personal ? PERSONAL : column ?? "",
    onchange: (/** @type {any} */ event) => emit("hoso-mapping-change", { index, meaning: event.target.value }),
  },
    h("option", { value: "" }, t.mapping.ignore),
    Object.entries(t.columns).map(([name, label]) => h("option", { value: name }, /** @type {string} */ (label))),
    h("option", { value: PERSONAL }, t.mapping.personal));

/** @param {any} t @param {MappedColumn[]} columns @returns {string | null} */
function problemOf(t, columns) {
  const used = columns.flatMap(({ column }) => column ?? []);
  if (new Set(used).size < used.length) return t.mapping.twice;
  return used.some((column) => DATED.has(column)) ? null : t.mapping.noReceived;
}

/** The column with another meaning; "" is none. @param {MappedColumn} column @param {string} meaning @returns {MappedColumn} */
export function withMeaning({ header }, meaning) {
  const column = /** @type {MappedColumn["column"]} */ (meaning === "" || meaning === PERSONAL ? null : meaning);
  return { header, column, personal: meaning === PERSONAL };
}
