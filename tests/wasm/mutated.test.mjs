// Ten thousand changed files of every container through one engine. No file may throw without a code or end
// the instance, which would cost a worker; and the data that the engine held before are still there.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Engine, memory } from "./harness.mjs";
import { mutated } from "./mutate.mjs";

const FILES = 10_000;
const KEPT = fileURLToPath(new URL("../../target/mutated/", import.meta.url));
const cases = fileURLToPath(new URL("../cases/", import.meta.url));

/** The files of these topics, small ones. @param {string[]} topics */
const fixtures = (...topics) =>
  topics.flatMap(topic =>
    readdirSync(join(cases, topic))
      .sort()
      .flatMap(name => {
        const folder = join(cases, topic, name);
        const files = readdirSync(folder).filter(file => file !== "case.toml" && file !== "expected.json");
        return files
          .map(file => new Uint8Array(readFileSync(join(folder, file))))
          .filter(({ length }) => length > 0 && length < 50_000);
      })
  );

/** @param {InstanceType<typeof Engine>} engine @param {Uint8Array} bytes */
function read(engine, bytes) {
  engine.begin("a");
  engine.push(bytes);
  const reports = engine.finish();
  for (const { error, rows } of reports) {
    if (error) assert.match(error.code, /^[a-z]+(-[a-z]+)*$/);
    else assert.equal(rows.read, rows.dossiers + rows.duplicates + rows.skipped + rows.rejected);
  }
  return reports;
}

test(`${FILES} changed files`, () => {
  const all = fixtures("containers", "xlsx", "tables", "summary", "csv", "hostile");
  const engine = new Engine({ today: "2022-12-31" });
  read(engine, all[0]);
  const before = engine.summarize({ by: ["unit"] });
  const ended = { rows: 0, error: 0 };
  for (let n = 0; n < FILES; n += 1) {
    const bytes = mutated(all, n);
    try {
      const reports = /** @type {import("../../www/lib/index.d.ts").FileReport[]} */ (read(engine, bytes));
      engine.summarize({ by: ["unit", "month"] });
      engine.dossiers({ offset: 0, limit: 3 });
      for (let left = reports.length; left > 0; left -= 1) engine.remove(left);
      ended[reports.some(({ error }) => error) ? "error" : "rows"] += 1;
    } catch (error) {
      mkdirSync(KEPT, { recursive: true });
      writeFileSync(join(KEPT, String(n)), bytes);
      throw new Error(`file ${n}, kept in target/mutated: ${error}`, { cause: error });
    }
  }
  // Both results occur often, so the changes are neither too small nor too large to test anything.
  assert.ok(ended.rows > FILES / 5 && ended.error > FILES / 5, JSON.stringify(ended));
  assert.deepEqual(engine.summarize({ by: ["unit"] }), before);
  assert.ok(memory() < 512 << 20, `${memory() >> 20} MB`);
  engine.free();
});
