// Tries every way out that a script has, in the page or in a worker, to an address that does not exist
// (RFC 2606: .invalid). The browser reports each refusal in an event that quotes the policy: that is the
// policy in force, not a claim about it.

/** @typedef {{ way: string, refused: boolean }} Try */
/** @typedef {{ tries: Try[], policies: string[], requests: number }} Probe */

const NOBODY = "hoso.invalid";
const PATIENCE = 200; // milliseconds in which a refusal is reported

/** @type {Record<string, (address: string) => unknown>} */
const WAYS = {
  fetch: address => fetch(address),
  XMLHttpRequest(address) {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.send();
  },
  WebSocket: address => new WebSocket(address.replace("https", "wss")),
  EventSource(address) {
    const source = new EventSource(address);
    setTimeout(() => source.close(), PATIENCE); // it would go on trying
  }
};

/** @type {Record<string, (address: string) => unknown>} */
const WAYS_OF_A_PAGE = {
  sendBeacon: address => navigator.sendBeacon(address),
  image: address => Object.assign(new Image(), { src: address }),
  prefetch(address) {
    const link = Object.assign(document.createElement("link"), { rel: "prefetch", href: address });
    document.head.append(link);
    setTimeout(() => link.remove(), PATIENCE);
  }
};

/** @type {Record<string, (address: string) => unknown>} */
const WAYS_OF_A_WORKER = { importScripts: address => /** @type {any} */ (globalThis).importScripts(address) };

/**
 * @param {number} since requests are counted from this moment on (performance.now())
 * @returns {Promise<Probe>}
 */
export async function probe(since) {
  const requests = requestsSince(since);
  const ways = { ...WAYS, ...(globalThis.document ? WAYS_OF_A_PAGE : WAYS_OF_A_WORKER) };
  const refusals = await listen(() =>
    Object.entries(ways).forEach(([way, go]) => attempt(go, `https://${NOBODY}/${way}`))
  );
  const refused = (/** @type {string} */ way) =>
    refusals.some(({ blockedURI }) => blockedURI.endsWith(`${NOBODY}/${way}`));
  return {
    tries: Object.keys(ways).map(way => ({ way, refused: refused(way) })),
    policies: [...new Set(refusals.map(({ originalPolicy }) => originalPolicy))],
    requests
  };
}

/** The browser's own record: requests since a moment, but for our tries. @param {number} since */
export const requestsSince = since =>
  performance
    .getEntriesByType("resource")
    .filter(
      ({ name, startTime }) => startTime >= since && /^(http|ws|ftp)/.test(name) && !name.includes(NOBODY)
    ).length;

/**
 * Directives under which something is fetched or sent; the others (styles, scripts in the page) send nothing.
 */
const FETCHING =
  /^(connect|img|media|font|object|frame|child|worker|manifest|prefetch|default|script)-src|^form-action/;

/**
 * A request that was refused, and that no try of ours brought about.
 * @param {SecurityPolicyViolationEvent} event
 */
export const isForeign = ({ blockedURI, effectiveDirective }) =>
  FETCHING.test(effectiveDirective) &&
  /^(https?|wss?|ftp|data|blob|filesystem)(:|$)/.test(blockedURI) &&
  !blockedURI.includes(NOBODY);

/**
 * Some ways throw where they are refused, others end later; either way the event tells.
 * @param {(address: string) => any} go
 * @param {string} address
 */
async function attempt(go, address) {
  try {
    await go(address);
  } catch {
    // as it should be
  }
}

/**
 * What the browser refuses while `act` is under way.
 * @param {() => void} act
 * @returns {Promise<SecurityPolicyViolationEvent[]>}
 */
async function listen(act) {
  /** @type {SecurityPolicyViolationEvent[]} */
  const refusals = [];
  const note = (/** @type {any} */ event) => refusals.push(event);
  globalThis.addEventListener("securitypolicyviolation", note);
  act();
  await new Promise(done => setTimeout(done, PATIENCE));
  globalThis.removeEventListener("securitypolicyviolation", note);
  return refusals;
}
