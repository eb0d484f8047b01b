// What the user takes away: text on the clipboard, files, receipts.
import { copyText } from "./clipboard.js";
import { save, saveJson } from "./save.js";
import { codeOf, textOf } from "./state.js";
import { errorIn } from "./words.js";

/** @typedef {import("./actions.js").Store} Store */

/**
 * @param {Store} store
 * @param {import("./actions.js").Answers} answers
 * @returns {import("./actions.js").Actions}
 */
export function takeActions(store, answers) {
  /**
   * Said beside the button, and aloud.
   * @param {string} at which button
   * @param {string} said
   */
  const tell = (at, said) =>
    store.set({
      of: { ...store.state.of, takeaway: { ...store.state.of.takeaway, note: { at, said } } },
      said
    });
  /** Does it, and says what went wrong. @param {string} at @param {() => Promise<void>} act */
  const telling = async (at, act) => {
    try {
      await act();
    } catch (error) {
      tell(at, errorIn(textOf(store.state), codeOf(error)));
    }
    answers.check();
  };

  return {
    async "hoso-copy"({ at, text, html }) {
      const words = textOf(store.state).views.takeaway;
      tell(
        at,
        await copyText(text, html).then(
          () => words.copied,
          () => words.notCopied
        )
      );
    },
    "hoso-export": ({ at, kind, query, name }) =>
      telling(at, async () => {
        const blob = await answers.dataset?.export(kind, query);
        if (!blob) return;
        save(blob, name);
        tell(at, textOf(store.state).views.takeaway.saved(name));
      }),
    "hoso-copy-form": ({ at, query, plainOf }) =>
      telling(at, async () => {
        const html = await (await answers.dataset?.export("html", query))?.text();
        const words = textOf(store.state).views.takeaway;
        if (html)
          tell(
            at,
            await copyText(plainOf(html), html).then(
              () => words.copied,
              () => words.notCopied
            )
          );
      }),
    "hoso-receipt": ({ query, typed, name }) =>
      telling("receipt", async () => {
        const receipt = await answers.dataset?.receipt(query);
        if (!receipt) return;
        const whole = { ...receipt, ...(typed.length && { typed }) };
        saveJson(whole, name);
        tell("receipt", textOf(store.state).views.takeaway.saved(name));
      })
  };
}
