// hoso as a contender in the peers' harness: from a `File` to the counts by unit and quarter, and by unit.
// When it runs, it is beside the files of the npm package (`cargo xtask bench` copies it there).

import { openFiles, preload } from "./index.js";

export const meta = { tool: "hoso", variant: "openFiles, one File", formats: ["csv", "xlsx"] };
export const placement = "main";

const RULES = /** @type {const} */ ({
  basis: "received",
  clock: "instant",
  waiting: "pending",
  asOf: "2023-01-01"
});

const READY_MS = 300; // time to start a worker; choosing a file takes longer. Counted as start

export async function init() {
  await preload();
  await new Promise(done => setTimeout(done, READY_MS));
}

/** @param {File} file */
export async function run(file) {
  const dataset = await openFiles([file], { today: "2023-01-01" });
  const groups = await dataset.summarize({ ...RULES, by: ["unit", "quarter"] });
  const totals = await dataset.summarize({ ...RULES, by: ["unit"] });
  dataset.close();
  return { groups: groups.groups.map(row), totals: totals.groups.map(row) };
}

/** @param {import("./index.js").Group} group */
function row({ key, counts: c }) {
  return {
    unit: key.unit,
    quarter: key.quarter?.replace("-", "") ?? null,
    total: c.received,
    finished: c.ended,
    early: c.early,
    ontime: c.onDueDay,
    late: c.late,
    pend_in: c.inTerm,
    pend_over: c.overdue,
    online: c.online,
    online3: c.onlineL3,
    online4: c.onlineL4,
    post_in: c.postalIntake,
    post_out: c.postalReturn,
    r_ontime: share(c.timely, c.ended),
    r_late: share(c.late, c.ended),
    r_overdue: share(c.overdue, c.pending),
    r_online: share(c.online, c.received),
    r_post_in: share(c.postalIntake, c.received),
    r_post_out: share(c.postalReturn, c.ended)
  };
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole ? part / whole : null);
