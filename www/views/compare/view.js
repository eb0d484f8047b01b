// Compare: the groups of one dimension, ranked by one measure against its target, and all their figures side by side.
import "../../elements/chart/chart.js";
import "../../elements/table/table.js";
import { askable } from "../../app/periods.js";
import { chosenSet, livesOf, noteText, queryOf, textOf } from "../../app/state.js";
import { DIMENSIONS } from "../../elements/dimensions.js";
import { h } from "../../elements/dom.js";
import { MEASURES } from "../../elements/measures.js";
import { FEW, profile, ranking } from "./charts.js";

/** @type {{ dimension: import("../../lib/index.d.ts").Dimension, sort: { column: string, descending: boolean }, show: "rates" | "numbers", heat: boolean, all: boolean, whole: boolean }} */
const OWN = {
  dimension: "unit",
  sort: { column: "key", descending: false },
  show: "rates",
  heat: true,
  all: false,
  whole: false
};

/** Unless chosen, the measure is the first that has a target. @param {import("../../app/state.js").State} state @returns {typeof OWN & { measure: import("../../lib/index.d.ts").Measure }} */
const own = state => ({
  ...OWN,
  measure: chosenSet(state)?.targets[0]?.measure ?? "onTime",
  ...state.of.compare
});

/** @type {import("../../app/views.js").View} */
export const compare = {
  id: "compare",
  needs: state => ({ groups: { summarize: { ...queryOf(state), by: [own(state).dimension] } } }),
  body(state, { groups: summary }, emit) {
    const t = textOf(state);
    if (!summary) return [];
    const { measure, whole, ...table } = own(state);
    const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "compare", patch });
    const few = summary.groups.length <= FEW;
    const made = few
      ? profile(t, summary, table.dimension)
      : ranking(t, summary, table.dimension, measure, whole);
    return [
      h(
        "div",
        { class: "row" },
        pick(
          t.table.by,
          "dimension",
          table.dimension,
          askable(DIMENSIONS, livesOf(state.files)),
          t.dimensions,
          dimension => change({ dimension, sort: OWN.sort, all: false, whole: false })
        ),
        few
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
            { type: "button", onclick: () => change({ whole: !whole }) },
            whole ? t.views.compare.ends : t.views.compare.all(summary.groups.length)
          )
        ),
      h("h3", null, t.views.compare.figures),
      h("hoso-table", {
        model: { t, view: "compare", ...table, groups: summary.groups, total: summary.total }
      })
    ];
  }
};

/** @param {string} label @param {string} name @param {string} value @param {readonly string[]} options @param {Record<string, string>} words @param {(value: string) => void} choose */
const pick = (label, name, value, options, words, choose) =>
  h(
    "label",
    { class: "field" },
    label,
    h(
      "select",
      { name, value, onchange: (/** @type {any} */ event) => choose(event.target.value) },
      options.map(option => h("option", { value: option, key: option }, words[option]))
    )
  );
