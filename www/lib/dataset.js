// A dataset: the chosen files, which answer questions and can be changed. Calls run one at a time, in order.
import { Keeping } from "./keeping.js";
import { cancelled, closed } from "./protocol.js";
import { compareReceipts, makeReceipt, questionOf, receiptOf } from "./receipt.js";

/** @typedef {import("./index.d.ts").Options} Options */
/** @typedef {import("./index.d.ts").Query} Query */
/** @typedef {import("./index.d.ts").HashOptions} HashOptions */

export class Dataset {
  #keeping;
  #options;
  /** @type {Promise<any>} */
  #turn = Promise.resolve();
  #closed = false;

  /** @param {Options} options */
  constructor({ onProgress, signal, workers, ...options }) {
    this.#options = options;
    this.#keeping = new Keeping(options, workers);
  }

  /** Another array whenever the reports may have changed. */
  get files() {
    return this.#keeping.files;
  }

  get rules() {
    return this.#keeping.rules;
  }

  /** @param {Iterable<File>} files @param {Options} [options] */
  add(files, { onProgress, signal, encoding = this.#options.encoding } = {}) {
    const chosen = [...files];
    return this.#inTurn(() => this.#keeping.add(chosen, encoding, onProgress, signal));
  }

  /**
   * Reads again every file that has a table with this header. Where one of them can't be read, nothing
   * changes.
   * @param {number} file
   * @param {import("./index.d.ts").Mapping} mapping
   * @param {string} [encoding]
   */
  remap(file, mapping, encoding) {
    const line = this.#keeping.lines[file];
    return this.#inTurn(() => this.#keeping.remap(line, mapping, encoding));
  }

  /** @param {number} file */
  readings(file) {
    const line = this.#keeping.lines[file];
    return this.#inTurn(() => this.#keeping.readings(line));
  }

  /** @param {number} file */
  remove(file) {
    const line = this.#keeping.lines[file];
    return this.#inTurn(() => this.#keeping.remove(line));
  }

  /** @param {Query} [query] */
  summarize(query) {
    return this.#ask("summarize", query);
  }

  /** @param {import("./index.d.ts").DossierQuery} query */
  dossiers(query) {
    return this.#ask("dossiers", query);
  }

  /**
   * @param {keyof typeof MEDIA} kind
   * @param {import("./index.d.ts").ExportQuery} [query]
   * @param {import("./index.d.ts").WaitOptions} [options]
   */
  async export(kind, query, options) {
    return new Blob([await this.#wait("export", { kind, query }, options)], { type: MEDIA[kind] });
  }

  /** @param {import("./index.d.ts").SignsQuery} [query] @returns {Promise<import("./index.d.ts").Signs>} */
  signs(query) {
    return this.#ask("signs", query);
  }

  /**
   * @param {number[]} before
   * @param {number[]} after
   * @param {Query} [query]
   * @param {import("./index.d.ts").WaitOptions} [options]
   */
  compare(before, after, query = {}, options) {
    return this.#wait("compare", { before, after, query }, options);
  }

  /**
   * @param {import("./index.d.ts").Claim[]} claims
   * @param {Query} [query]
   * @param {import("./index.d.ts").WaitOptions} [options]
   * @returns {Promise<import("./index.d.ts").ReconciledUnit[]>}
   */
  reconcile(claims, query = {}, options) {
    return this.#wait("reconcile", { claims, query }, options);
  }

  /** @returns {Promise<import("./index.d.ts").Claim[]>} */
  claims() {
    return this.#ask("claims", undefined);
  }

  /** @returns {Promise<import("./index.d.ts").MergedUnit[]>} */
  merged() {
    return this.#ask("merged", undefined);
  }

  /** @returns {Promise<import("./index.d.ts").Words>} */
  words() {
    return this.#ask("words", undefined);
  }

  /** @param {import("./index.d.ts").UnitNames} units */
  setUnits(units) {
    return this.#set("setUnits", { units });
  }

  /** @param {Options["duplicates"]} duplicates */
  setDuplicates(duplicates) {
    return this.#set("setDuplicates", { duplicates });
  }

  /** @param {Query} [query] @param {HashOptions} [options] */
  receipt(query = {}, { onProgress } = {}) {
    return this.#inTurn(async () => {
      await this.#keeping.restore();
      const files = await this.#keeping.hashes(onProgress);
      const { duplicates = "newest", targets } = this.#options;
      const made = { version: await this.#keeping.call("version"), duplicates, targets };
      return makeReceipt(made, files, query, asked => this.#keeping.call("summarize", asked));
    });
  }

  /** @param {unknown} receipt @param {HashOptions} [options] */
  async verify(receipt, options) {
    const theirs = receiptOf(receipt);
    return compareReceipts(theirs, await this.receipt(questionOf(theirs), options));
  }

  close() {
    this.#closed = true;
    this.#keeping.close();
  }

  /** @template T @param {() => Promise<T>} task @returns {Promise<T>} */
  #inTurn(task) {
    const result = this.#turn.then(() => {
      if (this.#closed) throw closed();
      return task();
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  /** @param {string} name @param {any} args */
  #ask(name, args) {
    return this.#inTurn(async () => {
      await this.#keeping.restore();
      return this.#keeping.call(name, args);
    });
  }

  /** A question that takes long: it says how far it is, and can be given up.
   * @param {string} name @param {any} args @param {import("./index.d.ts").WaitOptions} [options] */
  #wait(name, args, { onProgress, signal } = {}) {
    return this.#inTurn(async () => {
      await this.#keeping.restore();
      if (signal?.aborted) throw cancelled();
      return this.#keeping.call(name, args, onProgress, signal);
    });
  }

  /**
   * A setting that every worker has from now on.
   * @param {"setUnits" | "setDuplicates"} name
   * @param {Partial<Options>} option
   */
  #set(name, option) {
    return this.#inTurn(async () => {
      Object.assign(this.#options, option);
      await this.#keeping.set(name, option);
    });
  }
}

const MEDIA = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  arrow: "application/vnd.apache.arrow.file",
  html: "text/html"
};
