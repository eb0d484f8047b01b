// How hoso's cost grows: rows, units and files from few to many, each case in its own process (wasm memory
// never shrinks).
//   node benches/growth.mjs OUT.json          the whole series
//   node benches/growth.mjs case '{"rows":…}' one case, printed as JSON
// Making the data is not timed. The Engine is that of target/pkg, and answers as text, as it does in the
// page's worker.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Engine, initSync } from "../target/pkg/hoso.js";
import { pieces } from "./rows.mjs";

const REPETITIONS = 3; // up to a million rows; once beyond, where noise weighs little
const TURNS = 5; // questions asked in each case
const USUAL = { rows: 500_000, units: 150, files: 1 };
const SERIES = {
  rows: [10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000],
  units: [10, 30, 100, 300, 1_000, 3_000, 10_000],
  files: [1, 2, 5, 10, 20, 50, 100, 200]
};

/** @typedef {import("./rows.mjs").Case} Case */
/**
 * @typedef {{ read: number, summary: number, list: number, memory: number, bytes: number }} Cost times in ms,
 *   memory in bytes
 */

/** @template T @param {() => T} task @returns {[number, T]} its milliseconds and result */
function timed(task) {
  const start = performance.now();
  const result = task();
  return [performance.now() - start, result];
}

/** @param {number[]} values */
const median = values =>
  /** @type {number} */ (values.toSorted((one, other) => one - other)[values.length >> 1]);

/**
 * Costs of one case. The counts are checked, because the times of wrong results mean nothing.
 * @param {Case} of
 * @returns {Cost}
 */
function measure(of) {
  const { memory } = /** @type {{ memory: WebAssembly.Memory }} */ (
    initSync({ module: readFileSync(new URL("../target/pkg/hoso_bg.wasm", import.meta.url)) })
  );
  const engine = new Engine({ today: "2023-12-31" });
  let [read, bytes] = [0, 0];
  for (let file = 0; file < of.files; file++) {
    engine.begin(`${file}.csv`);
    for (const piece of pieces(file, of)) {
      bytes += piece.length;
      read += timed(() => engine.push(piece))[0];
    }
    read += timed(() => engine.finish())[0];
  }
  const total = engine.summarize({ basis: "received" }).total.counts.received;
  if (total !== of.rows) throw new Error(`${total} dossiers of ${of.rows} rows`);
  const summary = ask(turn =>
    engine.summaryJson({ by: ["unit", "quarter"], basis: turn % 2 ? "event" : "received" })
  );
  const list = ask(turn =>
    engine.dossiersJson({ outcome: ["late"], sort: turn % 2 ? "due" : "daysLate", offset: 0, limit: 50 })
  );
  return { read, summary, list, memory: memory.buffer.byteLength, bytes };
}

/** @param {(turn: number) => unknown} question */
const ask = question => median(Array.from({ length: TURNS }, (_, turn) => timed(() => question(turn))[0]));

/** The medians of several processes. @param {Case} of @returns {Cost} */
function cost(of) {
  const runs = Array.from({ length: of.rows > 1_000_000 ? 1 : REPETITIONS }, () => elsewhere(of));
  const names = /** @type {(keyof Cost)[]} */ (["read", "summary", "list", "memory", "bytes"]);
  return /** @type {Cost} */ (
    Object.fromEntries(names.map(name => [name, median(runs.map(run => run[name]))]))
  );
}

/** @param {Case} of @returns {Cost} */
function elsewhere(of) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [
    fileURLToPath(import.meta.url),
    "case",
    JSON.stringify(of)
  ]);
  if (status !== 0) throw new Error(`${JSON.stringify(of)}: ${stderr}`);
  return JSON.parse(String(stdout));
}

/** @param {keyof typeof SERIES} name */
function series(name) {
  return SERIES[name].map(size => {
    const point = { size, ...cost({ ...USUAL, [name]: size }) };
    console.log(
      `${name} ${size}: read ${point.read.toFixed(0)} ms, summary ${point.summary.toFixed(1)} ms, ` +
        `list ${point.list.toFixed(1)} ms, memory ${(point.memory / 1e6).toFixed(0)} MB`
    );
    return point;
  });
}

const [out, only] = process.argv.slice(2);
if (out === "case") console.log(JSON.stringify(measure(JSON.parse(only ?? ""))));
else {
  const all = Object.fromEntries(
    /** @type {(keyof typeof SERIES)[]} */ (["rows", "units", "files"]).map(name => [name, series(name)])
  );
  writeFileSync(
    out ?? "growth.json",
    JSON.stringify({ date: new Date().toISOString(), node: process.version, ...all }, null, 1)
  );
}
