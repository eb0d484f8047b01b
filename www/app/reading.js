// How files are read: what their columns mean, and in which encoding their letters are.
import { flagsOf, parseMappings, storable, withMapping, withMeaning } from "./mappings.js";
import { remember, remembered } from "./memory.js";
import { saveJson } from "./save.js";
import { codeOf } from "./state.js";

/** @typedef {import("./actions.js").Store} Store */
/** @typedef {import("../lib/index.d.ts").Mapping} Mapping */

/**
 * @param {Store} store
 * @param {() => import("../lib/index.d.ts").Dataset | null} dataset
 * @param {(change: () => Promise<any>) => Promise<void>} changing a change after which everything is asked
 *   anew
 * @param {(id: string) => void} focus
 * @returns {import("./actions.js").Actions}
 */
export function readingActions(store, dataset, changing, focus) {
  const open = (/** @type {number} */ file) => {
    const { columns } = store.state.files[file].mapping;
    store.set({ mapping: { file, columns }, badMapping: false, unfolded: true });
  };
  const close = () => {
    const file = store.state.mapping?.file;
    store.set({ mapping: null, badMapping: false });
    focus(`map-${file}`);
  };
  /** A period is one file's own, and not another's with the same header. @param {Mapping[]} mappings */
  const keep = mappings =>
    remember({
      mappings: mappings
        .map(({ period, ...shared }) => storable(shared))
        .reduce(withMapping, remembered().mappings ?? [])
    });

  return {
    "hoso-mapping": ({ file }) => open(file),
    "hoso-mapping-change"({ index, meaning }) {
      const { mapping } = store.state;
      if (!mapping) return;
      store.set({
        mapping: {
          ...mapping,
          columns: mapping.columns.map((column, at) => (at === index ? withMeaning(column, meaning) : column))
        }
      });
    },
    /** Another row is the header: its columns are found anew. @param {{ row: number }} chosen */
    async "hoso-mapping-header"({ row }) {
      const { mapping, files } = store.state;
      if (!mapping) return;
      const chosen = { ...files[mapping.file].mapping, headerRow: row, columns: [] };
      await changing(async () => dataset()?.remap(mapping.file, chosen));
      if (store.state.files[mapping.file]) open(mapping.file);
    },
    /** The first list that has no such column. @param {{ column?: string }} lacking */
    "hoso-map-missing"({ column }) {
      const { files } = store.state;
      const lacks = (/** @type {import("../lib/index.d.ts").FileReport} */ { mapping, kind, error }) =>
        !error && kind === "dossiers" && !mapping.columns.some(one => one.column === column);
      const file = Math.max(0, files.findIndex(lacks));
      open(file);
      focus("mapping");
    },
    async "hoso-mapping-apply"() {
      const { mapping, files } = store.state;
      if (!mapping) return;
      const chosen = { ...files[mapping.file].mapping, columns: mapping.columns };
      keep([chosen]);
      await changing(async () => dataset()?.remap(mapping.file, chosen));
      close();
    },
    /**
     * Mappings of a file of ours: tables with one of these headers are read again.
     * @param {{ mappings: Mapping[] }} given
     */
    async "hoso-mappings"({ mappings }) {
      keep(mappings);
      let count = 0;
      await changing(async () => {
        for (const mapping of mappings) {
          const file = store.state.files.findIndex(({ signature }) => signature === mapping.signature);
          if (file >= 0) count += 1;
          if (file >= 0) await dataset()?.remap(file, mapping);
        }
      });
      return count;
    },
    "hoso-mapping-cancel": close,
    "hoso-mapping-save"() {
      const { mapping, files } = store.state;
      if (!mapping) return;
      const { name, signature, mapping: read } = files[mapping.file];
      saveJson(storable({ signature, ...flagsOf(read), columns: mapping.columns }), `${stem(name)}-cot.json`);
    },
    /** A mapping of this header is shown, to be applied; those of others are remembered for their files. */
    async "hoso-mapping-load"({ file }) {
      const { mapping, files } = store.state;
      if (!mapping) return;
      try {
        const loaded = parseMappings(await file.text());
        const own = loaded.find(({ signature }) => signature === files[mapping.file].signature);
        keep(loaded.filter(one => one !== own));
        store.set({ badMapping: !own, mapping: own ? { ...mapping, columns: own.columns } : mapping });
      } catch {
        store.set({ badMapping: true });
      }
    },
    /**
     * What is said above the figures can be set right there.
     * @param {{ file: number, patch: Partial<Mapping> }} fix
     */
    async "hoso-fix"({ file, patch }) {
      const mapping = { ...store.state.files[file].mapping, ...patch };
      keep([mapping]);
      await changing(async () => dataset()?.remap(file, mapping));
      focus(store.state.files.length ? "result" : "files");
    },
    async "hoso-readings"({ file }) {
      if (store.state.readings?.file === file) return store.set({ readings: null });
      store.set({ readings: { file, list: null }, unfolded: true });
      try {
        const list = (await dataset()?.readings(file)) ?? [];
        if (store.state.readings?.file === file) store.set({ readings: { file, list } });
      } catch (error) {
        store.set({ readings: null, problem: codeOf(error) });
      }
    },
    async "hoso-encoding"({ file, encoding }) {
      const { mapping } = store.state.files[file];
      store.set({ readings: null, mapping: null });
      await changing(async () => dataset()?.remap(file, mapping, encoding));
      focus(`encoding-${file}`);
    }
  };
}

/** @param {string} name */
const stem = name => name.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
