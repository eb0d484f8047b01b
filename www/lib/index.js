// hoso's JavaScript face: files in, answers out. The types stand in index.d.ts; there is no page in here.
import { Dataset } from "./dataset.js";

export { preload } from "./parts.js";

/** @type {typeof import("./index.d.ts").openFiles} */
export async function openFiles(files, options = {}) {
  const dataset = new Dataset({ today: localDay(new Date()), ...options });
  try {
    await dataset.add(files, options);
    return dataset;
  } catch (error) {
    dataset.close();
    throw error;
  }
}

/** The host's day, as the official's calendar shows it (not UTC's). @param {Date} now */
function localDay(now) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
