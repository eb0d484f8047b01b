// A session: what was set and typed, and which files were open, so that the work can be taken up again. It
// holds no data: the state as the address has it (fragment.js), sets, mappings, names of units, what was
// typed, and names and hashes of files.
import { fragmentOf } from "../fragment.js";
import { parseMappings } from "../mappings.js";
import { parseSets } from "../targets.js";
import { aliasesOf, orderOf } from "./aliases.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ name: string, size: number, sha256: string | null }} Wanted a file of the session */

const MOST = 5_000; // things of one kind
const LONGEST = 20_000; // letters of one text

/** The shapes of typed input, by view. @type {Record<string, Record<string, any>>} */
const TYPED = {
  takeaway: {
    office: "",
    recipient: "",
    place: "",
    typed: [{ name: "", num: "", den: "", source: "", day: "" }]
  },
  reconcile: {
    mode: "",
    source: "",
    from: "",
    to: "",
    sentence: "",
    grid: { figures: [""], rows: [{ unit: "", values: [""] }] }
  },
  signs: { minutes: "", together: "", seed: "", size: "", outages: [{ from: "", to: "", reason: "" }] }
};

/** @param {State} state @param {import("../../lib/index.d.ts").Mapping[]} mappings @param {Wanted[]} files */
export const sessionOf = (state, mappings, files) => ({
  session: 1,
  view: fragmentOf(state),
  duplicates: state.duplicates,
  sets: state.sets,
  mappings,
  units: { mergeSpellings: state.merge, aliases: aliasesOf(state.aliases), order: state.order },
  typed: typedOf(state.of),
  files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))
});

/** The typed input of each view, as far as it has the expected shape. @param {any} of */
const typedOf = of =>
  Object.fromEntries(
    Object.entries(TYPED).map(([view, pattern]) => [
      view,
      Object.fromEntries(
        Object.entries(pattern)
          .map(([name, example]) => [name, of?.[view]?.[name], example])
          .filter(([, value, example]) => isLike(value, example))
          .map(([name, value]) => [name, value])
      )
    ])
  );

/** @param {any} value @param {any} example @returns {boolean} */
function isLike(value, example) {
  if (typeof example === "string") return typeof value === "string" && value.length <= LONGEST;
  if (Array.isArray(example))
    return Array.isArray(value) && value.length <= MOST && value.every(one => isLike(one, example[0]));
  return (
    !!value &&
    typeof value === "object" &&
    Object.keys(example).every(name => isLike(value[name], example[name]))
  );
}

/** Checks a session from a file, which may hold anything. Throws if it is no session. @param {any} value */
export function readSession(value) {
  if (value?.session !== 1 || typeof value.view !== "string" || !Array.isArray(value.files))
    throw new Error("no session");
  return {
    view: value.view,
    duplicates: ["newest", "last", "first", "keep"].includes(value.duplicates) ? value.duplicates : undefined,
    sets: parseSets(JSON.stringify(value.sets ?? []), true),
    mappings: parseMappings(JSON.stringify(value.mappings ?? [])),
    merge: value.units?.mergeSpellings !== false,
    aliases: aliasesOf(value.units?.aliases ?? []),
    order: orderOf(value.units),
    typed: typedOf(value.typed),
    files: value.files.filter(isWanted)
  };
}

/** @param {any} file @returns {file is Wanted} */
const isWanted = file =>
  typeof file?.name === "string" &&
  Number.isSafeInteger(file.size) &&
  (file.sha256 === null || /^[0-9a-f]{64}$/.test(file.sha256));

/** Compares the open files with those of a session. @param {Wanted[]} wanted @param {Wanted[]} open */
export function compared(wanted, open) {
  const same = (/** @type {Wanted} */ a, /** @type {Wanted} */ b) =>
    a.size === b.size && (!a.sha256 || !b.sha256 || a.sha256 === b.sha256);
  const left = wanted.filter(one => !open.some(other => same(one, other)));
  const named = (/** @type {Wanted} */ { name }) => open.some(other => other.name === name);
  return {
    missing: left.filter(one => !named(one)).map(({ name }) => name),
    changed: left.filter(named).map(({ name }) => name)
  };
}
