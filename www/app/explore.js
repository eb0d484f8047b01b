// What the user can do with filters, steps back and lists of dossiers.
import { pasteable, columnsOf } from "../views/dossiers/columns.js";
import { shownList } from "../views/dossiers/view.js";
import { folded } from "../elements/folded.js";
import { copyText } from "./clipboard.js";
import { toggled, unfiltered } from "./filters.js";
import { save } from "./save.js";
import { textOf } from "./state.js";

/** @typedef {import("./actions.js").Store} Store */
/** @typedef {import("./actions.js").Answers} Answers */

const MOST = 50_000; // rows that are copied
const AT_ONCE = 10_000; // rows that the dataset gives at a time

/**
 * @param {Store} store
 * @param {Answers} answers
 * @param {() => void} undo
 * @returns {import("./actions.js").Actions}
 */
export const exploreActions = (store, answers, undo) => ({
  "hoso-filter": clicked => store.set(toggled(store.state, clicked)),
  "hoso-unfilter": () => store.set(unfiltered(store.state)),
  "hoso-undo": undo,
  /** Shows the list of one outcome, within the current filters. */
  "hoso-look"({ outcome }) {
    const { of } = store.state;
    store.set({
      view: "dossiers",
      of: { ...of, dossiers: { ...of.dossiers, list: outcome, at: 0, sort: undefined } }
    });
  },
  "hoso-list-copy": () => copyList(store, answers),
  "hoso-list-export": ({ kind }) => exportList(store, answers, kind)
});

/** Copies all rows of the list that is shown. @param {Store} store @param {Answers} answers */
async function copyList({ state, set }, answers) {
  const t = textOf(state);
  const words = t.views.dossiers;
  const list = shownList(state);
  const { rows, total } = await everyRow(answers.dataset, list);
  const text = pasteable(t, columnsOf(state.of.dossiers?.list ?? "lateAll"), rows);
  const said = await copyText(text).then(
    () => words.copied(rows.length, total),
    () => words.notCopied
  );
  set({ copied: { list: JSON.stringify(list), said }, said });
}

/** @param {Store} store @param {Answers} answers @param {"xlsx" | "csv"} kind */
async function exportList({ state }, answers, kind) {
  const words = textOf(state).views;
  const { list = "lateAll", days } = state.of.dossiers ?? {};
  const blob = await answers.dataset?.export(kind, {
    rows: "dossiers",
    lang: state.lang,
    ...shownList(state)
  });
  const invented = state.invented && words.takeaway.names.invented;
  const of = folded(words.dossiers.list(list, days)).replace(/[^a-z\d]+/g, "-");
  const name = [invented, words.dossiers.fileName, of, state.query.period, kind].filter(Boolean).join(".");
  if (blob) save(blob, name);
}

/** @param {import("../lib/index.d.ts").Dataset | null} dataset @param {ReturnType<typeof shownList>} query */
async function everyRow(dataset, query) {
  /** @type {import("../lib/index.d.ts").DossierRow[]} */
  const rows = [];
  let page = { total: 0, rows };
  do {
    page = (await dataset?.dossiers({ ...query, offset: rows.length, limit: AT_ONCE })) ?? {
      total: 0,
      rows: []
    };
    rows.push(...page.rows);
  } while (page.rows.length && rows.length < Math.min(page.total, MOST));
  return { rows, total: page.total };
}
