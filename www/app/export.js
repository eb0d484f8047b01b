// What the user takes away: text on the clipboard, files, receipts.
import { copyText } from "./clipboard.js";
import { save, saveJson } from "./save.js";
import { codeOf, textOf } from "./state.js";
import { errorIn } from "./words.js";

/** @typedef {import("./actions.js").Store} Store */
/** @typedef {import("./actions.js").Answers} Answers */

/**
 * @param {Store} store
 * @param {Answers} answers
 * @returns {import("./actions.js").Actions}
 */
export const takeActions = (store, answers) => ({
  "hoso-copy": ({ at, text, html }) => copied(store, at, text, html),
  "hoso-copy-form": ({ at, query, plainOf }) =>
    telling(store, answers, at, async () => {
      const page = await (await answers.dataset?.export("html", query))?.text();
      const html = page?.replace(/<style.*?<\/style>/gs, ""); // the policy refuses it
      if (html) await copied(store, at, plainOf(html), html);
    }),
  "hoso-export": ({ at, kind, query, name }) =>
    telling(store, answers, at, async () => {
      const blob = await answers.dataset?.export(kind, query);
      if (!blob) return;
      save(blob, name);
      tell(store, at, wordsOf(store).saved(name));
    }),
  "hoso-receipt": ({ query, typed, name }) =>
    telling(store, answers, "receipt", async () => {
      const receipt = await answers.dataset?.receipt(query);
      if (!receipt) return;
      saveJson({ ...receipt, ...(typed.length && { typed }) }, name);
      tell(store, "receipt", wordsOf(store).saved(name));
    })
});

/** @param {Store} store */
const wordsOf = store => textOf(store.state).views.takeaway;

/**
 * Shows a message beside the button, and announces it to screen readers.
 * @param {Store} store
 * @param {string} at which button
 * @param {string} said
 */
const tell = ({ state: { of }, set }, at, said) =>
  set({ of: { ...of, takeaway: { ...of.takeaway, note: { at, said } } }, said });

/** Runs an action; an error is shown beside its button.
 * @param {Store} store @param {Answers} answers @param {string} at @param {() => Promise<void>} act */
async function telling(store, answers, at, act) {
  try {
    await act();
  } catch (error) {
    tell(store, at, errorIn(textOf(store.state), codeOf(error)));
  }
  answers.check();
}

/** @param {Store} store @param {string} at @param {string} text @param {string} [html] */
async function copied(store, at, text, html) {
  const words = wordsOf(store);
  const said = await copyText(text, html).then(
    () => words.copied,
    () => words.notCopied
  );
  tell(store, at, said);
}
