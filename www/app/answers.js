// Asks the dataset what the current view needs, one question at a time, and keeps the answers until the data
// change. A question that the state no longer needs when its turn comes is skipped, so a late answer never
// replaces a newer one.
import { codeOf, hasData, pickerAsks, queryOf } from "./state.js";
import { shownView } from "./views.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./actions.js").Store} Store */
/** @typedef {import("../lib/index.d.ts").Summary} Summary */
/** @typedef {import("./views.js").Ask} Ask */
/** @typedef {import("./state.js").Answer} Answer */
/** @typedef {import("../lib/index.d.ts").Dataset} Dataset */

const KEPT = 64; // answers; the oldest goes first

/**
 * The question for what is shown above every view: the summary of everything, with its rules.
 * @param {State} state
 * @returns {Ask}
 */
const wholeOf = state => ({ summarize: queryOf(state) });

/** @param {State} state */
const asksOf = state =>
  hasData(state.files)
    ? [wholeOf(state), ...Object.values(shownView(state).needs(state)), ...Object.values(pickerAsks(state))]
    : [];

/** @param {Ask} ask */
const keyOf = ask => JSON.stringify(ask);

/**
 * The answers that have arrived, by the names of their questions.
 * @param {State} state
 * @param {Record<string, Ask>} asks
 */
export function lookUp(state, asks) {
  const found = Object.entries(asks).flatMap(([name, ask]) => {
    const answer = state.answers.get(keyOf(ask));
    return answer?.value ? [[name, answer.value]] : [];
  });
  return { answers: Object.fromEntries(found), complete: found.length === Object.keys(asks).length };
}

export class Answers {
  /** @type {Store} */
  #store;
  /** @type {(state: State, summary: Summary) => string} what is said of a new summary */
  #spoken;
  /**
   * The dataset, also for what is neither shown nor kept: an export, a list to copy.
   * @type {Dataset | null}
   */
  dataset = null;
  /** @type {Map<string, Answer>} */
  #kept = new Map();
  /** @type {Promise<void> | null} */
  #running = null;
  #anew = () => {};
  /** @type {Dataset["files"] | undefined} what the answers are about */
  #taken;

  /** @param {Store} store @param {(state: State, summary: Summary) => string} spoken */
  constructor(store, spoken) {
    [this.#store, this.#spoken] = [store, spoken];
  }

  get #asked() {
    return asksOf(this.#store.state);
  }

  async #run() {
    for (let ask; this.dataset && (ask = this.#asked.find(one => !this.#kept.has(keyOf(one)))); ) {
      const into = this.#kept; // a change of the data replaces it by a new map
      into.set(keyOf(ask), await put(this.dataset, ask));
      if (into === this.#kept) this.check();
      if (into.size > KEPT) into.delete(this.#oldestOf(into));
      if (into === this.#kept) this.#store.set({ answers: new Map(into) });
      if (into === this.#kept) this.#publish();
    }
  }

  /**
   * A worker that was lost has been replaced, and the files read again: one of them may have changed, or be
   * gone.
   */
  check() {
    if (!this.dataset || this.dataset.files === this.#taken) return;
    this.#taken = this.dataset.files;
    this.#anew();
  }

  /** The oldest answer that nothing on the screen needs. @param {Map<string, Answer>} answers */
  #oldestOf(answers) {
    const asked = new Set(this.#asked.map(keyOf));
    return [...answers.keys()].find(key => !asked.has(key)) ?? "";
  }

  /** The summary above the views, and the fault of a question, follow what the state asks. */
  #publish() {
    const { state } = this.#store;
    const answers = this.#asked.map(ask => this.#kept.get(keyOf(ask)));
    const unanswered = answers.find(answer => answer?.fault)?.fault ?? null;
    const summary = answers[0]?.value ?? state.summary;
    if (unanswered !== state.unanswered) this.#store.set({ unanswered });
    if (summary !== state.summary) this.#store.set({ summary, said: this.#spoken(state, summary) });
  }

  /** A question that failed is asked again the next time it is needed. */
  #forgetFaults() {
    const asked = new Set(this.#asked.map(keyOf));
    for (const [key, answer] of this.#kept) if (answer.fault && !asked.has(key)) this.#kept.delete(key);
  }

  /** After every change of the state; resolves when all that it asks is answered. */
  async follow() {
    this.#forgetFaults();
    this.#publish();
    await (this.#running ??= this.#run().finally(() => (this.#running = null)));
  }

  /**
   * The data are new.
   * @param {Dataset | null} to
   * @param {() => void} [again] takes them as new once more
   */
  renew(to, again = () => {}) {
    [this.dataset, this.#anew, this.#taken] = [to, again, to?.files];
    this.#kept = new Map();
    this.#store.set({ answers: this.#kept });
  }
}

/**
 * If there are only reports of totals, a missing column of a dossier list is not the reason why a rate is
 * missing, so no column is named.
 * @param {Dataset} dataset
 * @param {any} answer
 */
function reasoned({ files }, answer) {
  if (answer.total?.measures && !files.some(({ kind, error }) => kind === "dossiers" && !error))
    for (const { measures } of [answer.total, ...answer.groups])
      for (const rate of Object.values(measures)) delete rate.column;
  return answer;
}

/** If the worker crashed, the next call starts a new one, so the question is asked once more.
 * @param {Dataset} dataset @param {Ask} ask @param {boolean} [again] @returns {Promise<Answer>} */
async function put(dataset, ask, again) {
  try {
    const [[name, query]] = Object.entries(ask); // a question goes by the name of the call that answers it
    return { value: reasoned(dataset, await /** @type {any} */ (dataset)[name](query)) };
  } catch (error) {
    const code = codeOf(error);
    return code === "worker-crashed" && !again ? put(dataset, ask, true) : { fault: code };
  }
}
