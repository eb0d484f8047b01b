// English tables travel as lists: text.en.js has the keys of text.vi.js, which tsc holds it to, in its order.
// What a table of both languages has alike is a list of the English values, and takes the Vietnamese keys
// again when the page begins; any other table stays as it is.
import { readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

const ENGLISH = /\/(text|sentences)\.en\.js$/;
const KEYED = new URL("../www/keyed.js", import.meta.url).pathname;

/** For the bundler. */
export const listed = {
  name: "english-as-lists",
  load: id => (ENGLISH.test(id) ? { code: asLists(id) } : null)
};

/** A module of English tables, with lists in place of keys. @param {string} file */
export function asLists(file) {
  const [code, vietnamese] = [file, file.replace(".en.js", ".vi.js")].map(name => readFileSync(name, "utf8"));
  const shapes = tables(vietnamese);
  const edits = [...tables(code)].flatMap(([name, table]) => {
    const shape = name === "en" ? "vi" : name;
    const changes = changed(shapes.get(shape), table, code);
    return changes.length ? [[table.start, table.start, `keyed(${shape}Keys, `], ...changes, [table.end, table.end, ")"]] : [];
  });
  const names = [...shapes.keys()].map(name => `${name} as ${name}Keys`);
  const imports = `import { keyed } from "${KEYED}";\nimport { ${names} } from "./${file.replace(/.*\//, "").replace(".en.", ".vi.")}";\n`;
  return imports + edited(code, edits);
}

/** The objects that a module exports, by name. @param {string} code */
const tables = code =>
  new Map(
    parseAst(code).body.flatMap(({ declaration }) =>
      (declaration?.declarations ?? [])
        .filter(({ init }) => init?.type === "ObjectExpression")
        .map(({ id, init }) => [id.name, init])
    )
  );

/** What of a table becomes a list, inner tables too. */
function changed(shape, table, code) {
  const [keys, own] = [keysOf(shape), keysOf(table)];
  if (!keys || keys.join() !== own?.join()) return [];
  const inner = table.properties.flatMap(({ value }, at) => changed(shape.properties[at].value, value, code));
  const outer = table.properties.map(({ key, value, shorthand }) =>
    [key.start, shorthand ? key.start : code.indexOf(":", key.end) + 1, ""]);
  return [[table.start, table.start + 1, "["], ...outer, ...inner, [table.end - 1, table.end, "]"]];
}

/** Undefined where there is none, or where one is a number: these are not kept in order. */
function keysOf(node) {
  const keys = node?.type === "ObjectExpression" && node.properties.map(({ type, kind, method, computed, key }) =>
    type === "Property" && kind === "init" && !method && !computed && String(key.name ?? key.value));
  return keys?.length && keys.every(key => key !== false && !/^\d+$/.test(key)) ? keys : undefined;
}

/** @param {string} code @param {[number, number, string][]} edits */
const edited = (code, edits) =>
  edits.map((edit, at) => [edit, at]).sort(([[a], x], [[b], y]) => b - a || y - x)
    .reduce((text, [[from, to, put]]) => text.slice(0, from) + put + text.slice(to), code);
