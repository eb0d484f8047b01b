// What issues are and what rules of counting mean, in words: the module's own texts, which its exports have
// too. They come with the first files; without files there is nothing that needs them.

/** @typedef {import("../lib/index.d.ts").Words} Words */

/** @type {Words} */
let [issues, rules] = [{}, {}];

/** @param {Words} words */
export const learn = words => void ([issues, rules] = words);

/** What a kind is, and what to do. A kind that is not known comes from a file.
 * @param {import("../text.vi.js").Text} t @param {string} kind */
export const wordsOf = (t, kind) => issues[kind]?.[t.lang] ?? { meaning: t.otherIssue(kind), action: "" };

/**
 * One rule's value in words; what is not known is named as it is.
 * @param {string} lang
 * @param {string} rule
 * @param {string} value
 */
export const ruleIn = (lang, rule, value) => rules[rule]?.[value]?.[lang] ?? `${rule}: ${value}`;

/** The values of a rule, the one of this contract first. @param {string} rule */
export const valuesOf = rule => Object.keys(rules[rule] ?? {});
