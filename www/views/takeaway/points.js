// The difference of two rates in points, exact: fractions are cross-multiplied as big integers, and rounded once.

/** @typedef {{ num: number, den: number }} Fraction */

/** "+1,20", "-0,01", "0,00": as gaps are printed, "0,00" only where equal. @param {Fraction} now @param {Fraction} before */
export function pointsBetween(now, before) {
  const [a, b, c, d] = [now.num, now.den, before.num, before.den].map(BigInt);
  const [difference, whole] = [a * d - c * b, b * d];
  if (difference === 0n) return "0,00";
  const size = difference < 0n ? -difference : difference;
  const rounded = (size * 20_000n + whole) / (2n * whole) || 1n; // hundredths of a point, half away from zero
  return `${difference < 0n ? "-" : "+"}${rounded / 100n},${String(rounded % 100n).padStart(2, "0")}`;
}
