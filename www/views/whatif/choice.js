// What the user has chosen in the view (measure, goal, unit, supposed dossiers), and the questions that
// follow.
import { chosenSet, queryOf } from "../../app/state.js";
import { valuesOf } from "../../app/words.js";
import { percentOf } from "../../app/targets.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Query} Query */
/** @typedef {import("../../lib/index.d.ts").Rules} Rules */

/**
 * @typedef {object} Choice
 * @property {Measure} measure
 * @property {string} goal a target to try, as typed; "" = that of the target set
 * @property {string} unit "" = all
 * @property {string} counting supposed dossiers that count, as typed
 * @property {string} others and those that do not
 * @property {number} listed changed dossiers shown
 * @property {string} way another rule to try, "rule value"
 */

/** @param {State} state @returns {Choice} */
export function choiceOf(state) {
  const measure = chosenSet(state)?.targets[0]?.measure ?? "onTime";
  return {
    measure,
    goal: "",
    unit: "",
    counting: "",
    others: "",
    listed: 20,
    way: "returned onTime",
    ...state.of.whatif
  };
}

/** Measures of which less is better. */
const LESS = ["late", "overdue", "returned", "returnedLate", "acceptedLate"];

/**
 * The view's questions are the page's, but for the goal that is being tried.
 * @param {State} state
 * @returns {Query}
 */
export function tried(state) {
  const { measure, goal } = choiceOf(state);
  const percent = percentOf(goal);
  if (!percent) return queryOf(state);
  const target = { measure, [LESS.includes(measure) ? "atMost" : "atLeast"]: percent };
  return { ...queryOf(state), targets: { id: "whatif", title: percent, targets: [target] } };
}

/** The question for one unit, or for all. @param {State} state @returns {Query} */
export function triedIn(state) {
  const { unit } = choiceOf(state);
  const query = tried(state);
  return unit ? { ...query, where: { ...query.where, unit: [unit] } } : query;
}

/** "1.200" → 1200; 0 where there is no number. @param {string} text */
export const countOf = text => Number(text.replace(/\D/g, "").slice(0, 9));

/** The dossiers supposed to come; undefined without any. @param {State} state @returns {Query["suppose"]} */
export function supposed(state) {
  const { measure, ...typed } = choiceOf(state);
  const [counting, others] = [countOf(typed.counting), countOf(typed.others)];
  return counting + others > 0 ? { measure, counting, others } : undefined;
}

/**
 * The rules that a question leaves open are the engine's own.
 * @param {State} state
 * @returns {Pick<Rules, "clock" | "basis">}
 */
export const rulesOf = ({ query }) => ({ clock: query.clock ?? "day", basis: query.basis ?? "event" });

/** Rules beside clock and basis by which a dossier is one thing or another. @type {(keyof Rules)[]} */
const OTHERS = ["endDay", "returned", "noDue", "waiting"];

/** Every value of theirs that is not in force, as "rule value". @param {State} state */
export const otherWays = ({ query }) =>
  OTHERS.flatMap(rule => {
    const values = valuesOf(rule);
    return values.filter(value => value !== (query[rule] ?? values[0])).map(value => `${rule} ${value}`);
  });

/** The one that is tried. @param {State} state @returns {[string, string]} */
export function otherWay(state) {
  const ways = otherWays(state);
  const { way } = choiceOf(state);
  const [rule, value] = (ways.includes(way) ? way : ways[0]).split(" ");
  return [rule, value];
}

/** Both clocks by both bases. @type {Pick<Rules, "clock" | "basis">[]} */
export const WAYS = [
  { basis: "event", clock: "day" },
  { basis: "event", clock: "instant" },
  { basis: "received", clock: "day" },
  { basis: "received", clock: "instant" }
];
