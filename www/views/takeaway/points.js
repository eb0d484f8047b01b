// The difference of two rates in points, exact: fractions are cross-multiplied as big integers, and rounded
// once.

/** @typedef {{ num: number, den: number }} Fraction */

/**
 * "+1,20", "-0,01", "0,00": as gaps are printed, "0,00" only where equal.
 * @param {Fraction} now
 * @param {Fraction} before
 */
export function pointsBetween(now, before) {
  const [a, b, c, d] = [now.num, now.den, before.num, before.den].map(BigInt);
  const [difference, whole] = [a * d - c * b, b * d];
  if (difference === 0n) return "0,00";
  const size = difference < 0n ? -difference : difference;
  const rounded = (size * 20_000n + whole) / (2n * whole) || 1n; // hundredths of a point, half away from zero
  return `${difference < 0n ? "-" : "+"}${rounded / 100n},${String(rounded % 100n).padStart(2, "0")}`;
}

/**
 * The difference of two rates as they are printed, in the same form.
 * @param {string} now "92,17%"
 * @param {string} before
 */
export function pointsPrinted(now, before) {
  const hundredths = (/** @type {string} */ text) =>
    Math.round(Number(text.replace("%", "").replace(",", ".")) * 100);
  const difference = hundredths(now) - hundredths(before);
  const size = Math.abs(difference);
  if (!size) return "0,00";
  return `${difference < 0 ? "-" : "+"}${Math.floor(size / 100)},${String(size % 100).padStart(2, "0")}`;
}
