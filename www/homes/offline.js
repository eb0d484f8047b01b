// Home 2: one file, opened from disk. It carries its own parts, and its own policy in its first lines (xtask/src/single.rs).
import { preload } from "../lib/index.js";
import { start } from "../app/main.js";
import { carried } from "./carried.js";

const parts = { worker: carried("worker.js"), wasm: carried("hoso_bg.wasm") }; // before the page is drawn

start(async () => preload({ worker: new Blob([await parts.worker]), wasm: await parts.wasm }));
