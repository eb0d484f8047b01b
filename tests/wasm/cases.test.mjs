// Every case folder, through the engine as npm users get it.

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

const NEEDS = ["one", "any", "all"];

/** The reconciliation, with the codes of the list of each part.
 * @param {any} host @param {{ claims: any[], query: object }} asked */
function reconciled(host, { claims, query }) {
  const codes = (/** @type {string} */ bucket) =>
    host
      .dossiers({ bucket, offset: 0, limit: 1_000 })
      .rows.map((/** @type {any} */ row) => row.code)
      .sort();
  const place = (/** @type {any} */ { claim, part, needs }) =>
    claim * 10 + (part === "den" ? 5 : 0) + NEEDS.indexOf(needs);
  return host.reconcile(claims, query).map((/** @type {any} */ unit) => ({
    ...unit,
    split: unit.split
      .map((/** @type {any} */ part) => ({ ...part, codes: codes(part.bucket) }))
      .sort(
        (/** @type {any} */ a, /** @type {any} */ b) =>
          place(a) - place(b) || (JSON.stringify(a.rules) < JSON.stringify(b.rules) ? -1 : 1)
      )
  }));
}

for (const one of cases()) {
  test(one.name, () => {
    const host = engine(one, 1 << 16);
    const queries = (one.queries ?? []).map(query => host.summarize(query));
    const lists = (one.lists ?? []).map(query => host.dossiers(query));
    const reconcile = (one.reconcile ?? []).map(asked => reconciled(host, asked));
    const answers = { files: host.files().map(told), queries, lists, reconcile, claims: host.claims() };
    const { onLives, ...wanted } = expected(one); // lives are made by the command
    assert.deepEqual(differences(wanted, answers), []);
    host.free();
  });
}
