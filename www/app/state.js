// What the page knows, and what follows from it.
import { vi } from "../text.vi.js";
import { en } from "../text.en.js";
import { remembered } from "./memory.js";
import { spanOf } from "./periods.js";
import { BUILT_IN, percentOf } from "./targets.js";

/** @typedef {import("../lib/index.d.ts").FileReport} FileReport */
/** @typedef {import("../lib/index.d.ts").Query} Query */
/** @typedef {import("../lib/index.d.ts").TargetSet} TargetSet */

/**
 * @typedef {object} State
 * @property {"vi" | "en"} lang
 * @property {"loading" | "ready" | "failed"} phase
 * @property {boolean} dragging files are held over the page
 * @property {null | { file: string, index: number, files: number, percent: number, rows: number } | "sample"} progress
 * @property {boolean} busy a file is being read again or removed
 * @property {FileReport[]} files
 * @property {import("../lib/index.d.ts").Summary | null} summary
 * @property {ReturnType<typeof import("./periods.js").periodsOf>} periods
 * @property {{ period: string, from?: string, to?: string, asOf?: string } & Partial<import("../lib/index.d.ts").Rules>} query
 * @property {string | null} problem code of the last question's error
 * @property {{ dimension: import("../lib/index.d.ts").Dimension, sort: { column: string, descending: boolean }, show: "rates" | "numbers", all: boolean }} table
 * @property {null | { file: number, columns: import("../lib/index.d.ts").Mapping["columns"] }} mapping
 * @property {TargetSet[]} sets the user's own
 * @property {string} chosen id of the set that is compared with; "" is none
 * @property {boolean} badSet the last file was no target set
 * @property {string[]} units
 * @property {string} said for readers of the page that do not see it
 */

/** @type {State["table"]} */
const TABLE = { dimension: "unit", sort: { column: "key", descending: false }, show: "rates", all: false };
const NO_PERIODS = { years: [], quarters: [], months: [] };

/** What goes when the data goes. @type {Pick<State, "files" | "summary" | "periods" | "query" | "problem" | "table" | "mapping" | "units">} */
export const NO_DATA = { files: [], summary: null, periods: NO_PERIODS, query: { period: "" }, problem: null, table: TABLE, mapping: null, units: [] };

/** @returns {State} */
export function initialState() {
  const { lang = "vi", sets = [], chosen = BUILT_IN[0].id } = remembered();
  return { ...NO_DATA, lang, sets, chosen, phase: "loading", dragging: false, progress: null, busy: false, badSet: false, said: "" };
}

/** @param {State} state */
export const textOf = ({ lang }) => (lang === "en" ? en : vi);

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

/** The question that the settings ask. @param {State} state @returns {Query} */
export function queryOf(state) {
  const { period, ...rules } = state.query;
  const span = period && period !== "custom" ? spanOf(period) : {};
  return { ...rules, ...span, targets: usable(chosenSet(state)), by: [state.table.dimension] };
}

/** A set without the rows that are still being written. @param {TargetSet | undefined} set */
export const usable = (set) =>
  set && { ...set, targets: set.targets.filter(({ atLeast, atMost }) => percentOf(atLeast ?? atMost ?? "")) };
