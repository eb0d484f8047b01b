// Calls between the page and its worker: the worker serves named handlers, the page calls them through a
// Link. A handler may report progress before its answer. messages.d.ts has the types of all messages.

/** @typedef {import("./messages.d.ts").Calls} Calls */
/** @typedef {import("./messages.d.ts").Fault} Fault */
/** @typedef {import("./messages.d.ts").Reply} Reply */

/** An Error with the stable code and the place that hoso's errors carry. */
export class HosoError extends Error {
  /** @param {Fault} fault */
  constructor({ code, message, place }) {
    super(message);
    this.name = "HosoError";
    this.code = code;
    if (place) this.place = place;
  }
}

export const closed = () => new HosoError({ code: "closed", message: "the dataset was closed" });

export const cancelled = () => new DOMException("cancelled", "AbortError");

/**
 * An answer as JSON text, in bytes; it arrives as what it says. Moving bytes spares the worker the objects.
 */
export class Json {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }
}

/**
 * Worker side: answers calls with the handlers.
 * @param {Record<string, (args: any, progress: (value: any) => void, isStopped: () => boolean) => any>}
 *   handlers
 */
export function serve(handlers) {
  /** Calls that were given up; their answers are ignored. @type {Set<number>} */
  const stopped = new Set();
  addEventListener("message", async ({ data }) => {
    if (data.stop) return stopped.add(data.stop);
    const { id, name, args } = /** @type {import("./messages.d.ts").Request} */ (data);
    const progress = (/** @type {any} */ value) => postMessage({ id, progress: value });
    try {
      const value = await handlers[name](args, progress, () => stopped.delete(id));
      if (value instanceof Json)
        postMessage({ id, json: value.bytes }, { transfer: transferable(value.bytes) });
      else postMessage({ id, value }, { transfer: transferable(value) });
    } catch (error) {
      postMessage({ id, fault: plain(error) });
    }
  });
}

/** Bytes go from one side to the other, and are not copied. @param {any} value @returns {Transferable[]} */
const transferable = value =>
  value instanceof Uint8Array ? [/** @type {ArrayBuffer} */ (value.buffer)] : [];

/** What was thrown, as it can be posted. @param {any} error @returns {Fault} */
const plain = error => ({
  code: codeOf(error),
  message: error?.message ?? String(error),
  place: error?.place
});

/**
 * The stable code of what was thrown. A DOMException's own is a number, and means that the browser could not
 * get at a file. Any other throw without a code is a panic or a trap: the wasm instance is poisoned.
 * @param {any} error
 * @returns {string}
 */
export function codeOf(error) {
  if (typeof error?.code === "string") return error.code;
  return error instanceof DOMException ? "unreadable-file" : "worker-crashed";
}

/** Page side: one worker, the calls that wait for it, and its end. */
export class Link {
  #next = 1;
  /**
   * @type {Map<number, { resolve: (value: any) => void, reject: (error: any) => void, progress?: (value: any)
   *   => void }>}
   */
  #waiting = new Map();
  /** @type {any} */
  #ended = null;

  /** @param {Worker} worker @param {() => void} [ended] called when the worker is ended */
  constructor(worker, ended) {
    this.worker = worker;
    this.ended = ended;
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = event => this.#crash(event.message);
    worker.onmessageerror = () => this.#crash("messageerror");
  }

  get hasEnded() {
    return this.#ended !== null;
  }

  /**
   * @template {string} N
   * @param {N} name
   * @param {N extends keyof Calls ? Calls[N]["args"] : any} [args]
   * @param {(value: N extends keyof Calls ? Calls[N]["progress"] : any) => void} [progress]
   * @param {AbortSignal} [signal] gives the call up
   * @returns {Promise<N extends keyof Calls ? Calls[N]["answer"] : any>}
   */
  call(name, args, progress, signal) {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      this.worker.postMessage({ id, name, args }, { transfer: transferable(args) });
      signal?.addEventListener("abort", () => this.#stop(id), { once: true });
    });
  }

  /** Rejects a call at once, and has the worker give it up between two steps. @param {number} id */
  #stop(id) {
    const call = this.#waiting.get(id);
    if (!call) return;
    this.#waiting.delete(id);
    this.worker.postMessage({ stop: id });
    call.reject(cancelled());
  }

  /**
   * Ends the worker at once; its memory is free. Calls that wait, and later ones, are rejected with `reason`.
   * @param {any} reason
   */
  end(reason) {
    this.#ended ??= reason;
    this.worker.terminate();
    this.ended?.();
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }

  /** @param {Reply} message */
  #take({ id, value, json, progress, fault }) {
    const call = this.#waiting.get(id);
    if (!call) return;
    if (progress !== undefined) return call.progress?.(progress);
    this.#waiting.delete(id);
    if (fault) call.reject(new HosoError(fault));
    else call.resolve(json ? JSON.parse(new TextDecoder().decode(json)) : value);
  }

  /** @param {string} message */
  #crash(message) {
    this.end(new HosoError({ code: "worker-crashed", message: message || "worker error" }));
  }
}
