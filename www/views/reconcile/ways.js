// A way of counting in words, from the one list of them that everything shares.
import { ruleIn } from "../../app/words.js";

/** @typedef {typeof import("./text.vi.js").text} Words */

/**
 * "tính hồ sơ trả lại là đúng hạn và xét hạn theo giờ".
 * @param {Words} words
 * @param {string} lang
 * @param {Record<string, any>} way
 */
export const wayIn = (words, lang, way) =>
  Object.entries(way)
    .map(([rule, value]) => ruleIn(lang, rule, String(value)))
    .join(words.and) || words.unchanged;

/**
 * Why dossiers of a bucket differ: of the rules of a way, those that it names.
 * @param {Words} words
 * @param {string} lang
 * @param {{ rules: string[], needs: string }} split
 * @param {Record<string, any>} way
 */
export const reasonIn = (words, lang, { rules, needs }, way) =>
  rules.map(rule => ruleIn(lang, rule, String(way[rule] ?? ""))).join(needs === "any" ? words.or : words.and);
