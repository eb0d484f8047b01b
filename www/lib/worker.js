// The worker: reads the browser's file streams and drives the Engine. Its policy forbids any network. It
// keeps nothing but the Engine; the dataset (dataset.js) keeps files, mappings and the order of files.
import { initSync, Engine, Sha256, version, words } from "hoso/engine";
import { probe, requestsSince } from "./probe.js";
import { HosoError, Json, serve } from "./protocol.js";

const ROOM = 1 << 18; // bytes read at once
const SAMPLE = 1 << 16; // bytes that show in which encoding a text is written
// Of what is invented: enough for fast code, in steps of some milliseconds.
const [PARTS, ROWS, QUESTIONS] = [48, 250, 48];
const PROGRESS_MS = 50; // at most 20 progress messages a second

/** @type {Engine} */
let engine;
/** @type {import("./index.d.ts").Mapping | null} the last file's own mapping, without its period */
let period = null;
/**
 * What is being read. Chromium collects a byte stream that nothing but its waiting read knows of, and that
 * read never ends.
 * @type {Set<object>}
 */
const reading = new Set();

serve({
  start({ wasm, options }) {
    initSync({ module: wasm });
    engine = new Engine(options);
  },
  warm,
  read,
  absorb: bytes => engine.absorb(bytes),
  noteUnread: ({ name, code }) => engine.noteUnread(name, code),
  moveLast: ({ count, to }) => engine.moveLast(count, to),
  readings: async ({ file, row }) =>
    Engine.readings(new Uint8Array(await file.slice(0, SAMPLE).arrayBuffer()), row),
  files: () => engine.files(),
  rules: () => engine.rules(),
  setMapping: mapping => engine.setMapping(mapping),
  remove: file => engine.remove(file),
  summarize: query => new Json(engine.summaryJson(query)),
  dossiers: query => new Json(engine.dossiersJson(query)),
  export: ({ kind, query }, tell, isStopped) =>
    kind === "xlsx" && query?.reconcile
      ? reconcile({ claims: query.reconcile, query, book: true }, tell, isStopped)
      : engine.export(kind, query),
  compare,
  reconcile,
  claims: () => engine.claims(),
  signs: query => new Json(engine.signsJson(query)),
  merged: () => engine.merged(),
  setUnits: units => engine.setUnits(units),
  setDuplicates: rule => engine.setDuplicates(rule),
  hash,
  version,
  words: () => new Json(words()),
  probe: () => probe(0),
  requests: () => requestsSince(0)
});

/**
 * Compares two groups of files.
 * @param {{ before: number[], after: number[], query: any }} asked
 * @param {(value: any) => void} tell
 * @param {() => boolean} isStopped
 */
async function compare({ before, after, query }, tell, isStopped) {
  const of = engine.beginCompare(before, after, query);
  await stepwise(of, () => engine.stepCompare(), tell, isStopped);
  return new Json(engine.endCompare() ?? new Uint8Array());
}

/** How many reconciliations were begun: the next call may arrive before a cancelled one has noticed it. */
let begun = 0;

/**
 * Published figures against the dossiers, or the workbook of them.
 * @param {{ claims: any[], query: any, book?: boolean }} asked
 * @param {(value: any) => void} tell
 * @param {() => boolean} isStopped
 */
async function reconcile({ claims, query, book }, tell, isStopped) {
  const of = engine.beginReconcile(claims, query);
  const mine = ++begun;
  try {
    await stepwise(of, () => engine.stepReconcile(), tell, isStopped);
  } catch (error) {
    if (mine === begun) engine.endReconcile(); // frees its memory; a reconciliation begun since has replaced it
    throw error;
  }
  return book ? engine.endReconcileBook(query) : new Json(engine.endReconcile() ?? new Uint8Array());
}

/**
 * Takes steps until there are no more, and lets messages in between: progress goes out, and a stop is heard.
 * @param {number} of
 * @param {() => boolean} step
 * @param {(value: any) => void} tell
 * @param {() => boolean} isStopped
 */
async function stepwise(of, step, tell, isStopped) {
  let told = performance.now();
  for (let done = 0; step(); ) {
    done += 1;
    if (performance.now() - told < PROGRESS_MS) continue;
    tell({ done, of });
    await new Promise(resolve => setTimeout(resolve));
    if (isStopped()) throw new HosoError({ code: "cancelled", message: "cancelled" });
    told = performance.now();
  }
  tell({ done: of, of });
}

/**
 * Reads invented rows with an Engine of their own until the worker is needed; the Engine is then thrown away.
 * @param {{ wasm: any }} parts
 */
async function warm({ wasm }) {
  initSync({ module: wasm });
  const trial = new Engine({ today: "2022-12-31" });
  trial.begin("");
  for (let part = 0; part < PARTS && !engine; part++) {
    trial.push(invented(part));
    await new Promise(done => setTimeout(done));
  }
  if (!engine) trial.finish();
  for (let asked = 0; asked < QUESTIONS && !engine; asked++) {
    trial.summaryJson({ by: ["unit", "quarter"], clock: asked % 2 ? "instant" : "day" });
    await new Promise(done => setTimeout(done));
  }
  trial.free();
}

/** Rows in the shape that exports have. @param {number} part */
function invented(part) {
  const day = (/** @type {number} */ n) => `${10 + (n % 19)}/0${1 + (n % 9)}/2022 0${n % 10}:15:00`;
  const row = (/** @type {number} */ n) =>
    `"H${n}-220301-${1e4 + n}","Đơn vị số ${n % 40}","Lĩnh vực số ${n % 20}","Thủ tục số ${n % 90}","Mức độ ${2 + (n % 3)}","${day(n)}","${day(n + 3)}","${n % 9 ? day(n + 2) : ""}","${n % 2 ? "Trực tuyến" : "Trực tiếp"}","${n % 9 ? "Đã trả kết quả" : "Đang xử lý"}"`;
  const rows = Array.from({ length: ROWS }, (_, n) => row(part * ROWS + n));
  if (!part)
    rows.unshift(
      "Mã hồ sơ,Đơn vị,Lĩnh vực,Thủ tục,Mức độ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái"
    );
  return new TextEncoder().encode(`${rows.join("\n")}\n`);
}

/**
 * Reads a whole file. A mapping with a period is its own: the next file with that header has another one.
 * @param {import("./parallel.js").What & { ending: import("./parallel.js").Ending }} what
 * @param {import("./parallel.js").Tell} tell
 */
async function read({ file, encoding, own, ending }, tell) {
  if (period) engine.setMapping(period);
  period = own ? { ...own, period: undefined } : null;
  if (own) engine.setMapping(own);
  engine.begin(file.name, file.size, encoding);
  let told = 0;
  let bytesRead = 0;
  for await (const bytes of bytesOf(file)) {
    if (engine.push(bytes) === false) break; // the rest cannot change what is wrong with it
    bytesRead += bytes.length;
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    tell({ bytesRead, rows: engine.rows() });
  }
  tell({ bytesRead, rows: engine.rows() });
  return engine[ending]();
}

/** @param {File} file @param {(bytesRead: number) => void} tell */
async function hash(file, tell) {
  const hash = new Sha256();
  let bytesRead = 0;
  for await (const bytes of bytesOf(file)) {
    hash.push(bytes);
    tell((bytesRead += bytes.length));
  }
  const hex = hash.hex();
  hash.free();
  return hex;
}

/**
 * A file's bytes in order, each part only until the next is asked for. The browser reads ahead meanwhile.
 * Fails where the file was moved, renamed, changed or locked since it was chosen; or it is a folder.
 * @param {File} file
 */
async function* bytesOf(file) {
  const stream = file.stream();
  const source = { stream, next: nextOf(stream, file.size) };
  reading.add(source);
  try {
    for (let at = 0; at < file.size; ) {
      const bytes = await source.next().catch(() => undefined);
      if (!bytes?.length)
        throw new HosoError({
          code: "unreadable-file",
          message: "the file cannot be read to its end",
          place: { file: file.name }
        });
      at += bytes.length;
      yield bytes;
    }
  } finally {
    reading.delete(source);
  }
}

/**
 * Asks for the next bytes, where the browser can into one buffer over and over: a fresh one for each costs as
 * much as parsing it.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {number} size
 * @returns {() => Promise<Uint8Array | undefined>}
 */
function nextOf(stream, size) {
  try {
    const reader = stream.getReader({ mode: "byob" });
    let room = new ArrayBuffer(Math.min(size, ROOM));
    return async () => {
      const { value } = await reader.read(new Uint8Array(room));
      room = /** @type {Uint8Array<ArrayBuffer>} */ (value).buffer;
      return value;
    };
  } catch {
    const reader = stream.getReader();
    return async () => (await reader.read()).value;
  }
}
