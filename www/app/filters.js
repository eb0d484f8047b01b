// Filters: which groups the figures are about. The keys of groups are in `where`; the period is part of the
// settings, so that it is stated in one place. A click on a group toggles its filter; the crumbs show each
// filter and remove it.
import { spanOf } from "./periods.js";

/** @typedef {import("../lib/index.d.ts").Dimension} Filtered */
/** @typedef {{ dimension: Filtered | "period", key: string }} Filter */
/** @typedef {Pick<import("./state.js").State, "where" | "query">} Chosen */

/** Dimensions of groups that are periods. */
export const PERIODS = ["week", "month", "quarter", "half", "year"];

/**
 * What can be picked from a list, in this order. Outcomes are lists of their own (views/dossiers): a rate of
 * late dossiers alone would say nothing.
 * @type {Filtered[]}
 */
export const PICKED = [
  "unit",
  "unitLevel",
  "field",
  "procedure",
  "serviceLevel",
  "intakeChannel",
  "returnChannel",
  "file"
];

/** @type {import("../lib/index.d.ts").Outcome[]} */
export const OUTCOMES = [
  "early",
  "onDueDay",
  "late",
  "noVerdict",
  "inTerm",
  "overdue",
  "noDue",
  "waiting",
  "stopped",
  "notAccepted"
];

/**
 * Every filter in force, in the order of `PICKED`, the period first.
 * @param {Chosen} state
 * @returns {Filter[]}
 */
export const filtersOf = ({ where, query }) => [
  ...(query.period || query.from || query.to
    ? [/** @type {Filter} */ ({ dimension: "period", key: query.period })]
    : []),
  ...PICKED.flatMap(dimension => (where[dimension] ?? []).map(key => ({ dimension, key })))
];

/**
 * What a click on groups changes: if all keys are in the filter they are removed from it, else they are
 * added.
 * @param {Chosen} state
 * @param {{ dimension: Filter["dimension"], keys: string[] }} clicked
 * @returns {Partial<Chosen>}
 */
export function toggled({ where, query }, { dimension, keys }) {
  if (dimension === "period" || PERIODS.includes(dimension))
    return { query: { ...query, ...periodOf(query.period === keys[0] && !query.cut ? "" : keys[0]) } };
  const on = where[dimension] ?? [];
  const off = keys.every(key => on.includes(key));
  const left = off ? on.filter(key => !keys.includes(key)) : [...new Set([...on, ...keys])];
  const { [dimension]: _, ...others } = where;
  return { where: left.length ? { ...others, [dimension]: left } : others };
}

/**
 * The settings' period and its days; "" is everything.
 * @param {string} period
 * @param {import("./periods.js").Cut} [cut]
 */
export const periodOf = (period, cut) => ({
  period,
  cut: cut || undefined,
  ...(period ? spanOf(period, cut) : { from: undefined, to: undefined })
});

/** Without any filter. @param {Chosen} state @returns {Chosen} */
export const unfiltered = ({ query }) => ({ where: {}, query: { ...query, ...periodOf("") } });

/**
 * A filter in words.
 * @param {import("../text.vi.js").Text} t
 * @param {Filter} filter
 * @param {Chosen["query"]} query
 */
export function nameOf(t, { dimension, key }, { from, to, cut }) {
  if (dimension !== "period") return `${t.dimensions[dimension]}: ${t.key(dimension, key)}`;
  return key && key !== "custom"
    ? [t.period(key), cut && `(${t.filters.days(from, to)})`].filter(Boolean).join(" ")
    : t.filters.days(from, to);
}
