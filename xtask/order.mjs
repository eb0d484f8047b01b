// Searches the order of modules that gives the smallest gzip output, and writes order.json: node order.mjs
// ENGINE SECONDS. Similar code is compressed better side by side, because gzip looks back only 32 KB. The
// search is random and starts from the stored order. Run it again after modules were added or changed much.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle, FORM, KEPT } from "./bundle.mjs";

const HEAT = 12; // bytes
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of a segment of a source map. @param {string} text */
function numbers(text) {
  const found = [];
  let [value, shift] = [0, 0];
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return found;
}

/**
 * The position where the code of each source begins.
 * @param {{ mappings: string, sources: string[] }} map
 * @param {string[]} lines
 */
function places({ mappings, sources }, lines) {
  const found = [];
  let [source, start] = [0, 0];
  for (const [at, line] of mappings.split(";").entries()) {
    let column = start;
    for (const [step, next] of line.split(",").filter(Boolean).map(numbers)) {
      column += step;
      if (next !== undefined) found.push({ at: column, source: sources[(source += next)] });
    }
    start += (lines[at] ?? "").length + 1;
  }
  return found;
}

/** The code of a chunk by module; code without a source (JSON, texts) belongs to the next module. */
function pieces({ code, map }) {
  const found = places(map, code.split("\n"));
  const all = new Map();
  const put = (source, from, to) => all.set(source, (all.get(source) ?? "") + code.slice(from, to));
  if (found.length) put(found[0].source, 0, found[0].at);
  found.forEach(({ at, source }, n) => put(source, at, found[n + 1]?.at ?? code.length));
  return all;
}

/**
 * Modules in the order of evaluation: each after its imports.
 * @param {string[]} first
 * @param {Map<string, string[]>} graph
 */
function evaluated(first, graph) {
  const seen = new Set();
  const visit = id => {
    if (seen.has(id) || !graph.has(id)) return;
    seen.add(id);
    graph.get(id).forEach(visit);
    seen.delete(id);
    seen.add(id); // after them
  };
  first.forEach(visit);
  return [...seen];
}
const graph = new Map();
const watch = {
  name: "watch",
  moduleParsed({ id, importedIds }) {
    graph.set(id, [...importedIds]);
  }
};
const [engine, seconds] = process.argv.slice(2);
const { output } = await (await bundle(engine, '{"version":"","wasm":""}', KEPT, [watch])).generate({ ...FORM, sourcemap: true });
const order = {};
for (const chunk of output.filter(({ type }) => type === "chunk")) {
  const name = chunk.fileName.replace(".js", "");
  const parts = new Map([...pieces(chunk)].map(([source, code]) => [relative(".", new URL(source, `file://${process.cwd()}/x/`).pathname), code]));
  const within = new Map([...graph].filter(([id]) => parts.has(relative(".", id))).map(([id, all]) => [relative(".", id), all.map(one => relative(".", one))]));
  order[name] = search([...parts.keys()], within, parts);
}
writeFileSync(new URL("order.json", import.meta.url), `${JSON.stringify(order, null, 1)}\n`);

/**
 * Moves neighbouring modules; a worse order is accepted now and then, with decreasing probability.
 * @param {string[]} start
 * @param {Map<string, string[]>} within
 * @param {Map<string, string>} parts
 */
function search(start, within, parts) {
  const size = (/** @type {string[]} */ list) =>
    gzipSync(list.map(id => parts.get(id)).join(""), { level: 9 }).length;
  const upTo = (/** @type {number} */ most) => Math.floor(Math.random() * most);
  let at = evaluated(start, within);
  let [now, kept] = [size(at), at];
  let least = now;
  const began = performance.now();
  for (let share = 0; share < 1; share = (performance.now() - began) / 1000 / Number(seconds)) {
    const list = [...at];
    const moved = list.splice(upTo(list.length), 1 + upTo(4));
    list.splice(upTo(list.length + 1), 0, ...moved);
    const tried = evaluated(list, within);
    const reached = size(tried);
    if (reached - now > -Math.log(Math.random()) * HEAT * (1 - share) ** 2) continue;
    [at, now] = [tried, reached];
    if (now < least) [least, kept] = [now, at];
  }
  console.log(`${size(start)} to ${least} bytes`);
  return kept;
}
