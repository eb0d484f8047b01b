// Order among groups: exact comparison of rates, and who is best and worst.
import { compareNames } from "../names.js";

/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

export const LESS_IS_BETTER = new Set(["late", "overdue", "returned", "returnedLate", "acceptedLate"]);

/**
 * By the fractions themselves, cross-multiplied: no rounding (counts stay far below 2^26).
 * @param {any} a
 * @param {any} b
 */
const compareRates = (a, b) => a.num * b.den - b.num * a.den;

/**
 * A sorted copy; rows without a value come last in both directions.
 * @param {Group[]} groups
 * @param {Column} column
 * @param {boolean} descending
 */
export function sorted(groups, column, descending) {
  const sign = descending ? -1 : 1;
  return [...groups].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * column.compare(x, y);
  });
}

/** The best and the worst group of a measure; of equals, the one with more dossiers. Empty unless two differ.
 * @param {Group[]} groups @param {Measure} measure @returns {{ best?: Group, worst?: Group }} */
export function extremes(groups, measure) {
  const sign = LESS_IS_BETTER.has(measure) ? -1 : 1;
  const rate = (/** @type {Group} */ group) => /** @type {any} */ (group.measures[measure]);
  const ranked = groups.filter(group => "num" in group.measures[measure]);
  const first = (/** @type {number} */ way) =>
    ranked.reduce((/** @type {Group | undefined} */ chosen, group) => {
      if (!chosen) return group;
      const ahead = way * compareRates(rate(group), rate(chosen));
      return ahead > 0 || (ahead === 0 && rate(group).den > rate(chosen).den) ? group : chosen;
    }, undefined);
  const [best, worst] = [first(sign), first(-sign)];
  return best && worst && compareRates(rate(best), rate(worst)) !== 0 ? { best, worst } : {};
}

/** @typedef {{ id: string, value: (group: Group) => any, compare: (a: any, b: any) => number }} Column */

/** @param {import("../../lib/index.d.ts").Dimension} dimension @returns {Column} */
export const keyColumn = dimension => ({
  id: "key",
  value: group => group.key[dimension] || null,
  compare: compareNames
});

/**
 * Groups as officials list them: Vietnamese order, numbers as numbers; what is not known comes last. Periods
 * keep their order.
 * @param {Group[]} groups
 * @param {import("../../lib/index.d.ts").Dimension} dimension
 */
export const inOrder = (groups, dimension) => sorted(groups, keyColumn(dimension), false);

/** @param {keyof import("../../lib/index.d.ts").Counts} name @returns {Column} */
export const countColumn = name => ({
  id: name,
  value: group => group.counts[name],
  compare: (a, b) => a - b
});

/** @param {Measure} measure @returns {Column} */
export const rateColumn = measure => ({
  id: `rate-${measure}`,
  value: group => ("num" in group.measures[measure] ? group.measures[measure] : null),
  compare: compareRates
});
