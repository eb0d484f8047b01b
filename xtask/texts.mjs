// English tables are sent as lists: text.en.js has the keys of text.vi.js, in the same order (tsc checks the
// keys). A table that both have alike becomes the list of its English values, and gets the Vietnamese keys
// again when the page starts (www/keyed.js). Any other table is unchanged.
import { readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

const ENGLISH = /\/(text|sentences)\.en\.js$/;
const KEYED = new URL("../www/keyed.js", import.meta.url).pathname;

/** A change of a text: start, end, replacement. @typedef {[number, number, string]} Edit */

/** The plugin for the bundler. */
export const listed = {
  name: "english-as-lists",
  load: (/** @type {string} */ id) => (ENGLISH.test(id) ? { code: asLists(id) } : null)
};

/** A module of English tables, with lists in place of keys. @param {string} file */
export function asLists(file) {
  const vietnamese = file.replace(".en.js", ".vi.js");
  const [code, like] = [file, vietnamese].map(name => readFileSync(name, "utf8"));
  const shapes = tables(like);
  const edits = [...tables(code)].flatMap(([name, table]) => {
    const shape = name === "en" ? "vi" : name;
    const changes = changed(shapes.get(shape), table, code);
    return changes.length ? [put(table.start, `keyed(${shape}Keys, `), ...changes, put(table.end, ")")] : [];
  });
  const names = [...shapes.keys()].map(name => `${name} as ${name}Keys`);
  return `import { keyed } from "${KEYED}";
import { ${names} } from "./${vietnamese.replace(/.*\//, "")}";
${edited(code, edits)}`;
}

/** The objects that a module exports, by name. @param {string} code @returns {Map<string, any>} */
const tables = code =>
  new Map(
    /** @type {any[]} */ (parseAst(code).body).flatMap(({ declaration }) =>
      (declaration?.declarations ?? [])
        .filter((/** @type {any} */ { init }) => init?.type === "ObjectExpression")
        .map((/** @type {any} */ { id, init }) => [id.name, init])
    )
  );

/**
 * The list for a table, including inner tables; undefined if the two tables are not alike.
 * @param {any} shape
 * @param {any} table
 * @param {string} code
 * @returns {Edit[]}
 */
function changed(shape, table, code) {
  const [keys, own] = [keysOf(shape), keysOf(table)];
  if (!keys || keys.join() !== own?.join()) return [];
  return [
    [table.start, table.start + 1, "["],
    ...table.properties.flatMap((/** @type {any} */ { key, value, shorthand }, /** @type {number} */ at) => [
      [key.start, shorthand ? key.start : code.indexOf(":", key.end) + 1, ""],
      ...changed(shape.properties[at].value, value, code)
    ]),
    [table.end - 1, table.end, "]"]
  ];
}

/**
 * Undefined if an object has other than plain keys, or a numeric key, because their order is not kept.
 * @param {any} node
 * @returns {string[] | undefined}
 */
function keysOf(node) {
  if (node?.type !== "ObjectExpression" || !node.properties.length) return undefined;
  const keys = node.properties.map((/** @type {any} */ { kind, method, computed, key }) =>
    kind === "init" && !method && !computed ? String(key.name ?? key.value) : "0"
  );
  return keys.some((/** @type {string} */ key) => /^\d+$/.test(key)) ? undefined : keys;
}

/** @param {number} at @param {string} text @returns {Edit} */
const put = (at, text) => [at, at, text];

/**
 * Applies edits from the end, so that earlier positions stay valid; of two at one position, the later comes
 * later.
 * @param {string} code
 * @param {Edit[]} edits
 */
const edited = (code, edits) =>
  edits
    .map((edit, at) => ({ edit, at }))
    .sort((one, other) => other.edit[0] - one.edit[0] || other.at - one.at)
    .reduce((text, { edit: [from, to, more] }) => text.slice(0, from) + more + text.slice(to), code);
