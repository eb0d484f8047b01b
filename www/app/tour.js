// The four first steps, on invented data, and the guide. They come with further.js.

import { remember } from "./memory.js";

/** The view that a step is about; the first two are about what stands above all views. */
const VIEWS = ["overview", "overview", "compare", "takeaway"];
/** The element that a step is about; it is scrolled into view. */
const PLACES = ["drop", "result", "tab-compare", "tab-takeaway"];

/**
 * @param {import("./actions.js").Store} store
 * @param {(type: string, detail: any) => any} act
 * @returns {Record<string, (detail: any) => unknown>}
 */
export const tourActions = (store, act) => ({
  async "hoso-tour"({ step }) {
    if (step === 0) await act("hoso-sample", { id: store.state.samples[0].id });
    store.set(step === null ? { tour: null } : { tour: step, view: VIEWS[step] });
    requestAnimationFrame(() => {
      document.getElementById(PLACES[step])?.scrollIntoView({ block: "center" });
      document.getElementById(step === null ? "result" : "tour")?.focus({ preventScroll: true });
    });
  },
  "hoso-shortcut"({ on }) {
    remember({ shortcut: on });
    store.set({ shortcut: on });
  },
  "hoso-help": () => document.querySelector("dialog")?.showModal()
});
