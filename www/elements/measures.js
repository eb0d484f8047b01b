// The measures in the order in which they are shown, and in groups.

/** @typedef {import("../lib/index.d.ts").Measure} Measure */

/** @type {Record<"timeliness" | "online" | "postal" | "further", Measure[]>} */
export const GROUPS = {
  timeliness: ["onTime", "early", "late", "overdue", "onlineOnTime"],
  online: ["online", "onlineL34", "onlineL3", "onlineL4"],
  postal: ["postalIntake", "postalReturn"],
  further: ["notOverdue", "dueOnTime", "returned", "returnedLate", "acceptedLate"]
};

/**
 * Whether day or month stands first is open in what the figure leans on: counts like it are not stated.
 * @param {import("../lib/index.d.ts").Rate | undefined} rate
 */
export const unsettled = rate => !!rate && "unavailable" in rate && rate.unavailable === "date-order";

/**
 * Those that an answer gives: one that was published by an older version lacks some.
 * @param {{ measures: Record<string, any> }} group
 */
export const measuresOf = ({ measures }) => MEASURES.filter(measure => measure in measures);

/** @type {Measure[]} */
export const MEASURES = Object.values(GROUPS).flat();
