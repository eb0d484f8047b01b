// <hoso-mapping>: what each column of a table means, with the first rows under it. Personal columns show no cell.
// model: { t, report: FileReport, mapping: { columns }, bad: boolean, busy }; bad: the last file was no mapping of this header.
// Events: hoso-mapping-change { index, meaning }, hoso-mapping-apply, hoso-mapping-cancel, hoso-mapping-save, hoso-mapping-load { file }.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../lib/index.d.ts").Mapping["columns"][number]} MappedColumn */
/** @typedef {import("../element.js").Emit} Emit */

const PERSONAL = "personal";
const COUNTS = "="; // before the name of what a summary's column counts
const OWNERS = new Set(["unit", "field", "procedure"]); // whose a summary's counts are
const DATED = new Set(["received", "submitted", "code"]); // a received day can come from these

define("hoso-mapping", ({ t, report, mapping, bad, busy }, emit) => {
  const summary = report.kind === "summary";
  const problem = problemOf(t, mapping.columns, summary);
  return [
    h(
      "section",
      { class: "mapping", "aria-label": t.mapping.title },
      h("p", { class: "hint" }, t.mapping.hint),
      h(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": t.mapping.preview },
        h(
          "table",
          { class: "grid preview" },
          h(
            "thead",
            null,
            h(
              "tr",
              null,
              mapping.columns.map((/** @type {MappedColumn} */ { header }) =>
                h("th", { scope: "col" }, header)
              )
            ),
            h(
              "tr",
              null,
              mapping.columns.map((/** @type {MappedColumn} */ column, /** @type {number} */ index) =>
                h("td", null, meaning(t, column, index, summary, emit))
              )
            )
          ),
          h(
            "tbody",
            null,
            report.preview.slice(1, 5).map((/** @type {string[]} */ cells) =>
              h(
                "tr",
                null,
                mapping.columns.map((/** @type {MappedColumn} */ { personal }, /** @type {number} */ index) =>
                  h(
                    "td",
                    { class: personal ? "masked" : null },
                    personal ? t.mapping.masked : (cells[index] ?? "")
                  )
                )
              )
            )
          )
        )
      ),
      problem && h("p", { class: "problem", role: "alert" }, problem),
      bad && h("p", { class: "problem", role: "alert" }, t.mapping.badFile),
      h(
        "div",
        { class: "row" },
        h(
          "button",
          {
            type: "button",
            class: "primary",
            disabled: busy || !!problem,
            onclick: () => emit("hoso-mapping-apply")
          },
          t.mapping.apply
        ),
        h(
          "button",
          { type: "button", disabled: busy, onclick: () => emit("hoso-mapping-cancel") },
          t.mapping.cancel
        ),
        h("button", { type: "button", onclick: () => emit("hoso-mapping-save") }, t.mapping.save),
        loader(t, emit)
      )
    )
  ];
});

/** @param {any} t @param {Emit} emit */
const loader = (t, emit) =>
  h(
    "label",
    { class: "button" },
    t.mapping.load,
    h("input", {
      type: "file",
      accept: ".json,application/json",
      class: "visually-hidden",
      onchange: (/** @type {any} */ event) => {
        const [file] = event.target.files;
        event.target.value = "";
        if (file) emit("hoso-mapping-load", { file });
      }
    })
  );

/** @param {any} t @param {MappedColumn} column @param {number} index @param {boolean} summary @param {Emit} emit */
const meaning = (t, { header, column, personal, figure }, index, summary, emit) =>
  h(
    "select",
    {
      "aria-label": t.mapping.meaningOf(header),
      value: personal ? PERSONAL : figure ? COUNTS + figure : (column ?? ""),
      onchange: (/** @type {any} */ event) =>
        emit("hoso-mapping-change", { index, meaning: event.target.value })
    },
    h("option", { value: "" }, t.mapping.ignore),
    Object.entries(t.columns)
      .filter(([name]) => !summary || OWNERS.has(name))
      .map(([name, label]) => h("option", { value: name }, /** @type {string} */ (label))),
    summary &&
      h(
        "optgroup",
        { label: t.mapping.counts },
        Object.entries(t.figures).map(([name, label]) =>
          h("option", { value: COUNTS + name }, /** @type {string} */ (label))
        )
      ),
    h("option", { value: PERSONAL }, t.mapping.personal)
  );

/** @param {any} t @param {MappedColumn[]} columns @param {boolean} summary @returns {string | null} */
function problemOf(t, columns, summary) {
  const used = columns.flatMap(({ column, figure }) => figure ?? column ?? []);
  if (new Set(used).size < used.length) return t.mapping.twice;
  if (summary)
    return used.some(name => OWNERS.has(name)) && columns.filter(isCount).length > 1
      ? null
      : t.mapping.noCounts;
  return used.some(column => DATED.has(column)) ? null : t.mapping.noReceived;
}

/** True for counts; rates are stated beside them. @param {MappedColumn} column */
const isCount = ({ figure }) => figure && !figure.endsWith("Rate");

/** The column with another meaning; "" is none. @param {MappedColumn} column @param {string} meaning @returns {MappedColumn} */
export function withMeaning({ header }, meaning) {
  if (meaning.startsWith(COUNTS))
    return {
      header,
      column: null,
      personal: false,
      figure: /** @type {MappedColumn["figure"]} */ (meaning.slice(COUNTS.length))
    };
  const column = /** @type {MappedColumn["column"]} */ (
    meaning === "" || meaning === PERSONAL ? null : meaning
  );
  return { header, column, personal: meaning === PERSONAL };
}
