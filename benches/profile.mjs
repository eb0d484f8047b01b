// The time of each stage of reading a CSV, in Node, with the module of target/pkg. The times add up from line
// to line.
//   node benches/profile.mjs [ROWS]
// Bytes are passed 256 KB at a time, as in the page's worker. The minimum of several runs counts, because
// other programs only slow it down.

import { readFileSync } from "node:fs";
import { Engine, initSync } from "../target/pkg/hoso.js";
import { HEAD, pieces } from "./rows.mjs";

const ROWS = Number(process.argv[2] ?? 1_000_000);
const TURNS = 5;
const PART = 1 << 18;
const RULES = { today: "2023-12-31" };

initSync({ module: readFileSync(new URL("../target/pkg/hoso_bg.wasm", import.meta.url)) });
const bytes = Buffer.concat([...pieces(0, { rows: ROWS, units: 150, files: 1 })]);
/** The same rows under a header that names nothing: they are found, and left. */
const nameless = Buffer.concat([
  Buffer.from(HEAD.replace(/[^,\n]/g, "x")),
  bytes.subarray(Buffer.byteLength(HEAD))
]);

/** @param {Uint8Array} from @param {(part: Uint8Array) => void} take */
function each(from, take) {
  for (let at = 0; at < from.length; at += PART) take(from.subarray(at, at + PART));
}

/**
 * Milliseconds to each of the marks that a task sets, the least of some turns.
 * @param {(mark: () => void) => void} task
 */
function least(task) {
  const turns = Array.from({ length: TURNS }, () => {
    const began = performance.now();
    /** @type {number[]} */
    const marks = [];
    task(() => marks.push(performance.now() - began));
    return marks;
  });
  return turns[0].map((_, at) => Math.min(...turns.map(marks => marks[at])));
}

const room = new Uint8Array(new WebAssembly.Memory({ initial: PART >> 16 }).buffer);
const [copied] = least(mark => {
  each(bytes, part => room.set(part));
  mark();
});
const [split] = least(mark => {
  const engine = new Engine(RULES);
  engine.begin("a.csv");
  each(nameless, part => engine.push(part));
  mark();
  if (engine.rows() < ROWS) throw Error(`${engine.rows()} rows found`);
  engine.free();
});
const [loaded, finished, summed] = least(mark => {
  const engine = new Engine(RULES);
  engine.begin("a.csv");
  each(bytes, part => engine.push(part));
  mark();
  const [{ rows }] = engine.finish();
  mark();
  engine.summaryJson({ by: ["unit", "quarter"] });
  engine.summaryJson({ by: ["unit"] });
  mark();
  if (rows.dossiers !== ROWS) throw Error(`${rows.dossiers} dossiers`);
  engine.free();
});

console.log(
  `${ROWS} rows, ${(bytes.length / 1e6).toFixed(1)} MB, Node ${process.version}; ms, the least of ${TURNS} turns\n`
);
console.log("| up to | ms | ns a byte |\n|---|--:|--:|");
for (const [stage, ms] of Object.entries({
  "bytes copied": copied,
  "rows found": split,
  "columns loaded": loaded,
  "duplicates found": finished,
  "two summaries written": summed
}))
  console.log(`| ${stage} | ${ms.toFixed(1)} | ${((ms * 1e6) / bytes.length).toFixed(2)} |`);
