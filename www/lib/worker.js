// The worker: reads files slice by slice and drives the Engine. It has no network (its policy forbids it) and keeps
// nothing but the Engine; files, mappings and the order of files are the dataset's (dataset.js).
import { initSync, Engine, Piece, Sha256, version } from "hoso/engine";
import { probe, requestsSince } from "./probe.js";
import { HosoError, Json, serve } from "./protocol.js";

const SLICE = 8 << 20; // bytes asked of the browser at a time
const SAMPLE = 1 << 16; // bytes that show in which encoding a text is written
const PROGRESS_MS = 50; // at most 20 progress messages a second

/** @typedef {(progress: { bytesRead: number, rows: number }) => void} Tell */

/** @type {Engine} */
let engine;
/** @type {Promise<any>} */
let turn = Promise.resolve();

serve({
  start({ wasm, options }) {
    initSync({ module: wasm });
    engine = new Engine(options);
  },
  read: async (what, tell) => (await take(what, tell), engine.finish()),
  carry: async (what, tell) => (await take(what, tell), engine.handOver()),
  begin,
  push: ({ file, start, end }, tell) => pushNext(slices(file, start, end), tell),
  finish: () => engine.finish(),
  piece,
  absorb: (bytes) => engine.absorb(bytes),
  absorbPiece: (bytes) => inTurn(() => engine.absorbPiece(bytes)),
  async readings({ file, row }) {
    return Engine.readings(new Uint8Array(await file.slice(0, SAMPLE).arrayBuffer()), row);
  },
  files: () => engine.files(),
  rules: () => engine.rules(),
  setMapping: (mapping) => engine.setMapping(mapping),
  remove: (file) => engine.remove(file),
  summarize: (query) => new Json(engine.summaryJson(query)),
  dossiers: (query) => new Json(engine.dossiersJson(query)),
  export: ({ kind, query }) => engine.export(kind, query),
  hash,
  version,
  probe: () => probe(0),
  requests: () => requestsSince(0),
});

/** A whole file. @param {{ file: File, encoding?: string }} what @param {Tell} tell */
function take({ file, encoding }, tell) {
  engine.begin(file.name, file.size, encoding);
  return feed(engine, slices(file, 0, file.size), tell);
}

/** The first bytes of a file; what a piece of the rest must be told, if it can be read in pieces.
 * @param {{ file: File, encoding?: string }} what @param {Tell} tell */
async function begin({ file, encoding }, tell) {
  engine.begin(file.name, file.size, encoding);
  const taken = Math.min(SLICE, file.size);
  await feed(engine, slices(file, 0, taken), tell);
  return { taken, outline: engine.outline() };
}

/** More of the file at hand. It is read ahead, but parsed in the order asked. @param {AsyncIterable<Uint8Array>} chunks @param {Tell} tell */
const pushNext = (chunks, tell) => inTurn(() => feed(engine, chunks, tell));

/** @template T @param {() => T | Promise<T>} task @returns {Promise<T>} */
const inTurn = (task) => (turn = turn.then(task));

/** A piece of a file, read apart. @param {{ file: File, outline: any, start: number, end: number, last: boolean }} what @param {Tell} tell */
async function piece({ file, outline, start, end, last }, tell) {
  const piece = new Piece(outline);
  await feed(piece, slices(file, start, end), tell);
  return piece.handOver(last);
}

/** @param {{ push(chunk: Uint8Array): void, rows(): number }} reader @param {AsyncIterable<Uint8Array>} chunks @param {Tell} tell */
async function feed(reader, chunks, tell) {
  const before = reader.rows();
  let bytesRead = 0;
  let told = 0;
  const say = () => tell({ bytesRead, rows: reader.rows() - before });
  for await (const chunk of chunks) {
    reader.push(chunk);
    bytesRead += chunk.length;
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    say();
  }
  say();
}

/** @param {File} file @param {(bytesRead: number) => void} tell */
async function hash(file, tell) {
  const hash = new Sha256();
  let bytesRead = 0;
  for await (const chunk of slices(file, 0, file.size)) {
    hash.push(chunk);
    tell((bytesRead += chunk.length));
  }
  const hex = hash.hex();
  hash.free();
  return hex;
}

/** The file's bytes from `start` to `end` in slices. The first is asked for at once, each other before the one before it is
 * parsed. @param {File} file @param {number} start @param {number} end */
function slices(file, start, end) {
  let next = slice(file, start, end);
  return (async function* () {
    for (let at = start; at < end; at += SLICE) {
      const chunk = await next;
      next = slice(file, at + SLICE, end);
      yield chunk;
    }
  })();
}

/** @param {File} file @param {number} start @param {number} end */
function slice(file, start, end) {
  const bytes = file.slice(start, Math.min(start + SLICE, end)).arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    (error) => {
      // The file was moved, renamed, changed or locked since it was chosen; or it is a folder.
      throw new HosoError({ code: "unreadable-file", message: String(error), place: { file: file.name } });
    },
  );
  bytes.catch(() => {}); // awaited in its turn; no "unhandled rejection" meanwhile
  return bytes;
}
