// What is remembered between visits: settings only, in localStorage, all under one key. Where storage is
// refused (private window, file opened from disk) the page works without it.
const KEY = "hoso.settings";
/** The database of the last files' handles (session/recent.js). */
export const FILES = "hoso.files";

/**
 * @typedef {{ lang?: "vi" | "en", sets?: import("../lib/index.d.ts").TargetSet[], chosen?: string, mappings?:
 * import("../lib/index.d.ts").Mapping[], order?: string[], shortcut?: boolean }} Settings `order`: units, as
 * a list has them /

/** @returns {Settings} */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {Settings} patch */
export function remember(patch) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...patch }));
  } catch {
    // refused or full: nothing that the official needs is lost
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // refused: then nothing was kept either
  }
}

export function forgetFiles() {
  try {
    indexedDB.deleteDatabase(FILES);
  } catch {
    // refused: then nothing was kept either
  }
}
