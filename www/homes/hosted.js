// Home 1: a page on a server, its parts beside it.
import { preload } from "../lib/index.js";
import { start } from "../app/main.js";

start(() => preload({ worker: "worker.js", wasm: "hoso_bg.wasm" }));
