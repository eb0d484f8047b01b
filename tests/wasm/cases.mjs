// The case folders of tests/cases, answered by the engine in Node. The expected results may state less than
// the actual ones.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import { make } from "../../www/samples/make.js";
import { Engine } from "./harness.mjs";

const root = fileURLToPath(new URL("../cases/", import.meta.url));
const book = JSON.parse(readFileSync(new URL("../../www/samples/recipes.json", import.meta.url), "utf8"));

/**
 * @typedef {{ name: string, folder: string, files?: string[], generate?: string, options?: object, queries?:
 *   object[], lists?: object[], reconcile?: { claims: any[], query: object }[] }} Case
 */

/** Every case, `topic/name`. @returns {Case[]} */
export function cases() {
  const topics = readdirSync(root, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return topics.flatMap(({ name: topic }) =>
    readdirSync(join(root, topic))
      .sort()
      .map(name => {
        const folder = join(root, topic, name);
        const text = readFileSync(join(folder, "case.toml"), "utf8");
        return { .../** @type {object} */ (parse(text)), name: `${topic}/${name}`, folder };
      })
  );
}

/** The expected result of the case. @param {Case} one */
export const expected = ({ folder }) => JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

/** The files' names and bytes. @param {Case} one @returns {[string, Uint8Array][]} */
export function files({ folder, files: names, generate }) {
  if (names) return names.map(name => [name, readFileSync(join(folder, name))]);
  const recipe = book.recipes.find((/** @type {{ id: string }} */ { id }) => id === generate);
  const encoder = new TextEncoder();
  return make(recipe, book).map(({ name, text }) => [name, encoder.encode(text)]);
}

/**
 * An engine that has read the case's files, `chunk` bytes at a time.
 * @param {Case} one
 * @param {number} chunk
 */
export function engine(one, chunk) {
  const engine = new Engine(one.options);
  for (const [name, bytes] of files(one)) {
    engine.begin(name, bytes.length);
    for (let at = 0; at < bytes.length; at += chunk) engine.push(bytes.subarray(at, at + chunk));
    engine.finish();
  }
  return engine;
}

/**
 * Everything that `want` states and `is` does not. Groups are matched by key if not all are stated.
 * @param {any} want @param {any} is @param {string} at @returns {string[]}
 */
export function differences(want, is, at = "") {
  if (Array.isArray(want) && Array.isArray(is)) {
    const partial = at.endsWith(".groups") && want.length !== is.length;
    if (want.length !== is.length && !partial) return [`${at}: ${want.length} wanted, ${is.length} given`];
    const twin = (/** @type {any} */ one, /** @type {number} */ n) =>
      partial ? is.find(other => same(one.key, other.key)) : is[n];
    return want.flatMap((one, n) => differences(one, twin(one, n), `${at}[${n}]`));
  }
  if (want && is && typeof want === "object") {
    return Object.keys(want).flatMap(name => differences(want[name], is[name], `${at}.${name}`));
  }
  if (want === null && is === undefined) return []; // null in the case means absent
  return want === is ? [] : [`${at}: ${JSON.stringify(want)} wanted, ${JSON.stringify(is)} given`];
}

/** @param {object} one @param {object} other */
const same = (one, other) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
