// <hoso-mapping>: what each column of a table means, with the first rows under it. Personal columns show no
// cell. model: { t, report: FileReport, mapping: { columns }, bad: boolean, busy }; bad: the last file was no
// mapping of this header. What columns no header names may mean is proposed with reasons, and the header's
// row can be another one, by its number. Events: hoso-mapping-change { index, meaning }, hoso-mapping-header
// { row }, hoso-mapping-apply, hoso-mapping-cancel, hoso-mapping-save, hoso-mapping-load { file }.
import { COUNTS, PERSONAL } from "../../app/mappings.js";
import { h } from "../dom.js";
import { jsonChooser } from "../json.js";
import { define } from "../element.js";
import { proposals } from "../proposals.js";

/** @typedef {import("../../lib/index.d.ts").Mapping["columns"][number]} MappedColumn */
/** @typedef {import("../../lib/index.d.ts").FileReport} FileReport */
/** @typedef {import("../element.js").Emit} Emit */

const OWNERS = new Set(["unit", "field", "procedure"]); // what the counts of a summary belong to
const HEADERS = 60; // rows in which a header is looked for
const DATED = new Set(["received", "submitted", "code"]); // a received day can come from these

define("hoso-mapping", ({ t, report, mapping, bad, busy }, emit) => {
  const problem = problemOf(t, mapping.columns, report.kind === "summary");
  return [
    h(
      "section.mapping",
      { id: "mapping", tabindex: -1, "aria-label": t.mapping.title },
      h("p.hint", t.mapping.hint),
      headerChoice(t, report, busy, emit),
      proposed(t, report, mapping.columns, emit),
      h(
        "div.scroll",
        { tabindex: 0, role: "region", "aria-label": t.mapping.preview },
        h(
          "table.grid.preview",
          meanings(t, report, mapping.columns, emit),
          preview(t, report, mapping.columns)
        )
      ),
      [problem, bad && t.mapping.badFile].map(said => said && h("p.problem", { role: "alert" }, said)),
      h(
        "div.row",
        h(
          "button.primary",
          { disabled: busy || !!problem, onclick: () => emit("hoso-mapping-apply") },
          t.mapping.apply
        ),
        h("button", { disabled: busy, onclick: () => emit("hoso-mapping-cancel") }, t.mapping.cancel),
        h("button", { onclick: () => emit("hoso-mapping-save") }, t.mapping.save),
        loader(t, emit)
      )
    )
  ];
});

/**
 * The headers, and a choice under each.
 * @param {any} t
 * @param {FileReport} report
 * @param {MappedColumn[]} columns
 * @param {Emit} emit
 */
const meanings = (t, { kind }, columns, emit) =>
  h(
    "thead",
    h(
      "tr",
      columns.map(({ header }) => h("th", { scope: "col" }, header))
    ),
    h(
      "tr",
      columns.map((column, index) => h("td", meaning(t, column, index, kind === "summary", emit)))
    )
  );

/** The first rows. @param {any} t @param {FileReport} report @param {MappedColumn[]} columns */
const preview = (t, report, columns) =>
  h(
    "tbody",
    report.preview.slice(1, 5).map(cells =>
      h(
        "tr",
        columns.map(({ personal }, index) =>
          personal ? h("td.masked", t.mapping.masked) : h("td", cells[index] ?? "")
        )
      )
    )
  );

/**
 * The header's row by its number: its cells may name persons, so they are not shown before it is chosen.
 * @param {any} t
 * @param {FileReport} report
 * @param {boolean} busy
 * @param {Emit} emit
 */
const headerChoice = (t, { headerRow, mapping, kind }, busy, emit) => {
  if (kind === "summary") return null;
  const at = mapping.headerRow ?? headerRow;
  const send = (/** @type {any} */ event) => {
    event.preventDefault();
    const row = Number(event.target.elements["header-row"].value);
    if (Number.isSafeInteger(row) && row > 0) emit("hoso-mapping-header", { row });
  };
  return h(
    "form.row.header-choice",
    { onsubmit: send },
    h(
      "label.field",
      t.mapping.headerAt(at),
      h("input", {
        type: "number",
        name: "header-row",
        min: 1,
        max: HEADERS,
        value: at || null,
        required: true,
        autocomplete: "off"
      })
    ),
    h("button", { type: "submit", disabled: busy }, t.mapping.chooseHeader),
    h(
      "button",
      {
        disabled: busy,
        "aria-pressed": String(at === 0),
        onclick: () => emit("hoso-mapping-header", { row: 0 })
      },
      t.mapping.noHeader
    )
  );
};

/**
 * Meanings proposed from the content, with their reasons.
 * @param {any} t
 * @param {FileReport} report
 * @param {MappedColumn[]} columns
 * @param {Emit} emit
 */
function proposed(t, { proposals: found = [] }, columns, emit) {
  const used = new Set(columns.flatMap(({ column }) => column ?? []));
  const open = found
    .filter(
      ({ at, column }) => columns[at] && !columns[at].column && !columns[at].personal && !used.has(column)
    )
    .map(({ at, column, reason }) => ({
      key: `${at}`,
      from: columns[at].header,
      to: t.columns[column],
      why: `: ${t.mapping.reasons[reason]} `,
      act: () => emit("hoso-mapping-change", { index: at, meaning: column })
    }));
  return (
    open.length > 0 &&
    proposals(h("h4", t.mapping.proposals), t.mapping, open, some => some.forEach(({ act }) => act()))
  );
}

/** @param {any} t @param {Emit} emit */
const loader = (t, emit) => jsonChooser(t.mapping.load, file => emit("hoso-mapping-load", { file }));

/**
 * @param {any} t
 * @param {MappedColumn} column
 * @param {number} index
 * @param {boolean} summary
 * @param {Emit} emit
 */
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
