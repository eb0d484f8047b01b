// Reading on several cores. Beside a reader, helpers read whole files, or pieces of one large CSV, and hand over what came of
// them as bytes. The reader begins at the first, helpers at the last; where they meet, what was handed over is taken in, in
// order. What a helper cannot give the reader reads itself, so answers, row numbers and errors are those of one reading.
// The reader is the worker that keeps the dataset, the keeper, only while it keeps nothing that could be lost with it. Else
// it is a chief, which hands over whole files. Chief and helpers last as long as the reading: their memory is given back.
const LARGE = 32 << 20; // a text file from this size on is cut
const TOGETHER = 8 << 20; // several files, together from this size on, are read side by side
const PIECE = 16 << 20; // bytes of a piece: enough to outweigh its names and messages, few enough to end together
const WINDOW = 1 << 16; // where a cut looks for the next line end
const MOST = 8; // workers at once, each with memory of its own

/** @typedef {import("./protocol.js").Link} Link */
/** @typedef {import("./sources.js").Source} Source */
/** How a file ends: its tables stay with the reader, or are given away as bytes. @typedef {"finish" | "handOver"} Ending */
/** @typedef {(progress: { bytesRead: number, rows: number }) => void} Tell */
/** @typedef {{ start: number, end: number, last: boolean }} Piece */

export class Helpers {
  /** @type {Promise<Link>[]} */
  #starting = [];
  /** @type {Promise<Link> | null} */
  #chief = null;

  /** @param {() => Promise<Link>} start @param {number} [workers] most that read at once, the reader among them */
  constructor(start, workers = globalThis.navigator?.hardwareConcurrency ?? 1) {
    this.start = start;
    this.room = Math.max(0, Math.min(workers, MOST) - 1);
  }

  /** A reader that is not the keeper. */
  chief() {
    return (this.#chief ??= this.start());
  }

  /** Up to so many helpers, as they start. @param {number} count */
  take(count) {
    while (this.#starting.length < Math.min(count, this.room)) this.#starting.push(this.start());
    return this.#starting.slice(0, Math.max(0, count));
  }

  /** Ends all; what they were doing comes to nothing. @param {any} [reason] */
  end(reason = new Error("no longer needed")) {
    for (const starting of [this.#chief, ...this.#starting]) starting?.then((link) => link.end(reason), () => {});
    [this.#chief, this.#starting] = [null, []];
  }
}

/**
 * Jobs in order, which helpers do from the last on while the reader asks for them from the first on.
 * @template Job
 */
export class Shared {
  /** @type {Map<Job, Promise<Uint8Array | null>>} */
  #made = new Map();
  #front = 0;

  /** @param {Job[]} jobs @param {Promise<Link>[]} helpers @param {(helper: Link, job: Job) => Promise<Uint8Array | undefined>} help */
  constructor(jobs, helpers, help) {
    this.jobs = jobs;
    this.back = jobs.length;
    for (const starting of helpers) starting.then((helper) => this.#work(helper, help)).catch(() => {});
  }

  /** What a helper has made of the reader's next job; null: it is the reader's own. */
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
}

/** Files to read side by side, as far as that is worth it. @param {Source[]} sources @param {Helpers} helpers @param {ReturnType<typeof meter>} tell */
export async function sideBySide(sources, helpers, tell) {
  const total = sources.reduce((sum, { file }) => sum + file.size, 0);
  const cut = await Promise.all(sources.map(({ file }) => file.size * (helpers.room + 1) > total && isCut(file)));
  const worth = sources.length > 1 && total >= TOGETHER && !cut.some(Boolean);
  const crew = worth ? helpers.take(sources.length - 1) : [];
  return new Shared(sources, crew, (helper, source) =>
    helper.call("read", { ...whatOf(source), ending: "handOver" }, (part) => tell(source, part)));
}

/** What a worker must know of a file. @param {Pick<Source, "file" | "encoding" | "own">} source */
const whatOf = ({ file, encoding, own }) => ({ file, encoding, own });

/** Reads one file; a large text in pieces. Gives its reports, or its bytes. @param {Link} reader @param {Pick<Source, "file" | "encoding" | "own">} source
 * @param {Ending} ending @param {Helpers} helpers @param {Tell} tell */
export async function readFile(reader, source, ending, helpers, tell) {
  const { file } = source;
  if (!helpers.room || !(await isCut(file))) return reader.call("read", { ...whatOf(source), ending }, tell);
  const crew = helpers.take(Math.ceil(file.size / LARGE));
  const told = sum(tell);
  const { outline, taken } = await reader.call("begin", whatOf(source), (part) => told(file, part));
  const pieces = outline ? await cut(file, taken) : [{ start: taken, end: file.size, last: true }];
  await readPieces(reader, file, pieces, outline ? crew : [], outline, told);
  return reader.call("end", ending);
}

/** @param {Link} reader @param {File} file @param {Piece[]} pieces @param {Promise<Link>[]} crew @param {any} outline @param {ReturnType<typeof sum>} told */
async function readPieces(reader, file, pieces, crew, outline, told) {
  const shared = new Shared(pieces, crew, (helper, piece) => helper.call("piece", { file, outline, ...piece }, (part) => told(piece, part)));
  /** @type {Promise<any>} */
  let before = Promise.resolve();
  for (const piece of pieces) {
    const bytes = await shared.next();
    const taken = bytes && (await reader.call("absorbPiece", bytes));
    if (taken) continue;
    // The next piece is asked for while this one is parsed, so that reading goes on meanwhile.
    const reading = reader.call("push", { file, ...piece }, (part) => told(piece, part));
    reading.catch(() => {});
    await before;
    before = reading;
  }
  await before;
}

/** Pieces of a file from `first` on, each but the first behind a line end. @param {File} file @param {number} first @returns {Promise<Piece[]>} */
async function cut(file, first) {
  const places = Array.from({ length: Math.floor((file.size - first) / PIECE) }, (_, n) => first + (n + 1) * PIECE);
  const ends = await Promise.all(places.map((place) => lineEnd(file, place)));
  const bounds = [first, ...ends.filter((end) => end !== null && end < file.size), file.size];
  return bounds.slice(1).map((end, n) => ({ start: /** @type {number} */ (bounds[n]), end: /** @type {number} */ (end), last: end === file.size }));
}

/** The place behind the first line end from here on; null if none is near. @param {File} file @param {number} place */
async function lineEnd(file, place) {
  const bytes = await bytesOf(file, place, place + WINDOW);
  const at = bytes.indexOf(10);
  return at < 0 ? null : place + at + 1;
}

/** Large, and no workbook, archive or gzip: those are no lines. @param {File} file */
async function isCut(file) {
  if (file.size < LARGE) return false;
  const [first, second] = await bytesOf(file, 0, 2);
  return !(first === 0x50 && second === 0x4b) && !(first === 0x1f && second === 0x8b) && !(first === 0xd0 && second === 0xcf);
}

/** Nothing where the file cannot be read: whoever reads it on says so. @param {File} file @param {number} start @param {number} end */
const bytesOf = (file, start, end) => file.slice(start, end).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => new Uint8Array());

/** Adds up what several tell of their jobs. @param {Tell} tell */
function sum(tell) {
  const all = tallies();
  return (/** @type {object} */ job, /** @type {any} */ part) => tell(all(job, part));
}

/** Tells the progress of files read side by side as if they were read one after another. @param {Source[]} sources */
export function meter(sources) {
  const all = tallies();
  return (/** @type {Source} */ source, /** @type {any} */ part) => {
    let { bytesRead, rows } = all(source, part);
    for (const { file, onProgress } of sources) {
      if (bytesRead <= file.size) return onProgress?.({ file: file.name, bytesRead, bytesTotal: file.size, rows });
      bytesRead -= file.size;
    }
  };
}

/** The sums over jobs of the most that was told of each: they never shrink, though a job may be begun again. */
function tallies() {
  /** @type {Map<object, { bytesRead: number, rows: number }>} */
  const most = new Map();
  const total = { bytesRead: 0, rows: 0 };
  return (/** @type {object} */ job, /** @type {{ bytesRead: number, rows: number }} */ { bytesRead, rows }) => {
    const before = most.get(job) ?? { bytesRead: 0, rows: 0 };
    const now = { bytesRead: Math.max(before.bytesRead, bytesRead), rows: Math.max(before.rows, rows) };
    most.set(job, now);
    total.bytesRead += now.bytesRead - before.bytesRead;
    total.rows += now.rows - before.rows;
    return { ...total };
  };
}
