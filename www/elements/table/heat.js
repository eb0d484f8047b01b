// The shade of a rate among others: with a target, by which side of it the rate is on and how far; else by
// its place between the best and the worst. The number stands in the cell, and ✕ where a target is missed:
// the shade only helps to find them.
import { shareOf } from "../chart/rates.js";

/** @typedef {import("../../lib/index.d.ts").Rate} Rate */

const STEPS = 3;
const FAR = [2, 10]; // points; beyond the last is the darkest

/** @param {number} far from the middle, 0 to 1 */
const stepOf = far => Math.min(STEPS, 1 + Math.floor(far * STEPS));

/**
 * @param {Rate[]} rates
 * @param {boolean} [less] less of it is better
 * @returns {(rate: Rate) => string | null} a class, or null
 */
export function shading(rates, less = false) {
  const shares = rates.flatMap(rate => shareOf(rate) ?? []);
  const least = shares.reduce((one, other) => Math.min(one, other), Infinity);
  const most = shares.reduce((one, other) => Math.max(one, other), -Infinity);
  return rate => {
    const share = shareOf(rate);
    if (share === null || !("num" in rate)) return null;
    if (rate.target)
      return `${rate.target.met ? "met" : "miss"}-${1 + FAR.filter(points => Math.abs(Number.parseFloat(rate.target?.points.replace(",", ".") ?? "")) >= points).length}`;
    if (most <= least) return null;
    const good = (less ? most - share : share - least) / (most - least);
    return good >= 0.5 ? `met-${stepOf(2 * good - 1)}` : `miss-${stepOf(1 - 2 * good)}`;
  };
}
