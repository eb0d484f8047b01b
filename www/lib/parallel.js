// Reading on several cores. Besides the reader, helpers read whole files and hand over the tables as bytes.
// The reader begins with the first file, helpers with the last. Where they meet, the reader takes in what was
// handed over, in order. If a helper fails, the reader reads that file itself, so answers, row numbers and
// errors are those of one reading. One file is read by one worker. The reader is the worker that keeps the
// dataset, the keeper, only while it keeps nothing that could be lost with it. Else it is a chief, which
// hands over whole files. Chief and helpers last as long as the reading: their memory is given back.
// Bytes that others can read beside the largest file, for which it is worth to start them.
const SPARED = 4 << 20;
const MOST = 8; // workers at once, each with memory of its own

/** @typedef {import("./protocol.js").Link} Link */
/** @typedef {import("./sources.js").Source} Source */
/**
 * How a file ends: its tables stay with the reader, or are given away as bytes.
 * @typedef {"finish" | "handOver"} Ending
 */
/** @typedef {{ bytesRead: number, rows: number }} Part */
/** @typedef {(progress: Part) => void} Tell */
/** What a worker must know of a file. @typedef {Pick<Source, "file" | "encoding" | "own">} What */

export class Helpers {
  /** @type {Promise<Link>[]} */
  #starting = [];
  /** @type {Promise<Link> | null} */
  #chief = null;

  /**
   * @param {() => Promise<Link>} start
   * @param {number} [workers] most that read at once, the reader among them
   */
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

  /** Ends all workers and drops what they were doing. @param {any} [reason] */
  end(reason = new Error("no longer needed")) {
    for (const starting of [this.#chief, ...this.#starting])
      starting?.then(
        link => link.end(reason),
        () => {}
      );
    [this.#chief, this.#starting] = [null, []];
  }
}

/** Files in order, which helpers read from the last on while the reader asks for them from the first on. */
export class Shared {
  /** @type {Map<Source, Promise<Uint8Array | null>>} */
  #made = new Map();
  #front = 0;

  /** @param {Source[]} sources @param {Promise<Link>[]} helpers @param {ReturnType<typeof meter>} tell */
  constructor(sources, helpers, tell) {
    this.sources = sources;
    this.back = sources.length;
    for (const starting of helpers) starting.then(helper => this.#work(helper, tell)).catch(() => {});
  }

  /** What a helper has made of the reader's next file; null: it is the reader's own. */
  next() {
    const source = this.sources[this.#front++];
    const made = this.#made.get(source) ?? null;
    this.#made.delete(source);
    return made;
  }

  /**
   * A helper that fails once is not asked again.
   * @param {Link} helper
   * @param {ReturnType<typeof meter>} tell
   */
  async #work(helper, tell) {
    while (this.#front < this.back) {
      const source = this.sources[--this.back];
      const making = readFile(helper, source, "handOver", part => tell(source, part));
      this.#made.set(
        source,
        making.then(
          bytes => bytes ?? null,
          () => null
        )
      );
      await making;
    }
  }
}

/**
 * Reads files side by side if that pays off: if all but the largest add up to enough.
 * @param {Source[]} sources @param {Helpers} helpers @param {ReturnType<typeof meter>} tell */
export function sideBySide(sources, helpers, tell) {
  const sizes = sources.map(({ file }) => file.size);
  const spared = sizes.reduce((sum, size) => sum + size, 0) - Math.max(...sizes);
  return new Shared(sources, spared >= SPARED ? helpers.take(sources.length - 1) : [], tell);
}

/**
 * Reads one file. Gives its reports, or its bytes.
 * @param {Link} reader
 * @param {What} what
 * @param {Ending} ending
 * @param {Tell} tell
 */
export const readFile = (reader, { file, encoding, own }, ending, tell) =>
  reader.call("read", { file, encoding, own, ending }, tell);

/**
 * Reports the progress of files read in parallel as if they were read one after another: the sum of the most
 * that was reported for each, which never shrinks although a file may be begun again.
 * @param {Source[]} sources
 */
export function meter(sources) {
  /** @type {Map<Source, Part>} */
  const most = new Map();
  const sums = { bytesRead: 0, rows: 0 };
  return (/** @type {Source} */ source, /** @type {Part} */ part) => {
    const before = most.get(source) ?? { bytesRead: 0, rows: 0 };
    const now = {
      bytesRead: Math.max(before.bytesRead, part.bytesRead),
      rows: Math.max(before.rows, part.rows)
    };
    most.set(source, now);
    sums.bytesRead += now.bytesRead - before.bytesRead;
    sums.rows += now.rows - before.rows;
    let { bytesRead } = sums;
    for (const { file, onProgress } of sources) {
      if (bytesRead <= file.size)
        return onProgress?.({ file: file.name, bytesRead, bytesTotal: file.size, rows: sums.rows });
      bytesRead -= file.size;
    }
  };
}
