// What the user takes away: text on the clipboard, files, receipts; and the check of another office's
// receipt.
import { copyText } from "./clipboard.js";
import { save, saveJson } from "./save.js";
import { codeOf, textOf } from "./state.js";

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
   * @param {object} [more] of the view
   */
  const tell = (at, said, more = {}) =>
    store.set({
      of: { ...store.state.of, takeaway: { ...store.state.of.takeaway, ...more, note: { at, said } } },
      said
    });
  /** Does it, and says what went wrong. @param {string} at @param {() => Promise<void>} act */
  const telling = async (at, act) => {
    try {
      await act();
    } catch (error) {
      const { codes, other } = textOf(store.state).errors;
      const code = codeOf(error);
      tell(at, codes[code] ?? other(code));
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
      }),
    "hoso-check": ({ file }) =>
      telling("receipt", async () => {
        const { files } = store.state;
        tell("receipt", "", { checked: undefined }); // what was found before is no longer shown
        const receipt = await parsed(file);
        const verdict = await answers.dataset?.verify(receipt);
        if (!verdict) return;
        const differing = verdict.checks.filter(({ agrees, of }) => !agrees && of !== "version").length;
        const said = textOf(store.state).views.takeaway.receipt.result(
          file.name,
          verdict.agrees,
          verdict.checks.length,
          differing
        );
        tell("", said, { checked: { name: file.name, verdict, files, typed: receipt?.typed } });
      })
  };
}

const LONGEST = 50_000_000; // bytes of a receipt

/** @param {File} file */
async function parsed(file) {
  const refused = Object.assign(new Error("no receipt"), { code: "bad-receipt" });
  if (file.size > LONGEST) throw refused;
  try {
    return JSON.parse(await file.text());
  } catch {
    throw refused;
  }
}
