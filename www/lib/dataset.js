// A dataset: the files that were chosen, in their order, and the worker that holds their columns.
// A worker can be lost at any time: cancelled, crashed, run out of memory. There is one answer to all of these: a new worker,
// which takes in the files again, in order, before it answers anything (`#catchUp`). A file that ended a worker is not
// read again; its report carries the error.
import { startWorker } from "./parts.js";
import { HosoError } from "./protocol.js";
import { compareReceipts, makeReceipt, questionOf, receiptOf } from "./receipt.js";
import { Helpers, meter, readFile, sideBySide } from "./spread.js";

/** @typedef {import("./index.d.ts").Options} Options */
/** @typedef {import("./index.d.ts").FileReport} FileReport */
/** @typedef {import("./index.d.ts").Mapping} Mapping */
/** @typedef {NonNullable<Options["onProgress"]>} OnProgress */

/**
 * A chosen file. `kept` are its tables still in the dataset, by their place in the file; null until it was read once.
 * @typedef {{ file: File, encoding?: string, kept: number[] | null, reports: FileReport[], failed: boolean, onProgress?: OnProgress }} Source
 */

export class Dataset {
  /** @type {Source[]} */
  #sources = [];
  /** @type {import("./protocol.js").Link | null} */
  #link = null;
  #helpers;
  #held = 0; // how many sources the worker has taken in
  /** @type {Promise<any>} */
  #turn = Promise.resolve();
  #closed = false;
  /** @type {Map<string, Mapping>} */
  #mappings;
  #options;
  /** @type {any} */
  #rules;

  /** @param {Options} options */
  constructor({ onProgress, signal, mappings = [], workers, ...options }) {
    this.#options = options;
    this.#helpers = new Helpers(() => this.#start(), workers);
    this.#mappings = new Map(mappings.map((mapping) => [mapping.signature, mapping]));
  }

  get files() {
    return this.#sources.flatMap(({ reports }) => reports);
  }

  get rules() {
    return this.#rules;
  }

  /** @param {Iterable<File>} files @param {Options} [options] */
  add(files, { onProgress, signal, encoding = this.#options.encoding } = {}) {
    /** @type {Source[]} */
    const added = Array.from(files, (file) => ({ file, encoding, kept: null, reports: [], failed: false, onProgress }));
    return this.#inTurn(async () => {
      const stop = () => this.#lose(new DOMException("cancelled", "AbortError"));
      this.#sources.push(...added);
      signal?.addEventListener("abort", stop);
      try {
        if (signal?.aborted) throw new DOMException("cancelled", "AbortError");
        await this.#refresh();
      } catch (error) {
        this.#lose(error);
        this.#sources = this.#sources.filter((source) => !added.includes(source));
        throw error;
      } finally {
        signal?.removeEventListener("abort", stop);
      }
      return added.flatMap(({ reports }) => reports);
    });
  }

  /** Reads again every file that has a table with this header, and those after it: the later file wins a duplicate.
   * @param {number} file @param {Mapping} mapping @param {string} [encoding] */
  remap(file, mapping, encoding) {
    return this.#inTurn(async () => {
      const { source, at } = this.#locate(file);
      source.encoding = encoding ?? source.encoding;
      this.#mappings.set(mapping.signature, mapping);
      source.failed = false;
      await this.#forgetFrom(this.#sources.findIndex((other) => other === source || hasHeader(other, mapping)));
      await (await this.#ready()).call("setMapping", mapping);
      await this.#refresh();
      return source.reports[at];
    });
  }

  /** @param {number} file */
  readings(file) {
    return this.#inTurn(async () => {
      const { source, at } = this.#locate(file);
      return this.#call("readings", { file: source.file, row: source.reports[at].headerRow });
    });
  }

  /** @param {number} file */
  remove(file) {
    return this.#inTurn(async () => {
      const { source, at } = this.#locate(file);
      await this.#catchUp();
      if (!source.failed) await this.#link?.call("remove", this.#tablesBefore(source) + at);
      source.kept?.splice(at, 1);
      if (source.failed || !source.kept?.length) this.#drop(source);
      await this.#refresh();
    });
  }

  /** Names units anew, at once. @param {import("./index.d.ts").UnitNames} units */
  setUnits(units) {
    return this.#set("setUnits", units, { units });
  }

  /** Chooses anew which of several rows with one code counts, at once. @param {import("./index.d.ts").Options["duplicates"]} rule */
  setDuplicates(rule) {
    return this.#set("setDuplicates", rule, { duplicates: rule });
  }

  /** @param {import("./index.d.ts").Query} [query] */
  summarize(query) {
    return this.#ask("summarize", query);
  }

  /** @param {import("./index.d.ts").DossierQuery} query */
  dossiers(query) {
    return this.#ask("dossiers", query);
  }

  /** @param {"csv" | "xlsx" | "json" | "arrow"} kind @param {import("./index.d.ts").ExportQuery} [query] */
  async export(kind, query) {
    return new Blob([await this.#ask("export", { kind, query })], { type: MEDIA[kind] });
  }

  /** @param {import("./index.d.ts").Query} [query] @param {import("./index.d.ts").HashOptions} [options] */
  receipt(query = {}, { onProgress } = {}) {
    return this.#inTurn(async () => {
      await this.#catchUp();
      const files = [];
      for (const source of this.#sources) {
        const { file: { name, size }, reports } = source;
        files.push({ name, size, sha256: await this.#hash(source, onProgress), reports });
      }
      const { duplicates = "newest", targets } = this.#options;
      const made = { version: await this.#call("version"), duplicates, targets };
      return makeReceipt(made, files, query, (asked) => this.#call("summarize", asked));
    });
  }

  /** @param {unknown} receipt @param {import("./index.d.ts").HashOptions} [options] */
  async verify(receipt, options) {
    const theirs = receiptOf(receipt);
    return compareReceipts(theirs, await this.receipt(questionOf(theirs), options));
  }

  close() {
    this.#closed = true;
    this.#lose(closed());
    this.#sources = [];
  }

  /** Changes and questions go one at a time, in the order asked. @template T @param {() => Promise<T>} task @returns {Promise<T>} */
  #inTurn(task) {
    const result = this.#turn.then(() => {
      if (this.#closed) throw closed();
      return task();
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  /** What a fresh worker starts with too. @param {string} name @param {any} value @param {Options} option */
  #set(name, value, option) {
    return this.#inTurn(async () => {
      await this.#catchUp();
      await this.#call(name, value);
      Object.assign(this.#options, option);
      await this.#refresh();
    });
  }

  /** @param {string} name @param {any} args */
  #ask(name, args) {
    return this.#inTurn(async () => {
      await this.#catchUp();
      return this.#call(name, args);
    });
  }

  /** A call whose failure, if it is a crash, costs the worker. @param {string} name @param {any} [args] */
  async #call(name, args) {
    try {
      return await (await this.#ready()).call(name, args);
    } catch (error) {
      if (isCrash(error)) this.#lose(error);
      throw error;
    }
  }

  /** Null for a file that cannot be read. @param {Source} source @param {import("./index.d.ts").HashOptions["onProgress"]} [onProgress] */
  async #hash({ file, failed }, onProgress) {
    const tell = (/** @type {number} */ bytesRead) => onProgress?.({ file: file.name, bytesRead, bytesTotal: file.size });
    try {
      return await (await this.#ready()).call("hash", file, tell);
    } catch (error) {
      if (failed) return null;
      throw error;
    }
  }

  async #ready() {
    return (this.#link ??= await this.#start());
  }

  #start() {
    return startWorker({ ...this.#options, mappings: [...this.#mappings.values()] });
  }

  /** @param {any} reason */
  #lose(reason) {
    this.#link?.end(reason);
    this.#helpers.end();
    this.#link = null;
    this.#held = 0;
  }

  async #catchUp() {
    try {
      while (this.#held < this.#sources.length) await this.#readOn(await this.#ready());
    } finally {
      this.#helpers.end();
    }
  }

  /** Reads the files that the worker does not hold, until it holds all or one of them has ended it.
   * @param {import("./protocol.js").Link} link */
  async #readOn(link) {
    const waiting = this.#sources.slice(this.#held).filter(({ failed }) => !failed);
    const tell = meter(waiting);
    const shared = await sideBySide(waiting, this.#helpers, tell);
    while (this.#held < this.#sources.length) {
      const source = this.#sources[this.#held];
      if (source.failed) this.#held += 1;
      else if (!(await this.#read(link, source, shared, tell))) return;
    }
  }

  /** False if the file has ended the worker. @param {import("./protocol.js").Link} link @param {Source} source
   * @param {import("./spread.js").Shared<Source>} shared @param {ReturnType<typeof meter>} tell */
  async #read(link, source, shared, tell) {
    const progress = (/** @type {any} */ part) => tell(source, part);
    try {
      const bytes = await shared.next();
      const reports = bytes ? await link.call("absorb", bytes) : await readFile(link, source, this.#helpers, progress);
      await this.#leaveOutRemoved(source, reports.length);
      this.#held += 1;
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") throw error;
      this.#lose(error);
      Object.assign(source, { failed: true, kept: null, reports: [failureReport(source.file, error)] });
    }
    source.onProgress = undefined; // later readings of the same file are silent
    return !source.failed;
  }

  /** @param {Source} source @param {number} tables how many were just read */
  async #leaveOutRemoved(source, tables) {
    const all = Array.from({ length: tables }, (_, table) => table);
    const kept = (source.kept ??= all);
    const base = this.#tablesBefore(source);
    for (const table of all.reverse()) if (!kept.includes(table)) await this.#link?.call("remove", base + table);
  }

  /** The reports as they stand now: a later duplicate changes an earlier file's ledger. */
  async #refresh() {
    await this.#catchUp();
    const reports = await this.#call("files");
    for (const source of this.#sources) if (!source.failed) source.reports = reports.splice(0, source.kept?.length);
    this.#rules = await this.#call("rules");
  }

  /** Takes the tables of all files from this one on out of the worker. @param {number} first */
  async #forgetFrom(first) {
    if (this.#held <= first) return;
    const base = this.#tablesBefore(this.#sources[first]);
    const held = this.#sources.slice(first, this.#held).reduce((sum, source) => sum + tablesOf(source), 0);
    for (let table = base + held; table-- > base; ) await this.#call("remove", table);
    this.#held = first;
  }

  /** @param {Source} source */
  #drop(source) {
    if (this.#sources.indexOf(source) < this.#held) this.#held -= 1;
    this.#sources = this.#sources.filter((other) => other !== source);
  }

  /** @param {Source} source */
  #tablesBefore(source) {
    return this.#sources.slice(0, this.#sources.indexOf(source)).reduce((sum, other) => sum + tablesOf(other), 0);
  }

  /** The source of a report, and the report's place in it. @param {number} file */
  #locate(file) {
    let at = file;
    for (const source of this.#sources) {
      if (at >= 0 && at < source.reports.length) return { source, at };
      at -= source.reports.length;
    }
    throw new HosoError({ code: "no-such-file", message: `no file ${file}` });
  }
}

const MEDIA = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  arrow: "application/vnd.apache.arrow.file",
};

const closed = () => new HosoError({ code: "closed", message: "the dataset was closed" });

/** @param {any} error */
const isCrash = (error) => error.code === "worker-crashed";

/** Tables that the worker holds of a file. @param {Source} source */
const tablesOf = (source) => (source.failed ? 0 : (source.kept?.length ?? 0));

/** @param {Source} source @param {Mapping} mapping */
const hasHeader = (source, mapping) => source.reports.some(({ signature }) => signature === mapping.signature);

/** The report of a file that could not be read to its end. @param {File} file @param {any} error @returns {FileReport} */
function failureReport(file, error) {
  return {
    name: file.name, kind: "dossiers", format: "", encoding: null, sheet: null, headerRow: 0, signature: "",
    mapping: { signature: "", columns: [] }, preview: [], issues: [], ledger: [],
    rows: { read: 0, dossiers: 0, duplicates: 0, skipped: 0, rejected: 0 },
    error: { code: error.code ?? "worker-crashed", message: error.message, place: { file: file.name } },
  };
}
