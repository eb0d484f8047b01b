// Trend: every measure over months, quarters or years with its target; one period against an earlier one;
// each unit in each period.
import "../../elements/chart/chart.js";
import { noteText, queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { choice, named } from "../../elements/field.js";
import { MEASURES } from "../../elements/measures.js";
import { spanOf } from "../../app/periods.js";
import { earlier } from "../takeaway/period.js";
import { against } from "./against.js";
import { unitsTable } from "./units.js";
import { trendChart, unitLines } from "./chart.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("./chart.js").Step} Step */
/** @typedef {(patch: object) => void} Change */

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
    if (!periods) return [];
    const t = textOf(state);
    const { step, measure, ...mine } = own(state);
    const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "trend", patch });
    const chart = (/** @type {any} */ made) =>
      h("hoso-chart", {
        model: { t, view: "trend", note: noteText(state), asTable: !!mine[made.id], ...made }
      });
    return [
      stepChoice(state, change),
      chart(trendChart(t, periods, step)),
      periods.groups.length > 1 && comparison(state, periods, change),
      cells?.groups.length > 0 &&
        h(
          "section.group",
          h("h3", `${t.views.trend.units}: ${t.measures[measure]}`),
          h("div.row", measureChoice(t, measure, change)),
          chart(unitLines(t, cells, periods, step, measure)),
          unitsTable(t, cells, periods, step, measure, emit)
        )
    ];
  }
};

/** @param {State} state @param {Change} change */
function stepChoice(state, change) {
  const t = textOf(state);
  const steps = STEPS.filter(name => name !== "month" || state.periods.months.length);
  return h(
    "div.row",
    choice(t.views.trend.step, "step", own(state).step, named(steps, t.dimensions), to =>
      change({ step: to, period: undefined })
    ),
    state.query.period && h("p.hint", t.views.trend.every)
  );
}

/** @param {Text} t @param {string} measure @param {Change} change */
const measureChoice = (t, measure, change) =>
  choice(t.targets.measure, "measure", measure, named(MEASURES, t.measures), to => change({ measure: to }));

/** One period against an earlier one. @param {State} state @param {Summary} periods @param {Change} change */
function comparison(state, periods, change) {
  const t = textOf(state);
  const words = t.views.trend;
  const { step, period, from } = own(state);
  const keys = periods.groups.map(({ key }) => key[step] ?? "");
  const now =
    [period, state.query.period].find(one => one && keys.includes(one)) ?? usualOf(keys, periods.rules.asOf);
  const offered = keys.map(key => /** @type {const} */ ([key, t.key(step, key)]));
  return h(
    "section.group",
    h("h3", words.against),
    h(
      "div.row",
      choice(words.now, "now", now, offered, to => change({ period: to })),
      step !== "year" &&
        choice(words.before, "before", from, named(/** @type {const} */ (["previous", "year"]), words), to =>
          change({ from: to })
        )
    ),
    against(t, periods, step, now, earlier(now, from))
  );
}
