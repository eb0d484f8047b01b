// Home 4: <hoso-board>, the board of a published file inside another page. What it promises stands in docs/embedding.md.
import { openFiles } from "../../lib/index.js";
import { render } from "../../elements/dom.js";
import { textOf, usable } from "../../app/state.js";
import { BUILT_IN, parseSets } from "../../app/targets.js";
import { Refused, trial } from "../trial.js";
import style from "hoso/style";
import { board, DIMENSIONS, FRESH, MEASURES } from "./view.js";

/** @typedef {import("../../lib/index.d.ts").Dataset} Dataset */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("./view.js").Model} Model */
/** @typedef {Pick<Model, "phase"> & Partial<Model>} Shown */

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** Worker and wasm lie beside this file. A worker file of the page's own site is allowed by more policies than a blob;
 * one of another site is allowed by none, so its text is taken. */
const beside = (/** @type {string} */ name) => new URL(name, import.meta.url);
const parts = () => ({ worker: beside("worker.js"), wasm: beside("hoso_bg.wasm") });
const ways = () => (beside("").origin === location.origin ? [{ ...parts(), asFile: true }, parts()] : [parts()]);

/** @type {Promise<void> | undefined} */
let started;
const begin = () => (started ??= trial(...ways()));

/** Names in an attribute that are known. @template {string} T @param {string | null} list @param {readonly T[]} known @returns {T[]} */
const namesIn = (list, known) => known.filter((name) => (list ?? "").split(/[\s,]+/).includes(name));

export class HosoBoard extends HTMLElement {
  static observedAttributes = ["src", "lang", "measures", "by", "targets"];

  #root = this.attachShadow({ mode: "open" });
  /** @type {Dataset | null} */
  #dataset = null;
  /** @type {Summary | null} a published one, or the answer of the dataset */
  #summary = null;
  #published = false;
  /** @type {Record<string, any>} the user's choices */
  #own = {};
  /** @type {Shown} */
  #shown = { phase: "empty" };
  #turn = 0;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener("hoso-of", (event) => this.#choose(/** @type {CustomEvent} */ (event).detail.patch));
  }

  connectedCallback() {
    this.#draw();
  }

  disconnectedCallback() {
    this.#turn += 1;
    this.#dataset?.close();
    this.#dataset = null;
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "src") void (now && this.#take(() => this.#fetch(now)));
    else if (name === "lang" || name === "measures") this.#draw();
    else void this.#ask();
  }

  /** Shows files instead of `src`: dossier lists, summaries, or one published summary (JSON). @param {Iterable<File>} files */
  load(files) {
    return this.#take(async () => [...files]);
  }

  /** What was chosen, without any of the data. */
  save() {
    const attributes = ["lang", "measures", "by", "targets"].flatMap((name) => (this.hasAttribute(name) ? [[name, this.getAttribute(name)]] : []));
    return { version: 1, ...Object.fromEntries(attributes), own: { ...this.#own } };
  }

  /** @param {ReturnType<HosoBoard["save"]>} saved */
  async restore({ own = {}, ...saved }) {
    this.#own = { ...own };
    for (const name of ["lang", "measures", "by", "targets"]) {
      const value = Reflect.get(saved, name);
      if (typeof value === "string") this.setAttribute(name, value);
    }
    await this.#ask();
  }

  /** @param {string} src */
  async #fetch(src) {
    const address = new URL(src, document.baseURI);
    const response = await fetch(address).catch(() => Promise.reject(new Refused([`connect-src ${address.origin === location.origin ? "'self'" : address.origin}`])));
    if (!response.ok) throw Object.assign(new Error(`${address}: HTTP ${response.status}`), { code: "not-found" });
    return [new File([await response.blob()], decodeURIComponent(address.pathname.split("/").at(-1) ?? "") || "src")];
  }

  /** @param {() => Promise<File[]>} get */
  async #take(get) {
    const mine = ++this.#turn;
    this.#show({ phase: "loading" });
    try {
      const files = await get();
      const summary = files.length === 1 ? await published(files[0]) : null;
      const dataset = summary ? null : await this.#open(files);
      if (mine !== this.#turn) return dataset?.close();
      this.#dataset?.close();
      [this.#dataset, this.#summary, this.#published] = [dataset, summary, !!summary];
      await this.#ask();
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    }
  }

  /** @param {File[]} files */
  async #open(files) {
    await begin();
    const dataset = await openFiles(files);
    const fault = dataset.files.find(({ error }) => error)?.error;
    if (!fault) return dataset;
    dataset.close();
    throw fault;
  }

  /** The question that attributes and choices ask. */
  async #ask() {
    if (this.#dataset) {
      const mine = this.#turn;
      try {
        const summary = await this.#dataset.summarize({ ...this.#own.query, by: [this.#dimension()], targets: await this.#targets() });
        if (mine !== this.#turn) return;
        this.#summary = summary;
      } catch (error) {
        return this.#fail(error);
      }
    }
    if (!this.#summary) return;
    this.#show({ phase: "ready" });
    this.dispatchEvent(new CustomEvent("hoso-ready", { detail: this.#summary }));
  }

  #dimensions() {
    if (this.#published) return namesIn(Object.keys(this.#summary?.groups[0]?.key ?? {}).join(" "), DIMENSIONS);
    const chosen = namesIn(this.getAttribute("by"), DIMENSIONS);
    return chosen.length ? chosen : /** @type {typeof chosen} */ (["unit"]);
  }

  #dimension() {
    const dimensions = this.#dimensions();
    return dimensions.find((name) => name === this.#own.table?.dimension) ?? dimensions[0];
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
    this.#show({ phase: "failed", lacks: error.lacks, code: error.code ?? error.name });
    this.dispatchEvent(new CustomEvent("hoso-error", { detail: { code: error.lacks ? "policy" : error.code ?? error.name, lacks: error.lacks ?? [] } }));
  }

  /** @param {Shown} shown */
  #show(shown) {
    this.#shown = shown;
    this.#draw();
  }

  #draw() {
    const measures = namesIn(this.getAttribute("measures"), MEASURES);
    const lang = this.getAttribute("lang") === "en" ? "en" : "vi";
    render(this.#root, board({
      t: textOf(/** @type {any} */ ({ lang })), measures: measures.length ? measures : MEASURES, dimensions: this.#dimensions(),
      dimension: this.#dimension(), table: this.#own.table, summary: this.#summary, ...this.#shown,
    }, (dimension) => this.#choose({ ...FRESH, dimension })));
  }
}

/** A summary that was exported, by itself or inside a receipt; null where the file is something else. @param {File} file @returns {Promise<Summary | null>} */
async function published(file) {
  if (!/\.json$/i.test(file.name)) return null;
  try {
    const told = JSON.parse(await file.text());
    const found = [told, told.summary].find((one) => one?.rules && one.total?.counts && one.total.measures);
    return found ? { groups: [], excluded: { receivedAfterAsOf: 0, summariesOutside: 0 }, ...found } : null;
  } catch {
    return null; // a list of dossiers in lines of JSON, or no JSON at all: the reader will say
  }
}

if (!customElements.get("hoso-board")) customElements.define("hoso-board", HosoBoard);
