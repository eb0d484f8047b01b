// What is remembered between visits: settings only, in localStorage, all under one key. Where storage is
// refused (private window, file opened from disk) the page works without it.
const KEY = "hoso.settings";

/**
 * @typedef {{ lang?: "vi" | "en", sets?: import("../lib/index.d.ts").TargetSet[], chosen?: string, mappings?:
 *   import("../lib/index.d.ts").Mapping[] }} Settings
 */

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
