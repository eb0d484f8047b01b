// Evidence that nothing leaves the page, requested from the browser when the user opens the panel.
import { isForeign, probe } from "../lib/probe.js";
import { startBare, wasmHash, workers } from "../lib/parts.js";

/** @typedef {import("../lib/probe.js").Probe} Probe */

/**
 * @typedef {object} Proof
 * @property {Probe} page
 * @property {Probe} worker a fresh one, made like those that hold the data
 * @property {number} requests by the page since it was sealed, and by the workers that live now
 * @property {number} refused requests that the policy has refused since then, without our own tests
 * @property {string | null} sha256 of the wasm in memory
 * @property {{ version: string, wasm: string }} build
 * @property {boolean} kept a service worker keeps the page for use without a network
 */

/**
 * The state's `proof`, asked for before or after the page is sealed.
 * @param {{ readonly state: import("./state.js").State, set: (patch: Partial<import("./state.js").State>) =>
 *   void }} store
 */
export function createProof(store) {
  /** @type {(() => Promise<Proof>) | null} */
  let prove = null;
  async function ask() {
    store.set({ proof: "asked" });
    if (prove) store.set({ proof: await prove() });
  }
  return {
    ask,
    /** To be called at the moment from which nothing may leave. */
    begin() {
      prove = watch();
      if (store.state.proof === "asked") ask();
    }
  };
}

/** @returns {() => Promise<Proof>} */
function watch() {
  const since = performance.now();
  let refused = 0;
  document.addEventListener("securitypolicyviolation", event => (refused += isForeign(event) ? 1 : 0));
  return async () => {
    // A worker that has ended counts as 0.
    const counts = workers().map(link => link.call("requests").catch(() => 0));
    const [page, worker, sha256, ...others] = await Promise.all([
      probe(since),
      probeWorker(),
      wasmHash(),
      ...counts
    ]);
    const requests = others.reduce((sum, count) => sum + count, page.requests + worker.requests);
    return {
      page,
      worker,
      requests,
      refused,
      sha256,
      build: HOSO_BUILD,
      kept: !!navigator.serviceWorker?.controller
    };
  };
}

/** @returns {Promise<Probe>} */
async function probeWorker() {
  const link = await startBare();
  try {
    return await link.call("probe");
  } finally {
    link.end(new Error("done"));
  }
}
