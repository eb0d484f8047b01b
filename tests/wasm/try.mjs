// Runs any case folders against the built engine: `node tests/wasm/try.mjs FOLDER…`. Use it for new files
// from tests/fixtures/shapes/make.py with another seed.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "smol-toml";
import { differences, engine, expected } from "./cases.mjs";

let wrong = 0;
for (const folder of process.argv.slice(2)) {
  const one = {
    .../** @type {any} */ (parse(readFileSync(`${folder}/case.toml`, "utf8"))),
    name: basename(folder),
    folder
  };
  const host = engine(one, 1 << 16);
  const files = host.files().filter((/** @type {any} */ { error }) => !error);
  const queries = one.queries.map((/** @type {object} */ query) => host.summarize(query));
  const found = differences(expected(one), { files, queries });
  console.log(found.length ? `differs: ${folder}\n  ${found.slice(0, 8).join("\n  ")}` : `same: ${folder}`);
  if (found.length)
    console.log(
      JSON.stringify(
        host.files().map((/** @type {any} */ { name, rows, error, issues, ledger, mapping }) => ({
          name,
          rows,
          error,
          issues: issues.map((/** @type {any} */ issue) => [issue.kind, issue.count, issue.examples[0]?.row]),
          ledger: ledger.map((/** @type {any} */ entry) => [
            entry.reason,
            entry.count,
            entry.examples[0]?.row
          ]),
          columns: mapping.columns.map(
            (/** @type {any} */ column) => `${column.header} = ${column.personal ? "•" : column.column}`
          )
        }))
      )
    );
  wrong += found.length ? 1 : 0;
  host.free();
}
process.exitCode = wrong ? 1 : 0;
