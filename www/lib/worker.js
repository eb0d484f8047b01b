// The worker: reads files as the browser brings them and drives the Engine. It has no network (its policy forbids it) and keeps
// nothing but the Engine; files, mappings and the order of files are the dataset's (dataset.js).
import { initSync, Engine, Piece, Sha256, version } from "hoso/engine";
import { probe, requestsSince } from "./probe.js";
import { HosoError, Json, serve } from "./protocol.js";

const FIRST = 8 << 20; // bytes of a large text that are read before it is cut
const SAMPLE = 1 << 16; // bytes that show in which encoding a text is written
const PROGRESS_MS = 50; // at most 20 progress messages a second

/** @typedef {(progress: { bytesRead: number, rows: number }) => void} Tell */
/** What was read stays here, or is given away as bytes. @typedef {import("./spread.js").Ending} Ending */

/** @type {Engine} */
let engine;
/** @type {Promise<any>} */
let turn = Promise.resolve();
/** @type {Stream | null} */
let current = null;
/** @type {import("./index.d.ts").Mapping | null} the last file's own mapping, without its period */
let period = null;

serve({
  start({ wasm, options }) {
    initSync({ module: wasm });
    engine = new Engine(options);
  },
  read: async (what, tell) => (await take(what, tell), end(what.ending)),
  begin,
  push: ({ file, start, end }, tell) => inTurn(() => feed(engine, from(file, start), end, tell)),
  end: (ending) => (stop(), end(ending)),
  piece,
  absorb: (bytes) => engine.absorb(bytes),
  noteUnread: ({ name, code }) => engine.noteUnread(name, code),
  moveLast: ({ count, to }) => engine.moveLast(count, to),
  absorbPiece: (bytes) => inTurn(() => engine.absorbPiece(bytes)),
  readings: async ({ file, row }) => Engine.readings(new Uint8Array(await file.slice(0, SAMPLE).arrayBuffer()), row),
  files: () => engine.files(),
  rules: () => engine.rules(),
  setMapping: (mapping) => engine.setMapping(mapping),
  remove: (file) => engine.remove(file),
  summarize: (query) => new Json(engine.summaryJson(query)),
  dossiers: (query) => new Json(engine.dossiersJson(query)),
  export: ({ kind, query }) => engine.export(kind, query),
  merged: () => engine.merged(),
  setUnits: (units) => engine.setUnits(units),
  setDuplicates: (rule) => engine.setDuplicates(rule),
  hash,
  version,
  probe: () => probe(0),
  requests: () => requestsSince(0),
});

/** A whole file. @param {What} what @param {Tell} tell */
function take(what, tell) {
  open(what);
  const { file } = what;
  return feed(engine, new Stream(file, 0, file.size), file.size, tell);
}

/** @typedef {{ file: File, encoding?: string, own?: import("./index.d.ts").Mapping | null }} What */

/** Begins a file. A mapping with a period is its own: the next file with that header has another one. @param {What} what */
function open({ file, encoding, own }) {
  if (period) engine.setMapping(period);
  period = own ? { ...own, period: undefined } : null;
  if (own) engine.setMapping(own);
  engine.begin(file.name, file.size, encoding);
}

/** Ends the file at hand. @param {Ending} ending */
const end = (ending) => engine[ending]();

/** The first bytes of a file; what a piece of the rest must be told, if it can be read in pieces.
 * @param {What} what @param {Tell} tell */
async function begin(what, tell) {
  open(what);
  const { file } = what;
  const taken = Math.min(FIRST, file.size);
  await feed(engine, from(file, 0), taken, tell);
  return { taken, outline: engine.outline() };
}

/** @template T @param {() => T | Promise<T>} task @returns {Promise<T>} */
function inTurn(task) {
  const result = turn.then(task);
  turn = result.catch(() => {});
  return result;
}

/** A piece of a file, read apart. @param {{ file: File, outline: any, start: number, end: number, last: boolean }} what @param {Tell} tell */
async function piece({ file, outline, start, end, last }, tell) {
  const piece = new Piece(outline);
  await feed(piece, new Stream(file, start, end), end, tell);
  return piece.handOver(last);
}

/** @param {{ push(chunk: Uint8Array): void, rows(): number }} reader @param {Stream} stream @param {number} end @param {Tell} tell */
async function feed(reader, stream, end, tell) {
  const before = reader.rows();
  let bytesRead = 0;
  let told = 0;
  const say = () => tell({ bytesRead, rows: reader.rows() - before });
  while (stream.at < end) {
    const chunk = await stream.next(end);
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
  const stream = new Stream(file, 0, file.size);
  while (stream.at < file.size) {
    hash.push(await stream.next(file.size));
    tell(stream.at);
  }
  const hex = hash.hex();
  hash.free();
  return hex;
}

/** The stream of a file at this place: the one that stands there, or a new one to the file's end. @param {File} file @param {number} at */
function from(file, at) {
  if (current?.file === file && current.at === at) return current;
  stop();
  return (current = new Stream(file, at, file.size));
}

function stop() {
  current?.cancel();
  current = null;
}

/** A file's bytes from one place to another. The browser reads ahead while they are parsed; opening costs as much as reading
 * megabytes, so what follows on each other is read through one. */
class Stream {
  #left = new Uint8Array();

  /** @param {File} file @param {number} start @param {number} end */
  constructor(file, start, end) {
    this.file = file;
    this.at = start;
    this.reader = file.slice(start, end).stream().getReader();
  }

  /** The next bytes, none beyond `end`. @param {number} end */
  async next(end) {
    if (!this.#left.length) this.#left = await this.#read();
    const chunk = this.#left.subarray(0, end - this.at);
    this.#left = this.#left.subarray(chunk.length);
    this.at += chunk.length;
    return chunk;
  }

  cancel() {
    this.reader.cancel().catch(() => {});
  }

  /** Fails where the file was moved, renamed, changed or locked since it was chosen; or it is a folder. */
  async #read() {
    const { value } = await this.reader.read().catch(() => ({ value: undefined }));
    if (value) return value;
    throw new HosoError({ code: "unreadable-file", message: "the file cannot be read to its end", place: { file: this.file.name } });
  }
}
