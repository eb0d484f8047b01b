// The two parts that a worker is made of: its script and the wasm. Both are fetched once and kept in memory,
// so a worker can be ended and started again with no network at all. Where a page's policy allows no workers
// but files of its own site (`asFile`), the browser fetches the script at each start.
import { Link } from "./protocol.js";

/**
 * @typedef {{ make: () => Worker, wasm: BufferSource | WebAssembly.Module, sha256: Promise<string | null> }}
 *   Kept
 */

/** @type {import("./index.d.ts").Parts} */
let places = {};
/** @type {Promise<Kept> | null} */
let parts = null;
/** @type {Set<Link>} */
const links = new Set();
/** @type {Link | null} a worker made ready before anybody asks for one */
let spare = null;

/** @param {import("./index.d.ts").Parts} [from] @returns {Promise<void>} */
export async function bring(from = {}) {
  [places, parts] = [from, null];
  takeSpare()?.end(new Error("other parts"));
  await kept();
}

/**
 * Starts a worker when the page has nothing else to do, unless one lives by then, and has it read invented
 * rows: what the browser compiles meanwhile is ready for the first file. One that is asked for before that
 * does not wait for the rest.
 */
export function spareWhenIdle() {
  (globalThis.requestIdleCallback ?? setTimeout)(() => makeSpare().catch(() => {}));
}

async function makeSpare() {
  const { wasm } = await kept();
  if (links.size) return;
  const link = (spare = await startBare());
  await link.call("warm", { wasm }).catch(error => link.end(error));
}

function takeSpare() {
  const link = spare;
  spare = null;
  return link?.hasEnded ? null : link;
}

/** A worker whose Engine has these options. @param {import("./index.d.ts").Options} options */
export async function startWorker(options) {
  const { wasm } = await kept();
  const link = takeSpare() ?? (await startBare());
  try {
    await link.call("start", { wasm, options });
    return link;
  } catch (error) {
    link.end(error);
    throw error;
  }
}

/** A new worker without an Engine. */
export async function startBare() {
  const { make } = await kept();
  const link = new Link(make(), () => links.delete(link));
  links.add(link);
  return link;
}

/** The workers that have not ended. */
export const workers = () => [...links];

/**
 * SHA-256 of the wasm's bytes as they came, in hexadecimal; null where the browser does not say (no secure
 * context) or a compiled module was handed in.
 */
export const wasmHash = async () => (await kept()).sha256;

/** Gathered once. What failed is tried again when it is next asked for: a server may be busy for a moment. */
async function kept() {
  const gathering = (parts ??= gather(places));
  try {
    return await gathering;
  } catch (error) {
    if (parts === gathering) parts = null;
    throw error;
  }
}

/** @param {import("./index.d.ts").Parts} from @returns {Promise<Kept>} */
async function gather({
  worker = new URL("./worker.js", import.meta.url),
  wasm = new URL("./hoso_bg.wasm", import.meta.url),
  asFile = false
}) {
  const [address, code] = await Promise.all([
    worker instanceof Blob || !asFile ? keptScript(worker) : worker,
    isAddress(wasm) ? download(wasm).then(response => response.arrayBuffer()) : wasm
  ]);
  return { make: () => new Worker(address), wasm: await compile(code), sha256: hashOf(code) };
}

/** An address in memory. @param {string | URL | Blob} worker */
async function keptScript(worker) {
  const script = worker instanceof Blob ? worker : await download(worker).then(response => response.blob());
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}

/** @param {any} value @returns {value is string | URL} */
const isAddress = value => typeof value === "string" || value instanceof URL;

/** @param {string | URL} address */
async function download(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  return response;
}

/**
 * Compiled once here where the page's policy lets it, so that a worker starts at once; else each worker
 * compiles.
 * @param {BufferSource | WebAssembly.Module} code
 */
const compile = code =>
  code instanceof WebAssembly.Module ? code : WebAssembly.compile(code).catch(() => code);

/** @param {BufferSource | WebAssembly.Module} code */
async function hashOf(code) {
  if (code instanceof WebAssembly.Module || !globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", code));
  return [...digest].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
