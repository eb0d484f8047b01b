// A way of counting in words, from the one list of them that everything shares.
import WAYS from "../../../src/report/ways.json";

/** @typedef {typeof import("./text.vi.js").text} Words */

/** One rule's value in words; what a newer core adds is named as it is. @param {string} lang @param {string} rule @param {string} value */
export const ruleIn = (lang, rule, value) =>
  /** @type {any} */ (WAYS)[rule]?.[value]?.[lang] ?? `${rule}: ${value}`;

/** "tính hồ sơ trả lại là đúng hạn và xét hạn theo giờ". @param {Words} words @param {string} lang @param {Record<string, any>} way */
export const wayIn = (words, lang, way) =>
  Object.entries(way)
    .map(([rule, value]) => ruleIn(lang, rule, String(value)))
    .join(words.and) || words.unchanged;

/** Why dossiers of a bucket differ: of the rules of a way, those that it names. @param {Words} words @param {string} lang
 * @param {{ rules: string[], needs: string }} split @param {Record<string, any>} way */
export const reasonIn = (words, lang, { rules, needs }, way) =>
  rules.map(rule => ruleIn(lang, rule, String(way[rule] ?? ""))).join(needs === "any" ? words.or : words.and);
