// The report in sentences: which facts are told, in which order. How they are worded is in text.vi.js and
// text.en.js.
import { standsOn } from "../../elements/iso.js";
import { measuresOf, unsettled } from "../../elements/measures.js";
import { byLevel, eachUnit, extremes } from "./groups.js";
import { pointsBetween, pointsPrinted } from "./points.js";
import { known, lacking, share } from "./rates.js";
import { series } from "./series.js";
import { typedSentence } from "./typed.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("./rates.js").Known} Known */

/**
 * @typedef {object} Facts
 * @property {import("../../lib/index.d.ts").Summary} whole
 * @property {Group[]} units
 * @property {string} office who reports, as typed
 * @property {{ period: string, from?: string, to?: string }} span
 * @property {[string, string[]][]} scope dimensions and keys that the filters leave
 * @property {string} [targets] title of the target set
 * @property {{ period: string, whole: import("../../lib/index.d.ts").Summary }} [before]
 * @property {string} warning that the data are invented
 * @property {string} troubles what is wrong with the data
 * @property {import("../../lib/index.d.ts").Summary} [levels] by level, if the report names levels
 * @property {Group[]} [ranks] by level and unit, if the report names the highest and the lowest
 * @property {{ step: import("./series.js").Step, summary: import("../../lib/index.d.ts").Summary }} [series]
 * @property {import("./typed.js").Typed[]} typed figures typed by hand
 * @property {{ units: boolean, each: boolean, method: boolean }} tell
 */

/** @type {Measure[]} */
const SHARES = [
  "online",
  "onlineOnTime",
  "onlineL34",
  "onlineL3",
  "onlineL4",
  "postalIntake",
  "postalReturn"
];
/** The measures of which it is said that they cannot be computed. @type {Measure[]} */
const TOLD = [
  "onTime",
  "overdue",
  "online",
  "onlineL34",
  "onlineL3",
  "onlineL4",
  "postalIntake",
  "postalReturn"
];
/** @type {Measure[]} */
const COMPARED = ["onTime", "online", "postalIntake", "postalReturn"];
const NAMED = 3; // units of which a sentence tells

/** @param {Text} t @param {Facts} facts @returns {string[]} paragraphs */
export const paragraphs = (t, facts) =>
  [
    [facts.warning],
    [opening(t, facts), ended(t, facts), stock(t, facts)],
    [shares(t, facts), unavailable(t, facts)],
    facts.levels ? byLevel(t, facts.levels.groups) : [],
    facts.ranks ? extremes(t, facts.ranks) : [],
    facts.tell.each ? eachUnit(t, facts.units) : [],
    [standing(t, facts), ...(facts.tell.units ? byUnit(t, facts) : [])],
    [comparison(t, facts)],
    facts.series ? series(t, facts.series.step, facts.series.summary) : [],
    [typedSentence(t, facts.typed)],
    [facts.tell.method ? method(t, facts) : ""],
    [facts.troubles]
  ]
    .map(sentences => sentences.filter(Boolean).join(" "))
    .filter(Boolean);

/** @param {Text} t @param {Facts} facts */
const method = (t, { whole: { rules }, span, targets }) =>
  t.views.takeaway.method(t.rules(rules, { ...span, targets }));

/** @param {Text} t @param {Facts} facts */
function opening(t, { whole, units, office, span, scope }) {
  const { rules, total } = whole;
  const received =
    total.partial?.includes("received") || unsettled(total.measures.online) ? null : total.counts.received;
  return t.views.takeaway.opening({
    day: standsOn(rules, span.to),
    span,
    office,
    units: units.length,
    scope,
    basis: rules.basis,
    received,
    carriedOver: unsettled(total.measures.notOverdue) ? 0 : total.counts.carriedOver
  });
}

/** @param {Text} t @param {Facts} facts */
function ended(t, { whole: { total } }) {
  const { counts, measures, partial = [] } = total;
  if (partial.includes("finished") || unsettled(measures.onTime)) return "";
  if (lacking(measures.onTime)) return t.views.takeaway.endedAlone(counts.ended);
  return t.views.takeaway.ended(counts, lacking(measures.early), known(measures.onTime));
}

/** @param {Text} t @param {Facts} facts */
const stock = (t, { whole: { total } }) =>
  lacking(total.measures.overdue) || unsettled(total.measures.overdue)
    ? ""
    : t.views.takeaway.stock(total.counts, known(total.measures.overdue)?.text);

/** @param {Text} t @param {Facts} facts */
function shares(t, { whole: { total, rules } }) {
  const told = SHARES.flatMap(measure => {
    const rate = known(total.measures[measure]);
    const direct = measure === "online" && !unsettled(total.measures.online) ? total.counts.direct : null;
    return rate ? [t.views.takeaway.share(measure, rate, rules, direct)] : [];
  });
  return told.length ? t.views.takeaway.list(told) : "";
}

/** What the report cannot say, by the column that is missing. @param {Text} t @param {Facts} facts */
function unavailable(t, { whole: { total } }) {
  /** @type {Map<string, Measure[]>} */
  const names = new Map();
  for (const measure of TOLD) {
    const rate = total.measures[measure];
    if (!("unavailable" in rate) || !lacking(rate)) continue;
    const column = rate.column ? t.columns[rate.column] : "";
    names.set(column, [...(names.get(column) ?? []), measure]);
  }
  const open = TOLD.filter(measure => unsettled(total.measures[measure]));
  return [
    names.size && t.views.takeaway.unavailable([...names]),
    open.length && t.views.takeaway.unsettled(open)
  ]
    .filter(Boolean)
    .join(" ");
}

/** How many targets are met, and what is missing. @param {Text} t @param {Facts} facts */
function standing(t, { whole: { total, rules }, targets }) {
  const judged = measuresOf(total).flatMap(measure => {
    const target = known(total.measures[measure])?.target;
    return target ? [{ measure, target }] : [];
  });
  if (!judged.length) return "";
  const missed = judged.filter(({ target }) => !target.met);
  const [needed, lost] = [
    missed.filter(({ target }) => target.moreNeeded !== null),
    missed.filter(({ target }) => target.moreNeeded === null)
  ];
  return t.views.takeaway.standing(
    targets ?? "",
    judged.length - missed.length,
    judged.length,
    needed.map(({ measure, target }) =>
      t.views.whatif.counted(
        target.moreNeeded ?? 0,
        t.views.whatif.kinds(measure, rules, target.atMost !== undefined)[0]
      )
    ),
    lost.map(({ measure }) => measure)
  );
}

/**
 * For each target that some units miss: how many, and the ones that are furthest.
 * @param {Text} t
 * @param {Facts} facts
 */
function byUnit(t, { units }) {
  if (units.length < 2) return [];
  return measuresOf(units[0]).flatMap(measure => {
    const rates = units.flatMap(unit => {
      const rate = known(unit.measures[measure]);
      return rate?.target ? [{ unit: t.key("unit", unit.key.unit ?? ""), rate, gap: rate.target }] : [];
    });
    const missed = rates.filter(({ gap }) => !gap.met).sort((a, b) => share(a.rate) - share(b.rate));
    if (!missed.length) return [];
    const ceiling = missed[0].gap.atMost !== undefined;
    return [
      t.views.takeaway.byUnit(
        measure,
        missed.length,
        rates.length,
        furthest(t, ceiling ? missed.reverse() : missed, ceiling)
      )
    ];
  });
}

/**
 * The first few by name, or how many share the first place.
 * @param {Text} t
 * @param {{ unit: string, rate: Known }[]} missed
 * @param {boolean} ceiling
 */
function furthest(t, missed, ceiling) {
  const first = share(missed[0].rate);
  const equal = missed.filter(({ rate }) => share(rate) === first).length;
  if (equal > NAMED)
    return t.views.takeaway.equal(equal, missed.length, t.decimal(missed[0].rate.text), ceiling);
  return t.views.takeaway.furthest(
    missed.slice(0, NAMED).map(({ unit, rate }) => `${unit} (${t.decimal(rate.text)})`),
    ceiling
  );
}

/** @param {Text} t @param {Facts} facts */
function comparison(t, { whole, before }) {
  if (!before) return "";
  const pairs = COMPARED.flatMap(measure => {
    const [now, then] = [known(whole.total.measures[measure]), known(before.whole.total.measures[measure])];
    return now && then ? [{ measure, now, then, points: pointsBetween(now, then) }] : [];
  });
  const rates = pairs.map(({ measure, now, then, points }) =>
    t.views.takeaway.moved(measure, points, t.decimal(then.text), t.decimal(now.text))
  );
  const rounded = pairs.some(({ now, then, points }) => points !== pointsPrinted(now.text, then.text));
  const given = [whole, before.whole].every(({ total }) => !total.partial?.includes("received"));
  const [now, then] = [whole, before.whole].map(({ total }) => total.counts.received);
  const moves = [...(given ? [t.views.takeaway.movedCount(now, then)] : []), ...rates];
  return moves.length ? t.views.takeaway.comparison(before.period, moves, rounded) : "";
}
