// What the page knows, and what follows from it.
import { vi } from "../text.vi.js";
import { filtersOf, nameOf } from "./filters.js";
import { remembered } from "./memory.js";
import { spanOf } from "./periods.js";
import { BUILT_IN, percentOf } from "./targets.js";
import { troublesIn, troubleWords } from "./troubles.js";

/** @typedef {import("../lib/index.d.ts").FileReport} FileReport */
/** @typedef {import("../lib/index.d.ts").Query} Query */
/** @typedef {import("../lib/index.d.ts").TargetSet} TargetSet */

/** @typedef {import("./filters.js").Filtered} Filtered */

/** One of both. @typedef {{ value?: any, fault?: string }} Answer */

/**
 * @typedef {object} State
 * @property {"vi" | "en"} lang
 * @property {"loading" | "ready" | "failed"} phase
 * @property {import("./samples.js").Sample[]} samples what can be tried
 * @property {boolean} dragging files are held over the page
 * @property {null | { file: string, index: number, files: number, percent: number, rows: number } | "sample"} progress
 * @property {number} left files of a folder that were left out
 * @property {boolean} busy a file is being read again or removed
 * @property {FileReport[]} files
 * @property {import("../lib/index.d.ts").Summary | null} summary the whole, without groups; the last one while the next is worked out
 * @property {Map<string, Answer>} answers by question (answers.js)
 * @property {string} view the shown one's id (views.js)
 * @property {Record<string, any>} of each view's own settings, by its id
 * @property {NonNullable<Query["where"]>} where the filters
 * @property {number} steps how many steps back there are
 * @property {null | { list: string, said: string }} copied the list that was copied last, and how it went
 * @property {ReturnType<typeof import("./periods.js").periodsOf>} periods
 * @property {{ period: string, from?: string, to?: string, asOf?: string } & Partial<import("../lib/index.d.ts").Rules>} query
 * @property {string | null} problem code of what ended the last opening or change of files
 * @property {string | null} unanswered code of the fault of a question that is asked now
 * @property {null | { file: number, columns: import("../lib/index.d.ts").Mapping["columns"] }} mapping
 * @property {boolean} badMapping the last file was no mapping of this header
 * @property {null | { file: number, list: import("../lib/index.d.ts").HeaderReading[] | null }} readings encodings to choose from
 * @property {TargetSet[]} sets the user's own
 * @property {string} chosen id of the set that is compared with; "" is none
 * @property {boolean} badSet the last file was no target set
 * @property {string[]} units
 * @property {string[]} lacks what the page's policy would have to allow, where the start failed for that
 * @property {null | "asked" | import("./proof.js").Proof} proof what the browser says of the promise that nothing leaves
 * @property {string} said for readers of the page that do not see it
 */

const NO_PERIODS = { years: [], halves: [], quarters: [], months: [] };

/** What goes when the data goes. */
export const NO_DATA = {
  files: [], left: 0, summary: null, answers: new Map(), periods: NO_PERIODS, query: { period: "" }, where: {}, view: "overview", of: {}, steps: 0, copied: null,
  problem: null, unanswered: null, mapping: null, badMapping: false, readings: null, units: [],
};

/** @returns {State} */
export function initialState() {
  const { lang = "vi", sets = [], chosen = BUILT_IN[0].id } = remembered();
  return { ...NO_DATA, lang, sets, chosen, phase: "loading", samples: [], dragging: false, progress: null, busy: false, badSet: false, proof: null, lacks: [], said: "" };
}

/** English comes with the further parts (further.js). @type {Record<string, import("../text.vi.js").Text>} */
const texts = { vi };

/** @param {string} lang @param {import("../text.vi.js").Text} text */
export const addText = (lang, text) => (texts[lang] = text);

/** @param {State} state */
export const textOf = ({ lang }) => texts[lang] ?? vi;

/** The code of what was thrown; a DOMException's own is a number. @param {any} error @returns {string} */
export const codeOf = ({ code, message }) => (typeof code === "string" ? code : String(message));

/** @param {State} state */
export const allSets = ({ sets }) => [...BUILT_IN, ...sets];

/** @param {State} state */
export const chosenSet = (state) => allSets(state).find(({ id }) => id === state.chosen);

/** @param {FileReport[]} files */
export const dossiersIn = (files) => files.reduce((sum, { rows }) => sum + rows.dossiers, 0);

/** @param {FileReport[]} files */
export const hasData = (files) => files.some(({ error, kind, rows }) => !error && (kind === "summary" || rows.dossiers > 0));

/** The targets that a summary's total was compared with. @param {import("../lib/index.d.ts").Summary} summary */
export const verdicts = ({ total }) =>
  Object.entries(total.measures).flatMap(([measure, rate]) => ("num" in rate && rate.target ? [{ measure, ...rate.target }] : []));

/** What every view's questions start from: rules, period, filters and targets. @param {State} state @returns {Query} */
export function queryOf(state) {
  const { period, ...rules } = state.query;
  const span = period && period !== "custom" ? spanOf(period) : {};
  return { ...rules, ...span, where: state.where, targets: usable(chosenSet(state)) };
}

/** The picker of filters: open or not, what is picked from, what is searched for. @param {State} state
 * @returns {{ open: boolean, dimension: Filtered, search: string }} */
export const pickerOf = ({ of }) => ({ open: false, dimension: "unit", search: "", ...of.picker });

/** What the open picker asks: the keys of its dimension, under every other filter. @param {State} state @returns {Record<string, { summarize: Query }>} */
export function pickerAsks(state) {
  const { open, dimension } = pickerOf(state);
  if (!open) return {};
  const { targets, where, ...query } = queryOf(state);
  const { [dimension]: _, ...others } = where ?? {};
  return { keys: { summarize: { ...query, where: others, by: dimension === "outcome" ? [] : [dimension] } } };
}

/** A set without the rows that are still being written. @param {TargetSet | undefined} set */
export const usable = (set) =>
  set && { ...set, targets: set.targets.filter(({ atLeast, atMost }) => percentOf(atLeast ?? atMost ?? "")) };

/** The rules in force, in one sentence; "" while nothing is computed. @param {State} state */
export function rulesText(state) {
  const { from, to } = queryOf(state);
  return state.summary ? textOf(state).rules(state.summary.rules, { from, to, targets: chosenSet(state)?.title }) : "";
}

/** What is wrong with the data, in one sentence for what is taken away; "" where nothing is. @param {State} state */
export function troubleText({ files, ...state }) {
  const t = textOf(/** @type {State} */ (state));
  const told = troublesIn(files).map((trouble) => t.troubles.told(withoutStop(troubleWords(t, trouble).meaning), [...new Set(trouble.found.map(({ name }) => name))]));
  return told.length ? t.troubles.note(told) : "";
}

/** @param {string} sentence */
const withoutStop = (sentence) => sentence.replace(/\.$/, "");

/** What stands under a picture that is saved: the rules, and what is filtered by. @param {State} state */
export function noteText(state) {
  const filters = filtersOf(state).filter(({ dimension }) => dimension !== "period").map((filter) => nameOf(textOf(state), filter, state.query));
  return [rulesText(state), ...filters, troubleText(state)].filter(Boolean).join(" ");
}
