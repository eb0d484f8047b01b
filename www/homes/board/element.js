// Home 4: <hoso-board>, the board of a published file inside another page. What it promises stands in
// docs/embedding.md.
import { openFiles } from "../../lib/index.js";
import { render } from "../../elements/dom.js";
import { addText, usable } from "../../app/state.js";
import { BUILT_IN, parseSets } from "../../app/targets.js";
import { en } from "../../text.en.js";
import { Refused, trial } from "../policy-check.js";
import style from "hoso/style";
import { namesIn, periodIn, webAddress } from "./attributes.js";
import { colour, onTheme } from "./palette.js";
import { published } from "./published.js";
import { words } from "./text.js";
import { learn } from "../../app/words.js";
import { board, DIMENSIONS, FRESH, MEASURES } from "./view.js";

/** @typedef {import("../../lib/index.d.ts").Dataset} Dataset */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("./view.js").Model} Model */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./attributes.js").Span} Span */
/** @typedef {Pick<Model, "phase"> & Partial<Model>} Shown */
/**
 * Where the files come from, and whether they may be lists of dossiers: what a reader or a script hands in
 * may.
 * @typedef {{ get: () => Promise<File[]>, listed: boolean }} Source
 */

addText("en", en);

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/**
 * Worker and wasm lie beside this file. A worker file of the page's own site is allowed by more policies than
 * a blob; no policy allows one of another site, so its text is loaded.
 */
const beside = (/** @type {string} */ name) => new URL(name, import.meta.url);
const parts = () => ({ worker: beside("worker.js"), wasm: beside("hoso_bg.wasm") });
const ways = () =>
  beside("").origin === location.origin ? [{ ...parts(), asFile: true }, parts()] : [parts()];

/** @type {Promise<void> | undefined} */
let started;
/** Starting is tried again if it failed: a server may be busy for a moment. */
const begin = () =>
  (started ??= trial(...ways()).catch(error => {
    started = undefined;
    throw error;
  }));

/** Attributes that are the reader's or the page's choice of figures, and those that are only shown. */
const SAVED = ["lang", "measures", "by", "targets", "period"];
const DRAWN = ["heading", "source", "source-href"];

export class HosoBoard extends HTMLElement {
  static observedAttributes = [...SAVED, ...DRAWN, "src", "theme"];

  #root = this.attachShadow({ mode: "open" });
  /** @type {Dataset | null} */
  #dataset = null;
  /** @type {Summary | null} what is shown */
  #summary = null;
  /** @type {Published | null} */
  #published = null;
  /** @type {Model["choice"]} */
  #choice = {};
  /** @type {Record<string, any>} the user's choices */
  #own = {};
  /** @type {Shown} */
  #shown = { phase: "empty" };
  /** @type {Source | null} */
  #source = null;
  #unwatch = () => {};
  #turn = 0; // the number of the last loading; results of earlier ones are ignored
  #asked = 0; // the number of the last question, in the same way

  constructor() {
    super();
    this.#root.addEventListener("hoso-of", event =>
      this.#choose(/** @type {CustomEvent} */ (event).detail.patch)
    );
  }

  /** Also called after the board was moved in the page: it then loads its files again. */
  connectedCallback() {
    this.#unwatch = onTheme(() => this.#colour());
    if (this.#source && this.#shown.phase === "empty") void this.#take(this.#source);
    else this.#draw();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#turn += 1;
    this.#asked += 1;
    this.#clear({ phase: "empty" });
  }

  /** Clears the board. @param {Shown} shown */
  #clear(shown) {
    this.#dataset?.close();
    [this.#dataset, this.#summary, this.#published] = [null, null, null];
    this.#show(shown);
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "src") void (now && this.#take({ get: () => this.#fetch(now), listed: false }));
    else if (name === "theme") this.#colour();
    else if (["lang", "measures", ...DRAWN].includes(name)) this.#draw();
    else void this.#ask();
  }

  /**
   * Shows files instead of `src`: dossier lists, summaries, or one published summary (JSON).
   * @param {Iterable<File>} files
   */
  load(files) {
    return this.#take({ get: async () => [...files], listed: true });
  }

  /** The choices of the user, without data. */
  save() {
    const attributes = SAVED.flatMap(name =>
      this.hasAttribute(name) ? [[name, this.getAttribute(name)]] : []
    );
    return { version: 1, ...Object.fromEntries(attributes), own: { ...this.#own } };
  }

  /** @param {ReturnType<HosoBoard["save"]>} saved */
  async restore({ own = {}, ...saved }) {
    this.#own = { ...own };
    for (const name of SAVED) {
      const value = Reflect.get(saved, name);
      if (typeof value === "string") this.setAttribute(name, value);
    }
    await this.#ask();
  }

  /** @param {string} src */
  async #fetch(src) {
    const address = new URL(src, document.baseURI);
    const response = await fetch(address).catch(() =>
      Promise.reject(
        new Refused([`connect-src ${address.origin === location.origin ? "'self'" : address.origin}`])
      )
    );
    if (!response.ok)
      throw Object.assign(new Error(), {
        code: "not-found",
        address: String(address),
        status: response.status
      });
    return [
      new File([await response.blob()], decodeURIComponent(address.pathname.split("/").at(-1) ?? "") || "src")
    ];
  }

  /** @param {Source} source */
  async #take(source) {
    const mine = ++this.#turn;
    this.#asked += 1; // answers about the files before are ignored
    this.#source = source;
    this.#clear({ phase: "loading" });
    try {
      const files = await source.get();
      const told = files.length === 1 ? await published(files[0]) : null;
      const dataset = told ? null : await this.#open(files, source.listed || this.hasAttribute("allow-list"));
      if (mine !== this.#turn) return dataset?.close();
      [this.#dataset, this.#published] = [dataset, told];
      await this.#ask();
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    }
  }

  /** @param {File[]} files @param {boolean} listed whether they may be lists of dossiers */
  async #open(files, listed) {
    await begin();
    const dataset = await openFiles(files);
    try {
      learn(await dataset.words());
      refuseFaults(dataset);
      if (!listed && dataset.files.some(({ kind }) => kind === "dossiers"))
        throw Object.assign(new Error(), { code: "list-not-allowed" });
      return dataset;
    } catch (error) {
      dataset.close();
      throw error;
    }
  }

  /** The question that attributes and choices ask. */
  async #ask() {
    const mine = ++this.#asked;
    try {
      const period = periodIn(this.getAttribute("period"));
      if (this.#dataset) await this.#count(this.#dataset, mine, period);
      else if (this.#published) this.#look(this.#published, period);
    } catch (error) {
      return mine === this.#asked ? this.#fail(error) : undefined;
    }
    if (mine !== this.#asked || !this.#summary) return;
    this.#show({ phase: "ready" });
    this.dispatchEvent(new CustomEvent("hoso-ready", { detail: this.#summary }));
  }

  /** @param {Dataset} dataset @param {number} mine @param {Span} period */
  async #count(dataset, mine, period) {
    const targets = await this.#targets();
    const query = { ...period, ...this.#own.query };
    const by = this.#dimensions().length ? [this.#dimension()] : [];
    const summary = await dataset.summarize({ ...query, by, targets });
    if (mine !== this.#asked || !summary) return;
    refuseFaults(dataset);
    this.#summary = summary;
    this.#choice = { from: query.from, to: query.to, targets: targets?.title };
  }

  /**
   * Figures that were published are those of one period.
   * @param {Published} published
   * @param {Span} period
   */
  #look({ summaries, choice }, { from, to }) {
    if ((from || to) && (from !== choice.from || to !== choice.to))
      throw Object.assign(new Error(), { code: "other-period" });
    this.#summary = summaries[this.#dimension() ?? ""];
    this.#choice = choice;
  }

  #dimensions() {
    const chosen = namesIn(this.getAttribute("by") ?? "unit", DIMENSIONS);
    if (!this.#published) return chosen;
    const told = namesIn(Object.keys(this.#published.summaries).join(" "), DIMENSIONS);
    return chosen.some(name => told.includes(name)) ? chosen.filter(name => told.includes(name)) : told;
  }

  #dimension() {
    const dimensions = this.#dimensions();
    return dimensions.find(name => name === this.#own.table?.dimension) ?? dimensions[0];
  }

  /** The attribute names a built-in set, or a file of sets. */
  async #targets() {
    const named = this.getAttribute("targets");
    const builtIn = BUILT_IN.find(({ id }) => id === named);
    if (!named || builtIn) return builtIn;
    const [file] = await this.#fetch(named);
    return usable(parseSets(await file.text())[0]);
  }

  /** @param {object} patch */
  #choose(patch) {
    this.#own = { ...this.#own, table: { ...this.#own.table, ...patch } };
    void this.#ask();
  }

  /** @param {any} error */
  #fail(error) {
    const code = typeof error.code === "string" ? error.code : error.name;
    this.#show({ phase: "failed", lacks: error.lacks, code, error });
    this.dispatchEvent(
      new CustomEvent("hoso-error", {
        detail: { code: error.lacks ? "policy" : code, lacks: error.lacks ?? [] }
      })
    );
  }

  /** @param {Shown} shown */
  #show(shown) {
    this.#shown = shown;
    this.#draw();
  }

  #draw() {
    const measures = namesIn(this.getAttribute("measures"), MEASURES);
    const lang = this.getAttribute("lang") === "en" ? "en" : "vi";
    const [heading, source, address] = DRAWN.map(name => this.getAttribute(name));
    const dimension = this.#dimension();
    const model = {
      t: words(lang),
      measures: measures.length ? measures : MEASURES,
      dimensions: this.#dimensions(),
      dimension,
      table: this.#own.table,
      summary: this.#summary,
      choice: this.#choice,
      heading,
      source,
      address: webAddress(address),
      notes: this.#published?.notes ?? [],
      withheld: this.#published?.withheld,
      ...this.#shown
    };
    render(
      this.#root,
      board(model, dimension => this.#choose({ ...FRESH, dimension }))
    );
  }

  #colour() {
    colour(this, this.#root, sheet);
  }
}

/** A board shows all of its files or nothing. @param {Dataset | null} dataset */
function refuseFaults(dataset) {
  const fault = dataset?.files.find(({ error }) => error)?.error;
  if (fault) throw fault;
}

if (!customElements.get("hoso-board")) customElements.define("hoso-board", HosoBoard);
