// What the user can do, by the event that asks for it. Each action changes the state, and the view is
// redrawn.
import { orderNames } from "../elements/names.js";
import { exploreActions } from "./explore.js";
import { dayChosen } from "./days.js";
import { Data } from "./data.js";
import { periodOf } from "./filters.js";
import { sifted } from "./incoming.js";
import { forget, forgetFiles, remember } from "./memory.js";
import { readingActions } from "./reading.js";
import { save, saveJson } from "./save.js";
import { aliasesOf } from "./session/aliases.js";
import { takeActions } from "./export.js";
import { allSets, chosenSet, textOf, usable } from "./state.js";
import { parseSets, percentOf, withFreshId } from "./targets.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {{ readonly state: State, set: (patch: Partial<State>) => void }} Store */
/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("../lib/index.d.ts").TargetSet} TargetSet */
/** @typedef {Record<string, (detail: any) => unknown>} Actions */

/**
 * @param {Store} store
 * @param {Answers} answers
 * @param {(id: string) => void} focus
 * @param {() => void} undo
 * @returns {Actions}
 */
export const createActions = (store, answers, focus, undo) => ({
  ...dataActions(store, new Data(store, answers, focus), focus),
  ...viewActions(store),
  ...exploreActions(store, answers, undo),
  ...takeActions(store, answers),
  ...setActions(store)
});

/**
 * Files, their mapping, and the names of units in them.
 * @param {Store} store
 * @param {Data} data
 * @param {(id: string) => void} focus
 * @returns {Actions}
 */
const dataActions = (store, data, focus) => ({
  ...openActions(store, data),
  ...closeActions(store, data, focus),
  ...unitActions(store, data),
  ...readingActions(store, data, focus)
});

/** @param {Store} store @param {Data} data @returns {Actions} */
const openActions = (store, data) => ({
  "hoso-open": ({ files, left }) => data.open(files, left),
  "hoso-folder"({ files }) {
    const found = sifted(files);
    return data.open(found.files, found.left);
  },
  /** If real files are open, the user is asked first, because they are closed. */
  async "hoso-sample"({ id, sure = store.state.invented || !store.state.files.length }) {
    if (!sure) return store.set({ asking: id });
    store.set({ progress: "sample", asking: null });
    await painted();
    await data.open((await store.state.samples.find(sample => sample.id === id)?.files()) ?? [], 0, true);
  },
  "hoso-unfold": ({ open }) => store.set({ unfolded: open }),
  "hoso-ask": ({ id }) => store.set({ asking: id }),
  "hoso-keep": () => store.set({ asking: null })
});

/** @param {Store} store @param {Data} data @param {(id: string) => void} focus @returns {Actions} */
const closeActions = (store, data, focus) => ({
  "hoso-cancel": () => data.cancel(),
  "hoso-clear"() {
    data.clear(textOf(store.state).announce.cleared);
    withoutFiles(store);
  },
  async "hoso-remove"({ file }) {
    store.set({ mapping: null, readings: null }); // both refer to files by their number in the list
    const removed = data.wholeFile(file);
    await data.change(dataset => dataset.remove(file));
    store.set({ removed });
    focus(store.state.files.length ? "files" : "drop");
  },
  async "hoso-restore"() {
    const { removed, invented } = store.state;
    if (removed) await data.open([removed], 0, invented);
  }
});

/** What counts as one dossier, and as one unit. @param {Store} store @param {Data} data @returns {Actions} */
const unitActions = (store, data) => ({
  /** @param {{ rule: any }} detail */
  async "hoso-duplicates"({ rule }) {
    store.set({ duplicates: rule });
    await data.change(dataset => dataset.setDuplicates(rule));
  },
  /** @param {{ merge: boolean }} detail */
  "hoso-merge": ({ merge }) => data.rename({ mergeSpellings: merge }),
  /** Incomplete rows of the editor are not applied yet. @param {{ aliases: State["aliases"] }} detail */
  async "hoso-aliases"({ aliases }) {
    store.set({ aliases });
    await data.rename({ aliases: aliasesOf(aliases) });
  },
  /** @param {import("../lib/index.d.ts").UnitNames} given */
  async "hoso-names"(given) {
    store.set({ aliases: given.aliases ?? [], merge: given.mergeSpellings !== false });
    await data.rename(given);
  },
  /** @param {{ order: string[] }} detail */
  async "hoso-order"({ order }) {
    remember({ order });
    orderNames(order);
    store.set({ order });
    await data.rename({ order });
  }
});

/** Forgets which files were opened last. @param {Store} store */
function withoutFiles(store) {
  forgetFiles();
  store.set({ recent: store.state.recent && [] });
}

/** What is looked at, and how. @param {Store} store @returns {Actions} */
const viewActions = store => ({
  "hoso-view": ({ id }) => store.set({ view: id }),
  "hoso-of"({ view, patch }) {
    const { of } = store.state;
    store.set({ of: { ...of, [view]: { ...of[view], ...patch } } });
  },
  "hoso-save": ({ blob, name }) => save(blob, name),
  "hoso-query"(patch) {
    const { query } = store.state;
    const named = "period" in patch && patch.period !== "custom";
    store.set({
      typed: {},
      query: {
        ...query,
        ...patch,
        ...(named ? periodOf(patch.period, "cut" in patch ? patch.cut : query.cut) : {})
      }
    });
  },
  "hoso-day": ({ name, day }) => store.set(dayChosen(store.state, name, day)),
  "hoso-forget"() {
    forget();
    withoutFiles(store);
    orderNames([]);
    store.set({
      sets: [],
      chosen: undefined,
      order: [],
      shortcut: true,
      said: textOf(store.state).announce.forgotten
    });
  }
});

/** Target sets. @param {Store} store @returns {Actions} */
const setActions = store => ({ ...setEdits(store), ...setFiles(store) });

/** @param {Store} store @param {Partial<State>} patch */
function keepSets(store, patch) {
  store.set({ ...patch, badSet: false });
  remember({ sets: store.state.sets, chosen: store.state.chosen });
}

/** Adds sets and chooses the first of them. @param {Store} store @param {TargetSet[]} sets */
function addSets(store, sets) {
  const fresh = sets.map(set => withFreshId(set, allSets(store.state)));
  keepSets(store, { sets: [...store.state.sets, ...fresh], chosen: fresh[0]?.id ?? "" });
}

/** @param {Store} store @returns {Actions} */
const setEdits = store => ({
  "hoso-set-choose": ({ id }) => keepSets(store, { chosen: id }),
  "hoso-set-change"({ edit }) {
    const { sets, chosen } = store.state;
    const at = sets.findIndex(({ id }) => id === chosen);
    const set = tidy(edit(sets[at]));
    keepSets(store, { chosen: set.id, sets: sets.with(at, set) });
  },
  "hoso-set-create"() {
    const title = textOf(store.state).targets.newName;
    addSets(store, [{ id: "chi-tieu", title, targets: [{ measure: "onTime", atLeast: "95%" }] }]);
  },
  "hoso-set-copy"() {
    const set = chosenSet(store.state);
    if (set) addSets(store, [{ ...set, title: textOf(store.state).targets.copyName(set.title) }]);
  },
  "hoso-set-remove": () =>
    keepSets(store, { sets: store.state.sets.filter(({ id }) => id !== store.state.chosen), chosen: "" })
});

/** @param {Store} store @returns {Actions} */
const setFiles = store => ({
  "hoso-set-save"() {
    const set = usable(chosenSet(store.state));
    if (set) saveJson(set, `${set.id}.json`);
  },
  async "hoso-set-load"({ file }) {
    try {
      addSets(store, parseSets(await file.text()));
    } catch {
      store.set({ badSet: true });
    }
  }
});

/**
 * Percentages as they are printed; a text that is not a percentage stays as typed, to be corrected.
 * @param {import("../lib/index.d.ts").TargetSet} set
 */
const tidy = set => ({
  ...set,
  targets: set.targets.map(target => {
    const bound = target.atMost === undefined ? "atLeast" : "atMost";
    return { ...target, [bound]: percentOf(target[bound] ?? "") ?? target[bound] };
  })
});

/** After the next frame is on the screen. */
const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
