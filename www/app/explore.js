// What the user can do with filters, steps back and lists of dossiers.
import { pasteable, columnsOf } from "../views/dossiers/columns.js";
import { shownList } from "../views/dossiers/view.js";
import { copyText } from "./clipboard.js";
import { toggled, unfiltered } from "./filters.js";
import { textOf } from "./state.js";

/** @typedef {import("./actions.js").Store} Store */

const MOST = 50_000; // rows that are copied
const AT_ONCE = 10_000; // rows that the dataset gives at a time

/** @param {Store} store @param {import("./actions.js").Answers} answers @param {() => void} undo @returns {import("./actions.js").Actions} */
export const exploreActions = (store, answers, undo) => ({
  "hoso-filter": (clicked) => store.set(toggled(store.state, clicked)),
  "hoso-unfilter": () => store.set(unfiltered(store.state)),
  "hoso-undo": undo,
  async "hoso-copy-list"() {
    const { state } = store;
    const t = textOf(state);
    const words = t.views.dossiers;
    const list = shownList(state);
    const tell = (/** @type {string} */ said) => store.set({ copied: { list: JSON.stringify(list), said }, said });
    try {
      const { rows, total } = await everyRow(answers, list);
      await copyText(pasteable(t, columnsOf(state.of.dossiers?.list ?? "late"), rows));
      tell(words.copied(rows.length, total));
    } catch {
      tell(words.notCopied);
    }
  },
});

/** @param {import("./actions.js").Answers} answers @param {ReturnType<typeof shownList>} query */
async function everyRow(answers, query) {
  /** @type {import("../lib/index.d.ts").DossierRow[]} */
  const rows = [];
  let total = 1;
  while (rows.length < Math.min(total, MOST)) {
    const page = await answers.ask({ dossiers: { ...query, offset: rows.length, limit: AT_ONCE } });
    if (!page.rows.length) break;
    rows.push(...page.rows);
    total = page.total;
  }
  return { rows, total };
}
