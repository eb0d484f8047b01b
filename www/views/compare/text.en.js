// Wording of the view "compare".
import { amount, dossiers } from "../../format.en.js";

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Compare",
  ranking: (measure, dimension) => `${measure}: ranked by ${dimension.toLowerCase()}`,
  profile: dimension => `Measures by ${dimension.toLowerCase()}`,
  ranks: "Best first.",
  target: bound => `The upright line is the target ${bound}; ✕ missed.`.replace(" ;", ";"),
  scale: "Each picture has a scale of its own.",
  lacks:
    "“Short by” (“over by”) is out of the dossiers there are; what more would be needed stands in “What if”.",
  without: count =>
    `${amount(count, "row")} cannot be computed and ${count === 1 ? "stands" : "stand"} in the figures only.`,
  between: count => `… ${amount(count, "row")} between …`,
  all: count => `Show all ${amount(count, "row")}`,
  ends: "Best and worst only",
  gap: (points, met) => (met ? points : `✕ ${points}`),
  short: (count, ceiling) => `${ceiling ? "over" : "short"} by ${dossiers(count)}`,
  short2: dimension => `${dimension} and targets: how many dossiers short`,
  shortHint: "✕ dossiers short (or over a ceiling) of those there are; ✓ met; the small number is the rate.",
  cross: "Columns by",
  noCross: "no columns",
  pivot: (measure, down, across) => `${measure}: ${down.toLowerCase()} by ${across.toLowerCase()}`,
  missedTargets: "Targets missed",
  copy: "Copy this table",
  rank: "Rank",
  num: "Counted",
  den: "Out of",
  points: "Gap (points)",
  shortBy: "Short by",
  figures: "Figures",
  heat: "shaded",
  heatLegend:
    "Stronger blue is better within the column, stronger red is worse; with a target: blue is met, red is missed, stronger is further from it."
};
