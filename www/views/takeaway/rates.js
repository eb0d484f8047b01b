// What a rate says of itself: whether it is there, and why not.

/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {Extract<Rate, { num: number }>} Known */

/** The rate, if there is one. @param {Rate} rate @returns {Known | null} */
export const known = rate => ("num" in rate ? rate : null);

/** A column that it leans on is missing; an empty denominator is no such thing. @param {Rate} rate */
export const lacking = rate => "unavailable" in rate && rate.unavailable === "missing-column";

/** Good enough for an order among groups. @param {Known} rate */
export const share = ({ num, den }) => num / den;
