// Target sets: the built-in one, and what makes a set from a file acceptable.

import { MEASURES } from "../elements/measures.js";

/** @typedef {import("../lib/index.d.ts").TargetSet} TargetSet */
/** @typedef {TargetSet["targets"][number]} Target */

/** @type {TargetSet[]} */
export const BUILT_IN = [
  {
    id: "dong-thap-2022",
    title: "Đồng Tháp 2022",
    authority: "UBND tỉnh Đồng Tháp",
    decision: "Chỉ tiêu đã công bố của tỉnh Đồng Tháp năm 2022",
    validFrom: "2022-01-01",
    validTo: "2022-12-31",
    targets: [
      { measure: "onlineL3", atLeast: "40%" },
      { measure: "onlineL4", atLeast: "10%" },
      { measure: "postalIntake", atLeast: "20%" },
      { measure: "postalReturn", atLeast: "30%" }
    ]
  }
];

/**
 * True if a set is valid in these days, as far as it states its validity.
 * @param {TargetSet} set
 * @param {string | undefined} from
 * @param {string | undefined} to
 */
export const isOf = ({ validFrom, validTo }, from, to) =>
  !(validFrom && (from ?? to ?? "") < validFrom) && !(validTo && (to ?? from ?? "9") > validTo);

const LEVELS = ["tỉnh", "huyện", "xã"];

/**
 * "97,5", "97.5%" → "97,5%"; null when it is no percentage from 0 to 100 with two decimals at most.
 * @param {string} text
 */
export function percentOf(text) {
  const found = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  if (!found || Number(`${found[1]}.${found[2] ?? 0}`) > 100) return null;
  return `${Number(found[1])}${found[2] ? `,${found[2]}` : ""}%`;
}

/**
 * The target sets of a file, one or a list; throws if the file holds no sets.
 * @param {string} json
 * @param {boolean} [drafts] rates that are no percentages stay as they were typed
 * @returns {TargetSet[]}
 */
export function parseSets(json, drafts = false) {
  const found = JSON.parse(json);
  return (Array.isArray(found) ? found : [found]).map(set => readSet(set, drafts));
}

/** @param {any} set @param {boolean} drafts @returns {TargetSet} */
function readSet(set, drafts) {
  if (typeof set?.title !== "string" || !Array.isArray(set.targets)) throw new Error("no target set");
  const { id = set.title, title, targets } = set;
  return {
    ...texts(set, ["authority", "decision", "validFrom", "validTo"]),
    id: String(id),
    title,
    targets: targets.map((/** @type {any} */ target) => readTarget(target, drafts))
  };
}

/** @param {any} target @param {boolean} drafts @returns {Target} */
function readTarget(target, drafts) {
  const bound = target?.atMost === undefined ? "atLeast" : "atMost";
  const text = String(target?.[bound] ?? "").slice(0, 20);
  const percent = percentOf(text) ?? (drafts ? text : null);
  if (!MEASURES.includes(target?.measure) || percent === null) throw new Error("no target");
  if (target.unitLevel !== undefined && !LEVELS.includes(target.unitLevel)) throw new Error("no level");
  return { measure: target.measure, [bound]: percent, ...texts(target, ["unitLevel", "unit"]) };
}

/** The named properties that are texts and not empty. @param {any} from @param {string[]} names */
const texts = (from, names) =>
  Object.fromEntries(
    names.filter(name => typeof from[name] === "string" && from[name] !== "").map(name => [name, from[name]])
  );

/**
 * The set, with an id that no other set has.
 * @param {TargetSet} set
 * @param {TargetSet[]} others
 * @returns {TargetSet}
 */
export function withFreshId(set, others) {
  let id = set.id;
  for (let n = 2; others.some(other => other.id === id); n++) id = `${set.id}-${n}`;
  return { ...set, id };
}
