// What the user can do, by the event that asks for it. Each action changes the state, and the view is
// redrawn.
import { openFiles } from "../lib/index.js";
import { orderNames } from "../elements/names.js";
import { exploreActions } from "./explore.js";
import { dayChosen } from "./days.js";
import { periodOf } from "./filters.js";
import { sifted } from "./incoming.js";
import { forget, forgetFiles, remember, remembered } from "./memory.js";
import { offeredOf } from "./periods.js";
import { readingActions } from "./reading.js";
import { save, saveJson } from "./save.js";
import { aliasesOf } from "./session/aliases.js";
import { takeActions } from "./export.js";
import {
  allSets,
  chosenSet,
  codeOf,
  hasData,
  livesOf,
  NO_DATA,
  NOTHING_TYPED,
  textOf,
  usable
} from "./state.js";
import { parseSets, percentOf, withFreshId } from "./targets.js";
import { learn } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {{ readonly state: State, set: (patch: Partial<State>) => void }} Store */
/** @typedef {ReturnType<typeof import("./answers.js").createAnswers>} Answers */
/** @typedef {Record<string, (detail: any) => unknown>} Actions */

/**
 * @param {Store} store
 * @param {Answers} answers
 * @param {(id: string) => void} focus
 * @param {() => void} undo
 * @returns {Actions}
 */
export const createActions = (store, answers, focus, undo) => ({
  ...dataActions(store, answers, focus),
  ...viewActions(store),
  ...exploreActions(store, answers, undo),
  ...takeActions(store, answers),
  ...setActions(store)
});

/**
 * Files, their mapping, and what is asked of them.
 * @param {Store} store
 * @param {Answers} answers
 * @param {(id: string) => void} focus
 * @returns {Actions}
 */
function dataActions(store, answers, focus) {
  /** @type {import("../lib/index.d.ts").Dataset | null} */
  let dataset = null;
  let stop = new AbortController();
  /** @type {import("../lib/index.d.ts").UnitNames} */
  let names = namesAnew(store);
  /** @type {File[]} chosen while others are read */
  let next = [];
  /** @type {File[]} the files behind the reports */
  let opened = [];
  const say = (/** @type {string} */ said) => store.set({ said });

  /** Nothing of the data stays. @param {string} said */
  function clear(said) {
    [next, opened, names] = [[], [], namesAnew(store)];
    stop.abort();
    dataset?.close();
    dataset = null;
    answers.renew(null);
    store.set({ ...NO_DATA, ...NOTHING_TYPED, said });
  }

  /**
   * Invented dossiers and real ones are never counted together.
   * @param {File[]} files
   * @param {number} [left] files of a folder that were left out
   * @param {boolean} [invented]
   */
  async function open(files, left = 0, invented = false) {
    store.set({ left });
    if (!files.length) return say(textOf(store.state).drop.left(left));
    if (store.state.progress && store.state.progress !== "sample") return void next.push(...files);
    if (store.state.files.length && (invented || store.state.invented))
      clear(textOf(store.state).announce.sampleClosed);
    store.set({ invented, removed: null });
    opened.push(...files);
    const first = !hasData(store.state.files);
    stop = new AbortController();
    store.set({
      progress: { file: files[0].name, index: 1, files: files.length, percent: 0, rows: 0 },
      said: textOf(store.state).announce.reading(files.length)
    });
    try {
      const options = { onProgress: follow(store, files), signal: stop.signal };
      if (dataset) await dataset.add(files, options);
      else
        dataset = await openFiles(files, {
          ...options,
          mappings: remembered().mappings,
          duplicates: store.state.duplicates,
          units: names
        });
      learn(await dataset.words());
      await renew();
      if (first) focus(hasData(store.state.files) ? "result" : "files");
    } catch (error) {
      settle(error);
    } finally {
      store.set({ progress: null });
    }
    if (next.length) await open(next.splice(0));
  }

  /** What was closed is no longer asked for. @param {any} error */
  function settle(error) {
    if (error.name === "AbortError") say(textOf(store.state).announce.cancelled);
    else if (error.code !== "closed") store.set({ problem: codeOf(error) });
  }

  /** After the files have changed; ends when the shown view has its answers. */
  async function renew() {
    if (!dataset) return;
    answers.renew(dataset, () => void renew().catch(settle));
    const files = dataset.files;
    if (!hasData(files)) return store.set({ ...NO_DATA, files });
    const lives = livesOf(files);
    const step = lives?.grain === "quarter" ? "quarter" : "month";
    const [steps, weeks, units, merged] = await Promise.all([
      dataset.summarize({ by: [step] }),
      lives ? { groups: [] } : dataset.summarize({ by: ["week"] }),
      dataset.summarize({ by: ["unit"] }),
      dataset.merged()
    ]);
    const keys = (
      /** @type {Pick<import("../lib/index.d.ts").Summary, "groups">} */ { groups },
      /** @type {"month" | "quarter" | "week" | "unit"} */ name
    ) => groups.flatMap(({ key }) => key[name] || []);
    const periods = offeredOf(keys(steps, step), keys(weeks, "week"), lives);
    const { query } = store.state;
    const gone =
      query.period && query.period !== "custom" && !Object.values(periods).flat().includes(query.period);
    if (gone) store.set({ query: { ...query, ...periodOf("") }, said: textOf(store.state).drop.gone });
    store.set({
      files,
      problem: null,
      periods,
      units: keys(units, "unit"),
      sizes: Object.fromEntries(units.groups.map(({ key, counts }) => [key.unit ?? "", counts.received])),
      merged,
      merge: names.mergeSpellings !== false
    });
    await answers.follow();
  }

  async function changing(/** @type {() => Promise<any>} */ change) {
    store.set({ busy: true, problem: null });
    try {
      await change();
      await renew();
    } catch (error) {
      settle(error);
    } finally {
      store.set({ busy: false });
    }
  }

  /**
   * Names that cannot be (a circle) leave those that are.
   * @param {import("../lib/index.d.ts").UnitNames} patch
   */
  async function rename(patch) {
    const before = names;
    names = { ...names, ...patch };
    store.set({ badAliases: false });
    if (!dataset) return;
    await changing(async () => {
      try {
        await dataset?.setUnits(names);
      } catch (error) {
        if (codeOf(error) !== "bad-query") throw error;
        names = before;
        store.set({ badAliases: true });
      }
    });
  }

  return {
    "hoso-open": ({ files, left }) => open(files, left),
    "hoso-folder"({ files }) {
      const found = sifted(files);
      return open(found.files, found.left);
    },
    /** In the place of real files only once it was asked for. */
    async "hoso-sample"({ id, sure = store.state.invented || !store.state.files.length }) {
      if (!sure) return store.set({ asking: id });
      store.set({ progress: "sample", asking: null });
      await painted();
      await open((await store.state.samples.find(sample => sample.id === id)?.files()) ?? [], 0, true);
    },
    "hoso-unfold": ({ open }) => store.set({ unfolded: open }),
    "hoso-ask": ({ id }) => store.set({ asking: id }),
    "hoso-keep": () => store.set({ asking: null }),
    "hoso-cancel"() {
      next = [];
      stop.abort();
    },
    "hoso-clear"() {
      clear(textOf(store.state).announce.cleared);
      withoutFiles(store);
    },
    /** @param {{ rule: any }} detail */
    async "hoso-duplicates"({ rule }) {
      store.set({ duplicates: rule });
      await changing(async () => dataset?.setDuplicates(rule));
    },
    /** @param {{ merge: boolean }} detail */
    "hoso-merge": ({ merge }) => rename({ mergeSpellings: merge }),
    /**
     * Rows that are still being written do not count yet.
     * @param {{ aliases: import("./state.js").State["aliases"] }} detail
     */
    async "hoso-aliases"({ aliases }) {
      store.set({ aliases });
      await rename({ aliases: aliasesOf(aliases) });
    },
    /** @param {import("../lib/index.d.ts").UnitNames} given */
    async "hoso-names"(given) {
      store.set({ aliases: given.aliases ?? [], merge: given.mergeSpellings !== false });
      await rename(given);
    },
    /** @param {{ order: string[] }} detail */
    async "hoso-order"({ order }) {
      remember({ order });
      orderNames(order);
      store.set({ order });
      await rename({ order });
    },
    async "hoso-remove"({ file }) {
      const { files } = store.state;
      const alone = files.filter(({ name }) => name === files[file]?.name).length === 1; // no other sheet of it stays
      const removed = (alone && opened.find(({ name }) => name === files[file]?.name)) || null;
      store.set({ mapping: null, readings: null }); // they name files by number
      await changing(async () => dataset?.remove(file));
      store.set({ removed });
      focus(store.state.files.length ? "files" : "drop");
    },
    async "hoso-restore"() {
      const { removed, invented } = store.state;
      if (removed) await open([removed], 0, invented);
    },
    ...readingActions(store, () => dataset, changing, focus)
  };
}

/** The order of units is the user's own, and outlives the data. @param {Store} store */
const namesAnew = ({ state }) => ({ mergeSpellings: true, order: state.order });

/** Nothing names the last files any more. @param {Store} store */
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
function setActions(store) {
  const keep = (/** @type {Partial<State>} */ patch) => {
    store.set({ ...patch, badSet: false });
    remember({ sets: store.state.sets, chosen: store.state.chosen });
  };
  const addSets = (/** @type {import("../lib/index.d.ts").TargetSet[]} */ sets) => {
    const fresh = sets.map(set => withFreshId(set, allSets(store.state)));
    return keep({ sets: [...store.state.sets, ...fresh], chosen: fresh[0]?.id ?? "" });
  };
  return {
    "hoso-set-choose": ({ id }) => keep({ chosen: id }),
    "hoso-set-change": ({ set }) =>
      keep({
        chosen: set.id,
        sets: store.state.sets.map(own => (own.id === store.state.chosen ? tidy(set) : own))
      }),
    "hoso-set-create": () =>
      addSets([
        {
          id: "chi-tieu",
          title: textOf(store.state).targets.newName,
          targets: [{ measure: "onTime", atLeast: "95%" }]
        }
      ]),
    "hoso-set-copy"() {
      const set = chosenSet(store.state);
      if (set) addSets([{ ...set, title: textOf(store.state).targets.copyName(set.title) }]);
    },
    "hoso-set-remove": () =>
      keep({ sets: store.state.sets.filter(({ id }) => id !== store.state.chosen), chosen: "" }),
    "hoso-set-save"() {
      const set = usable(chosenSet(store.state));
      if (set) saveJson(set, `${set.id}.json`);
    },
    async "hoso-set-load"({ file }) {
      try {
        addSets(parseSets(await file.text()));
      } catch {
        store.set({ badSet: true });
      }
    }
  };
}

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

/**
 * Shows the progress over all files; speaks of it at each quarter only.
 * @param {Store} store
 * @param {File[]} files
 */
function follow(store, files) {
  const total = files.reduce((sum, { size }) => sum + size, 0) || 1;
  let index = 0;
  let spoken = 0;
  return (/** @type {{ file: string, bytesRead: number, rows: number }} */ { file, bytesRead, rows }) => {
    while (index < files.length - 1 && files[index].name !== file) index += 1;
    const before = files.slice(0, index).reduce((sum, { size }) => sum + size, 0);
    const percent = Math.floor((100 * (before + bytesRead)) / total);
    const said =
      percent >= spoken + 25 && percent < 100
        ? { said: textOf(store.state).announce.progress((spoken = percent)) }
        : {};
    store.set({ progress: { file, index: index + 1, files: files.length, percent, rows }, ...said });
  };
}

/** After the next frame is on the screen. */
const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
