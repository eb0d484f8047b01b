// Home 1: a page on a server, its parts beside it; a service worker keeps them all, so that it opens without
// a network.
import { bring } from "../lib/parts.js";
import { start } from "../app/main.js";

start(async () => {
  await bring({ worker: "worker.js", wasm: "hoso_bg.wasm" });
  await keep();
}, "hoso-recall");

/**
 * Asked for before the page seals itself, which forbids it. Where it is refused (http, a private window) the
 * page works all the same.
 */
async function keep() {
  try {
    await navigator.serviceWorker?.register("sw.js");
  } catch {
    // then it opens from its server only
  }
}
