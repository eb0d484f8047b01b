// The page's state in one place. It is changed by patches; the listener is called once for all patches of one
// turn of the event loop.

/** @template {object} S @param {S} initial @param {(state: S) => void} listen */
export function createStore(initial, listen) {
  let state = initial;
  let told = true;
  const tell = () => {
    told = true;
    listen(state);
  };
  return {
    get state() {
      return state;
    },
    /** @param {Partial<S>} patch */
    set(patch) {
      state = { ...state, ...patch };
      if (told) queueMicrotask(tell);
      told = false;
    }
  };
}
