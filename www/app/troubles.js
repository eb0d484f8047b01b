// Troubles: what is wrong with the files and changes figures. They are shown above the first figure, on each
// figure concerned, and in the report.
import { errorIn, wordsOf } from "./words.js";

/** @typedef {import("../lib/index.d.ts").FileReport} FileReport */
/** @typedef {import("../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../lib/index.d.ts").Column} Column */
/** @typedef {import("../text.vi.js").Text} Text */

/**
 * Where it was found: a table by its number in the list.
 * @typedef {{ file: number, name: string, count: number, places: import("../lib/index.d.ts").Place[] }} Found
 */

/**
 * One kind of trouble, over all files. `columns` are those that it lies in; null where it may lie anywhere.
 * `changes`: what became of codes whose rows differ; `common`: how many rows have the code of another.
 * @typedef {{ kind: string, error: boolean, count: number, found: Found[], columns: Set<Column> | null,
 *   changes?: NonNullable<import("../lib/index.d.ts").Summary["conflicts"]>["changes"],
 *   common?: number }} Trouble
 */

/** @type {Column[]} */
const END = ["finished", "returned", "status"];
/** @type {Column[]} */
const TIMELY = ["due", ...END];

/** The columns that a rate depends on, beside the received day. @type {Record<Measure, Column[]>} */
const LEANS = {
  onTime: TIMELY,
  early: TIMELY,
  late: TIMELY,
  overdue: TIMELY,
  notOverdue: TIMELY,
  dueOnTime: TIMELY,
  returned: END,
  returnedLate: TIMELY,
  acceptedLate: ["submitted"],
  online: ["intakeChannel"],
  onlineL34: ["intakeChannel", "serviceLevel"],
  onlineL3: ["intakeChannel", "serviceLevel"],
  onlineL4: ["intakeChannel", "serviceLevel"],
  onlineOnTime: ["intakeChannel", ...TIMELY],
  postalIntake: ["intakeChannel"],
  postalReturn: ["returnChannel", ...END]
};

/** @param {Text} t @param {Trouble} trouble @returns {{ meaning: string, action: string }} */
export const troubleWords = (t, { kind, error }) =>
  error ? { meaning: errorIn(t, kind), action: "" } : wordsOf(t, kind);

/**
 * Every kind that changes figures, in the order in which it is met; files that could not be read come first.
 * @param {FileReport[]} files
 * @returns {Trouble[]}
 */
export function troublesIn(files) {
  /** @type {Map<string, Trouble>} */
  const found = new Map();
  const note = (
    /** @type {string} */ kind,
    /** @type {boolean} */ error,
    /** @type {Found} */ where,
    /** @type {Trouble["columns"]} */ columns
  ) => {
    const before = found.get(kind) ?? { kind, error, count: 0, found: [], columns: new Set() };
    const all = before.columns && columns && new Set([...before.columns, ...columns]);
    found.set(kind, {
      ...before,
      count: before.count + where.count,
      found: [...before.found, where],
      columns: all
    });
  };
  files.forEach(
    ({ name, error }, file) => error && note(error.code, true, { file, name, count: 1, places: [] }, null)
  );
  files.forEach((report, file) =>
    report.issues
      .filter(({ grade }) => grade === "figures")
      .forEach(({ kind, count, examples }) =>
        note(kind, false, { file, name: report.name, count, places: examples }, columnsOf(report, examples))
      )
  );
  return [...found.values()];
}

const DIFFER = "duplicates-differ";

/**
 * Troubles of files, and those of the summary: codes whose rows differ.
 * @param {FileReport[]} files
 * @param {import("../lib/index.d.ts").Summary | null} summary
 * @returns {Trouble[]}
 */
export function troublesOf(files, summary) {
  const { codes = 0, changes = [] } = summary?.conflicts ?? {};
  const troubles = troublesIn(files);
  if (!codes) return troubles;
  const { found = [] } = troubles.find(({ kind }) => kind === DIFFER) ?? {};
  return [
    { kind: DIFFER, error: false, count: codes, found, columns: null, changes, common: commonIn(files) },
    ...troubles.filter(({ kind }) => kind !== DIFFER)
  ];
}

/** Rows whose code another row has too. @param {FileReport[]} files */
const commonIn = files =>
  files.reduce((sum, { kind, rows }) => sum + (kind === "dossiers" ? rows.duplicates : 0), 0);

/**
 * The columns that examples name; null if one of them names no column of dossiers.
 * @param {FileReport} report
 * @param {import("../lib/index.d.ts").Place[]} examples
 * @returns {Set<Column> | null}
 */
function columnsOf({ mapping }, examples) {
  const columns = examples.map(
    ({ column }) => mapping.columns.find(({ header }) => header === column)?.column
  );
  return columns.length && columns.every(Boolean) ? new Set(/** @type {Column[]} */ (columns)) : null;
}

/** The troubles that affect a rate. @param {Trouble[]} troubles @param {Measure} measure */
export const touching = (troubles, measure) =>
  troubles.filter(
    ({ columns }) => !columns || columns.has("received") || LEANS[measure].some(column => columns.has(column))
  );
