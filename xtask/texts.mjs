// English tables travel as lists: text.en.js has the keys of text.vi.js, which tsc holds it to, and in its
// order. A table that both have alike becomes the list of its English values, and takes the Vietnamese keys
// again when the page begins (www/keyed.js); any other table stays as it is.
import { readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

const ENGLISH = /\/(text|sentences)\.en\.js$/;
const KEYED = new URL("../www/keyed.js", import.meta.url).pathname;

/** A change of a text: from, to, what comes there. @typedef {[number, number, string]} Edit */

/** For the bundler. */
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
 * What makes a table a list, inner tables too; nothing where the two are not alike.
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
 * Undefined where an object is more than plain keys, or one of them is a number: these are not kept in order.
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
 * Applies edits from the end, so that earlier places stay valid; of two at one place the later comes later.
 * @param {string} code
 * @param {Edit[]} edits
 */
const edited = (code, edits) =>
  edits
    .map((edit, at) => ({ edit, at }))
    .sort((one, other) => other.edit[0] - one.edit[0] || other.at - one.at)
    .reduce((text, { edit: [from, to, more] }) => text.slice(0, from) + more + text.slice(to), code);
