// Steps back: the browser's back button, and the button "undo", take back the last change of view, filters or
// settings. Earlier states are kept in memory only, under a number in the browser's history entry; the
// address holds no more than the fragment. After a reload the numbers are ignored, and the fragment alone
// decides. Clearing the data forgets all of it.
import { fragmentOf } from "./fragment.js";
import { hasData } from "./state.js";

/** @typedef {import("./state.js").State} State */

/** What a step brings back. @param {State} state */
const momentOf = ({ view, query, where, of, lang, chosen }) => ({ view, query, where, of, lang, chosen });

/** Another order of a table is no step. @param {State} state */
const stepOf = state => `${fragmentOf(state, { sorts: false })} ${JSON.stringify(state.where)}`;

/**
 * @param {{ readonly state: State, set: (patch: Partial<State>) => void }} store
 * @param {(fragment: string) => Partial<State>} read
 */
export function createHistory(store, read) {
  let visit = Math.random(); // tells these numbers from those before a reload, or before the data were cleared
  /** @type {ReturnType<typeof momentOf>[]} */
  let moments = [];
  let at = 0;
  let step = "";
  let shown = "";

  /** Nothing to go back to. */
  function begin() {
    if (moments.length > 1) visit = Math.random();
    [moments, at] = [[], 0];
  }

  /** Where the browser refuses (a sandboxed frame, too many at once) the button alone steps back.
   * @param {"pushState" | "replaceState"} how */
  function tell(how) {
    try {
      history[how]({ visit, at }, "", `${location.pathname}${location.search}${shown && `#${shown}`}`);
    } catch {
      // nothing is lost
    }
  }

  /** A change that is no step of its own. @param {Partial<State>} patch */
  function take(patch) {
    step = stepOf({ ...store.state, ...patch });
    store.set({ ...patch, steps: at });
  }

  /** @param {number} to */
  function go(to) {
    at = to;
    take(moments[at]);
  }

  return {
    /** After every change of the state. */
    follow() {
      const { state } = store;
      const [before, now, fragment] = [step, stepOf(state), fragmentOf(state)];
      const moved = now !== before && hasData(state.files);
      if (!hasData(state.files)) begin();
      if (moved) moments.length = ++at;
      moments[at] = momentOf(state);
      if (now === before && fragment === shown) return;
      [step, shown] = [now, fragment];
      tell(moved ? "pushState" : "replaceState");
      if (state.steps !== at) store.set({ steps: at });
    },
    /** The browser has gone back or forward, or the address was changed. @param {any} kept */
    arrive(kept) {
      if (kept?.visit === visit && moments[kept.at]) go(kept.at);
      else if (document.getElementById(location.hash.slice(1)))
        tell("replaceState"); // a link to a place in the page
      else take(read(location.hash));
    },
    undo() {
      if (at <= 0) return;
      if (history.state?.visit === visit && history.state.at === at) history.back();
      else go(at - 1);
    }
  };
}
