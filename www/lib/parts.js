// The two parts that a worker is made of: its script and the wasm. Both are fetched once and kept in memory, so a worker
// can be ended and started again with no network at all.
import { Link } from "./protocol.js";

/** @type {Promise<{ script: Blob, wasm: BufferSource | WebAssembly.Module }> | undefined} */
let parts;

/** @param {import("./index.d.ts").Parts} [from] @returns {Promise<void>} */
export async function preload(from = {}) {
  parts = gather(from);
  await parts;
}

/** A new worker whose Engine has these options. @param {import("./index.d.ts").Options} options */
export async function startWorker(options) {
  const { script, wasm } = await (parts ??= gather({}));
  const url = URL.createObjectURL(script);
  const link = new Link(new Worker(url));
  link.call("start", { wasm, options }).finally(() => URL.revokeObjectURL(url)).catch((error) => link.end(error));
  return link;
}

/** @param {import("./index.d.ts").Parts} from */
async function gather({ worker = new URL("./worker.js", import.meta.url), wasm = new URL("./hoso_bg.wasm", import.meta.url) }) {
  const [script, code] = await Promise.all([
    worker instanceof Blob ? worker : download(worker).then((response) => response.blob()),
    isAddress(wasm) ? download(wasm).then((response) => response.arrayBuffer()) : wasm,
  ]);
  return { script: new Blob([script], { type: "text/javascript" }), wasm: await compile(code) };
}

/** @param {any} value @returns {value is string | URL} */
const isAddress = (value) => typeof value === "string" || value instanceof URL;

/** @param {string | URL} address */
async function download(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  return response;
}

/** Compiled once here where the page's policy lets it, so that a worker starts at once; else each worker compiles.
 * @param {BufferSource | WebAssembly.Module} code */
const compile = (code) =>
  code instanceof WebAssembly.Module ? code : WebAssembly.compile(code).catch(() => code);
