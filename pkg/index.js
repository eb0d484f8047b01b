// www/lib/protocol.js
var HosoError = class extends Error {
  /** @param {Fault} fault */
  constructor({ code, message, place }) {
    super(message);
    this.name = "HosoError";
    this.code = code;
    if (place) this.place = place;
  }
};
var transferable = (value) => value instanceof Uint8Array ? [
  /** @type {ArrayBuffer} */
  value.buffer
] : [];
var Link = class {
  #next = 1;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: any) => void, progress?: (value: any) => void }>} */
  #waiting = /* @__PURE__ */ new Map();
  /** @type {any} */
  #ended = null;
  /** @param {Worker} worker @param {() => void} [ended] told when the worker is ended */
  constructor(worker, ended) {
    this.worker = worker;
    this.ended = ended;
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = (event) => this.#crash(event.message);
    worker.onmessageerror = () => this.#crash("messageerror");
  }
  /**
   * @param {string} name @param {any} [args] @param {(value: any) => void} [progress]
   * @returns {Promise<any>}
   */
  call(name, args, progress) {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      this.worker.postMessage({ id, name, args }, { transfer: transferable(args) });
    });
  }
  /** Ends the worker at once; its memory is free. Calls that wait, and later ones, are rejected with `reason`.
   * @param {any} reason */
  end(reason) {
    this.#ended ??= reason;
    this.worker.terminate();
    this.ended?.();
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
  /** @param {{ id: number, value?: any, json?: Uint8Array, progress?: any, fault?: Fault }} message */
  #take({ id, value, json, progress, fault }) {
    const call = this.#waiting.get(id);
    if (!call) return;
    if (progress !== void 0) return call.progress?.(progress);
    this.#waiting.delete(id);
    if (fault) call.reject(new HosoError(fault));
    else call.resolve(json ? JSON.parse(new TextDecoder().decode(json)) : value);
  }
  /** @param {string} message */
  #crash(message) {
    this.end(new HosoError({ code: "worker-crashed", message: message || "worker error" }));
  }
};

// www/lib/parts.js
var parts;
var links = /* @__PURE__ */ new Set();
async function preload(from = {}) {
  parts = gather(from);
  await parts;
}
async function startWorker(options) {
  const { wasm } = await kept();
  const link = await startBare();
  link.call("start", { wasm, options }).catch((error) => link.end(error));
  return link;
}
async function startBare() {
  const { make } = await kept();
  const link = new Link(make(), () => links.delete(link));
  links.add(link);
  return link;
}
var kept = () => parts ??= gather({});
async function gather({ worker = new URL("./worker.js", import.meta.url), wasm = new URL("./hoso_bg.wasm", import.meta.url), asFile = false }) {
  const [address, code] = await Promise.all([
    worker instanceof Blob || !asFile ? keptScript(worker) : worker,
    isAddress(wasm) ? download(wasm).then((response) => response.arrayBuffer()) : wasm
  ]);
  return { make: () => new Worker(address), wasm: await compile(code), sha256: hashOf(code) };
}
async function keptScript(worker) {
  const script = worker instanceof Blob ? worker : await download(worker).then((response) => response.blob());
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}
var isAddress = (value) => typeof value === "string" || value instanceof URL;
async function download(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  return response;
}
var compile = (code) => code instanceof WebAssembly.Module ? code : WebAssembly.compile(code).catch(() => code);
async function hashOf(code) {
  if (code instanceof WebAssembly.Module || !globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", code));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// www/lib/receipt.js
var RECEIPT_BY = (
  /** @type {const} */
  ["unit", "unitLevel", "month", "quarter", "year"]
);
async function makeReceipt({ version, duplicates, targets }, files, query, summarize) {
  const summaries = {};
  for (const dimension of RECEIPT_BY) summaries[dimension] = await summarize({ ...query, by: [dimension] });
  const { where = {}, from = null, to = null } = query;
  return {
    receipt: 1,
    hoso: version,
    rules: summaries.unit.rules,
    duplicates,
    where,
    from,
    to,
    targets: query.targets ?? targets ?? null,
    files: files.map(({ reports, ...file }) => ({ ...file, tables: reports.map(tableOf) })),
    summaries
  };
}
var tableOf = ({ name, sheet, kind, format, rows, mapping, error }) => ({
  name,
  sheet,
  kind,
  format,
  rows,
  columns: mapping.columns.filter(({ column }) => column).map(({ header, column }) => ({ header, column: (
    /** @type {import("./index.d.ts").Column} */
    column
  ) })),
  ...error && { error: error.code }
});
function questionOf({ rules, where, from, to, targets }) {
  return { ...rules, where, ...from && { from }, ...to && { to }, ...targets && { targets } };
}
function receiptOf(value) {
  const isText = (text) => typeof text === "string";
  const isFile = (file) => isText(file?.name) && Number.isSafeInteger(file.size) && Array.isArray(file.tables);
  const isSummary = (by) => value.summaries?.[by]?.total?.counts && Array.isArray(value.summaries[by].groups);
  const whole = value?.receipt === 1 && isText(value.hoso) && isText(value.rules?.asOf) && Array.isArray(value.files) && value.files.every(isFile) && RECEIPT_BY.every(isSummary);
  if (!whole) throw new HosoError({ code: "bad-receipt", message: "not a receipt of hoso" });
  return value;
}
function compareReceipts(theirs, ours) {
  const checks = [
    check("version", "", theirs.hoso, ours.hoso),
    check("duplicates", "", theirs.duplicates, ours.duplicates),
    ...Object.keys(ours.rules).map((rule) => check(
      "rule",
      rule,
      /** @type {any} */
      theirs.rules[rule],
      /** @type {any} */
      ours.rules[rule]
    )),
    ...compareFiles(theirs.files, ours.files),
    ...compareFigures(theirs.summaries.unit.total, ours.summaries.unit.total),
    ...RECEIPT_BY.flatMap((dimension) => compareGroups(dimension, theirs.summaries[dimension].groups, ours.summaries[dimension].groups))
  ];
  return { agrees: checks.every(({ of, agrees }) => agrees || of === "version"), checks };
}
var check = (of, name, theirs = null, ours = null) => ({ of, name, agrees: same(theirs, ours), theirs, ours });
function same(one, other) {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const names = /* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => same(one[name], other[name]));
}
function compareFiles(theirs, ours) {
  const unmatched = [...ours];
  const checks = theirs.flatMap((file) => {
    const at = unmatched.findIndex(({ sha256 }) => sha256 && sha256 === file.sha256);
    const [found] = at < 0 ? [] : unmatched.splice(at, 1);
    return [check("file", file.name, file.sha256, found?.sha256), ...found ? [check("rows", file.name, rowsOf(file), rowsOf(found))] : []];
  });
  return [...checks, ...unmatched.map((file) => check("file", file.name, null, file.sha256))];
}
function rowsOf({ tables }) {
  const sum2 = { read: 0, dossiers: 0, duplicates: 0, skipped: 0, rejected: 0 };
  for (const { rows } of tables) for (
    const part of
    /** @type {(keyof typeof sum)[]} */
    Object.keys(sum2)
  ) sum2[part] += rows?.[part] ?? NaN;
  return sum2;
}
var compareFigures = (theirs, ours) => [
  ...Object.keys(ours.counts).map((count) => check(
    "count",
    count,
    /** @type {any} */
    theirs.counts[count],
    /** @type {any} */
    ours.counts[count]
  )),
  ...Object.keys(ours.measures).map((measure) => check(
    "measure",
    measure,
    /** @type {any} */
    theirs.measures?.[measure],
    /** @type {any} */
    ours.measures[measure]
  ))
];
function compareGroups(dimension, theirs, ours) {
  const byKey = (groups) => new Map(groups.map(({ key, counts }) => [String(key?.[dimension]), counts]));
  const [one, other] = [byKey(theirs), byKey(ours)];
  const keys = [.../* @__PURE__ */ new Set([...one.keys(), ...other.keys()])];
  const differing = keys.map((key) => check(dimension, key, one.get(key), other.get(key))).filter(({ agrees }) => !agrees);
  return [check("groups", dimension, one.size, other.size), ...differing];
}

// www/lib/spread.js
var LARGE = 32 << 20;
var TOGETHER = 8 << 20;
var PIECE = 16 << 20;
var WINDOW = 1 << 16;
var MOST = 8;
var Helpers = class {
  /** @type {Promise<Link>[]} */
  #starting = [];
  /** @param {() => Promise<Link>} start @param {number} [workers] most workers at once, the keeper among them */
  constructor(start, workers = globalThis.navigator?.hardwareConcurrency ?? 1) {
    this.start = start;
    this.room = Math.max(0, Math.min(workers, MOST) - 1);
  }
  /** Up to so many helpers, as they start. @param {number} count */
  take(count) {
    while (this.#starting.length < Math.min(count, this.room)) this.#starting.push(this.start());
    return this.#starting.slice(0, Math.max(0, count));
  }
  /** Ends all; what they were doing comes to nothing. */
  end() {
    for (const starting of this.#starting) starting.then((link) => link.end(new Error("no longer needed")), () => {
    });
    this.#starting = [];
  }
};
var Shared = class {
  /** @type {Map<Job, Promise<Uint8Array | null>>} */
  #made = /* @__PURE__ */ new Map();
  #front = 0;
  /** @param {Job[]} jobs @param {Promise<Link>[]} helpers @param {(helper: Link, job: Job) => Promise<Uint8Array | undefined>} help */
  constructor(jobs, helpers, help) {
    this.jobs = jobs;
    this.back = jobs.length;
    for (const starting of helpers) starting.then((helper) => this.#work(helper, help)).catch(() => {
    });
  }
  /** What a helper has made of the keeper's next job; null: it is the keeper's own. */
  next() {
    const job = this.jobs[this.#front++];
    const made = this.#made.get(job) ?? null;
    this.#made.delete(job);
    return made;
  }
  /** A helper that fails once is not asked again. @param {Link} helper @param {(helper: Link, job: Job) => Promise<Uint8Array | undefined>} help */
  async #work(helper, help) {
    while (this.#front < this.back) {
      const job = this.jobs[--this.back];
      const making = help(helper, job);
      this.#made.set(job, making.then((bytes) => bytes ?? null, () => null));
      await making;
    }
  }
};
async function sideBySide(sources, helpers, tell) {
  const total = sources.reduce((sum2, { file }) => sum2 + file.size, 0);
  const cut2 = await Promise.all(sources.map(({ file }) => file.size * (helpers.room + 1) > total && isCut(file)));
  const worth = sources.length > 1 && total >= TOGETHER && !cut2.some(Boolean);
  const crew = worth ? helpers.take(sources.length - 1) : [];
  return new Shared(sources, crew, (helper, source) => helper.call("carry", { file: source.file, encoding: source.encoding }, (part) => tell(source, part)));
}
async function readFile(keeper, { file, encoding }, helpers, tell) {
  if (!helpers.room || !await isCut(file)) return keeper.call("read", { file, encoding }, tell);
  const crew = helpers.take(Math.ceil(file.size / LARGE));
  const told = sum(tell);
  const { outline, taken } = await keeper.call("begin", { file, encoding }, (part) => told(file, part));
  const pieces = outline ? await cut(file, taken) : [{ start: taken, end: file.size, last: true }];
  await readPieces(keeper, file, pieces, outline ? crew : [], outline, told);
  return keeper.call("finish");
}
async function readPieces(keeper, file, pieces, crew, outline, told) {
  const shared = new Shared(pieces, crew, (helper, piece) => helper.call("piece", { file, outline, ...piece }, (part) => told(piece, part)));
  let before = Promise.resolve();
  for (const piece of pieces) {
    const bytes = await shared.next();
    const taken = bytes && await keeper.call("absorbPiece", bytes);
    if (taken) continue;
    const reading = keeper.call("push", { file, ...piece }, (part) => told(piece, part));
    reading.catch(() => {
    });
    await before;
    before = reading;
  }
  await before;
}
async function cut(file, first) {
  const places = Array.from({ length: Math.floor((file.size - first) / PIECE) }, (_, n) => first + (n + 1) * PIECE);
  const ends = await Promise.all(places.map((place) => lineEnd(file, place)));
  const bounds = [first, ...ends.filter((end) => end !== null && end < file.size), file.size];
  return bounds.slice(1).map((end, n) => ({ start: (
    /** @type {number} */
    bounds[n]
  ), end: (
    /** @type {number} */
    end
  ), last: end === file.size }));
}
async function lineEnd(file, place) {
  const bytes = await bytesOf(file, place, place + WINDOW);
  const at = bytes.indexOf(10);
  return at < 0 ? null : place + at + 1;
}
async function isCut(file) {
  if (file.size < LARGE) return false;
  const [first, second] = await bytesOf(file, 0, 2);
  return !(first === 80 && second === 75) && !(first === 31 && second === 139) && !(first === 208 && second === 207);
}
var bytesOf = (file, start, end) => file.slice(start, end).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => new Uint8Array());
function sum(tell) {
  const all = tallies();
  return (job, part) => tell(all(job, part));
}
function meter(sources) {
  const all = tallies();
  return (source, part) => {
    let { bytesRead, rows } = all(source, part);
    for (const { file, onProgress } of sources) {
      if (bytesRead <= file.size) return onProgress?.({ file: file.name, bytesRead, bytesTotal: file.size, rows });
      bytesRead -= file.size;
    }
  };
}
function tallies() {
  const most = /* @__PURE__ */ new Map();
  const total = { bytesRead: 0, rows: 0 };
  return (job, { bytesRead, rows }) => {
    const before = most.get(job) ?? { bytesRead: 0, rows: 0 };
    const now = { bytesRead: Math.max(before.bytesRead, bytesRead), rows: Math.max(before.rows, rows) };
    most.set(job, now);
    total.bytesRead += now.bytesRead - before.bytesRead;
    total.rows += now.rows - before.rows;
    return { ...total };
  };
}

// www/lib/dataset.js
var Dataset = class {
  /** @type {Source[]} */
  #sources = [];
  /** @type {import("./protocol.js").Link | null} */
  #link = null;
  #helpers;
  #held = 0;
  // how many sources the worker has taken in
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
      const { duplicates = "last", targets } = this.#options;
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
    this.#turn = result.catch(() => {
    });
    return result;
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
    const tell = (bytesRead) => onProgress?.({ file: file.name, bytesRead, bytesTotal: file.size });
    try {
      return await (await this.#ready()).call("hash", file, tell);
    } catch (error) {
      if (failed) return null;
      throw error;
    }
  }
  async #ready() {
    return this.#link ??= await this.#start();
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
      else if (!await this.#read(link, source, shared, tell)) return;
    }
  }
  /** False if the file has ended the worker. @param {import("./protocol.js").Link} link @param {Source} source
   * @param {import("./spread.js").Shared<Source>} shared @param {ReturnType<typeof meter>} tell */
  async #read(link, source, shared, tell) {
    const progress = (part) => tell(source, part);
    try {
      const bytes = await shared.next();
      const reports = bytes ? await link.call("absorb", bytes) : await readFile(link, source, this.#helpers, progress);
      await this.#leaveOutRemoved(source, reports.length);
      this.#held += 1;
    } catch (error) {
      if (
        /** @type {Error} */
        error.name === "AbortError"
      ) throw error;
      this.#lose(error);
      Object.assign(source, { failed: true, kept: null, reports: [failureReport(source.file, error)] });
    }
    source.onProgress = void 0;
    return !source.failed;
  }
  /** @param {Source} source @param {number} tables how many were just read */
  async #leaveOutRemoved(source, tables) {
    const all = Array.from({ length: tables }, (_, table) => table);
    const kept2 = source.kept ??= all;
    const base = this.#tablesBefore(source);
    for (const table of all.reverse()) if (!kept2.includes(table)) await this.#link?.call("remove", base + table);
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
    const held = this.#sources.slice(first, this.#held).reduce((sum2, source) => sum2 + tablesOf(source), 0);
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
    return this.#sources.slice(0, this.#sources.indexOf(source)).reduce((sum2, other) => sum2 + tablesOf(other), 0);
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
};
var MEDIA = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  arrow: "application/vnd.apache.arrow.file"
};
var closed = () => new HosoError({ code: "closed", message: "the dataset was closed" });
var isCrash = (error) => error.code === "worker-crashed";
var tablesOf = (source) => source.failed ? 0 : source.kept?.length ?? 0;
var hasHeader = (source, mapping) => source.reports.some(({ signature }) => signature === mapping.signature);
function failureReport(file, error) {
  return {
    name: file.name,
    kind: "dossiers",
    format: "",
    encoding: null,
    sheet: null,
    headerRow: 0,
    signature: "",
    mapping: { signature: "", columns: [] },
    preview: [],
    issues: [],
    ledger: [],
    rows: { read: 0, dossiers: 0, duplicates: 0, skipped: 0, rejected: 0 },
    error: { code: error.code ?? "worker-crashed", message: error.message, place: { file: file.name } }
  };
}

// www/lib/index.js
async function openFiles(files, options = {}) {
  const dataset = new Dataset(options);
  try {
    await dataset.add(files, options);
    return dataset;
  } catch (error) {
    dataset.close();
    throw error;
  }
}
export {
  openFiles,
  preload
};
