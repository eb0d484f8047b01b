// Every workbook of ../shared/corpora through the engine: rows or an error with a code, within five seconds
// each and 512 MB in total, because wasm never frees memory. The folder is not part of the repository.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Engine, memory } from "./harness.mjs";

const MOST = 512 << 20;
const SECONDS = 5;
const folder = ["../../../shared", "../../../../shared"]
  .map(path => new URL(`${path}/corpora/workbooks/`, import.meta.url))
  .find(url => existsSync(url));

for (const name of folder ? readdirSync(folder).sort() : []) {
  test(name, () => {
    const started = performance.now();
    const engine = new Engine();
    engine.begin(name);
    engine.push(readFileSync(new URL(name, folder)));
    const reports = engine.finish();
    engine.free();
    assert.ok(performance.now() - started < 1_000 * SECONDS);
    assert.ok(reports.length > 0);
    for (const { error, rows } of reports) assert.ok(error ? /^[a-z-]+$/.test(error.code) : rows.read > 0);
    assert.ok(memory() < MOST, `${memory() >> 20} MB`);
  });
}

test("the corpora", { skip: folder ? false : "no ../shared/corpora/workbooks" }, () => {});
