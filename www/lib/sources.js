// A chosen file and its result: its tables in the order of the dataset, those that the user removed, or why
// it could not be read.
import { HosoError } from "./protocol.js";

/** @typedef {import("./index.d.ts").FileReport} FileReport */

/** A table of a file. Its key distinguishes it from the others of the file, and is the same in every reading.
 * @typedef {{ key: string, report: FileReport }} Table */

export class Source {
  /** @type {Table[]} in the dataset's order */
  tables = [];
  /** @type {Set<string>} keys of tables that were taken out by hand */
  removed = new Set();
  /**
   * @type {import("./index.d.ts").Mapping | null} what is its own of how it is read: a period, which no other
   *   file has
   */
  own = null;
  /** @type {HosoError | null} why the file is not read */
  fault = null;
  /** @type {number | null} rows of all its tables when it was read; null before */
  #rows = null;

  /**
   * @param {File} file
   * @param {string} [encoding]
   * @param {import("./index.d.ts").Options["onProgress"]} [onProgress]
   */
  constructor(file, encoding, onProgress) {
    this.file = file;
    this.encoding = encoding;
    this.onProgress = onProgress;
    const { size, lastModified } = file;
    this.chosen = { size, lastModified };
  }

  /**
   * Takes the reports of a reading, and returns the places of those that the user had removed before; no
   * places if nothing else would be left.
   * @param {FileReport[]} reports
   * @returns {number[]}
   */
  take(reports) {
    const keys = keysOf(reports);
    this.#rows = rowsIn(reports);
    const out = keys.flatMap((key, at) => (this.removed.has(key) ? [at] : []));
    const left = out.length < keys.length ? out : [];
    this.tables = reports
      .map((report, at) => ({ key: keys[at], report }))
      .filter((_, at) => !left.includes(at));
    this.onProgress = undefined; // later readings of the same file are silent
    return left;
  }

  /** The report that the file was not read. @param {FileReport[]} reports */
  note(reports) {
    this.tables = reports.map(report => ({ key: "", report }));
    this.onProgress = undefined;
  }

  /** Takes a table out, in later readings as well. @param {number} at */
  remove(at) {
    const [{ key }] = this.tables.splice(at, 1);
    this.removed.add(key);
  }

  /** What was not found has no signature. @param {import("./index.d.ts").Mapping} mapping */
  hasHeader({ signature }) {
    return signature !== "" && this.tables.some(({ report }) => report.signature === signature);
  }

  /** True where the disk has another file now, as far as the browser tells. */
  get isOther() {
    const { size, lastModified } = this.file;
    return size !== this.chosen.size || lastModified !== this.chosen.lastModified;
  }

  /** True where a second reading came to something else than the first. @param {FileReport[]} reports */
  differs(reports) {
    return this.#rows !== null && this.#rows !== rowsIn(reports);
  }

  /**
   * What is wrong with the file, by what its reading threw. One that was read before has changed since, or is
   * gone.
   * @param {any} error
   * @returns {HosoError}
   */
  faultOf({ code, message }) {
    const known = typeof code === "string" ? code : "worker-crashed";
    return known === "unreadable-file" && this.#rows !== null ? this.changed() : this.#error(known, message);
  }

  changed() {
    return this.#error("file-changed", "tệp đã thay đổi hoặc không còn: hãy chọn lại tệp");
  }

  /** @param {string} code @param {string} message */
  #error(code, message) {
    return new HosoError({ code, message, place: { file: this.file.name } });
  }
}

/** @param {FileReport[]} reports */
const rowsIn = reports => reports.reduce((sum, { rows }) => sum + rows.read, 0);

/**
 * Names of sheets and the rows of headers stay when letters or columns are read otherwise.
 * @param {FileReport[]} reports
 */
function keysOf(reports) {
  const places = reports.map(({ name, sheet, headerRow }) => JSON.stringify([name, sheet, headerRow]));
  return places.map((place, at) => `${place} ${places.slice(0, at).filter(other => other === place).length}`);
}
