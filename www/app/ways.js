// Ways of counting in words, from the one list of them that page and exports share.
import WAYS from "../../src/report/ways.json" with { type: "json" };

/** @type {Record<string, Record<string, Record<string, string>>>} */
const ALL = WAYS;

/**
 * One rule's value in words; what a newer core adds is named as it is.
 * @param {string} lang
 * @param {string} rule
 * @param {string} value
 */
export const ruleIn = (lang, rule, value) => ALL[rule]?.[value]?.[lang] ?? `${rule}: ${value}`;

/** The values of a rule, the one of this contract first. @param {string} rule */
export const valuesOf = rule => Object.keys(ALL[rule] ?? {});
