// Steps back: the browser's back button, and the button "undo", take back the last change of view, filters or
// settings. Earlier states are kept in memory only, under a number in the browser's history entry; the
// address holds no more than the fragment. After a reload the numbers are ignored, and the fragment alone
// decides. Clearing the data forgets all of it.
import { fragmentOf } from "./fragment.js";
import { hasData } from "./state.js";

/** @typedef {import("./state.js").State} State */

/** The part of the state that a step back restores. @param {State} state */
const momentOf = ({ view, query, where, of, lang, chosen }) => ({ view, query, where, of, lang, chosen });

/** Identifies a step. Sorting a table is not a step of its own. @param {State} state */
const stepOf = state => `${fragmentOf(state, { sorts: false })} ${JSON.stringify(state.where)}`;

export class Steps {
  /** @type {import("./actions.js").Store} */
  #store;
  /** @type {(fragment: string) => Partial<State>} */
  #read;
  // Distinguishes these numbers from those before a reload, or before the data were cleared.
  #visit = Math.random();
  /** @type {ReturnType<typeof momentOf>[]} */
  #moments = [];
  #at = 0;
  #step = "";
  #shown = "";

  /** @param {import("./actions.js").Store} store @param {(fragment: string) => Partial<State>} read */
  constructor(store, read) {
    [this.#store, this.#read] = [store, read];
  }

  /** Forgets all steps. */
  #begin() {
    if (this.#moments.length > 1) this.#visit = Math.random();
    [this.#moments, this.#at] = [[], 0];
  }

  /** If the browser refuses (a sandboxed frame, too many calls), only the button "undo" steps back.
   * @param {"pushState" | "replaceState"} how */
  #tell(how) {
    const address = `${location.pathname}${location.search}${this.#shown && `#${this.#shown}`}`;
    try {
      history[how]({ visit: this.#visit, at: this.#at }, "", address);
    } catch {
      // nothing is lost
    }
  }

  /** Applies a change that is not a step of its own. @param {Partial<State>} patch */
  #take(patch) {
    this.#step = stepOf({ ...this.#store.state, ...patch });
    this.#store.set({ ...patch, steps: this.#at });
  }

  /** @param {number} to */
  #go(to) {
    this.#at = to;
    this.#take(this.#moments[to]);
  }

  /** After every change of the state. */
  follow() {
    const { state } = this.#store;
    const [before, now, fragment] = [this.#step, stepOf(state), fragmentOf(state)];
    const moved = now !== before && hasData(state.files);
    if (!hasData(state.files)) this.#begin();
    if (moved) this.#moments.length = ++this.#at;
    this.#moments[this.#at] = momentOf(state);
    if (now === before && fragment === this.#shown) return;
    [this.#step, this.#shown] = [now, fragment];
    this.#tell(moved ? "pushState" : "replaceState");
    if (state.steps !== this.#at) this.#store.set({ steps: this.#at });
  }

  /** The browser has gone back or forward, or the address was changed. @param {any} kept */
  arrive(kept) {
    if (kept?.visit === this.#visit && this.#moments[kept.at]) this.#go(kept.at);
    else if (document.getElementById(location.hash.slice(1)))
      this.#tell("replaceState"); // a link to a place in the page
    else this.#take(this.#read(location.hash));
  }

  undo = () => {
    if (this.#at <= 0) return;
    if (history.state?.visit === this.#visit && history.state.at === this.#at) history.back();
    else this.#go(this.#at - 1);
  };
}
