// The files in memory: they are opened, read anew, named and closed here, one change at a time. After each
// change the answers that the shown view needs are asked again.
import { openFiles } from "../lib/index.js";
import { periodOf } from "./filters.js";
import { remembered } from "./memory.js";
import { offeredOf } from "./periods.js";
import { codeOf, hasData, livesOf, NO_DATA, NOTHING_TYPED, textOf } from "./state.js";
import { learn } from "./words.js";

/** @typedef {import("./actions.js").Store} Store */
/** @typedef {import("../lib/index.d.ts").Dataset} Dataset */
/** @typedef {import("../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../lib/index.d.ts").UnitNames} UnitNames */

export class Data {
  /** @type {Store} */
  #store;
  /** @type {import("./actions.js").Answers} */
  #answers;
  /** @type {(id: string) => void} */
  #focus;
  #stop = new AbortController();
  /** @type {Dataset | null} */
  dataset = null;
  /** @type {UnitNames} */
  #names = {};
  /** @type {File[]} chosen while others are read */
  #next = [];
  /** @type {File[]} the files of the reports */
  #opened = [];

  /**
   * @param {Store} store
   * @param {import("./actions.js").Answers} answers
   * @param {(id: string) => void} focus
   */
  constructor(store, answers, focus) {
    [this.#store, this.#answers, this.#focus] = [store, answers, focus];
    this.#forgetNames();
  }

  get #state() {
    return this.#store.state;
  }

  get #text() {
    return textOf(this.#state);
  }

  /** Resets the names. The order of units is a setting of the user and stays when the data are cleared. */
  #forgetNames() {
    this.#names = { mergeSpellings: true, order: this.#state.order };
  }

  cancel() {
    this.#next = [];
    this.#stop.abort();
  }

  /** Closes all files and forgets everything about them. @param {string} said */
  clear(said) {
    this.cancel();
    this.#opened = [];
    this.#forgetNames();
    this.dataset?.close();
    this.dataset = null;
    this.#answers.renew(null);
    this.#store.set({ ...NO_DATA, ...NOTHING_TYPED, said });
  }

  /** The file of a table, if no other table is from it. @param {number} at number of the table */
  wholeFile(at) {
    const { files } = this.#state;
    const alone = files.filter(({ name }) => name === files[at]?.name).length === 1;
    return (alone && this.#opened.find(({ name }) => name === files[at]?.name)) || null;
  }

  /**
   * Invented dossiers and real ones are never counted together.
   * @param {File[]} files
   * @param {number} [left] files of a folder that were left out
   * @param {boolean} [invented]
   */
  async open(files, left = 0, invented = false) {
    const { progress, files: before } = this.#state;
    this.#store.set({ left });
    if (!files.length) return this.#store.set({ said: this.#text.drop.left(left) });
    if (progress && progress !== "sample") return void this.#next.push(...files);
    if (before.length && (invented || this.#state.invented)) this.clear(this.#text.announce.sampleClosed);
    this.#store.set({ invented, removed: null });
    this.#opened.push(...files);
    await this.#read(files);
    if (this.#next.length) await this.open(this.#next.splice(0));
  }

  /** @param {File[]} files */
  async #read(files) {
    const first = !hasData(this.#state.files);
    this.#stop = new AbortController();
    this.#store.set({
      progress: { file: files[0].name, index: 1, files: files.length, percent: 0, rows: 0 },
      said: this.#text.announce.reading(files.length)
    });
    try {
      await this.#take(files, { onProgress: follow(this.#store, files), signal: this.#stop.signal });
      await this.#renew();
      if (first) this.#focus(hasData(this.#state.files) ? "result" : "files");
    } catch (error) {
      this.#settle(error);
    } finally {
      this.#store.set({ progress: null });
    }
  }

  /** @param {File[]} files @param {Parameters<Dataset["add"]>[1]} options */
  async #take(files, options) {
    if (this.dataset) await this.dataset.add(files, options);
    else
      this.dataset = await openFiles(files, {
        ...options,
        mappings: remembered().mappings,
        duplicates: this.#state.duplicates,
        units: this.#names
      });
    learn(await this.dataset.words());
  }

  /** Reports an error, unless the dataset was closed: then nobody waits for the result. @param {any} error */
  #settle(error) {
    if (error.name === "AbortError") this.#store.set({ said: this.#text.announce.cancelled });
    else if (error.code !== "closed") this.#store.set({ problem: codeOf(error) });
  }

  /** After the files have changed; ends when the shown view has its answers. */
  async #renew() {
    const { dataset } = this;
    if (!dataset) return;
    this.#answers.renew(dataset, () => void this.#renew().catch(error => this.#settle(error)));
    const { files } = dataset;
    if (!hasData(files)) return this.#store.set({ ...NO_DATA, files });
    const lives = livesOf(files);
    const step = lives?.grain === "quarter" ? "quarter" : "month";
    const [steps, weeks, units, merged] = await Promise.all([
      dataset.summarize({ by: [step] }),
      lives ? { groups: [] } : dataset.summarize({ by: ["week"] }),
      dataset.summarize({ by: ["unit"] }),
      dataset.merged()
    ]);
    const periods = offeredOf(keysOf(held(steps), step), keysOf(held(weeks), "week"), lives);
    this.#leavePeriod(Object.values(periods).flat());
    this.#store.set({
      files,
      problem: null,
      periods,
      units: keysOf(units, "unit"),
      sizes: Object.fromEntries(units.groups.map(({ key, counts }) => [key.unit ?? "", counts.received])),
      merged,
      merge: this.#names.mergeSpellings !== false
    });
    await this.#answers.follow();
  }

  /** Resets a chosen period that the data no longer contain. @param {string[]} offered */
  #leavePeriod(offered) {
    const { query } = this.#state;
    if (query.period && query.period !== "custom" && !offered.includes(query.period))
      this.#store.set({ query: { ...query, ...periodOf("") }, said: this.#text.drop.gone });
  }

  /**
   * Changes the dataset, then asks for all answers again.
   * @param {(dataset: Dataset) => Promise<unknown>} change
   */
  async change(change) {
    this.#store.set({ busy: true, problem: null });
    try {
      if (this.dataset) await change(this.dataset);
      await this.#renew();
    } catch (error) {
      this.#settle(error);
    } finally {
      this.#store.set({ busy: false });
    }
  }

  /** Aliases that form a circle are refused, and the names stay as they were. @param {UnitNames} patch */
  async rename(patch) {
    const before = this.#names;
    this.#names = { ...before, ...patch };
    this.#store.set({ badAliases: false });
    if (!this.dataset) return;
    await this.change(async dataset => {
      try {
        await dataset.setUnits(this.#names);
      } catch (error) {
        if (codeOf(error) !== "bad-query") throw error;
        this.#names = before;
        this.#store.set({ badAliases: true });
      }
    });
  }
}

/** @typedef {"week" | "month" | "quarter" | "unit"} Named */

/**
 * Periods in which something happened; in others dossiers only wait.
 * @param {Pick<Summary, "groups">} summary
 */
const held = ({ groups }) => ({
  groups: groups.filter(
    ({ counts: { received, ended, stopped, notAccepted } }) => received + ended + stopped + notAccepted > 0
  )
});

/** The names of the groups. @param {Pick<Summary, "groups">} summary @param {Named} dimension */
const keysOf = ({ groups }, dimension) => groups.flatMap(({ key }) => key[dimension] || []);

/**
 * Shows the progress over all files, and announces it to screen readers at every 25%.
 * @param {Store} store
 * @param {File[]} files
 */
function follow(store, files) {
  const total = files.reduce((sum, { size }) => sum + size, 0) || 1;
  let index = 0;
  let spoken = 0;
  return (/** @type {{ file: string, bytesRead: number, rows: number }} */ { file, bytesRead, rows }) => {
    while (index < files.length - 1 && files[index].name !== file) index += 1;
    const before = files.slice(0, index).reduce((sum, { size }) => sum + size, 0);
    const percent = Math.floor((100 * (before + bytesRead)) / total);
    const said =
      percent >= spoken + 25 && percent < 100
        ? { said: textOf(store.state).announce.progress((spoken = percent)) }
        : {};
    store.set({ progress: { file, index: index + 1, files: files.length, percent, rows }, ...said });
  };
}
