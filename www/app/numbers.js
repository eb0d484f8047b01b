// Numbers as people type and paste them, in both languages. Ambiguous input is rejected and asked
// for again, never guessed.

/** @typedef {{ value: number } | { fault: "empty" | "noNumber" | "twoWays" | "tooLarge" }} Read */

const LARGEST = 1_000_000_000_000;

/**
 * A count: digits, or thousands set off by points or spaces; "1,234" is a thousand or a fraction.
 * @param {string} typed
 * @returns {Read}
 */
export function countOf(typed) {
  const text = typed.trim();
  if (!text) return { fault: "empty" };
  if (/^\d{1,3}(,\d{3})$/.test(text)) return { fault: "twoWays" };
  const digits =
    /^\d{1,3}([. \u00a0\u202f]\d{3})+$/.test(text) || /^\d{1,3}(,\d{3}){2,}$/.test(text)
      ? text.replace(/\D/g, "")
      : text;
  if (!/^\d+$/.test(digits)) return { fault: "noNumber" };
  return Number(digits) > LARGEST ? { fault: "tooLarge" } : { value: Number(digits) };
}

/** The rate n/m as the core prints it: two decimals, half up; 100% and 0% only where they are exact.
 * @param {number} num @param {number} den above 0 */
export function printedRate(num, den) {
  if (num === 0) return "0%";
  if (num === den) return "100%";
  const [n, d] = [BigInt(num), BigInt(den)];
  const rounded = (n * 20_000n + d) / (2n * d);
  const printed = rounded < 1n ? 1n : rounded > 9_999n ? 9_999n : rounded;
  return `${printed / 100n},${String(printed % 100n).padStart(2, "0")}%`;
}
