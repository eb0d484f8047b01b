// Shortens keys of our texts: `t.settings.blankChannels` occurs often, and no wording needs that name. Only a
// name of two or more words is shortened, and only if it occurs in a table of texts and nowhere else: not as
// a key of another object, in a string, in the contract, or in the core, which names kinds and values.
import { readdirSync, readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

const TEXTS = /\/(text|sentences|kinds)\.(vi|en)\.js$/;
const TWO_WORDS = /^[a-z]+[A-Z]\w*$/;
/** Names of the browser's own interfaces. */
const TAKEN = ["fileName", "readOnly", "valueOf"];

/** @param {string} folder @param {RegExp} kind */
const filesIn = (folder, kind) =>
  readdirSync(folder, { recursive: true })
    .map(name => `${folder}/${name}`)
    .filter(name => kind.test(name));

/** Visits each node of a tree. @param {any} node @param {(node: any) => void} tell */
function walk(node, tell) {
  if (Array.isArray(node)) for (const one of node) walk(one, tell);
  else if (node && typeof node === "object") {
    if (node.type) tell(node);
    for (const inner of Object.values(node)) walk(inner, tell);
  }
}

/** The name of a literal key. @param {any} node */
const keyOf = ({ type, computed, key }) =>
  /^(Property|MethodDefinition|PropertyDefinition)$/.test(type) && !computed && key.type === "Identifier"
    ? key.name
    : undefined;

/** Every name that is shortened, with its short form. @returns {Map<string, string>} */
export function shortNames() {
  const [own, others] = [new Set(), new Set(TAKEN)];
  for (const file of filesIn("www", /\.js$/)) {
    walk(parseAst(readFileSync(file, "utf8")).body, node => {
      if (node.type === "Literal") others.add(node.value);
      if (node.type === "TemplateElement") others.add(node.value.cooked.trim());
      if (node.type === "AssignmentExpression") others.add(node.left.property?.name);
      const key = keyOf(node);
      // A destructuring pattern differs from an object only by its position: in code it is a use.
      if (key && TEXTS.test(file)) own.add(key);
      else if (key && node.kind && node.value.type !== "Identifier" && node.value.type !== "AssignmentPattern")
        others.add(key);
    });
  }
  for (const file of [...filesIn("src", /\.(rs|tsv|json)$/), "www/lib/index.d.ts"])
    for (const [word] of readFileSync(file, "utf8").matchAll(/\w+/g)) others.add(word);
  const names = [...own].filter(name => TWO_WORDS.test(name) && !others.has(name)).sort();
  return new Map(names.map((name, at) => [name, `$${at.toString(36)}`]));
}

/** @param {string} code @param {Map<string, string>} names */
export function withShort(code, names) {
  /** @type {[number, number, string][]} */
  const edits = [];
  walk(parseAst(code).body, node => {
    const { type, computed, property, shorthand, key } = node;
    if (type === "MemberExpression" && !computed && names.has(property.name))
      edits.push([property.start, property.end, names.get(property.name) ?? ""]);
    const short = names.get(keyOf(node));
    if (short) edits.push([key.start, shorthand ? key.start : key.end, shorthand ? `${short}: ` : short]);
  });
  return edits
    .sort(([a], [b]) => b - a)
    .reduce((text, [from, to, put]) => text.slice(0, from) + put + text.slice(to), code);
}

/** The plugin for the bundler. */
export const short = () => {
  const names = shortNames();
  return {
    name: "short-names",
    transform: (/** @type {string} */ code, /** @type {string} */ id) =>
      /\/www\/.*\.js$/.test(id) ? { code: withShort(code, names), map: null } : null
  };
};
