// Rates as charts need them: shares from 0 to 1, only for drawing. Readers see the printed text.

/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {Extract<Rate, { num: number }>} Known */

/** @param {Rate} rate @returns {Known | null} */
export const known = rate => (rate && "num" in rate ? rate : null);

/** @param {Rate} rate */
export const shareOf = rate => (rate && "num" in rate ? rate.num / rate.den : null);

/** @param {Rate} rate */
export const targetOf = rate => {
  const target = known(rate)?.target;
  return target ? Number.parseFloat((target.atLeast ?? target.atMost ?? "").replace(",", ".")) / 100 : null;
};

/** @param {import("../../text.vi.js").Text} t @param {Rate} rate */
export const rateText = (t, rate) => ("num" in rate ? t.decimal(rate.text) : t.notComputable);

/** "≥ 40%", as the core prints it. @param {{ atLeast?: string, atMost?: string }} target */
export const boundOf = ({ atLeast, atMost }) => (atLeast ? `≥ ${atLeast}` : `≤ ${atMost}`);

/** The end of a scale that starts at zero. @param {(number | null)[]} values */
export function topOf(values) {
  const most = Math.max(0, ...values.map(value => value ?? 0));
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5].find(top => top >= most) ?? 1;
}

/**
 * Why measures are missing from a chart: each reason once, with its measures.
 * @param {import("../../text.vi.js").Text} t
 * @param {import("../../lib/index.d.ts").Measure[]} missing
 * @param {Record<string, Rate>} rates
 */
export function lackingText(t, missing, rates) {
  /** @type {Map<string, string[]>} */
  const names = new Map();
  for (const measure of missing) {
    const rate = rates[measure];
    const why = "num" in rate ? t.notComputable : t.unavailable(rate);
    names.set(why, [...(names.get(why) ?? []), t.measures[measure]]);
  }
  return [...names].map(([why, which]) => `${why} (${which.join("; ")}).`).join(" ");
}
