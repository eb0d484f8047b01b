// What the user can do in the view "reconcile". It comes with further.js, as the view does.
import { copyText } from "../../app/clipboard.js";
import { save } from "../../app/save.js";
import { codeOf, textOf } from "../../app/state.js";
import { errorIn } from "../../app/words.js";
import { sidesOf } from "./exports.js";
import { own, rulesOf, wordsOf } from "./own.js";

/** @typedef {import("../../app/actions.js").Store} Store */
/** @typedef {import("../../app/actions.js").Answers} Answers */
/** @typedef {import("../../lib/index.d.ts").WaitOptions} WaitOptions */

/** @typedef {import("./own.js").Own} Own */
/** @typedef {(work: (options: WaitOptions) => Promise<Partial<Own>>) => Promise<void>} Waiting */

/** @param {Store} store @param {Answers} answers @returns {Record<string, (detail: any) => unknown>} */
export function reconcileActions(store, answers) {
  const { waiting, stop } = oneAtATime(store, answers);
  return {
    "hoso-reconcile": ({ claims, query, question }) =>
      waiting(async options => {
        const { files } = store.state;
        const units = await /** @type {any} */ (answers.dataset).reconcile(claims, query, options);
        return { found: { units, question, files, claims, query } };
      }),
    ...exportActions(store, answers, waiting),
    "hoso-reconcile-stop": stop,
    /** The list of a bucket, by what it is. @param {{ bucket: string, name: string }} detail */
    "hoso-bucket"({ bucket, name }) {
      const { of } = store.state;
      const list = { list: "bucket", bucket: { id: bucket, name }, at: 0, sort: undefined };
      store.set({ view: "dossiers", of: { ...of, dossiers: { ...of.dossiers, ...list } } });
    },
    async "hoso-copy-reconciled"({ text }) {
      const words = wordsOf(store.state);
      store.set({
        said: await copyText(text).then(
          () => words.copied,
          () => words.notCopied
        )
      });
    }
  };
}

/** @param {Store} store @param {Partial<Own>} patch */
const patch = (store, patch) =>
  store.set({ of: { ...store.state.of, reconcile: { ...store.state.of.reconcile, ...patch } } });

/**
 * Work that takes long: one at a time, with progress; what went wrong is said.
 * @param {Store} store
 * @param {Answers} answers
 * @returns {{ waiting: Waiting, stop: () => void }}
 */
function oneAtATime(store, answers) {
  /** @type {AbortController | null} */
  let stop = null;
  return {
    async waiting(work) {
      if (stop) return;
      const { signal } = (stop = new AbortController());
      patch(store, { progress: { done: 0, of: 0 }, said: "" });
      try {
        const onProgress = (/** @type {Own["progress"]} */ progress) =>
          stop?.signal === signal && patch(store, { progress });
        patch(store, await work({ signal, onProgress }));
      } catch (error) {
        patch(store, { said: saidOf(store, error) });
      } finally {
        stop = null;
        patch(store, { progress: null });
      }
      answers.check();
    },
    stop: () => stop?.abort()
  };
}

/** @param {Store} store @param {any} error */
function saidOf({ state }, error) {
  if (error?.name === "AbortError") return wordsOf(state).cancelled;
  return errorIn(textOf(state), codeOf(error));
}

/** Two exports, and workbooks. @param {Store} store @param {Answers} answers @param {Waiting} waiting */
function exportActions(store, answers, waiting) {
  const compare = (/** @type {any} */ { before, after, query }) =>
    waiting(async options => {
      const { dataset } = answers;
      const comparison = await dataset?.compare(before, after, query, options);
      return comparison
        ? { compared: { comparison, before, after, query, files: dataset?.files ?? [] } }
        : {};
    });
  const workbook = (/** @type {any} */ asked, /** @type {string} */ name) =>
    waiting(async options => {
      const blob = await answers.dataset?.export("xlsx", { ...asked, lang: store.state.lang }, options);
      if (blob) save(blob, name);
      return {};
    });
  return {
    "hoso-compare": compare,
    /** The comparison that is shown, as a workbook. */
    "hoso-compare-export"() {
      const { before, after, query } = own(store.state).compared ?? {};
      return workbook({ ...query, compare: { before, after } }, wordsOf(store.state).exports.fileName);
    },
    /** The reconciliation that is shown, as a workbook. */
    "hoso-reconcile-export"() {
      const { claims, query } = own(store.state).found ?? {};
      return workbook({ ...query, reconcile: claims }, wordsOf(store.state).fileName);
    },
    /** From the warning of duplicates to the comparison at once. */
    async "hoso-compare-files"() {
      patch(store, { mode: "exports", sides: usualSides(store.state) });
      store.set({ view: "reconcile" });
      const { before, after } = sidesOf(store.state);
      const ready = before.length > 0 && after.length > 0;
      if (ready) await compare({ before, after, query: rulesOf(store.state) });
      show(ready ? "compared" : "exports");
    }
  };
}

/**
 * The first file is the earlier export, until somebody says otherwise.
 * @param {import("./own.js").State} state
 * @returns {Own["sides"]}
 */
function usualSides(state) {
  const { sides } = own(state);
  const lists = state.files.flatMap(({ kind, error }, file) => (!error && kind === "dossiers" ? [file] : []));
  return Object.keys(sides).length || lists.length < 2
    ? sides
    : { [lists[0]]: "before", [lists[lists.length - 1]]: "after" };
}

/** Brings a heading into view once it is drawn. @param {string} id @param {number} [frames] at most */
function show(id, frames = 60) {
  const heading = document.getElementById(id);
  if (!heading && frames) return void requestAnimationFrame(() => show(id, frames - 1));
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}
