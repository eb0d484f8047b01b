// Our own files that are dropped or chosen among others, and the session that is saved. It comes with
// further.js.
import { stateOf } from "../fragment.js";
import { parseMappings } from "../mappings.js";
import { remember, remembered } from "../memory.js";
import { saveJson } from "../save.js";
import { allSets, hasData, textOf } from "../state.js";
import { withFreshId } from "../targets.js";
import { VIEW_IDS } from "../views.js";
import { aliasesOf, orderOf, withAliases } from "./aliases.js";
import { ownOf } from "./kinds.js";
import { compared, readSession, sessionOf } from "./session.js";

/** @typedef {import("../actions.js").Store} Store */
/** @typedef {import("../actions.js").Answers} Answers */
/** @typedef {import("./kinds.js").Own} Own */
/** @typedef {(type: string, detail: any) => any} Act */
/** @typedef {NonNullable<import("../state.js").State["told"]>[number]} Told */

/**
 * @param {Store} store
 * @param {Answers} answers
 * @param {Act} act
 * @returns {Record<string, (detail: any) => unknown>}
 */
export function sessionActions(store, answers, act) {
  /** @type {File | null} a receipt that waits for its files */
  let receipt = null;
  const words = () => textOf(store.state).session;
  const tell = (/** @type {Told[]} */ ...told) =>
    store.set({ told, said: told.map(one => (typeof one === "string" ? one : one.said)).join(" ") });
  const takes = takers(
    store,
    act,
    () => words(),
    file => (receipt = file)
  );

  /**
   * After files were opened: the receipt is checked, and the session's files are compared with them.
   * @param {Told[]} told
   */
  async function settle(told) {
    const { files, wanted } = store.state;
    if (!hasData(files)) return;
    if (receipt) {
      const file = receipt;
      receipt = null;
      act("hoso-view", { id: "takeaway" });
      await act("hoso-check", { file });
      const { said, of } = store.state;
      told.push({ said, agrees: !!of.takeaway.checked?.verdict.agrees });
    }
    if (wanted) {
      const { missing, changed } = compared(wanted, (await answers.dataset?.receipt({}))?.files ?? []);
      if (missing.length) told.push(words().missing(missing));
      if (changed.length) told.push(words().changed(changed));
      if (!missing.length && !changed.length) told.push(words().same);
    }
    if (told.length) tell(...told);
  }

  return {
    /**
     * Our own files first: what they say is in force when the others are read.
     * @param {{ files: File[], left: number }} given
     */
    async "hoso-files"({ files, left }) {
      const known = await Promise.all(files.map(ownOf));
      const own = known.flatMap(one => one ?? []);
      const data = files.filter((_, at) => !known[at]);
      /** @type {Told[]} */
      const told = [];
      for (const one of own) told.push(await taken(takes, one, words()));
      if (own.length) tell(...told);
      else store.set({ told: null });
      if (data.length || !own.length) await act("hoso-open", { files: data, left });
      if (!store.state.progress) await settle(told);
    },
    async "hoso-session-save"() {
      const { dataset } = answers;
      const files = (store.state.files.length && (await dataset?.receipt({}))?.files) || [];
      const session = sessionOf(store.state, remembered().mappings ?? [], files);
      saveJson(session, words().name);
      tell(words().saved);
    },
    "hoso-aliases-save"() {
      const { aliases, order } = store.state;
      saveJson(
        { aliases: aliasesOf(aliases), ...(order.length && { order }) },
        textOf(store.state).spellings.file
      );
    },
    "hoso-told": () => store.set({ told: null })
  };
}

/**
 * What is to be said of it.
 * @param {ReturnType<typeof takers>} takes
 * @param {Own} own
 * @param {import("../../text.vi.js").Text["session"]} words
 */
async function taken(takes, { kind, value, file }, words) {
  try {
    return kind === "damaged" ? words.damaged(file.name) : await takes[kind](value, file);
  } catch {
    return words.damaged(file.name);
  }
}

/**
 * By kind of file; each throws if the file is not of its kind, and says what was done.
 * @param {Store} store
 * @param {Act} act
 * @param {() => import("../../text.vi.js").Text["session"]} words
 * @param {(file: File) => void} await_ a receipt before its files
 */
const takers = (store, act, words, await_) => ({
  /** @param {any} value @param {File} file */
  async targets(value, file) {
    await act("hoso-set-load", { file });
    if (store.state.badSet) return textOf(store.state).targets.badFile;
    return words().set((Array.isArray(value) ? value[0] : value).title, file.name);
  },
  /** @param {any} value @param {File} file */
  async mapping(value, file) {
    return words().mapping(
      file.name,
      await act("hoso-mappings", { mappings: parseMappings(JSON.stringify(value)) })
    );
  },
  /** @param {any} value @param {File} file */
  async aliases(value, file) {
    const [aliases, order] = [aliasesOf(value.aliases), orderOf(value)];
    if (order.length) await act("hoso-order", { order });
    if (!order.length && !aliases.length) throw new Error("no names");
    if (order.length && !aliases.length) return words().order(file.name, order.length);
    await act("hoso-aliases", { aliases: withAliases(store.state.aliases, aliases) });
    return store.state.badAliases
      ? textOf(store.state).spellings.circle
      : words().aliases(file.name, aliases.length);
  },
  /** @param {any} value @param {File} file */
  async receipt(value, file) {
    const names = value.files.map((/** @type {any} */ one) => String(one?.name));
    await_(file);
    return hasData(store.state.files) ? "" : words().receipt(file.name, names);
  },
  /** @param {any} value @param {File} file */
  verdict: (value, file) => words().verdict(file.name, value),
  /** @param {any} value @param {File} file */
  async session(value, file) {
    const session = readSession(value);
    const { sets } = store.state;
    const fresh = session.sets.filter(set => !sets.some(own => JSON.stringify(own) === JSON.stringify(set)));
    const named = fresh.map(set => withFreshId(set, allSets(store.state)));
    store.set({ sets: [...sets, ...named], wanted: session.files });
    remember({ sets: store.state.sets });
    const patch = stateOf(session.view, { views: VIEW_IDS, sets: allSets(store.state).map(({ id }) => id) });
    const { of } = store.state;
    const typed = Object.entries(session.typed).map(([view, own]) => [
      view,
      { ...of[view], ...patch.of?.[view], ...own }
    ]);
    store.set({ ...patch, of: { ...of, ...patch.of, ...Object.fromEntries(typed) } });
    await act("hoso-mappings", { mappings: session.mappings });
    await act("hoso-names", { mergeSpellings: session.merge, aliases: session.aliases });
    if (session.order.length) await act("hoso-order", { order: session.order });
    if (session.duplicates) await act("hoso-duplicates", { rule: session.duplicates });
    return words().opened(file.name, session.files.length);
  }
});
