// A receipt says what was counted, from which files and by which rules, so that another office can check it
// against a run of its own. This module makes receipts and compares two. All figures come from the Engine.
import { HosoError } from "./protocol.js";

/** @typedef {import("./index.d.ts").Receipt} Receipt */
/** @typedef {import("./index.d.ts").ReceiptCheck} Check */
/** @typedef {import("./index.d.ts").FileReport} FileReport */
/** @typedef {import("./index.d.ts").Query} Query */
/** @typedef {import("./index.d.ts").Counts} Counts */

/** What a board shows first: places, and times. */
export const RECEIPT_BY = /** @type {const} */ (["unit", "unitLevel", "month", "quarter", "year"]);

/**
 * @param {{ version: string, duplicates: Receipt["duplicates"], targets?: import("./index.d.ts").TargetSet }}
 *   made how the dataset was opened
 * @param {{ name: string, size: number, sha256: string | null, reports: FileReport[] }[]} files
 * @param {Query} query
 * @param {(query: Query) => Promise<import("./index.d.ts").Summary>} summarize
 * @returns {Promise<Receipt>}
 */
export async function makeReceipt({ version, duplicates, targets }, files, query, summarize) {
  /** @type {any} */
  const summaries = {};
  for (const dimension of RECEIPT_BY) {
    // Lives of quarters know no months.
    const within = dimension === "month" && summaries.unit?.lives?.grain === "quarter";
    summaries[dimension] = await summarize({ ...query, by: within ? [] : [dimension] });
  }
  const { where = {}, from = null, to = null } = query;
  return {
    receipt: 2,
    hoso: version,
    rules: summaries.unit.rules,
    duplicates,
    where,
    from,
    to,
    targets: query.targets ?? targets ?? null,
    files: files.map(({ reports, ...file }) => ({ ...file, tables: reports.map(tableOf) })),
    summaries
  };
}

/** @param {FileReport} report */
const tableOf = ({ name, sheet, kind, format, rows, mapping, issues, error }) => ({
  name,
  sheet,
  kind,
  format,
  rows,
  columns: mapping.columns
    .filter(({ column }) => column)
    .map(({ header, column }) => ({ header, column: /** @type {import("./index.d.ts").Column} */ (column) })),
  issues: issues.filter(({ grade }) => grade === "figures").map(({ kind, count }) => ({ kind, count })),
  ...(error && { error: error.code })
});

/**
 * The question that a receipt answers, to be put to another dataset.
 * @param {Receipt} receipt
 * @returns {Query}
 */
export function questionOf({ rules, where, from, to, targets }) {
  return { ...rules, where, ...(from && { from }), ...(to && { to }), ...(targets && { targets }) };
}

/** A receipt comes from elsewhere: anything may be in it. @param {any} value @returns {Receipt} */
export function receiptOf(value) {
  const isText = (/** @type {any} */ text) => typeof text === "string";
  const isFile = (/** @type {any} */ file) =>
    isText(file?.name) && Number.isSafeInteger(file.size) && Array.isArray(file.tables);
  const isSummary = (/** @type {any} */ by) =>
    value.summaries?.[by]?.total?.counts && Array.isArray(value.summaries[by].groups);
  const whole =
    (value?.receipt === 1 || value?.receipt === 2) &&
    isText(value.hoso) &&
    isText(value.rules?.asOf) &&
    Array.isArray(value.files) &&
    value.files.every(isFile) &&
    RECEIPT_BY.every(isSummary);
  if (!whole) throw new HosoError({ code: "bad-receipt", message: "not a receipt of hoso" });
  return value;
}

/** What agrees and what differs. Another version of hoso is reported, but is not a disagreement by itself.
 * @param {Receipt} theirs @param {Receipt} ours @returns {import("./index.d.ts").Verdict} */
export function compareReceipts(theirs, ours) {
  const checks = [
    check("version", "", theirs.hoso, ours.hoso),
    check("duplicates", "", theirs.duplicates, ours.duplicates),
    ...Object.keys(ours.rules).map(rule =>
      check("rule", rule, /** @type {any} */ (theirs.rules)[rule], /** @type {any} */ (ours.rules)[rule])
    ),
    ...compareFiles(theirs.files, ours.files),
    ...compareFigures(theirs.summaries.unit.total, ours.summaries.unit.total),
    ...RECEIPT_BY.flatMap(dimension =>
      compareGroups(dimension, theirs.summaries[dimension].groups, ours.summaries[dimension].groups)
    )
  ];
  return { agrees: checks.every(({ of, agrees }) => agrees || of === "version"), checks };
}

/** @param {Check["of"]} of @param {string} name @param {any} theirs @param {any} ours @returns {Check} */
const check = (of, name, theirs = null, ours = null) => ({
  of,
  name,
  agrees: same(theirs, ours),
  theirs,
  ours
});

/**
 * Equal as data, whatever the order of their names.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
function same(one, other) {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every(name => same(one[name], other[name]));
}

/**
 * Files are the same by their bytes, whatever their names.
 * @param {Receipt["files"]} theirs
 * @param {Receipt["files"]} ours
 */
function compareFiles(theirs, ours) {
  const unmatched = [...ours];
  const checks = theirs.flatMap(file => {
    const at = unmatched.findIndex(({ sha256 }) => sha256 && sha256 === file.sha256);
    const [found] = at < 0 ? [] : unmatched.splice(at, 1);
    return [
      check("file", file.name, file.sha256, found?.sha256),
      ...(found ? [check("rows", file.name, rowsOf(file), rowsOf(found))] : [])
    ];
  });
  return [...checks, ...unmatched.map(file => check("file", file.name, null, file.sha256))];
}

/** The row equation of a file, its tables together. @param {Receipt["files"][0]} file */
function rowsOf({ tables }) {
  const sum = { read: 0, dossiers: 0, duplicates: 0, skipped: 0, rejected: 0 };
  for (const { rows } of tables)
    for (const part of /** @type {(keyof typeof sum)[]} */ (Object.keys(sum)))
      sum[part] += rows?.[part] ?? NaN;
  return sum;
}

/** @param {import("./index.d.ts").Group} theirs @param {import("./index.d.ts").Group} ours */
const compareFigures = (theirs, ours) => [
  ...Object.keys(ours.counts).map(count =>
    check("count", count, /** @type {any} */ (theirs.counts)[count], /** @type {any} */ (ours.counts)[count])
  ),
  ...Object.keys(ours.measures).map(measure =>
    check(
      "measure",
      measure,
      /** @type {any} */ (theirs.measures)?.[measure],
      /** @type {any} */ (ours.measures)[measure]
    )
  )
];

/** How many groups there are, and each that differs. @param {typeof RECEIPT_BY[number]} dimension
 * @param {import("./index.d.ts").Group[]} theirs @param {import("./index.d.ts").Group[]} ours */
function compareGroups(dimension, theirs, ours) {
  const byKey = (/** @type {import("./index.d.ts").Group[]} */ groups) =>
    new Map(groups.map(({ key, counts }) => [String(key?.[dimension]), counts]));
  const [one, other] = [byKey(theirs), byKey(ours)];
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  const differing = keys
    .map(key => check(dimension, key, one.get(key), other.get(key)))
    .filter(({ agrees }) => !agrees);
  return [check("groups", dimension, one.size, other.size), ...differing];
}
