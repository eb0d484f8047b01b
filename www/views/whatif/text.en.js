// Wording of the view "whatif", in English.
import { amount, decimal, dossiers, number } from "../../format.en.js";

/** @type {Record<import("../../lib/index.d.ts").Measure, [string, string]>} */
const KINDS = {
  onTime: ["on-time dossiers", "late dossiers"],
  early: ["early dossiers", "dossiers that are not early"],
  late: ["late dossiers", "dossiers that are not late"],
  overdue: ["overdue dossiers", "open dossiers within their term"],
  notOverdue: ["dossiers not overdue", "late or overdue dossiers"],
  dueOnTime: ["due dossiers ended on time", "due dossiers not ended on time"],
  returned: ["returned dossiers", "ended dossiers"],
  returnedLate: ["dossiers returned late", "dossiers returned within their term"],
  acceptedLate: ["dossiers accepted late", "dossiers accepted in time"],
  online: ["online dossiers", "dossiers not filed online"],
  onlineL3: ["level 3 dossiers filed online", "level 3 dossiers not filed online"],
  onlineL4: ["level 4 dossiers filed online", "level 4 dossiers not filed online"],
  onlineL34: ["level 3 or 4 dossiers filed online", "level 3 or 4 dossiers not filed online"],
  onlineOnTime: ["online dossiers on time", "late online dossiers"],
  postalIntake: ["dossiers received by post", "dossiers not received by post"],
  postalReturn: ["results returned by post", "results not returned by post"]
};

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "What if",
  scroll: title => `Table “${title}”, scrolls sideways`,
  overall: "All targets, all units",
  reach: "Shortfall and headroom",
  goal: "Try another target",
  noTarget: "The chosen target set has no target for this measure. Type one in “Try another target”.",
  tally: (judged, met, unjudged) =>
    `${number(met)} of ${amount(judged, "unit")} ${met === 1 ? "meets" : "meet"} the target${unjudged ? `; ${number(unjudged)} not judged (no rate, or no target)` : ""}.`,
  kinds: (measure, rules, ceiling) => {
    const [counting, others] = KINDS[measure];
    const rest = rules?.levelShare === "all" && /^onlineL/.test(measure) ? "other dossiers" : others;
    return ceiling ? [rest, counting] : [counting, rest];
  },
  heads: ([needed, allowed]) => [
    "Rate",
    "Target",
    "Gap, points",
    `More ${needed} needed`,
    "or existing ones to convert",
    `More ${allowed} to spare`,
    "or existing ones to lose"
  ],
  counted: (count, kind) =>
    `${number(count)} ${count === 1 ? kind.replace(/(dossier|result)s/, "$1").replace("that are", "that is") : kind}`,
  never: "out of reach",
  any: "no limit",
  suppose: measure => `What if more dossiers came? – ${measure}`,
  add: kind => `More ${kind}`,
  justEnough: count => `Just enough (${number(count)})`,
  toTheEdge: count => `Up to the edge (${number(count)})`,
  moves: (subject, from, to) =>
    to ? `${subject}: ${from ? `from ${from} ` : ""}to ${to}.` : `${subject}: now ${from}.`,
  outlook: ({ met, atLeast, atMost, points, moreNeeded, mayAdd }, _measure, [needed, allowed]) => {
    const goal = atLeast ? `target of at least ${decimal(atLeast)}` : `ceiling of ${decimal(atMost ?? "")}`;
    if (met)
      return `The ${goal} is met; ${mayAdd === null ? `any number of ${allowed} leaves it met` : mayAdd ? `${text.counted(mayAdd, `more ${allowed}`)} can still be borne` : `a single one more of the ${allowed} loses it`}.`;
    const size = decimal(points.replace("-", ""));
    return `The ${goal} is missed by ${size} points; ${moreNeeded === null ? "no number of new dossiers can make up for it" : `${text.counted(moreNeeded, `more ${needed}`)} ${moreNeeded === 1 ? "is" : "are"} needed`}.`;
  },
  ways: "The same data, four ways",
  waysHint: (differing, whole) =>
    `${differing ? `${amount(differing, "measure differs", "measures differ")} between the ways; ≠ marks what differs from the one in force.` : "All four give the same figures."}${whole ? " Without a period both bases are one." : ""}`,
  basis: "Period",
  clock: "Due",
  inForce: "in force",
  differs: "differs from the way in force:",
  changed: {
    clock: "Dossiers that change class with the clock (by day or by hour and minute)",
    basis: "Dossiers that change class when periods go by intake instead of by event",
    other: "Dossiers that change class by another rule"
  },
  tryWay: "If",
  unchanged: "No dossier changes class.",
  changes: (total, kinds) =>
    `${dossiers(total)} ${total === 1 ? "changes" : "change"} class: ${kinds.join("; ")}.`,
  outside: "outside the period",
  change: (count, from, to) => `${number(count)} from “${from}” to “${to}”`
};
