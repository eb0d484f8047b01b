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
import { FEW, profile, ranking } from "./charts.js";
import { pivot } from "./pivot.js";
import { shortTable } from "./short.js";

/**
 * @type {{ cross: "" | import("../../lib/index.d.ts").Dimension, dimension:
 *   import("../../lib/index.d.ts").Dimension, sort: { column: string, descending: boolean }, show: "rates" |
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

/**
 * Unless chosen, the measure is the first with a target that can be computed, and groups are units, or fields
 * if no unit is known.
 * @param {import("../../app/state.js").State} state
 * @returns {typeof OWN & { measure: import("../../lib/index.d.ts").Measure }}
 */
function own(state) {
  const { measures } = state.summary?.total ?? {};
  const known = (/** @type {import("../../lib/index.d.ts").Measure} */ measure) =>
    !measures || "num" in measures[measure];
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
 * @param {import("../../app/state.js").State} state
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
    const t = textOf(state);
    if (!summary) return [];
    const { measure, whole, short, cross, ...table } = own(state);
    const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "compare", patch });
    const few = summary.groups.length <= FEW;
    const made = few
      ? profile(t, summary, table.dimension)
      : ranking(t, summary, table.dimension, measure, whole);
    return [
      h(
        "div",
        { class: "row" },
        pick(t.table.by, "dimension", table.dimension, dimensionsOf(state), t.dimensions, dimension =>
          change({ dimension, sort: OWN.sort, all: false, whole: false, cross: "" })
        ),
        pick(
          t.views.compare.cross,
          "cross",
          cross,
          ["", ...dimensionsOf(state).filter(name => name !== table.dimension)],
          { ...t.dimensions, "": t.views.compare.noCross },
          cross => change({ cross })
        ),
        few && !cross
          ? null
          : pick(t.targets.measure, "measure", measure, MEASURES, t.measures, chosen =>
              change({ measure: chosen })
            )
      ),
      made &&
        h("hoso-chart", {
          model: {
            t,
            view: "compare",
            note: noteText(state),
            asTable: !!state.of.compare?.[made.id],
            ...made
          }
        }),
      made &&
        made.hidden > 0 &&
        h(
          "p",
          { class: "row" },
          h(
            "button",
            { onclick: () => change({ whole: !whole }) },
            whole ? t.views.compare.ends : t.views.compare.all(summary.groups.length)
          )
        ),
      shortTable(
        t,
        summary,
        table.dimension,
        short,
        sort => change({ short: sort }),
        text => emit("hoso-copy", { at: "short", text }),
        state.of.takeaway?.note?.at === "short" &&
          h("span", { class: "hint note" }, state.of.takeaway.note.said)
      ),
      cross &&
        pivot(t, { groups: summary, ...crossing }, table.dimension, cross, measure, text =>
          emit("hoso-copy", { at: "short", text })
        ),
      h("h3", null, t.views.compare.figures),
      h("hoso-table", {
        model: { t, view: "compare", ...table, groups: summary.groups, total: summary.total }
      })
    ];
  }
};

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
