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
 * True if a figure depends on dates whose order of day and month is unknown: such counts are not shown.
 * @param {import("../lib/index.d.ts").Rate | undefined} rate
 */
export const unsettled = rate => !!rate && "unavailable" in rate && rate.unavailable === "date-order";

/**
 * The measures that an answer contains: one published by an older version lacks some.
 * @param {{ measures: Record<string, any> }} group
 */
export const measuresOf = ({ measures }) => MEASURES.filter(measure => measure in measures);

/** @type {Measure[]} */
export const MEASURES = Object.values(GROUPS).flat();
