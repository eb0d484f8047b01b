// Names of units as they are typed against those of the data. Only what differs in case, spaces or
// punctuation is the same unit; anything further is proposed by likeness and accepted by hand.
import { fold } from "./figures.js";

const PROPOSED = 3;
const LIKE = 0.45; // share of letter pairs in common

/** The same letters and marks, whatever the case and the signs between. @param {string} name */
const plain = name =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * The unit of the data that a name means; undefined if there is no such unit.
 * @param {string} typed
 * @param {string[]} units
 */
export const unitNamed = (typed, units) => units.find(unit => plain(unit) === plain(typed));

/** Units with a like name, the most alike first. @param {string} typed @param {string[]} units */
export function unitsLike(typed, units) {
  const wanted = pairs(typed);
  return units
    .map(unit => ({ unit, like: likeness(wanted, pairs(unit)) }))
    .filter(({ like }) => like >= LIKE)
    .sort((a, b) => b.like - a.like)
    .slice(0, PROPOSED)
    .map(({ unit }) => unit);
}

/** Pairs of neighbouring letters, without what every second name begins with. @param {string} name */
function pairs(name) {
  const text = fold(name).replace(/^(ubnd|uy ban nhan dan) /, "");
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** @param {Set<string>} a @param {Set<string>} b from 0 to 1 */
function likeness(a, b) {
  const common = [...a].filter(pair => b.has(pair)).length;
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0;
}
