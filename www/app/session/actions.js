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
/** @typedef {import("../state.js").Told} Told */

/**
 * @param {Store} store
 * @param {Answers} answers
 * @param {Act} act
 * @returns {Record<string, (detail: any) => unknown>}
 */
export const sessionActions = (store, answers, act) => ({
  "hoso-files": given => openAll(store, answers, act, given),
  async "hoso-session-save"() {
    const { dataset } = answers;
    const files = (store.state.files.length && (await dataset?.receipt({}))?.files) || [];
    saveJson(sessionOf(store.state, remembered().mappings ?? [], files), wordsOf(store).name);
    tell(store, [{ said: wordsOf(store).saved }]);
  },
  "hoso-aliases-save"() {
    const { aliases, order } = store.state;
    saveJson(
      { aliases: aliasesOf(aliases), ...(order.length && { order }) },
      textOf(store.state).spellings.file
    );
  },
  "hoso-told": () => store.set({ told: null })
});

/** @param {Store} store */
const wordsOf = store => textOf(store.state).session;

/** @param {Store} store @param {Told[]} told */
const tell = (store, told) => store.set({ told, said: told.map(({ said }) => said).join(" ") });

/**
 * Opens our own files first, so that their settings are in force when the data files are read.
 * @param {Store} store
 * @param {Answers} answers
 * @param {Act} act
 * @param {{ files: File[], left: number }} given
 */
async function openAll(store, answers, act, { files, left }) {
  const known = await Promise.all(files.map(ownOf));
  const own = known.flatMap(one => one ?? []);
  const data = files.filter((_, at) => !known[at]);
  /** @type {Told[]} */
  const told = [];
  for (const one of own) told.push(await taken(store, act, one));
  if (own.length) tell(store, told);
  else store.set({ told: null });
  if (data.length || !own.length) await act("hoso-open", { files: data, left });
  if (store.state.progress || !hasData(store.state.files)) return;
  const results = [...(await checked(store, act)), ...(await found(store, answers))];
  // A receipt no longer asks for its files.
  const still = told.filter(one => !one.waits);
  if (told.length || results.length) tell(store, [...still, ...results]);
}

/** A receipt that waits for its files. @type {File | null} */
let waiting = null;

/**
 * The receipt against the files that were opened.
 * @param {Store} store
 * @param {Act} act
 * @returns {Promise<Told[]>}
 */
async function checked(store, act) {
  const file = waiting;
  waiting = null;
  if (!file) return [];
  act("hoso-view", { id: "takeaway" });
  await act("hoso-check", { file });
  const { said, of } = store.state;
  return [{ said, agrees: !!of.takeaway.checked?.verdict.agrees }];
}

/**
 * The files that the session names against those that were opened.
 * @param {Store} store
 * @param {Answers} answers
 */
async function found(store, answers) {
  const { wanted } = store.state;
  if (!wanted) return [];
  const words = wordsOf(store);
  const { missing, changed } = compared(wanted, (await answers.dataset?.receipt({}))?.files ?? []);
  if (!missing.length && !changed.length) return [{ said: words.same }];
  return [missing.length && words.missing(missing), changed.length && words.changed(changed)].flatMap(said =>
    said ? { said } : []
  );
}

/**
 * Takes in one of our own files. Returns the message to show.
 * @param {Store} store
 * @param {Act} act
 * @param {Own} own
 */
async function taken(store, act, { kind, value, file }) {
  try {
    if (kind !== "damaged") {
      const told = await TAKE[kind](store, act, value, file);
      return typeof told === "string" ? { said: told } : told;
    }
  } catch {
    // reported below
  }
  return { said: wordsOf(store).damaged(file.name), damaged: true };
}

/**
 * What to do with each kind of file. Each function throws if the file is not of its kind, and returns the
 * message to show.
 * @type {Record<Exclude<Own["kind"], "damaged">, (store: Store, act: Act, value: any, file: File) => any>}
 */
const TAKE = {
  async targets(store, act, value, file) {
    await act("hoso-set-load", { file });
    if (store.state.badSet) return textOf(store.state).targets.badFile;
    return wordsOf(store).set((Array.isArray(value) ? value[0] : value).title, file.name);
  },
  async mapping(store, act, value, file) {
    const count = await act("hoso-mappings", { mappings: parseMappings(JSON.stringify(value)) });
    return wordsOf(store).mapping(file.name, count);
  },
  async aliases(store, act, value, file) {
    const [aliases, order] = [aliasesOf(value.aliases), orderOf(value)];
    if (order.length) await act("hoso-order", { order });
    if (!order.length && !aliases.length) throw new Error("no names");
    if (order.length && !aliases.length) return wordsOf(store).order(file.name, order.length);
    await act("hoso-aliases", { aliases: withAliases(store.state.aliases, aliases) });
    return store.state.badAliases
      ? textOf(store.state).spellings.circle
      : wordsOf(store).aliases(file.name, aliases.length);
  },
  receipt(store, _, value, file) {
    const names = value.files.map((/** @type {any} */ one) => String(one?.name));
    waiting = file;
    return { said: hasData(store.state.files) ? "" : wordsOf(store).receipt(file.name, names), waits: true };
  },
  verdict: (store, _, value, file) => wordsOf(store).verdict(file.name, value),
  async session(store, act, value, file) {
    const session = readSession(value);
    show(store, session);
    await act("hoso-mappings", { mappings: session.mappings });
    await act("hoso-names", { mergeSpellings: session.merge, aliases: session.aliases });
    if (session.order.length) await act("hoso-order", { order: session.order });
    if (session.duplicates) await act("hoso-duplicates", { rule: session.duplicates });
    return wordsOf(store).opened(file.name, session.files.length);
  }
};

/**
 * Applies target sets, view and typed input of a session.
 * @param {Store} store
 * @param {ReturnType<typeof readSession>} session
 */
function show(store, session) {
  const { sets, of } = store.state;
  const fresh = session.sets.filter(set => !sets.some(own => JSON.stringify(own) === JSON.stringify(set)));
  const named = fresh.map(set => withFreshId(set, allSets(store.state)));
  store.set({ sets: [...sets, ...named], wanted: session.files });
  remember({ sets: store.state.sets });
  const patch = stateOf(session.view, { views: VIEW_IDS, sets: allSets(store.state).map(({ id }) => id) });
  const typed = Object.entries(session.typed).map(([view, own]) => [
    view,
    { ...of[view], ...patch.of?.[view], ...own }
  ]);
  store.set({ ...patch, of: { ...of, ...patch.of, ...Object.fromEntries(typed) } });
}
