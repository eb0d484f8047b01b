// Trend: every measure over months, quarters or years with its target; one period against an earlier one;
// each unit in each period.
import "../../elements/chart/chart.js";
import { noteText, queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { choice } from "../../elements/field.js";
import { MEASURES } from "../../elements/measures.js";
import { spanOf } from "../../app/periods.js";
import { earlier } from "../takeaway/period.js";
import { against } from "./against.js";
import { unitsTable } from "./units.js";
import { trendChart, unitLines } from "./chart.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {"month" | "quarter" | "year"} Step */

const STEPS = /** @type {const} */ (["month", "quarter", "year"]);
const ENOUGH = 14; // months that still read well side by side

/** The finest step with few enough periods. @param {State["periods"]} periods @returns {Step} */
const usual = ({ months, quarters }) =>
  months.length && months.length <= ENOUGH ? "month" : quarters.length <= ENOUGH ? "quarter" : "year";

/**
 * @param {State} state
 * @returns {{ step: Step, measure: import("../../lib/index.d.ts").Measure, period?: string, from: "previous"
 *   | "year", [id: string]: any }}
 */
const own = ({ of, periods, query }) => ({
  step: stepOf(query.period) ?? usual(periods),
  measure: "onTime",
  from: "previous",
  ...of.trend
});

/** The step whose periods the chosen one is one of. @param {string} period @returns {Step | null} */
const stepOf = period =>
  /^\d{4}$/.test(period)
    ? "year"
    : /^\d{4}-Q/.test(period)
      ? "quarter"
      : /^\d{4}-\d/.test(period)
        ? "month"
        : null;

/** The last period that was over on that day, else the last. @param {string[]} keys @param {string} asOf */
const usualOf = (keys, asOf) => keys.findLast(key => spanOf(key).to <= asOf) ?? keys[keys.length - 1];

/** @type {import("../../app/views.js").View} */
export const trend = {
  id: "trend",
  needs(state) {
    const { step, measure } = own(state);
    const { from, to, ...query } = queryOf(state); // one period alone shows no trend
    return {
      periods: { summarize: { ...query, by: [step] } },
      cells: { summarize: { ...query, by: ["unit", step], only: measure } }
    };
  },
  body(state, { periods, cells }, emit) {
    const t = textOf(state);
    const { step, measure, period, from, ...mine } = own(state);
    if (!periods) return [];
    const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "trend", patch });
    const base = { t, view: "trend", note: noteText(state) };
    const made = trendChart(t, periods, step);
    const keys = periods.groups.map(
      (/** @type {import("../../lib/index.d.ts").Group} */ { key }) => /** @type {string} */ (key[step])
    );
    const now =
      [period, state.query.period].find(one => one && keys.includes(one)) ??
      usualOf(keys, periods.rules.asOf);
    return [
      h(
        "div.row",
        null,
        choice(
          t.views.trend.step,
          "step",
          step,
          STEPS.filter(name => name !== "month" || state.periods.months.length).map(name => [
            name,
            t.dimensions[name]
          ]),
          to => change({ step: to, period: undefined })
        ),
        state.query.period && h("p.hint", t.views.trend.every)
      ),
      h("hoso-chart", {
        model: { ...base, asTable: !!mine[made.id], ...made }
      }),
      keys.length > 1 &&
        h(
          "section.group",
          h("h3", t.views.trend.against),
          h(
            "div.row",
            null,
            choice(
              t.views.trend.now,
              "now",
              now,
              keys.map((/** @type {string} */ key) => [key, t.key(step, key)]),
              to => change({ period: to })
            ),
            step === "year"
              ? null
              : choice(
                  t.views.trend.before,
                  "before",
                  from,
                  [
                    ["previous", t.views.trend.previous],
                    ["year", t.views.trend.year]
                  ],
                  to => change({ from: to })
                )
          ),
          against(t, periods, step, now, earlier(now, from))
        ),
      cells &&
        cells.groups.length > 0 &&
        h(
          "section.group",
          h("h3", `${t.views.trend.units}: ${t.measures[measure]}`),
          h(
            "div.row",
            choice(
              t.targets.measure,
              "measure",
              measure,
              MEASURES.map(name => [name, t.measures[name]]),
              to => change({ measure: to })
            )
          ),
          h("hoso-chart", {
            model: { ...base, asTable: !!mine.units, ...unitLines(t, cells, periods, step, measure) }
          }),
          unitsTable(t, cells, periods, step, measure, emit)
        )
    ];
  }
};
