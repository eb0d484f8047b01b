// Compare: the groups of one dimension, ranked by one measure against its target, and all their figures side
// by side.
import "../../elements/chart/chart.js";
import "../../elements/table/table.js";
import { askable } from "../../app/periods.js";
import { chosenSet, livesOf, noteText, queryOf, textOf, usualDimension } from "../../app/state.js";
import { DIMENSIONS } from "../../elements/dimensions.js";
import { h } from "../../elements/dom.js";
import { choice } from "../../elements/field.js";
import { MEASURES } from "../../elements/measures.js";
import { sumsOf } from "../takeaway/sums.js";
import { FEW, profile, ranking } from "./charts.js";
import { pivot } from "./pivot.js";
import { shortTable } from "./short.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/** @typedef {import("../../lib/index.d.ts").Dimension} Dimension */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {(patch: object) => void} Change */

/**
 * @type {{ cross: "" | Dimension, dimension: Dimension,
 *   sort: { column: string, descending: boolean }, show: "rates" |
 *   "numbers", heat: boolean, all: boolean, whole: boolean, short: { column: string, descending: boolean } }}
 */
const OWN = {
  dimension: "unit",
  cross: "",
  sort: { column: "key", descending: false },
  show: "rates",
  heat: true,
  all: false,
  whole: false,
  short: { column: "missed", descending: true }
};

/** The list of the dossiers that a measure is missed by. @type {Partial<Record<string, string>>} */
const LISTED = {
  onTime: "late",
  early: "late",
  late: "late",
  onlineOnTime: "late",
  overdue: "overdue",
  notOverdue: "lateAll",
  dueOnTime: "lateAll",
  returned: "stopped",
  returnedLate: "stopped"
};

/**
 * Unless chosen, the measure is the first with a target that can be computed, and groups are units, or fields
 * if no unit is known.
 * @param {State} state
 * @returns {typeof OWN & { measure: Measure }}
 */
function own(state) {
  const { measures } = state.summary?.total ?? {};
  const known = (/** @type {Measure} */ measure) => !measures || "num" in measures[measure];
  const targeted = chosenSet(state)?.targets.map(({ measure }) => measure) ?? [];
  return {
    ...OWN,
    dimension: usualDimension(state),
    measure: [...targeted, ...MEASURES].find(known) ?? "onTime",
    ...state.of.compare
  };
}

/**
 * Those that can be asked for: lives have no parts of their periods.
 * @param {State} state
 */
const dimensionsOf = state => askable(DIMENSIONS, livesOf(state.files));

/** @type {import("../../app/views.js").View} */
export const compare = {
  id: "compare",
  needs(state) {
    const { dimension, cross, measure } = own(state);
    const query = queryOf(state);
    return {
      groups: { summarize: { ...query, by: [dimension] } },
      ...(cross && {
        across: { summarize: { ...query, by: [cross] } },
        crossed: { summarize: { ...query, by: [dimension, cross], only: measure } }
      })
    };
  },
  body(state, { groups: summary, ...crossing }, emit) {
    if (!summary) return [];
    const t = textOf(state);
    const { measure, short, cross, ...table } = own(state);
    const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "compare", patch });
    const copy = (/** @type {string} */ text) => emit("hoso-copy", { at: "short", text });
    const act = {
      sort: (/** @type {object} */ sort) => change({ short: sort }),
      copy,
      look: lookIn(table.dimension, emit)
    };
    return [
      choices(t, state, summary, change),
      chart(t, state, summary, change),
      shortTable(t, summary, table.dimension, short, act, copied(state)),
      cross && pivot(t, { groups: summary, ...crossing }, table.dimension, cross, measure, copy),
      h("h3", t.views.compare.figures),
      h("hoso-table", {
        model: { t, view: "compare", ...table, groups: summary.groups, total: summary.total }
      }),
      h("p.hint", sumsOf(t, table.dimension, summary))
    ];
  }
};

/** How the last copying went. @param {State} state */
const copied = ({ of: { takeaway } }) =>
  takeaway?.note?.at === "short" && h("span.hint.note", takeaway.note.said);

/** @param {Dimension} dimension @param {Emit} emit @returns {import("./short.js").Look} */
const lookIn = (dimension, emit) => (measure, key) => {
  if (key !== undefined) emit("hoso-filter", { dimension, keys: [key] });
  emit("hoso-look", { outcome: LISTED[measure] ?? "all" });
};

/** @param {Text} t @param {State} state @param {Summary} summary @param {Change} change */
function choices(t, state, { groups }, change) {
  const { dimension, cross, measure } = own(state);
  const offered = dimensionsOf(state);
  return h(
    "div.row",
    pick(t.table.by, "dimension", dimension, offered, t.dimensions, dimension =>
      change({ dimension, sort: OWN.sort, all: false, whole: false, cross: "" })
    ),
    pick(
      t.views.compare.cross,
      "cross",
      cross,
      ["", ...offered.filter(name => name !== dimension)],
      { ...t.dimensions, "": t.views.compare.noCross },
      cross => change({ cross })
    ),
    (groups.length > FEW || cross) &&
      pick(t.targets.measure, "measure", measure, MEASURES, t.measures, measure => change({ measure }))
  );
}

/** @param {Text} t @param {State} state @param {Summary} summary @param {Change} change */
function chart(t, state, summary, change) {
  const { dimension, measure, whole } = own(state);
  const { length } = summary.groups;
  const made =
    length <= FEW ? profile(t, summary, dimension) : ranking(t, summary, dimension, measure, whole);
  if (!made) return null;
  const asTable = !!state.of.compare?.[made.id];
  return [
    h("hoso-chart", { model: { t, view: "compare", note: noteText(state), asTable, ...made } }),
    made.hidden > 0 &&
      h(
        "p.row",
        h(
          "button",
          { onclick: () => change({ whole: !whole }) },
          whole ? t.views.compare.ends : t.views.compare.all(length)
        )
      )
  ];
}

/**
 * @param {string} label
 * @param {string} name
 * @param {string} value
 * @param {readonly string[]} options
 * @param {Record<string, string>} words
 * @param {(value: string) => void} choose
 */
const pick = (label, name, value, options, words, choose) =>
  choice(
    label,
    name,
    value,
    options.map(option => [option, words[option]]),
    choose
  );
