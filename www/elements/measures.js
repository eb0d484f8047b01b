// The measures in the order in which they are shown, and in groups.

/** @typedef {import("../lib/index.d.ts").Measure} Measure */

/** @type {Record<"timeliness" | "online" | "postal", Measure[]>} */
export const GROUPS = {
  timeliness: ["onTime", "early", "late", "overdue", "onlineOnTime"],
  online: ["online", "onlineL34", "onlineL3", "onlineL4"],
  postal: ["postalIntake", "postalReturn"],
};

/** @type {Measure[]} */
export const MEASURES = Object.values(GROUPS).flat();
