// The last files, to be opened again by one click: on a hosted page, where the browser has the File System
// Access API. Only handles are kept, in IndexedDB: a handle is a place on the disk and no byte of the file,
// and the browser asks before it lets a later visit read it. It comes with further.js.
import { FILES } from "../memory.js";
import { hasData, textOf } from "../state.js";

/** @typedef {{ kind: string, name: string, getFile: () => Promise<File>, requestPermission: (what: object) =>
 *   Promise<string> }} Handle */

const ALL = "handles";

/**
 * Asks the one store of the page's own database.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} ask
 * @returns {Promise<any>}
 */
const asked = (mode, ask) =>
  new Promise((done, failed) => {
    const opening = indexedDB.open(FILES);
    opening.onupgradeneeded = () => opening.result.createObjectStore(ALL);
    opening.onerror = failed;
    opening.onsuccess = () => {
      const request = ask(opening.result.transaction(ALL, mode).objectStore(ALL));
      request.onerror = failed;
      request.onsuccess = () => {
        opening.result.close();
        done(request.result);
      };
    };
  });

/**
 * @param {import("../actions.js").Store} store
 * @param {(type: string, detail: any) => any} act
 * @returns {Record<string, (detail: any) => unknown>}
 */
export function recentActions(store, act) {
  /** Handles of files that are opened take the place of the last ones, or join those of what is open.
   * @param {Handle[]} handles */
  async function open(handles) {
    const found = await Promise.all(handles.map(handle => handle.getFile().catch(() => null)));
    const gone = handles.filter((_, at) => !found[at]).map(({ name }) => name);
    keep(handles.filter((_, at) => found[at]));
    const files = found.flatMap(file => file ?? []);
    if (files.length) await act("hoso-files", { files, left: 0 });
    if (gone.length) store.set({ told: [{ said: textOf(store.state).session.missing(gone) }] });
  }
  /** @param {Handle[]} handles */
  function keep(handles) {
    const recent = [...(hasData(store.state.files) ? (store.state.recent ?? []) : []), ...handles];
    store.set({ recent });
    // Refused or full: then the handles are not stored.
    asked("readwrite", all => all.put(recent, 0)).catch(() => {});
  }
  return {
    async "hoso-recall"() {
      if (!("showOpenFilePicker" in globalThis)) return;
      store.set({ recent: (await asked("readonly", all => all.get(0)).catch(() => null)) ?? [] });
    },
    async "hoso-pick"() {
      const handles = await /** @type {any} */ (globalThis)
        .showOpenFilePicker({ multiple: true })
        .catch(() => []);
      if (handles.length) await open(handles);
    },
    async "hoso-reopen"() {
      /** @type {Handle[]} */
      const allowed = [];
      for (const handle of store.state.recent ?? [])
        if ((await handle.requestPermission({ mode: "read" }).catch(() => "")) === "granted")
          allowed.push(handle);
      if (allowed.length) await open(allowed);
    },
    /** What was dropped. @param {{ handles: Promise<Handle | null>[] }} dropped */
    async "hoso-handles"({ handles }) {
      const files = (await Promise.all(handles)).flatMap(one => (one?.kind === "file" ? one : []));
      if (store.state.recent && files.length) keep(files);
    }
  };
}
