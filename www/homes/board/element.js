// Home 4: <hoso-board>, the board of a published file inside another page. What it promises stands in docs/embedding.md.
import { openFiles } from "../../lib/index.js";
import { render } from "../../elements/dom.js";
import { addText, textOf, usable } from "../../app/state.js";
import { BUILT_IN, parseSets } from "../../app/targets.js";
import { en } from "../../text.en.js";
import { Refused, trial } from "../trial.js";
import style from "hoso/style";
import { board, DIMENSIONS, FRESH, MEASURES } from "./view.js";

/** @typedef {import("../../lib/index.d.ts").Dataset} Dataset */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("./view.js").Model} Model */
/** What a receipt or an exported summary tells, its summaries by the dimension of their groups.
 * @typedef {{ summaries: Record<string, Summary>, choice: Model["choice"] }} Published */
/** @typedef {Pick<Model, "phase"> & Partial<Model>} Shown */

addText("en", en);

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** Worker and wasm lie beside this file. A worker file of the page's own site is allowed by more policies than a blob;
 * one of another site is allowed by none, so its text is taken. */
const beside = (/** @type {string} */ name) => new URL(name, import.meta.url);
const parts = () => ({ worker: beside("worker.js"), wasm: beside("hoso_bg.wasm") });
const ways = () =>
  beside("").origin === location.origin ? [{ ...parts(), asFile: true }, parts()] : [parts()];

/** @type {Promise<void> | undefined} */
let started;
/** Tried again where it failed: a server may be busy for a moment. */
const begin = () =>
  (started ??= trial(...ways()).catch(error => {
    started = undefined;
    throw error;
  }));

/** Names in an attribute that are known. @template {string} T @param {string | null} list @param {readonly T[]} known @returns {T[]} */
const namesIn = (list, known) => known.filter(name => (list ?? "").split(/[\s,]+/).includes(name));

export class HosoBoard extends HTMLElement {
  static observedAttributes = ["src", "lang", "measures", "by", "targets"];

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
  /** @type {(() => Promise<File[]>) | null} how what is to be shown is had */
  #get = null;
  #turn = 0; // the last loading; earlier ones come to nothing
  #asked = 0; // the last question likewise

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener("hoso-of", event =>
      this.#choose(/** @type {CustomEvent} */ (event).detail.patch)
    );
  }

  /** Also after it was moved in the page: what was closed then is had anew. */
  connectedCallback() {
    if (this.#get && this.#shown.phase === "empty") void this.#take(this.#get);
    else this.#draw();
  }

  disconnectedCallback() {
    this.#turn += 1;
    this.#asked += 1;
    this.#clear({ phase: "empty" });
  }

  /** Nothing of what was shown stays. @param {Shown} shown */
  #clear(shown) {
    this.#dataset?.close();
    [this.#dataset, this.#summary, this.#published] = [null, null, null];
    this.#show(shown);
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
    const attributes = ["lang", "measures", "by", "targets"].flatMap(name =>
      this.hasAttribute(name) ? [[name, this.getAttribute(name)]] : []
    );
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
    const response = await fetch(address).catch(() =>
      Promise.reject(
        new Refused([`connect-src ${address.origin === location.origin ? "'self'" : address.origin}`])
      )
    );
    if (!response.ok)
      throw Object.assign(new Error(`${address}: HTTP ${response.status}`), { code: "not-found" });
    return [
      new File([await response.blob()], decodeURIComponent(address.pathname.split("/").at(-1) ?? "") || "src")
    ];
  }

  /** @param {() => Promise<File[]>} get */
  async #take(get) {
    const mine = ++this.#turn;
    this.#asked += 1; // no answer to what was asked of the files before
    this.#get = get;
    this.#clear({ phase: "loading" });
    try {
      const files = await get();
      const told = files.length === 1 ? await published(files[0]) : null;
      const dataset = told ? null : await this.#open(files);
      if (mine !== this.#turn) return dataset?.close();
      [this.#dataset, this.#published] = [dataset, told];
      await this.#ask();
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    }
  }

  /** @param {File[]} files */
  async #open(files) {
    await begin();
    const dataset = await openFiles(files);
    try {
      refuseFaults(dataset);
      return dataset;
    } catch (error) {
      dataset.close();
      throw error;
    }
  }

  /** The question that attributes and choices ask. */
  async #ask() {
    const mine = ++this.#asked;
    if (this.#dataset) {
      try {
        const [{ query }, targets] = [this.#own, await this.#targets()];
        const summary = await this.#dataset?.summarize({
          ...query,
          by: this.#dimensions().length ? [this.#dimension()] : [],
          targets
        });
        if (mine !== this.#asked || !summary) return;
        refuseFaults(this.#dataset);
        this.#summary = summary;
        this.#choice = { from: query?.from, to: query?.to, targets: targets?.title };
      } catch (error) {
        return mine === this.#asked ? this.#fail(error) : undefined;
      }
    }
    if (this.#published)
      [this.#summary, this.#choice] = [
        this.#published.summaries[this.#dimension() ?? ""],
        this.#published.choice
      ];
    if (!this.#summary) return;
    this.#show({ phase: "ready" });
    this.dispatchEvent(new CustomEvent("hoso-ready", { detail: this.#summary }));
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
    this.#show({ phase: "failed", lacks: error.lacks, code });
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
    render(
      this.#root,
      board(
        {
          t: textOf(/** @type {any} */ ({ lang })),
          measures: measures.length ? measures : MEASURES,
          dimensions: this.#dimensions(),
          dimension: this.#dimension(),
          table: this.#own.table,
          summary: this.#summary,
          choice: this.#choice,
          ...this.#shown
        },
        dimension => this.#choose({ ...FRESH, dimension })
      )
    );
  }
}

/** A board shows all of its files or nothing. @param {Dataset | null} dataset */
function refuseFaults(dataset) {
  const fault = dataset?.files.find(({ error }) => error)?.error;
  if (fault) throw fault;
}

/** Null where the file is something else. @param {File} file @returns {Promise<Published | null>} */
async function published(file) {
  if (!/\.json$/i.test(file.name)) return null;
  try {
    const told = JSON.parse(await file.text());
    const found = Object.entries(told.summaries ?? { [dimensionOf(told)]: told }).filter(([, one]) =>
      isSummary(one)
    );
    const choice = { from: told.from ?? undefined, to: told.to ?? undefined, targets: told.targets?.title };
    return found.length ? { summaries: Object.fromEntries(found), choice } : null;
  } catch {
    return null; // a list of dossiers in lines of JSON, or no JSON at all: the reader will say
  }
}

/** @param {any} told */
const isSummary = told =>
  told?.rules?.asOf && told.total?.counts && told.total.measures && Array.isArray(told.groups);

/** @param {any} told */
const dimensionOf = told => Object.keys(told?.groups?.[0]?.key ?? {})[0] ?? "";

if (!customElements.get("hoso-board")) customElements.define("hoso-board", HosoBoard);
