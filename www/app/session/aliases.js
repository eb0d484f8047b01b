// Names that stand for a unit's: entered by hand, saved as JSON, and proposed where two names are close.
import { isDay } from "../../elements/iso.js";
import { folded } from "../../elements/folded.js";
import { coreOf } from "../../elements/names.js";

/** @typedef {NonNullable<import("../../lib/index.d.ts").UnitNames["aliases"]>[number]} Alias */

const LEVELS = ["tỉnh", "huyện", "xã"];
const LONGEST = 300; // letters of a name
const MOST = 5_000;

/** Complete aliases, with known properties only. @param {any} list @returns {Alias[]} */
export const aliasesOf = list =>
  Array.isArray(list)
    ? list
        .filter(isAlias)
        .slice(0, MOST)
        .map(({ from, to, level, validFrom, validTo }) => ({
          from,
          to,
          ...(LEVELS.includes(level) && { level }),
          ...(isDay(validFrom ?? "") && { validFrom }),
          ...(isDay(validTo ?? "") && { validTo })
        }))
    : [];

/** @param {any} alias */
const isAlias = alias =>
  [alias?.from, alias?.to].every(name => typeof name === "string" && name.trim() && name.length <= LONGEST) &&
  alias.from !== alias.to;

/**
 * Adds aliases; one with the same name and days replaces the older one.
 * @param {Alias[]} known
 * @param {Alias[]} more
 */
export const withAliases = (known, more) => [
  ...known.filter(
    one => !more.some(({ from, validFrom }) => one.from === from && one.validFrom === validFrom)
  ),
  ...more
];

/** The names of a list of units, in its order: [names], or under "order" or "units". @param {any} value */
export function orderOf(value) {
  const list = Array.isArray(value) ? value : (value?.order ?? value?.units);
  return (Array.isArray(list) ? list : [])
    .map(one => one?.name ?? one)
    .filter(name => typeof name === "string" && name.trim() && name.length <= LONGEST)
    .slice(0, MOST);
}

const UNIT = /^(ten )?(don vi|co quan|dia phuong|xa|phuong|unit)/;

/** The same of a text table of at most three columns, one of them units, no days. @param {string} text */
export function orderIn(text) {
  const rows = text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter(line => line.trim())
    .map(line => line.split(/[,;\t]/).map(cell => cell.trim().replace(/^"|"$/g, "")));
  const at = rows[0]?.findIndex(head => UNIT.test(folded(head.toLowerCase()))) ?? -1;
  return at < 0 || rows.some(row => row.length > 3 || row.some(cell => /^\d+[/.-]\d+[/.-]\d/.test(cell)))
    ? []
    : orderOf(rows.slice(1).map(row => row[at]));
}

/**
 * Names that may be one unit's, each with the one of most dossiers; two that differ by a mark only are two
 * units, unless one has no marks at all.
 * @param {Record<string, number>} sizes dossiers by unit
 * @returns {Alias[]}
 */
export function proposed(sizes) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const name of Object.keys(sizes)) {
    const core = folded(coreOf(name));
    if (core) groups.set(core, [...(groups.get(core) ?? []), name]);
  }
  return [...groups.values()].flatMap(names => {
    const [to, ...others] = names.sort((a, b) => sizes[b] - sizes[a]);
    return others.filter(from => isClose(coreOf(from), coreOf(to))).map(from => ({ from, to }));
  });
}

/** @param {string} one @param {string} other */
const isClose = (one, other) => one === other || one === folded(one) || other === folded(other);
