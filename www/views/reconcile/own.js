// What the view keeps of its own: inputs as typed, and what was found.
import { queryOf } from "../../app/state.js";
import { isDay, isoOf } from "../../elements/iso.js";
import { text as en } from "./text.en.js";
import { text as vi } from "./text.vi.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../lib/index.d.ts").Claim} Claim */
/** @typedef {import("../../lib/index.d.ts").ReconciledUnit} ReconciledUnit */
/** @typedef {import("../../lib/index.d.ts").Comparison} Comparison */
/** @typedef {import("./paste.js").Grid} Grid */
/** A figure of a sentence, as it was found and then corrected; `on`: confirmed.
 * @typedef {import("./sentence.js").Found & { unit: string, on: boolean }} Pair */
/** @typedef {{ units: ReconciledUnit[], question: string, files: State["files"], claims: Claim[],
 *   query: import("../../lib/index.d.ts").Query & { from: string, to: string } }} Found */
/**
 * @typedef {{ comparison: Comparison, before: number[], after: number[], query:
 *   import("../../lib/index.d.ts").Query, files: State["files"] }} Compared
 */
/**
 * @typedef {object} Own
 * @property {"published" | "exports"} mode
 * @property {"files" | "grid" | "sentence"} source
 * @property {string} span of the claims of files: its number among the periods
 * @property {string | undefined} from as typed
 * @property {string | undefined} to
 * @property {Grid} grid
 * @property {number} tooMany cells that were pasted in vain
 * @property {string} sentence
 * @property {Pair[] | null} pairs null until a sentence was read
 * @property {Record<number, "before" | "after">} sides of files by number
 * @property {null | { done: number, of: number }} progress
 * @property {string} said
 * @property {Found | null} found
 * @property {Compared | null} compared
 */

/** @type {Own} */
const OWN = {
  mode: "published",
  source: "grid",
  span: "0",
  from: undefined,
  to: undefined,
  grid: { figures: ["received", "ended", "timely", "late"], rows: [{ unit: "", values: ["", "", "", ""] }] },
  tooMany: 0,
  sentence: "",
  pairs: null,
  sides: {},
  progress: null,
  said: "",
  found: null,
  compared: null
};

/** @param {State} state @returns {Own} */
export const own = ({ of }) => ({ ...OWN, ...of.reconcile });

/** @param {State} state */
export const wordsOf = ({ lang }) => (lang === "en" ? en : vi);

/** The period that is stated: what was typed, else the page's own. @param {State} state */
export function spanOf(state) {
  const { from, to } = own(state);
  const asked = queryOf(state);
  const [first, last] = [isoOf(from ?? asked.from ?? ""), isoOf(to ?? asked.to ?? "")];
  const fault =
    !first || !last ? "needsPeriod" : !isDay(first) || !isDay(last) || first > last ? "badPeriod" : "";
  return { from: first, to: last, fault: /** @type {"" | "needsPeriod" | "badPeriod"} */ (fault) };
}

/**
 * The rules in force, over all data and without targets.
 * @param {State} state
 * @returns {import("../../lib/index.d.ts").Query}
 */
export function rulesOf(state) {
  const { from, to, where, targets, ...rules } = queryOf(state);
  return rules;
}
