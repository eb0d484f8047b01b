// Sentences about groups: level by level, unit by unit, and which unit of a level is highest and lowest.
import { unsettled } from "../../elements/measures.js";
import { known, lacking, share } from "./rates.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("./rates.js").Known} Known */

const NAMED = 3; // units that share a place and are named
const EACH = 40; // units of which each has a sentence

/** What is said of a group after its name. @type {Measure[]} */
const SHARES = ["online", "onlineL34", "postalIntake", "postalReturn"];

/** @param {Text} t @param {string} name @param {Group} group */
function sentence(t, name, group) {
  const words = t.views.takeaway.group;
  const parts = [intake(t, group), ended(t, group), ...SHARES.map(measure => rate(t, group, measure))];
  return words.sentence(name, parts.filter(Boolean));
}

/** @param {Text} t @param {Group} group */
function intake(t, { counts, measures, partial = [] }) {
  return partial.includes("received") || unsettled(measures.online)
    ? ""
    : t.views.takeaway.group.received(counts.received);
}

/** @param {Text} t @param {Group} group */
function ended(t, { counts, measures, partial = [] }) {
  if (partial.includes("finished") || unsettled(measures.onTime) || !counts.ended) return "";
  const words = t.views.takeaway.group;
  if (lacking(measures.onTime)) return words.endedAlone(counts.ended);
  return words.ended(counts, lacking(measures.early), known(measures.onTime));
}

/** @param {Text} t @param {Group} group @param {Measure} measure */
function rate(t, { measures }, measure) {
  const found = known(measures[measure]);
  if (!found) return "";
  const kept = measure === "online" && found.num > 0 ? known(measures.onlineOnTime) : null;
  return t.views.takeaway.group.rate(measure, found, kept);
}

/** One sentence a level, where there are several. @param {Text} t @param {Group[]} levels */
export const byLevel = (t, levels) =>
  levels.length < 2
    ? []
    : levels.map(group => sentence(t, t.key("unitLevel", group.key.unitLevel ?? ""), group));

/** One sentence a unit, for so many. @param {Text} t @param {Group[]} units */
export function eachUnit(t, units) {
  const told = units.slice(0, EACH).map(group => sentence(t, t.key("unit", group.key.unit ?? ""), group));
  return units.length > EACH ? [...told, t.views.takeaway.group.further(units.length - EACH)] : told;
}

/**
 * Level by level the highest and the lowest unit.
 * @param {Text} t
 * @param {Group[]} groups by level and unit
 */
export function extremes(t, groups) {
  const levels = [...new Set(groups.map(({ key }) => key.unitLevel ?? ""))];
  return levels.flatMap(level => {
    const units = groups.filter(({ key }) => (key.unitLevel ?? "") === level);
    const told = ranked(units).flatMap(measure => ends(t, units, measure));
    return told.length
      ? [t.views.takeaway.extremes(levels.length > 1 ? level : null, units.length, told)]
      : [];
  });
}

/**
 * The measures by which units are put in order: online at levels 3 and 4, where levels are known.
 * @param {Group[]} units
 * @returns {Measure[]}
 */
const ranked = units => [
  "onTime",
  units.some(({ measures }) => known(measures.onlineL34)) ? "onlineL34" : "online"
];

/** @param {Text} t @param {Group[]} units @param {Measure} measure */
function ends(t, units, measure) {
  const rates = units.flatMap(({ key, measures }) => {
    const rate = known(measures[measure]);
    return rate ? [{ unit: t.key("unit", key.unit ?? ""), rate }] : [];
  });
  if (rates.length < 2) return [];
  rates.sort((a, b) => share(b.rate) - share(a.rate));
  const [first, last] = [rates[0].rate, rates[rates.length - 1].rate];
  if (share(first) === share(last))
    return [t.views.takeaway.alike(measure, rates.length, t.decimal(first.text))];
  const place = (/** @type {Known} */ of) =>
    named(
      t,
      rates.filter(({ rate }) => share(rate) === share(of)).map(({ unit }) => unit),
      of
    );
  return [t.views.takeaway.ends(measure, place(first), place(last))];
}

/**
 * The units that share a place, or how many they are.
 * @param {Text} t
 * @param {string[]} units
 * @param {Known} rate
 */
const named = (t, units, { text }) =>
  t.views.takeaway.place(units.length > NAMED ? units.length : units, t.decimal(text));
