// Names that stand for a unit's: entered by hand, saved as JSON, and proposed where two names are close.
import { isDay } from "../../elements/iso.js";
import { folded } from "../../elements/folded.js";

/** @typedef {NonNullable<import("../../lib/index.d.ts").UnitNames["aliases"]>[number]} Alias */

const LEVELS = ["tỉnh", "huyện", "xã"];
const LONGEST = 300; // letters of a name
const MOST = 5_000;

/** Those that say something, without what does not belong to them. @param {any} list @returns {Alias[]} */
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
 * One more of the same name and days takes the place of the first.
 * @param {Alias[]} known
 * @param {Alias[]} more
 */
export const withAliases = (known, more) => [
  ...known.filter(
    one => !more.some(({ from, validFrom }) => one.from === from && one.validFrom === validFrom)
  ),
  ...more
];

/** Without "UBND" and what follows a comma or a dash: a province, a district. @param {string} name */
const coreOf = name =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/\s*[,(–-].*$/, "")
    .replace(/^(ubnd|[uủ][yỷ] ban nh[aâ]n d[aâ]n)\s+/, "")
    .replace(/\s+/g, " ")
    .trim();

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
