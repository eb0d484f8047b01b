// Whether the page's policy lets hoso run: a worker has to start and answer before anything is promised. If
// it does not, the browser's own refusals say exactly what the policy lacks.
import { openFiles } from "../lib/index.js";
import { bring } from "../lib/parts.js";

/** @typedef {import("../lib/index.d.ts").Parts} Parts */

/** What a policy would have to allow, one directive a line. */
export class Refused extends Error {
  /** @param {string[]} lacks */
  constructor(lacks) {
    super(lacks.join("; "));
    this.name = "Refused";
    this.lacks = lacks;
  }
}

/** Keeps the first way that works; if all fail, throws the error of the first.
 * @param {...Parts} ways */
export async function trial(...ways) {
  /** @type {Error | null} */
  let first = null;
  for (const parts of ways) {
    const fault = await tryOut(parts);
    if (!fault) return;
    first ??= fault;
  }
  throw first;
}

/** Null where all went well. @param {Parts} parts @returns {Promise<Error | null>} */
async function tryOut(parts) {
  const { end, refusals } = listen();
  try {
    await bring(parts);
    (await openFiles([])).close();
    return null;
  } catch (error) {
    // A part that could not be fetched came first; the worker's refusal is to be known as well.
    await tryWorker(parts);
    const lacks = [...new Set([...refusals.map(lackOf), ...lackInWorker(error, parts)])].filter(Boolean);
    return lacks.length ? new Refused(lacks) : /** @type {Error} */ (error);
  } finally {
    end();
  }
}

function listen() {
  /** @type {SecurityPolicyViolationEvent[]} */
  const refusals = [];
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) => refusals.push(event);
  document.addEventListener("securitypolicyviolation", note);
  return { refusals, end: () => document.removeEventListener("securitypolicyviolation", note) };
}

const PATIENCE = 300; // milliseconds in which a refusal is reported

/** @param {Parts} parts */
async function tryWorker({ worker, asFile }) {
  if (!asFile || !worker || worker instanceof Blob) return;
  try {
    const started = new Worker(worker);
    await new Promise(done => setTimeout(done, PATIENCE));
    started.terminate();
  } catch {
    // the refusal has been noted
  }
}

/** "connect-src 'self'" @param {SecurityPolicyViolationEvent} event */
function lackOf({ effectiveDirective, blockedURI }) {
  if (blockedURI === "wasm-eval") return "script-src 'wasm-unsafe-eval'";
  const directive = effectiveDirective.replace(/-(elem|attr)$/, "");
  return `${directive} ${sourceOf(blockedURI)}`;
}

/** @param {string} address */
function sourceOf(address) {
  if (address.startsWith("blob")) return "blob:";
  const { origin } = new URL(address, document.baseURI);
  return origin === location.origin ? "'self'" : origin;
}

/**
 * A worker that started but may not compile has a policy of its own, or the page's.
 * @param {any} error
 * @param {Parts} parts
 */
const lackInWorker = ({ message = "" }, { asFile }) =>
  /WebAssembly|wasm/i.test(message) && /Content Security|CSP|unsafe-eval/i.test(message)
    ? [asFile ? "worker.js: script-src 'wasm-unsafe-eval'" : "script-src 'wasm-unsafe-eval'"]
    : [];
