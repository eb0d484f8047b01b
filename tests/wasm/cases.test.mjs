// Every case folder through the engine as npm users get it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cases, differences, engine, expected } from "./cases.mjs";

/** A report in the shape of expected.json. @param {any} report */
const told = ({ name, sheet, rows, error, issues }) => ({
  name,
  sheet,
  ...(error ? { error: error.code } : { rows }),
  issues: Object.fromEntries(issues.map((/** @type {any} */ { kind, count }) => [kind, count]))
});

for (const one of cases()) {
  test(one.name, () => {
    const host = engine(one, 1 << 16);
    const queries = (one.queries ?? []).map(query => host.summarize(query));
    const lists = (one.lists ?? []).map(query => host.dossiers(query));
    assert.deepEqual(differences(expected(one), { files: host.files().map(told), queries, lists }), []);
    host.free();
  });
}
