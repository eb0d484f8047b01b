// The package as users get it: packed, installed into an empty project, and used from a plain page, from
// bundles of esbuild and Vite, and in Node.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openAt } from "../page/harness.mjs";
import { SMALL } from "../page/page.mjs";
import { serve } from "./site.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "hoso-project-"));
const installed = join(project, "node_modules/hoso");
after(() => rmSync(project, { recursive: true }));

/** @param {string} command @param {string[]} args */
const run = (command, ...args) =>
  execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** @param {string} name @param {string} text */
const write = (name, text) => writeFileSync(join(project, name), text);

/** The script of every page: opens the small file and writes the result. @param {string} from */
const program = (from, more = "") => `
  import { openFiles, preload } from ${JSON.stringify(from)};
  ${more}
  const file = new File([${JSON.stringify(SMALL.buffer.toString())}], "nho.csv");
  const dataset = await openFiles([file]);
  const { total } = await dataset.summarize();
  document.title = total.measures.onTime.text + " " + total.measures.onTime.num + "/" + total.measures.onTime.den;
`;
const page = (/** @type {string} */ script) =>
  `<!doctype html><meta charset="utf-8"><title>…</title>${script}`;

/** @param {string} folder @param {string} path */
async function titleOf(folder, path) {
  const site = await serve(folder);
  const { page, close } = await openAt(site.url + path);
  await page.waitForFunction(() => document.title !== "…", null, { timeout: 20_000 });
  const title = await page.title();
  await close();
  site.close();
  return title;
}

before(() => {
  write("package.json", JSON.stringify({ name: "scratch", private: true, type: "module" }));
  const packed = JSON.parse(run("npm", "pack", "--json", `${root}target/npm`));
  run("npm", "install", "--offline", "--no-audit", "--no-fund", `./${packed[0].filename}`);
});

test("it contains everything that package.json names, and nothing of this machine", () => {
  const { exports, ...manifest } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const files = Object.values(exports).flatMap((/** @type {any} */ target) =>
    typeof target === "string" ? [target] : Object.values(target)
  );
  for (const path of [".", "./engine", "./element.js"])
    assert.deepEqual(Object.keys(exports[path]), ["types", "default"], path);
  for (const file of [...files, "README.md", "LICENSE"]) assert.ok(existsSync(join(installed, file)), file);
  assert.deepEqual([manifest.type, manifest.license, manifest.dependencies], ["module", "MIT", undefined]);
  for (const file of files) assert.ok(!readFileSync(join(installed, file)).includes(root), file);
});

test("a plain page", async () => {
  write("plain.html", page(`<script type="module">${program("./node_modules/hoso/index.js")}</script>`));
  assert.equal(await titleOf(project, "/plain.html"), "75,00% 3/4");
});

test("esbuild, with the two parts copied beside its bundle", async () => {
  write("app.js", program("hoso"));
  run(
    `${root}node_modules/.bin/esbuild`,
    "app.js",
    "--bundle",
    "--format=esm",
    "--minify",
    "--outfile=out/app.js"
  );
  for (const part of ["worker.js", "hoso_bg.wasm"]) cpSync(join(installed, part), join(project, "out", part));
  write("out/index.html", page('<script type="module" src="app.js"></script>'));
  assert.equal(await titleOf(join(project, "out"), "/index.html"), "75,00% 3/4");
});

test("Vite, with nothing copied", async () => {
  write("index.html", page('<script type="module" src="app.js"></script>'));
  run(`${root}node_modules/.bin/vite`, "build", "--outDir", "dist", "--logLevel", "error");
  assert.equal(await titleOf(join(project, "dist"), "/index.html"), "75,00% 3/4");
});

test("Vite, with the parts' addresses passed by hand", async () => {
  const parts =
    'import worker from "hoso/worker.js?url"; import wasm from "hoso/hoso_bg.wasm?url"; await preload({ worker, wasm });';
  write("app.js", program("hoso", parts));
  run(`${root}node_modules/.bin/vite`, "build", "--outDir", "dist", "--logLevel", "error");
  assert.equal(await titleOf(join(project, "dist"), "/index.html"), "75,00% 3/4");
});

test("Node, with the Engine", () => {
  write(
    "node.mjs",
    `
    import { readFileSync } from "node:fs";
    import { createRequire } from "node:module";
    import { initSync, Engine } from "hoso/engine";
    initSync({ module: readFileSync(createRequire(import.meta.url).resolve("hoso/hoso_bg.wasm")) });
    const engine = new Engine();
    engine.begin("nho.csv");
    engine.push(new TextEncoder().encode(${JSON.stringify(SMALL.buffer.toString())}));
    engine.finish();
    process.stdout.write(engine.summarize().total.measures.onTime.text);
  `
  );
  assert.equal(run("node", "node.mjs"), "75,00%");
});
