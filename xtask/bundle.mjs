// The hosted page's script: app.js is loaded first, further.js has its further parts. The bundler is the one
// inside vite, which makes no third file for shared modules.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rolldown } from "rolldown";
import { short } from "./names.mjs";
import { listed } from "./texts.mjs";

/** The entry modules of the two files. */
export const ENTRIES = { app: "www/homes/hosted.js", further: "www/app/further.js" };

/** @typedef {Record<string, string[]>} Order by file, modules as they are to come */

/** The order found by order.mjs. @type {Order} */
export const KEPT = JSON.parse(readFileSync(new URL("order.json", import.meta.url), "utf8"));

/**
 * Modules are in the order of their first import, after everything that they import. A module that no longer
 * exists is skipped, and a new one comes where its first importer does.
 * @param {Order} order
 */
const inOrder = order => ({
  name: "in-order",
  /** @param {string} code @param {string} id */
  transform(code, id) {
    const file = Object.keys(ENTRIES).find(name => id === resolve(ENTRIES[name]));
    const first = (order[file] ?? []).filter(existsSync).map(path => `import ${JSON.stringify(resolve(path))};\n`);
    return file ? { code: first.join("") + code, map: null } : null;
  }
});

/**
 * @param {string} engine the glue
 * @param {string} stamp what the page compares with what is in memory
 * @param {Order} [order]
 * @param {any[]} [plugins]
 */
export const bundle = (engine, stamp, order = KEPT, plugins = []) =>
  rolldown({
    input: { app: ENTRIES.app },
    platform: "browser",
    moduleTypes: { ".md": "text" },
    resolve: { alias: { "hoso/engine": resolve(engine) } },
    // The glue asks for its own address only if no module is passed to it; ours always gets one.
    transform: { target: "es2022", define: { HOSO_BUILD: stamp } },
    plugins: [listed, short(), inOrder(order), ...plugins]
  });

/** The output options. @type {import("rolldown").OutputOptions} */
export const FORM = {
  format: "esm",
  minify: true,
  entryFileNames: "app.js",
  chunkFileNames: "[name].js",
  comments: false
};
