// hoso's JavaScript interface: files in, answers out. The types are in index.d.ts. Nothing here needs a page.
import { Dataset } from "./dataset.js";
import { bring, spareWhenIdle } from "./parts.js";

/** @type {typeof import("./index.d.ts").preload} */
export async function preload(parts) {
  await bring(parts);
  spareWhenIdle();
}

/** @type {typeof import("./index.d.ts").openFiles} */
export async function openFiles(files, options = {}) {
  const dataset = new Dataset(options);
  try {
    await dataset.add(files, options);
    return dataset;
  } catch (error) {
    dataset.close();
    throw error;
  }
}
