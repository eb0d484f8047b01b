// What the user takes away: text on the clipboard, files.
import { copyText } from "./clipboard.js";
import { save } from "./save.js";
import { textOf } from "./state.js";

/** @typedef {import("./actions.js").Store} Store */

/** @param {Store} store @param {import("./actions.js").Answers} answers @returns {import("./actions.js").Actions} */
export function takeActions(store, answers) {
  /** Said beside the button, and aloud. @param {string} at which button @param {string} said */
  const tell = (at, said) => store.set({ of: { ...store.state.of, takeaway: { ...store.state.of.takeaway, note: { at, said } } }, said });

  return {
    async "hoso-copy"({ at, text, html }) {
      const words = textOf(store.state).views.takeaway;
      tell(at, await copyText(text, html).then(() => words.copied, () => words.notCopied));
    },
    async "hoso-export"({ at, kind, query, name }) {
      const t = textOf(store.state);
      try {
        const blob = await answers.dataset?.export(kind, query);
        if (!blob) return;
        save(blob, name);
        tell(at, t.views.takeaway.saved(name));
      } catch (error) {
        const { code } = /** @type {any} */ (error);
        tell(at, t.errors.codes[code] ?? t.errors.other(code));
      }
    },
  };
}
