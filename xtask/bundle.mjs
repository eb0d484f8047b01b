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
 * What app.js hands to further.js goes as one list: two lists of renamed names, the same in another order,
 * would be 0.3 KB more. Nothing that is handed over is assigned again.
 */
const asOneList = {
  name: "as-one-list",
  /** @param {unknown} _ @param {Record<string, any>} bundle */
  generateBundle(_, bundle) {
    const [app, further] = ["app.js", "further.js"].map(file => bundle[file]);
    const names = new Map();
    app.code = app.code.replace(/export\{([^{}]*)\};?\s*$/, (/** @type {string} */ _, /** @type {string} */ list) => {
      for (const one of list.split(",")) {
        const [own, told = own] = one.split(" as ");
        names.set(told, own);
      }
      return "";
    });
    /** @type {string[]} */
    const handed = [];
    further.code = further.code.replace(
      /^import\{([^{}]*)\}from"\.\/app\.js";/,
      (/** @type {string} */ _, /** @type {string} */ list) => {
        const pairs = list.split(",").map(one => one.split(" as "));
        handed.push(...pairs.map(([told]) => names.get(told)));
        return `import{HANDED}from"./app.js";const[${pairs.map(([told, own = told]) => own)}]=HANDED;`;
      }
    );
    if (!handed.length || handed.length !== names.size) throw new Error("app.js and further.js do not fit");
    app.code += `export const HANDED=[${handed}];`;
  }
};

/**
 * @param {string} engine the glue
 * @param {string} stamp what the page compares with what is in memory
 * @param {Order} [order]
 * @param {any[]} [plugins]
 */
export const bundle = (engine, stamp, order = KEPT, plugins = [asOneList]) =>
  rolldown({
    input: { app: ENTRIES.app },
    platform: "browser",
    optimization: { inlineConst: true },
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
