// A frame is what the panel shows: a view, the state, and the answers to that state. While a new question is
// being answered the last complete frame stays, so figures never appear under settings that are not theirs,
// and nothing flickers.
import { lookUp } from "./answers.js";
import { shownView } from "./views.js";

/** @typedef {import("./state.js").State} State */
/**
 * @typedef {{ view: import("./views.js").View, state: State, answers: Record<string, any>, complete: boolean
 *   }} Frame
 */

export function createFrames() {
  /** @type {Frame | null} */
  let held = null;
  return (/** @type {State} */ state) => {
    const view = shownView(state);
    if (!state.summary) return (held = null);
    const { answers, complete } = lookUp(state, view.needs(state));
    if (complete || held?.view !== view || !held.complete) held = { view, state, answers, complete };
    return held;
  };
}
