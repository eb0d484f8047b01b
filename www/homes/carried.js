// Parts that the file itself carries: data blocks with the part's name as id, gzip in base64. A file opened
// from disk can fetch nothing, and a policy that forbids every request forbids "data:" as well, so they are
// decoded by hand.

/**
 * To be called before the page is drawn, which takes the blocks away.
 * @returns {Promise<import("../lib/index.d.ts").Parts>}
 */
export async function carriedParts() {
  const [worker, wasm] = await Promise.all([carried("worker.js"), carried("hoso_bg.wasm")]);
  return { worker: new Blob([worker]), wasm };
}

/** @param {string} name @returns {Promise<ArrayBuffer>} */
function carried(name) {
  const block = /** @type {HTMLElement} */ (document.getElementById(name));
  const bytes = bytesOf(block.textContent ?? "");
  block.remove(); // a megabyte of text
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {string} base64 */
function bytesOf(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
