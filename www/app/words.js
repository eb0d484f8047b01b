// What issues, rules of counting and errors mean, in words: the module's own texts, which its exports have
// too. They come with the first files; without files nothing needs them.

/** @typedef {import("../lib/index.d.ts").Words} Words */

/** @type {Words} */
let [issues, rules, errors] = [{}, {}, {}];

/** @param {Words} words */
export const learn = words => void ([issues, rules, errors] = words);

/** The meaning of an issue, and what to do. Reports written by other versions may have unknown kinds.
 * @param {import("../text.vi.js").Text} t @param {string} kind */
export const wordsOf = (t, kind) => issues[kind]?.[t.lang] ?? { meaning: t.otherIssue(kind), action: "" };

/**
 * An error, by its code: in the page's own words where it has some, else in the module's.
 * @param {Pick<import("../text.vi.js").Text, "lang" | "errors">} t
 * @param {string} code
 */
export const errorIn = (t, code) => t.errors.codes[code] ?? errors[code]?.[t.lang] ?? t.errors.other(code);

/**
 * One rule's value in words; an unknown rule is named by its code.
 * @param {string} lang
 * @param {string} rule
 * @param {string} value
 */
export const ruleIn = (lang, rule, value) => rules[rule]?.[value]?.[lang] ?? `${rule}: ${value}`;

/** The values of a rule, the one of this contract first. @param {string} rule */
export const valuesOf = rule => Object.keys(rules[rule] ?? {});
