// The page's state, and what can be derived from it.
import { orderNames } from "../elements/names.js";
import { vi } from "../text.vi.js";
import { filtersOf, nameOf } from "./filters.js";
import { remembered } from "./memory.js";
import { spanOf } from "./periods.js";
import { BUILT_IN, isOf, percentOf } from "./targets.js";
import { troublesOf, troubleWords } from "./troubles.js";

/** @typedef {import("../lib/index.d.ts").FileReport} FileReport */
/** @typedef {import("../lib/index.d.ts").Query} Query */
/** @typedef {import("../lib/index.d.ts").TargetSet} TargetSet */

/** @typedef {import("./filters.js").Filtered} Filtered */

/** One of both. @typedef {{ value?: any, fault?: string }} Answer */

/**
 * A message about a file of ours: a verdict on a receipt (`agrees`), a damaged file, or a receipt that waits
 * for its files.
 * @typedef {{ said: string, agrees?: boolean, damaged?: true, waits?: true }} Told
 */

/**
 * @typedef {object} State
 * @property {"vi" | "en"} lang
 * @property {"loading" | "ready" | "failed"} phase
 * @property {import("./samples.js").Sample[]} samples what can be tried
 * @property {Record<string, string>} guides Markdown, by language
 * @property {boolean} dragging the user is dragging files over the page
 * @property {null | { file: string, index: number, files: number, percent: number, rows: number } | "sample"}
 *   progress
 * @property {number} left files of a folder that were left out
 * @property {number | null} tour which of the first steps is shown
 * @property {boolean} busy a file is being read again or removed
 * @property {FileReport[]} files
 * @property {import("../lib/index.d.ts").Summary | null} summary the whole, without groups; the last one
 *   while the next is worked out
 * @property {Map<string, Answer>} answers by question (answers.js)
 * @property {string} view the shown one's id (views.js)
 * @property {Record<string, any>} of each view's own settings, by its id
 * @property {NonNullable<Query["where"]>} where the filters
 * @property {number} steps how many steps back there are
 * @property {null | { list: string, said: string }} copied the list that was copied last, and how it went
 * @property {ReturnType<typeof import("./periods.js").periodsOf>} periods
 * @property {{ period: string, cut?: import("./periods.js").Cut, from?: string, to?: string, asOf?: string }
 *   & Partial<import("../lib/index.d.ts").Rules>} query
 * @property {Partial<Record<"from" | "to" | "asOf", string>>} typed days that cannot be asked for as they
 *   stand, as typed
 * @property {import("../lib/index.d.ts").Receipt["duplicates"] | undefined} duplicates which row of one code
 *   counts, where it was chosen
 * @property {import("../lib/index.d.ts").MergedUnit[]} merged units that are spelled in several ways
 * @property {Record<string, number>} sizes dossiers received, by unit
 * @property {NonNullable<import("../lib/index.d.ts").UnitNames["aliases"]>} aliases names that stand for a
 *   unit's, also rows being written
 * @property {boolean} badAliases they form a circle, and are not applied
 * @property {null | Told[]} told messages about our own files that were opened
 * @property {null | import("./session/session.js").Wanted[]} wanted the files of the session that was opened
 * @property {boolean} merge whether spellings of a unit are merged in what is shown
 * @property {string | null} problem code of what ended the last opening or change of files
 * @property {string | null} unanswered code of the fault of a question that is asked now
 * @property {null | { file: number, columns: import("../lib/index.d.ts").Mapping["columns"] }} mapping
 * @property {boolean} badMapping the last file was no mapping of this header
 * @property {null | { file: number, list: import("../lib/index.d.ts").HeaderReading[] | null }} readings
 *   encodings to choose from
 * @property {boolean} invented the data are samples
 * @property {null | boolean} unfolded whether the list of files is open; null: nobody has opened or closed it
 * @property {null | File} removed the file that was removed last, to be brought back
 * @property {null | string} asking "clear", or the id of the sample that waits for an answer: it would take
 *   the place of files
 * @property {TargetSet[]} sets the user's own
 * @property {string | undefined} chosen id of the set that is compared with; "" is none; undefined: nobody
 *   has chosen
 * @property {boolean} badSet the last file was no target set
 * @property {string[]} units
 * @property {boolean} shortcut whether ? opens the guide
 * @property {any[] | null} recent handles of the last files; null where none can be kept
 * @property {string[]} order units as an administrative list has them; empty: by name
 * @property {string[]} lacks what the page's policy would have to allow, where the start failed for that
 * @property {null | "asked" | import("./proof.js").Proof} proof what the browser says of the promise that
 *   nothing leaves
 * @property {string} said for readers of the page that do not see it
 */

const NO_PERIODS = { years: [], ninths: [], halves: [], quarters: [], months: [], weeks: [] };

/** Input that does not come from the data files; it is reset only when the data are cleared. */
export const NOTHING_TYPED = { told: null, wanted: null, aliases: [] };

/** Everything that is reset when there are no data. */
export const NO_DATA = {
  files: [],
  left: 0,
  tour: null,
  summary: null,
  answers: new Map(),
  periods: NO_PERIODS,
  query: { period: "" },
  where: {},
  view: "overview",
  of: {},
  steps: 0,
  copied: null,
  typed: {},
  invented: false,
  asking: null,
  removed: null,
  unfolded: null,
  badAliases: false,
  sizes: {},
  problem: null,
  unanswered: null,
  mapping: null,
  badMapping: false,
  readings: null,
  units: [],
  merged: []
};

/** @returns {State} */
export function initialState() {
  const { lang = "vi", sets = [], chosen, order = [], shortcut = true } = remembered();
  orderNames(order);
  return {
    ...NO_DATA,
    lang,
    sets,
    chosen,
    order,
    recent: null,
    shortcut,
    phase: "loading",
    samples: [],
    guides: {},
    dragging: false,
    progress: null,
    busy: false,
    badSet: false,
    proof: null,
    lacks: [],
    said: "",
    duplicates: undefined,
    merge: true,
    ...NOTHING_TYPED
  };
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

/**
 * Unless somebody chose, the built-in set is compared with data of its own time only.
 * @param {State} state
 */
export function chosenSet(state) {
  if (state.chosen !== undefined) return allSets(state).find(({ id }) => id === state.chosen);
  const { months } = state.periods;
  return months.length && isOf(BUILT_IN[0], `${months[0]}-01`, `${months[months.length - 1]}-28`)
    ? BUILT_IN[0]
    : undefined;
}

/** True if the chosen set is not valid in the period of the figures. @param {State} state */
export function isOutdated(state) {
  const set = chosenSet(state);
  const { months } = state.periods;
  const { from = months[0], to = months[months.length - 1] } = queryOf(state);
  return !!set && !!from && !isOf(set, `${from}-01`.slice(0, 10), `${to}-28`.slice(0, 10));
}

/**
 * The number of dossiers, or of a summary's rows, which are counts.
 * @param {FileReport[]} files
 * @param {FileReport["kind"]} [of]
 */
export const dossiersIn = (files, of = "dossiers") =>
  files.filter(({ kind }) => kind === of).reduce((sum, { rows }) => sum + rows.dossiers, 0);

/** Lists of dossiers and summaries lie side by side. @param {State} state */
export const hasBoth = ({ files }) =>
  ["dossiers", "summary"].every(kind => files.some(report => report.kind === kind && !report.error));

/** A report of rates alone has nothing that can be counted. @param {FileReport[]} files */
export const hasData = files =>
  files.some(
    ({ error, kind, rows, issues }) =>
      !error &&
      (kind === "summary"
        ? !issues.some(({ kind, count }) => kind === "only-rates" && count === rows.dossiers)
        : rows.dossiers > 0)
  );

/** The number of dossiers that lives represent. @param {FileReport[]} files */
export const livesIn = files => dossiersIn(files.filter(({ lives }) => lives));

/** How dossiers were aggregated, if the data contain lives. @param {FileReport[]} files */
export const livesOf = files => files.find(({ lives }) => lives)?.lives;

/**
 * The targets that a summary's total was compared with.
 * @param {import("../lib/index.d.ts").Summary} summary
 */
export const verdicts = ({ total }) =>
  Object.entries(total.measures).flatMap(([measure, rate]) =>
    "num" in rate && rate.target ? [{ measure, ...rate.target }] : []
  );

/** Targets of the whole that could not be judged, each with the rate that says why.
 * @param {State} state @param {import("../lib/index.d.ts").Summary} summary */
export const unjudged = (state, { total }) =>
  (usable(chosenSet(state))?.targets ?? [])
    .filter(({ unit, unitLevel, measure }) => !unit && !unitLevel && "unavailable" in total.measures[measure])
    .map(({ measure }) => ({ measure, rate: total.measures[measure] }));

/**
 * What every view's questions start from: rules, period, filters and targets.
 * @param {State} state
 * @returns {Query}
 */
export function queryOf(state) {
  const { period, cut, ...rules } = state.query;
  const span = period && period !== "custom" ? spanOf(period, cut) : {};
  return { ...rules, ...span, where: state.where, targets: usable(chosenSet(state)) };
}

/**
 * Whose figures are listed unless somebody chose: units', or fields' where only these are named.
 * @param {State} state
 * @returns {import("../lib/index.d.ts").Dimension}
 */
export const usualDimension = ({ units, files }) =>
  !units.length &&
  files.some(({ error, mapping }) => !error && mapping.columns.some(({ column }) => column === "field"))
    ? "field"
    : "unit";

/** The picker of filters: open or not, what is picked from, what is searched for. @param {State} state
 * @returns {{ open: boolean, dimension: Filtered, search: string }} */
export const pickerOf = ({ of }) => ({ open: false, dimension: "unit", search: "", ...of.picker });

/**
 * What the open picker asks: the keys of its dimension, under every other filter.
 * @param {State} state
 * @returns {Record<string, { summarize: Query }>}
 */
export function pickerAsks(state) {
  const { open, dimension } = pickerOf(state);
  if (!open) return {};
  const { targets, where, ...query } = queryOf(state);
  const { [dimension]: _, ...others } = where ?? {};
  return { keys: { summarize: { ...query, where: others, by: [dimension] } } };
}

/** A set without the rows that are still being written. @param {TargetSet | undefined} set */
export const usable = set =>
  set && { ...set, targets: set.targets.filter(({ atLeast, atMost }) => percentOf(atLeast ?? atMost ?? "")) };

/** Which row of one code counts; "" if no code occurs twice. @param {State} state */
export const duplicatesOf = ({ files, duplicates, summary }) =>
  duplicates ??
  (summary?.conflicts || files.some(({ kind, rows }) => kind === "dossiers" && rows.duplicates > 0)
    ? "newest"
    : undefined);

/** The notice that accompanies all figures of samples. @param {State} state */
export const inventedText = state => (state.invented ? `${textOf(state).drop.inventedLong} ` : "");

/** The rules in force, in one sentence; "" while nothing is computed. @param {State} state */
export function rulesText(state) {
  const { from, to } = queryOf(state);
  return state.summary
    ? inventedText(state) +
        textOf(state).rules(state.summary.rules, {
          from,
          to,
          targets: chosenSet(state)?.title,
          duplicates: duplicatesOf(state)
        })
    : "";
}

/**
 * What is wrong with the data, in one sentence for what is taken away; "" where nothing is.
 * @param {State} state
 */
export function troubleText(state) {
  const t = textOf(state);
  const told = troublesOf(state.files, state.summary).map(trouble =>
    t.troubles.told(withoutStop(troubleWords(t, trouble).meaning), [
      ...new Set(trouble.found.map(({ name }) => name))
    ])
  );
  return told.length ? t.troubles.note(told) : "";
}

/** @param {string} sentence */
const withoutStop = sentence => sentence.replace(/\.$/, "");

/** The note under a saved picture: rules and filters. @param {State} state */
export const noteText = state =>
  [rulesText(state), ...filterNames(state), troubleText(state)].filter(Boolean).join(" ");

/** The names of the filters, without the period. @param {State} state */
export const filterNames = state =>
  filtersOf(state)
    .filter(({ dimension }) => dimension !== "period")
    .map(filter => nameOf(textOf(state), filter, state.query));
