// The shade of a rate among others: with a target, by which side of it the rate is on and how far; else by its place between
// the least and the most. The number stands in the cell, and ✕ where a target is missed: the shade only helps to find them.
import { shareOf } from "../chart/rates.js";

/** @typedef {import("../../lib/index.d.ts").Rate} Rate */

const STEPS = 4;
const FAR = [2, 10]; // points; beyond the last is the darkest

/** @param {Rate[]} rates @returns {(rate: Rate) => string | null} a class, or none */
export function shading(rates) {
  const shares = rates.flatMap(rate => shareOf(rate) ?? []);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  return rate => {
    const share = shareOf(rate);
    if (share === null || !("num" in rate)) return null;
    if (rate.target)
      return `${rate.target.met ? "met" : "miss"}-${1 + FAR.filter(points => Math.abs(Number.parseFloat(rate.target?.points.replace(",", ".") ?? "")) >= points).length}`;
    return most > least
      ? `heat-${Math.min(STEPS, 1 + Math.floor(((share - least) / (most - least)) * STEPS))}`
      : null;
  };
}
