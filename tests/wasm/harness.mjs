// The engine in Node, from the output of `cargo xtask build`: the same glue and module that npm users get.

import { readFileSync } from "node:fs";
import { initSync, Engine, Sha256, version } from "../../target/pkg/hoso.js";

const module = new URL("../../target/pkg/hoso_bg.wasm", import.meta.url);
const wasm = initSync({ module: readFileSync(module) });

/** Bytes of wasm memory now held; wasm never frees any. */
export const memory = () => wasm.memory.buffer.byteLength;

/** The memory itself, as it is now. */
export const bytes = () => Buffer.from(wasm.memory.buffer);

export { Engine, Sha256, version };
