// How files are read: what their columns mean, and in which encoding their letters are.
import { flagsOf, parseMappings, storable, withMapping, withMeaning } from "./mappings.js";
import { remember, remembered } from "./memory.js";
import { saveJson } from "./save.js";
import { codeOf } from "./state.js";

/** @typedef {import("./actions.js").Store} Store */
/** @typedef {import("./actions.js").Actions} Actions */
/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("../lib/index.d.ts").Mapping} Mapping */
/** @typedef {{ file: number, patch: Partial<Mapping> }} Fix */

/**
 * @param {Store} store
 * @param {Data} data
 * @param {(id: string) => void} focus
 * @returns {Actions}
 */
export const readingActions = (store, data, focus) => ({
  ...mappingEdits(store, data, focus),
  ...mappingFiles(store, data),
  ...readAgain(store, data, focus)
});

/** The editor of a file's columns. @param {Store} store @param {number} file */
const edit = (store, file) =>
  store.set({
    mapping: { file, columns: store.state.files[file].mapping.columns },
    badMapping: false,
    unfolded: true
  });

/** @param {Store} store @param {(id: string) => void} focus */
function close(store, focus) {
  const file = store.state.mapping?.file;
  store.set({ mapping: null, badMapping: false });
  focus(`map-${file}`);
}

/**
 * Remembers mappings, without the period: it belongs to one file, not to others with the same header.
 * @param {Mapping[]} mappings
 */
const keep = mappings =>
  remember({
    mappings: mappings
      .map(({ period, ...shared }) => storable(shared))
      .reduce(withMapping, remembered().mappings ?? [])
  });

/** @param {Store} store @param {Data} data @param {(id: string) => void} focus @returns {Actions} */
const mappingEdits = (store, data, focus) => ({
  "hoso-mapping": ({ file }) => edit(store, file),
  "hoso-mapping-cancel": () => close(store, focus),
  "hoso-mapping-change"({ index, meaning }) {
    const { mapping } = store.state;
    const columns = mapping?.columns.map((column, at) =>
      at === index ? withMeaning(column, meaning) : column
    );
    if (mapping && columns) store.set({ mapping: { ...mapping, columns } });
  },
  /** Another row is the header: its columns are found anew. @param {{ row: number }} chosen */
  async "hoso-mapping-header"({ row }) {
    const { mapping, files } = store.state;
    if (!mapping) return;
    const chosen = { ...files[mapping.file].mapping, headerRow: row, columns: [] };
    await data.change(dataset => dataset.remap(mapping.file, chosen));
    if (store.state.files[mapping.file]) edit(store, mapping.file);
  },
  /** The first list that has no such column. @param {{ column?: string }} lacking */
  "hoso-map-missing"({ column }) {
    const lacks = (/** @type {import("../lib/index.d.ts").FileReport} */ { mapping, kind, error }) =>
      !error && kind === "dossiers" && !mapping.columns.some(one => one.column === column);
    edit(store, Math.max(0, store.state.files.findIndex(lacks)));
    focus("mapping");
  },
  async "hoso-mapping-apply"() {
    const { mapping, files } = store.state;
    if (!mapping) return;
    const chosen = { ...files[mapping.file].mapping, columns: mapping.columns };
    keep([chosen]);
    await data.change(dataset => dataset.remap(mapping.file, chosen));
    close(store, focus);
  }
});

/** @param {Store} store @param {Data} data @returns {Actions} */
const mappingFiles = (store, data) => ({
  /**
   * Applies mappings from a JSON file: tables with one of these headers are read again.
   * @param {{ mappings: Mapping[] }} given
   */
  async "hoso-mappings"({ mappings }) {
    keep(mappings);
    let count = 0;
    await data.change(async dataset => {
      for (const mapping of mappings) {
        const file = store.state.files.findIndex(({ signature }) => signature === mapping.signature);
        if (file < 0) continue;
        count += 1;
        await dataset.remap(file, mapping);
      }
    });
    return count;
  },
  "hoso-mapping-save"() {
    const { mapping, files } = store.state;
    if (!mapping) return;
    const { name, signature, mapping: read } = files[mapping.file];
    saveJson(storable({ signature, ...flagsOf(read), columns: mapping.columns }), `${stem(name)}-cot.json`);
  },
  /** A mapping of the current header is shown in the editor; mappings of other headers are remembered. */
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
  }
});

/** @param {Store} store @param {Data} data @param {(id: string) => void} focus @returns {Actions} */
const readAgain = (store, data, focus) => ({
  /** Corrections offered by the warnings above the figures. @param {Fix} fix */
  async "hoso-fix"({ file, patch }) {
    const mapping = { ...store.state.files[file].mapping, ...patch };
    keep([mapping]);
    await data.change(dataset => dataset.remap(file, mapping));
    focus(store.state.files.length ? "result" : "files");
  },
  async "hoso-readings"({ file }) {
    if (store.state.readings?.file === file) return store.set({ readings: null });
    store.set({ readings: { file, list: null }, unfolded: true });
    try {
      const list = (await data.dataset?.readings(file)) ?? [];
      if (store.state.readings?.file === file) store.set({ readings: { file, list } });
    } catch (error) {
      store.set({ readings: null, problem: codeOf(error) });
    }
  },
  async "hoso-encoding"({ file, encoding }) {
    const { mapping } = store.state.files[file];
    store.set({ readings: null, mapping: null });
    await data.change(dataset => dataset.remap(file, mapping, encoding));
    focus(`encoding-${file}`);
  }
});

/** @param {string} name */
const stem = name => name.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
