// What the user can do in the view "reconcile". It comes with further.js, as the view does.
import { copyText } from "../../app/clipboard.js";
import { save } from "../../app/save.js";
import { codeOf, textOf } from "../../app/state.js";
import { errorIn } from "../../app/words.js";
import { own, wordsOf } from "./own.js";

/** @typedef {import("../../app/actions.js").Store} Store */
/** @typedef {import("../../app/actions.js").Answers} Answers */
/** @typedef {import("../../lib/index.d.ts").WaitOptions} WaitOptions */

/** @param {Store} store @param {Answers} answers @returns {Record<string, (detail: any) => unknown>} */
export function reconcileActions(store, answers) {
  const patch = (/** @type {Partial<import("./own.js").Own>} */ patch) =>
    store.set({ of: { ...store.state.of, reconcile: { ...store.state.of.reconcile, ...patch } } });
  /** @type {AbortController | null} */
  let stop = null;
  /**
   * One at a time, with progress; what went wrong is said.
   * @param {(options: WaitOptions) => Promise<Partial<import("./own.js").Own>>} work
   */
  async function waiting(work) {
    if (stop) return;
    const mine = (stop = new AbortController());
    patch({ progress: { done: 0, of: 0 }, said: "" });
    try {
      patch(
        await work({ signal: mine.signal, onProgress: progress => stop === mine && patch({ progress }) })
      );
    } catch (error) {
      patch({ said: saidOf(error) });
    } finally {
      stop = null;
      patch({ progress: null });
    }
    answers.check();
  }
  /** @param {any} asked @param {string} name */
  const workbook = (asked, name) =>
    waiting(async options => {
      const blob = await answers.dataset?.export("xlsx", { ...asked, lang: store.state.lang }, options);
      if (blob) save(blob, name);
      return {};
    });
  /** @param {any} error */
  const saidOf = error =>
    error?.name === "AbortError"
      ? wordsOf(store.state).cancelled
      : errorIn(textOf(store.state), codeOf(error));

  return {
    "hoso-reconcile": ({ claims, query, question }) =>
      waiting(async options => {
        const { files } = store.state;
        const units = await /** @type {any} */ (answers.dataset).reconcile(claims, query, options);
        return { found: { units, question, files, claims, query } };
      }),
    "hoso-compare": ({ before, after, query }) =>
      waiting(async options => {
        const { dataset } = answers;
        const comparison = await dataset?.compare(before, after, query, options);
        return comparison
          ? { compared: { comparison, before, after, query, files: dataset?.files ?? [] } }
          : {};
      }),
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
    "hoso-reconcile-stop": () => stop?.abort(),
    /** The list of a bucket, by what it is. @param {{ bucket: string, name: string }} detail */
    "hoso-bucket"({ bucket, name }) {
      const { of } = store.state;
      store.set({
        view: "dossiers",
        of: {
          ...of,
          dossiers: { ...of.dossiers, list: "bucket", bucket: { id: bucket, name }, at: 0, sort: undefined }
        }
      });
    },
    /**
     * From the warning of duplicates: the first file is the earlier export, until somebody says otherwise.
     */
    "hoso-compare-files"() {
      const lists = store.state.files.flatMap(({ kind, error }, file) =>
        !error && kind === "dossiers" ? [file] : []
      );
      const sides = Object.keys(own(store.state).sides).length
        ? own(store.state).sides
        : lists.length > 1
          ? { [lists[0]]: "before", [lists[lists.length - 1]]: "after" }
          : {};
      patch({ mode: "exports", sides: /** @type {any} */ (sides) });
      store.set({ view: "reconcile" });
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
