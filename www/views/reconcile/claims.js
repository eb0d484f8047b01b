// Turns what was typed, pasted or found into claims. Each is checked by itself, so that a fault is shown
// beside its own input.
import { countOf, printedRate } from "../../app/numbers.js";
import { FIGURES } from "./figures.js";
import { unitNamed } from "./units.js";

/** @typedef {import("../../lib/index.d.ts").Claim} Claim */
/** As typed. `unit` "" is all units together; `value` is a count or a rate with "%".
 * @typedef {{ unit: string, figure: string, value: string, source?: string }} Draft */
/**
 * @typedef {"unknownUnit" | "noFigure" | "noNumber" | "twoWays" | "tooLarge" | "noPercent" |
 *   "noRate" | "noCount"} Fault
 */
/** @typedef {{ claim: Claim } | { fault: Fault }} Checked */

const PERCENT = /^(\d{1,4})(?:[.,](\d{1,6}))?\s*%$/;

/** @param {Draft} draft @param {string[]} units @returns {Checked} */
export function checked({ unit, figure, value, source }, units) {
  const named = unit ? unitNamed(unit, units) : undefined;
  if (unit && named === undefined) return { fault: "unknownUnit" };
  const offered = FIGURES[figure];
  if (!offered) return { fault: "noFigure" };
  const read = value.includes("%") ? rateOf(value, offered.rate) : plainOf(value, offered);
  return "fault" in read
    ? read
    : { claim: { ...(named !== undefined && { unit: named }), ...read, ...(source && { source }) } };
}

/**
 * @param {string} value
 * @param {string | undefined} rate
 * @returns {{ figure: string, value: string } | { fault: Fault }}
 */
function rateOf(value, rate) {
  const [found, whole, part = ""] = PERCENT.exec(value.trim()) ?? [];
  if (!found) return { fault: "noNumber" };
  if (Number(`${whole}.${part || 0}`) > 100) return { fault: "noPercent" };
  return rate
    ? { figure: rate, value: part ? `${Number(whole)},${part}%` : `${Number(whole)}%` }
    : { fault: "noRate" };
}

/**
 * @param {string} value
 * @param {import("./figures.js").Figure} offered
 * @returns {{ figure: string, value: number } | { fault: Fault }}
 */
function plainOf(value, { count, rate }) {
  const read = countOf(value);
  if ("value" in read) return count ? { figure: count, value: read.value } : { fault: "noCount" };
  if (read.fault === "empty") return { fault: "noNumber" };
  // "12,5" for a figure that has a rate: probably a rate without its "%".
  return {
    fault:
      rate && read.fault === "noNumber" && /^\d{1,3}[.,]\d{1,2}$/.test(value.trim()) ? "noCount" : read.fault
  };
}

/**
 * What is wrong with "n/m, p%" taken together: n is larger than m, or p is not the rate n/m, which is
 * returned.
 * @param {{ num?: string, den?: string, percent?: string }} found
 * @returns {{ fault: "moreThanAll" } | { is: string } | null}
 */
export function contradiction({ num = "", den = "", percent = "" }) {
  const [part, whole] = [countOf(num), countOf(den)];
  if (!("value" in part && "value" in whole)) return null;
  if (part.value > whole.value) return { fault: "moreThanAll" };
  if (!percent || !whole.value) return null;
  const digits = PERCENT.exec(percent)?.[2]?.length ?? 0;
  const rate = (100 * part.value) / whole.value;
  const stated = Number(percent.replace("%", "").replace(",", "."));
  return Math.abs(rate - stated) > 0.5 / 10 ** digits + 1e-9
    ? { is: printedRate(part.value, whole.value) }
    : null;
}
