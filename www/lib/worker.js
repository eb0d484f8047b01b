// The worker: reads files slice by slice and drives the Engine. It has no network (its policy forbids it) and keeps
// nothing but the Engine; files, mappings and the order of files are the dataset's (dataset.js).
import { initSync, Engine } from "hoso/engine";
import { probe, requestsSince } from "./probe.js";
import { HosoError, serve } from "./protocol.js";

const SLICE = 4 << 20; // bytes asked of the browser at a time
const PROGRESS_MS = 50; // at most 20 progress messages a second

/** @type {Engine} */
let engine;

serve({
  start({ wasm, options }) {
    initSync({ module: wasm });
    engine = new Engine(options);
  },
  read,
  files: () => engine.files(),
  setMapping: (mapping) => engine.setMapping(mapping),
  remove: (file) => engine.remove(file),
  summarize: (query) => engine.summarize(query),
  dossiers: (query) => engine.dossiers(query),
  export: ({ kind, query }) => engine.export(kind, query),
  probe: () => probe(0),
  requests: () => requestsSince(0),
});

/** @param {{ file: File, encoding?: string }} what @param {(progress: { bytesRead: number, rows: number }) => void} progress */
async function read({ file, encoding }, progress) {
  engine.begin(file.name, file.size, encoding);
  let bytesRead = 0;
  let told = 0;
  for await (const chunk of slices(file)) {
    engine.push(chunk);
    bytesRead += chunk.length;
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    progress({ bytesRead, rows: engine.rows() });
  }
  return engine.finish();
}

/** The file's bytes in slices; the next slice is asked for before the current one is parsed. @param {File} file */
async function* slices(file) {
  let next = slice(file, 0);
  for (let start = 0; start < file.size; start += SLICE) {
    const chunk = await next;
    next = slice(file, start + SLICE);
    next.catch(() => {}); // awaited in the next round; no "unhandled rejection" meanwhile
    yield chunk;
  }
}

/** @param {File} file @param {number} start */
async function slice(file, start) {
  try {
    return new Uint8Array(await file.slice(start, start + SLICE).arrayBuffer());
  } catch (error) {
    // The file was moved, renamed, changed or locked since it was chosen; or it is a folder.
    throw new HosoError({ code: "unreadable-file", message: String(error), place: { file: file.name } });
  }
}
