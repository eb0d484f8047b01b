// Take away: the report in sentences and as a table to paste, files, and a receipt that another office can
// check.
import { askable, hasPeriod, spanOf } from "../../app/periods.js";
import {
  chosenSet,
  filterNames,
  inventedText,
  livesOf,
  queryOf,
  textOf,
  troubleText,
  usualDimension
} from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { choice, field, input, select, tick } from "../../elements/field.js";
import { cell, grid, head, line, name } from "../../elements/grid.js";
import { standsOn } from "../../elements/iso.js";
import { FORM, form } from "./form.js";
import { pack } from "./pack.js";
import { paragraphs } from "./paragraph.js";
import { earlier } from "./period.js";
import { receipt } from "./receipt.js";
import { sumsOf } from "./sums.js";
import { columnChoice, COLUMNS } from "./sheet.js";
import { typedForm, typedOf } from "./typed.js";
import { htmlOf, htmlOfText, isEmpty, pagesOf, plainOf, sheetOf } from "./table.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/**
 * @typedef {{ office: string, against: "previous" | "year" | "", units: boolean, levels: boolean, extremes:
 *   boolean, each: boolean, series?: "" | import("./series.js").Step, typed: import("./typed.js").Line[],
 *   columns: import("./sheet.js").ColumnGroup[], method: boolean, dimension:
 *   import("../../lib/index.d.ts").Dimension, note: { at: string, said: string }, formRows: "unit" | "field"
 *   | "unitField", subtotals: boolean, recipient: string, place: string, checked?:
 *   import("./receipt.js").Checked }} Own
 */

/** @type {Own} */
const OWN = {
  office: "",
  against: "previous",
  units: true,
  levels: true,
  extremes: true,
  each: false,
  typed: [],
  columns: COLUMNS,
  method: true,
  dimension: "unit",
  note: { at: "", said: "" },
  ...FORM
};
/** @type {import("../../lib/index.d.ts").Dimension[]} */
const DIMENSIONS = ["unit", "unitLevel", "field", "procedure", "month", "quarter", "year"];

/** @param {State} state @returns {Own} */
const own = state => ({ ...OWN, dimension: usualDimension(state), ...state.of.takeaway });

/** The period that the chosen one is compared with, where the data hold it. @param {State} state */
function before(state) {
  const { period } = state.query;
  const { against } = own(state);
  const found = period && period !== "custom" && against ? earlier(period, against) : "";
  return hasPeriod(state.periods, found) ? found : "";
}

/**
 * The series in the report: the chosen one, otherwise years if no period is chosen.
 * @param {State} state
 */
function stepOf(state) {
  const { series } = own(state);
  if (series !== undefined) return series;
  return !state.query.period && state.periods.years.length > 1 ? "year" : "";
}

/**
 * A series runs over all the data, whatever the period.
 * @param {State} state
 * @param {import("./series.js").Step} step
 */
function seriesQuery(state, step) {
  const { from, to, targets, ...query } = queryOf(state);
  return { ...query, by: [step] };
}

/** @type {import("../../app/views.js").View} */
export const takeaway = {
  id: "takeaway",
  needs(state) {
    const [query, then, step] = [queryOf(state), before(state), stepOf(state)];
    const { levels, extremes } = own(state);
    return {
      units: { summarize: { ...query, by: ["unit"] } },
      groups: { summarize: { ...query, by: [own(state).dimension] } },
      ...(levels && { levels: { summarize: { ...query, by: ["unitLevel"] } } }),
      ...(extremes && { ranks: { summarize: { ...query, by: ["unitLevel", "unit"] } } }),
      ...(step && { series: { summarize: seriesQuery(state, step) } }),
      ...(then && { before: { summarize: { ...query, ...spanOf(then, state.query.cut) } } })
    };
  },
  body(state, answers, emit) {
    const t = textOf(state);
    return [
      sentences(t, state, answers, emit),
      typedForm(t, own(state).typed, patch => change(emit, patch)),
      sheet(t, state, answers, emit),
      form(
        state,
        own(state),
        at => note(state, at),
        patch => change(emit, patch),
        emit
      ),
      files(t, state, emit),
      pack(t, state, own(state).dimension, answers, whenOf(t, state, answers)),
      receipt(t, state, own(state).checked, typedOf(own(state).typed), note(state, "receipt"), emit)
    ];
  }
};

/** What was said of the text before is no longer true. @param {Emit} emit @param {object} patch */
const change = (emit, patch) => emit("hoso-of", { view: "takeaway", patch: { ...patch, note: OWN.note } });

/** @param {Text} t @param {State} state @param {Record<string, any>} answers @param {Emit} emit */
function sentences(t, state, answers, emit) {
  const then = before(state);
  const there = Object.keys(takeaway.needs(state)).every(name => answers[name]);
  const told = there ? paragraphs(t, factsOf(t, state, answers, then)) : [];
  return h(
    "section",
    { "aria-labelledby": "paragraph" },
    h("h3", { id: "paragraph" }, t.views.takeaway.paragraph),
    choices(t, state, then, emit),
    h(
      "div.report",
      { lang: t.lang },
      told.map(text => h("p", text))
    ),
    h(
      "div.row",
      h(
        "button.primary",
        {
          onclick: () =>
            emit("hoso-copy", { at: "paragraph", text: told.join("\r\n"), html: htmlOfText(told) })
        },
        t.views.takeaway.copyParagraph
      ),
      note(state, "paragraph")
    )
  );
}

/**
 * @param {Text} t
 * @param {State} state
 * @param {Record<string, any>} answers
 * @param {string} then
 * @returns {import("./paragraph.js").Facts}
 */
function factsOf(t, state, { units: summary, levels, ranks, series, before: whole }, then) {
  const { office, units, each, typed, method } = own(state);
  const step = stepOf(state);
  const { unit = [], ...where } = /** @type {Record<string, string[]>} */ (state.where);
  const { from, to } = queryOf(state);
  const one = summary.groups.length === 1 ? summary.groups[0].key.unit : "";
  const named = (/** @type {string} */ dimension) =>
    t.dimensions[/** @type {"unit"} */ (dimension)] ?? dimension;
  const scope = Object.entries(unit.length > 1 ? { unit, ...where } : where).filter(
    ([, keys]) => keys.length
  );
  return {
    whole: summary,
    units: summary.groups,
    office: office.trim() || one || "",
    span: { period: state.query.period, from, to },
    scope: scope.map(([dimension, keys]) => [named(dimension), keys.map(key => t.key(dimension, key))]),
    targets: chosenSet(state)?.title,
    before: then ? { period: then, whole } : undefined,
    levels,
    ranks: ranks?.groups,
    series: step && series ? { step, summary: series } : undefined,
    typed: typedOf(typed),
    troubles: troubleText(state),
    warning: inventedText(state).trim(),
    tell: { units, each, method }
  };
}

/** How it went, beside the button that was pressed. @param {State} state @param {string} at */
const note = (state, at) => own(state).note.at === at && h("span.hint.note", own(state).note.said);

/** @param {Text} t @param {State} state @param {string} then @param {Emit} emit */
function choices(t, state, then, emit) {
  const text = t.views.takeaway;
  const { office, against } = own(state);
  const { period } = state.query;
  const named = period && period !== "custom";
  const chosen = selecting(emit);
  return [
    h(
      "div.row",
      field(
        text.office,
        input(office, office => change(emit, { office }), { name: "office" }),
        "office"
      ),
      chosen(text.against, "against", against, text.againsts, !named),
      chosen(text.series, "series", stepOf(state), text.seriesSteps)
    ),
    ticks(t, state, emit),
    !named ? h("p.hint.screen", text.needsPeriod) : against && !then ? h("p.hint", text.noEarlier) : null
  ];
}

/**
 * @param {Emit} emit
 * @returns {(label: string, id: string, value: string, names: Record<string, string>, disabled?: boolean) =>
 *   import("../../elements/dom.js").VNode}
 */
const selecting = emit => (label, id, value, names, disabled) =>
  field(
    label,
    select(value, Object.entries(names), chosen => change(emit, { [id]: chosen }), { name: id, disabled })
  );

/** What the sentences name. @param {Text} t @param {State} state @param {Emit} emit */
function ticks(t, state, emit) {
  const text = t.views.takeaway;
  const mine = own(state);
  const told = (
    /** @type {"units" | "levels" | "extremes" | "each" | "method"} */ id,
    /** @type {string} */ label
  ) => tick(label, `tell-${id}`, mine[id], on => change(emit, { [id]: on }));
  return h(
    "div.row",
    told("units", text.tellUnits),
    told("levels", text.tellLevels),
    told("extremes", text.tellExtremes),
    told("each", text.tellEach),
    told("method", text.tellMethod)
  );
}

/**
 * The period and the day that a table's figures are of.
 * @param {Text} t
 * @param {State} state
 * @param {Record<string, any>} answers
 */
function whenOf(t, state, { groups }) {
  const { from, to } = queryOf(state);
  const span = { period: state.query.period, from, to };
  return groups ? t.views.takeaway.when(standsOn(groups.rules, to), span) : "";
}

/** @param {Text} t @param {State} state @param {Record<string, any>} answers @param {Emit} emit */
function sheet(t, state, { groups }, emit) {
  const { dimension, columns } = own(state);
  const when = [whenOf(t, state, { groups }), ...filterNames(state)].join("; ");
  const found = groups && sheetOf(t, dimension, groups, when, inventedText(state), columns);
  const copy = () => emit("hoso-copy", { at: "table", text: plainOf(found), html: htmlOf(found) });
  const pages = found ? pagesOf(found) : [];
  return [
    h(
      "section",
      { "aria-labelledby": "sheet" },
      h("h3", { id: "sheet" }, t.views.takeaway.table),
      h(
        "div.row",
        choice(
          t.table.by,
          "sheet-by",
          dimension,
          askable(DIMENSIONS, livesOf(state.files)).map(id => [id, t.dimensions[/** @type {"unit"} */ (id)]]),
          dimension => change(emit, { dimension })
        ),
        h("button.primary", { disabled: !found, onclick: copy }, t.views.takeaway.copyTable),
        note(state, "table")
      ),
      columnChoice(t, columns, next => change(emit, { columns: next })),
      found && [
        h("p", h("strong", found.caption)),
        h("div", { class: pages.length > 1 ? "screen" : null }, shown(found)),
        h("p.hint", noteOn(t, found, dimension, groups), h("span.paper", found.left))
      ]
    ),
    pages.length > 1 && h("div.paper", pages.map(shown))
  ];
}

/**
 * What must be known to read the table.
 * @param {Text} t
 * @param {import("./table.js").Sheet} sheet
 * @param {import("../../lib/index.d.ts").Dimension} dimension
 * @param {import("../../lib/index.d.ts").Summary} groups
 */
const noteOn = (t, { rows }, dimension, groups) =>
  [
    `${t.table.rows(rows.length - 1)}.`,
    rows.flat().includes("–") && `“–”: ${t.table.dash}.`,
    sumsOf(t, dimension, groups)
  ]
    .filter(Boolean)
    .join(" ");

/** @param {import("./table.js").Sheet} sheet */
function shown({ caption, head: [, ...heads], rows }) {
  const empty = heads.map((_, at) => (isEmpty(rows, at + 1) ? { class: "empty" } : null)); // not on paper
  const row = (/** @type {string[]} */ [, title, ...cells], /** @type {object | null} */ props = null) =>
    line(props, [name(title), cells.map((text, at) => cell(empty[at + 1], text))]);
  return grid(
    caption,
    heads.map((text, at) => (empty[at] ? head(empty[at], h("span", text)) : text)),
    {
      first: [row(rows[rows.length - 1], { class: "total" })],
      rows: rows.slice(0, -1),
      row: cells => row(cells)
    }
  );
}

/** What can be downloaded: the table, or the dossiers behind it. */
const FILES = { table: ["xlsx", "csv", "json"], dossiers: ["xlsx", "csv", "json", "arrow"] };

/** @param {Text} t @param {State} state @param {Emit} emit */
function files(t, state, emit) {
  const text = t.views.takeaway;
  const query = { ...queryOf(state), lang: state.lang };
  const queries = {
    table: { ...query, by: [own(state).dimension] },
    dossiers: { ...query, rows: "dossiers" }
  };
  const save = (/** @type {"table" | "dossiers"} */ what, /** @type {string} */ kind) => () =>
    emit("hoso-export", {
      at: `file-${what}`,
      kind,
      query: queries[what],
      name: [state.invented && text.names.invented, text.names[what], state.query.period, kind]
        .filter(Boolean)
        .join(".")
    });
  const button = (/** @type {"table" | "dossiers"} */ what) => (/** @type {string} */ kind) => {
    const name = text.kinds[/** @type {"csv"} */ (kind)];
    return h("button", { "aria-label": `${text.files[what]}, ${name}`, onclick: save(what, kind) }, name);
  };
  const line = (/** @type {"table" | "dossiers"} */ what) =>
    h(
      "div.row",
      h("span.what", text.files[what]),
      FILES[what].map(button(what)),
      note(state, `file-${what}`)
    );
  return h("section.screen", { "aria-labelledby": "take" }, h("h3", { id: "take" }, text.download), [
    line("table"),
    line("dossiers")
  ]);
}
