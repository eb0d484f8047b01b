// The files of a dataset, in their order, and the keeper: the worker that holds their columns. A file is
// taken in whole or not at all: once something is loaded, other workers read, and the keeper takes in what
// they hand over. So neither a cancel nor a file that crashes its reader loses anything that is loaded. If
// the keeper itself is lost (crashed, out of memory), a new one takes in the files again, in order, before it
// answers anything. A file that can't be read then, or that ended its reader, stays in the list with its
// error, which exports and receipts name.
import { startWorker } from "./parts.js";
import { cancelled, closed, HosoError } from "./protocol.js";
import { Source } from "./sources.js";
import { Helpers, meter, readFile, sideBySide } from "./parallel.js";

/** @typedef {import("./index.d.ts").Options} Options */
/** @typedef {import("./index.d.ts").FileReport} FileReport */
/** @typedef {import("./index.d.ts").Mapping} Mapping */
/** @typedef {import("./protocol.js").Link} Link */

/** How a file is read. @typedef {Pick<Source, "encoding" | "own">} How */

/**
 * A line of the list: a table, or what is wrong with a file.
 * @typedef {{ source: Source, key: string, report: FileReport }} Line
 */

/** Its methods are called one at a time; all but `close`, which may come at any time. */
export class Keeping {
  /** @type {Line[]} */
  lines = [];
  /** @type {FileReport[]} */
  files = [];
  /** @type {any} */
  rules;
  /** @type {Source[]} */
  #sources = [];
  #held = 0; // how many sources the keeper has taken in
  /** @type {Promise<Link> | null} */
  #keeper = null;
  #keeperReads = false; // to stop its reading is to end it
  #helpers;
  /** @type {any} why reading is to stop */
  #stopping = null;
  #closed = false;
  /** @type {Map<string, Mapping>} */
  #mappings;
  #options;

  /** @param {Options} options @param {number} [workers] */
  constructor({ mappings = [], ...options }, workers) {
    this.#options = options;
    this.#helpers = new Helpers(() => this.#start(), workers);
    this.#mappings = new Map(mappings.map(mapping => [mapping.signature, mapping]));
  }

  /**
   * @param {File[]} files
   * @param {string | undefined} encoding
   * @param {Options["onProgress"]} onProgress
   * @param {AbortSignal | undefined} signal
   */
  async add(files, encoding, onProgress, signal) {
    const added = files.map(file => new Source(file, encoding, onProgress));
    try {
      await this.#stoppable(signal, async () => {
        await this.#catchUp();
        this.#sources.push(...added);
        await this.#catchUp();
      });
      await this.#refresh();
    } catch (error) {
      await this.#takeOut(added);
      throw error;
    }
    return added.flatMap(({ tables }) => tables.map(({ report }) => report));
  }

  /** @param {Line | undefined} line @param {Mapping} mapping @param {string} [encoding] */
  async remap(line, mapping, encoding) {
    await this.#catchUp();
    const { source, at } = this.#find(line);
    const { period, ...shared } = mapping;
    const again = this.#sources.filter(other => other === source || other.hasHeader(mapping));
    const how = (/** @type {Source} */ one) =>
      one === source
        ? { encoding: encoding ?? one.encoding, own: period ? mapping : null }
        : { encoding: one.encoding, own: one.own && { ...shared, period: one.own.period } };
    const read = await this.#readAgain(again, shared, how);
    if (mapping.signature) await this.call("setMapping", shared);
    for (const [one, bytes] of read) await this.#replace(one, bytes, how(one));
    await this.#refresh();
    const { tables } = source;
    return (tables.find(({ key }) => key === line?.key) ?? tables[Math.min(at, tables.length - 1)]).report;
  }

  /** @param {Line | undefined} line */
  async readings(line) {
    const { source, at } = this.#find(line);
    const asked = { file: source.file, row: source.tables[at].report.headerRow };
    return this.call("readings", asked).catch(error => Promise.reject(source.faultOf(error)));
  }

  /** @param {Line | undefined} line */
  async remove(line) {
    await this.#catchUp();
    const { source, at } = this.#find(line);
    if (source.tables.length === 1) await this.#takeOut([source]);
    else {
      await this.call("remove", this.#linesBefore(source) + at);
      source.remove(at);
    }
    await this.#refresh();
  }

  /** @param {string} name @param {Partial<Options>} option */
  async set(name, option) {
    await this.#catchUp();
    await this.call(name, Object.values(option)[0]);
    Object.assign(this.#options, option);
    await this.#refresh();
  }

  /**
   * The files with their SHA-256; null for one that can't be read.
   * @param {import("./index.d.ts").HashOptions["onProgress"]} [onProgress]
   */
  async hashes(onProgress) {
    const hashed = [];
    for (const { file, tables } of this.#sources) {
      const tell = (/** @type {number} */ bytesRead) =>
        onProgress?.({ file: file.name, bytesRead, bytesTotal: file.size });
      const sha256 = await this.call("hash", file, tell).catch(error =>
        error.code === "unreadable-file" ? null : Promise.reject(error)
      );
      hashed.push({ name: file.name, size: file.size, sha256, reports: tables.map(({ report }) => report) });
    }
    return hashed;
  }

  /** After the keeper was lost: what it held is read again, and listed as it stands then. */
  async restore() {
    if ((await this.#keeper)?.hasEnded || this.#held < this.#sources.length) await this.#refresh();
  }

  close() {
    this.#closed = true;
    this.#stop(closed());
    this.#lose(closed());
    this.#sources = [];
  }

  /**
   * A call to the keeper. A crash costs the keeper.
   * @param {string} name
   * @param {any} [args]
   * @param {(value: any) => void} [progress]
   * @param {AbortSignal} [signal]
   */
  async call(name, args, progress, signal) {
    const keeper = await this.#ready();
    try {
      return await keeper.call(name, args, progress, signal);
    } catch (error) {
      if (isCrash(error)) this.#lose(error);
      throw error;
    }
  }

  async #ready() {
    if (this.#closed) throw closed();
    const starting = (this.#keeper ??= this.#start());
    try {
      return await starting;
    } catch (error) {
      if (this.#keeper === starting) this.#keeper = null; // tried again by the next call
      throw error;
    }
  }

  #start() {
    return startWorker({ ...this.#options, mappings: [...this.#mappings.values()] });
  }

  /** @param {any} reason */
  #lose(reason) {
    this.#keeper?.then(
      link => link.end(reason),
      () => {}
    );
    this.#keeper = null;
    this.#held = 0;
  }

  /** @template T @param {AbortSignal | undefined} signal @param {() => Promise<T>} task */
  async #stoppable(signal, task) {
    const stop = () => this.#stop(cancelled());
    signal?.addEventListener("abort", stop);
    try {
      if (signal?.aborted) stop();
      else await task();
      if (this.#stopping) throw this.#stopping;
    } finally {
      signal?.removeEventListener("abort", stop);
      this.#stopping = null;
    }
  }

  /** Ends what is being read. @param {any} reason */
  #stop(reason) {
    this.#stopping = reason;
    this.#helpers.end(reason);
    if (this.#keeperReads) this.#lose(reason);
  }

  /** The reports as they stand now: a later duplicate changes an earlier file's ledger. */
  async #refresh() {
    await this.#catchUp();
    const reports = (await this.call("files")).values();
    this.lines = this.#sources.flatMap(source =>
      source.tables.map(table => ({ source, key: table.key, report: (table.report = reports.next().value) }))
    );
    this.files = this.lines.map(({ report }) => report);
    this.rules = await this.call("rules");
  }

  async #catchUp() {
    if ((await this.#keeper)?.hasEnded) this.#lose(null);
    try {
      while (this.#held < this.#sources.length) await this.#readOn();
    } finally {
      this.#keeperReads = false;
      this.#helpers.end();
    }
  }

  /** Reads the files that the keeper does not hold, until it holds all or one of them has failed. */
  async #readOn() {
    const keeper = await this.#ready();
    this.#keeperReads = !this.#held || !this.lines.length; // what it holds, if anything, has never been shown
    const waiting = this.#sources.slice(this.#held).filter(({ fault }) => !fault);
    const tell = meter(waiting);
    const reader = this.#keeperReads || !waiting.length ? keeper : await this.#helpers.chief();
    const shared = sideBySide(waiting, this.#helpers, tell);
    while (this.#held < this.#sources.length) {
      if (this.#stopping) throw this.#stopping;
      const source = this.#sources[this.#held];
      if (source.fault) await this.#note(source, source.fault);
      else if (!(await this.#read(source, reader, shared, tell))) return;
    }
  }

  /**
   * False if the file could not be read, or has ended its reader.
   * @param {Source} source
   * @param {Link} reader
   * @param {import("./parallel.js").Shared} shared
   * @param {ReturnType<typeof meter>} tell
   */
  async #read(source, reader, shared, tell) {
    const ending = this.#keeperReads ? "finish" : "handOver";
    try {
      const read =
        (await shared.next()) ?? (await readFile(reader, source, ending, part => tell(source, part)));
      if (source.isOther) throw source.changed();
      await this.#hold(source, Array.isArray(read) ? read : await this.#absorb(read));
    } catch (error) {
      if (this.#stopping) throw this.#stopping;
      if (this.#keeperReads && isCrash(error)) this.#lose(error);
      source.fault = source.faultOf(error);
      this.#helpers.end();
    }
    return !source.fault;
  }

  /** @param {Uint8Array | undefined} bytes @returns {Promise<FileReport[]>} */
  #absorb(bytes) {
    if (!bytes) throw new HosoError({ code: "too-large", message: "more than can be handed over" });
    return this.call("absorb", bytes);
  }

  /** @param {Source} source @param {FileReport[]} reports what the keeper has just taken in of it */
  async #hold(source, reports) {
    const changed = source.differs(reports);
    await this.#leaveOut(this.#linesBefore(source), changed ? [...reports.keys()] : source.take(reports));
    if (changed) throw source.changed();
    this.#held += 1;
  }

  /** @param {Source} source @param {HosoError} fault */
  async #note(source, { code }) {
    source.note(await this.call("noteUnread", { name: source.file.name, code }));
    this.#held += 1;
  }

  /** @param {number} base @param {number[]} places counted from `base` */
  async #leaveOut(base, places) {
    for (const place of places.reverse()) await this.call("remove", base + place);
  }

  /** What came of files, read once more with this mapping. @param {Source[]} sources @param {Mapping} mapping
   * @param {(source: Source) => How} how @returns {Promise<Map<Source, Uint8Array>>} */
  async #readAgain(sources, mapping, how) {
    const before = this.#mappings;
    // For the chief, and for every later worker.
    if (mapping.signature) this.#mappings = new Map(before).set(mapping.signature, mapping);
    const read = new Map();
    try {
      const chief = await this.#helpers.chief();
      for (const source of sources) read.set(source, await this.#readOnce(chief, source, how(source)));
      return read;
    } catch (error) {
      this.#mappings = before;
      throw error;
    } finally {
      this.#helpers.end();
    }
  }

  /** @param {Link} chief @param {Source} source @param {How} how */
  async #readOnce(chief, source, how) {
    if (source.isOther) throw source.changed();
    try {
      return await readFile(chief, { file: source.file, ...how }, "handOver", () => {});
    } catch (error) {
      throw source.faultOf(error);
    }
  }

  /**
   * Puts another reading of a file in the place of the one before.
   * @param {Source} source
   * @param {Uint8Array} bytes
   * @param {How} how
   */
  async #replace(source, bytes, how) {
    const place = this.#linesBefore(source);
    const before = [...source.tables.keys()];
    const reports = await this.#absorb(bytes);
    Object.assign(source, how, { fault: null });
    const out = source.take(reports);
    await this.#leaveOut(place, before);
    await this.call("moveLast", { count: reports.length, to: place });
    await this.#leaveOut(place, out);
  }

  /**
   * Takes files out. Where the keeper cannot, a new one reads those that are left.
   * @param {Source[]} sources
   */
  async #takeOut(sources) {
    const held = sources.filter(source => this.#sources.slice(0, this.#held).includes(source));
    const places = held.flatMap(source => source.tables.map((_, at) => this.#linesBefore(source) + at));
    this.#sources = this.#sources.filter(source => !sources.includes(source));
    this.#held -= held.length;
    await this.#leaveOut(0, places).catch(error => this.#lose(error));
  }

  /** @param {Source} source */
  #linesBefore(source) {
    return this.#sources
      .slice(0, this.#sources.indexOf(source))
      .reduce((sum, { tables }) => sum + tables.length, 0);
  }

  /**
   * Where a line of `files` stands now: what was asked before it was its turn may have moved it.
   * @param {Line | undefined} line
   */
  #find(line) {
    const { source, key } = line ?? {};
    if (!source || !this.#sources.includes(source)) throw gone();
    const at = source.tables.length === 1 ? 0 : source.tables.findIndex(table => table.key === key);
    if (at < 0) throw gone();
    return { source, at };
  }
}

const gone = () => new HosoError({ code: "no-such-file", message: "no such file" });

/** @param {any} error */
const isCrash = error => error.code === "worker-crashed";
