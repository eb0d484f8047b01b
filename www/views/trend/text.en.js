// Wording of the view "trend".

import { amount } from "../../format.en.js";

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Trend",
  step: "By",
  every: "The trend has every period of the data, not only the one chosen above.",
  title: step => `Measures by ${step.toLowerCase()}`,
  hint: "The dashed line is the target. Each picture has its own scale, whose ends stand at its left.",
  against: "Against an earlier period",
  now: "This period",
  before: "Against",
  previous: "the period before",
  year: "the same period a year before",
  figure: "Measure",
  difference: "Difference (dossiers, points; from unrounded rates)",
  better: "better",
  worse: "worse",
  count: name => `Dossiers ${name.toLowerCase()}`,
  units: "Units by period",
  each: "Each unit, on one scale",
  most: (shown, all) => `The ${amount(shown, "unit")} with the most dossiers of ${all}.`,
  none: "no dossier",
  unfinished: (period, day) =>
    `${period} has figures up to ${day} only: rates compare, counts are not of a whole period.`
};
