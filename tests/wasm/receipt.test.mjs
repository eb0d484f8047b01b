// Receipts: made from answers of the Engine, compared field by field; and the hash in them.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { compareReceipts, makeReceipt, questionOf, receiptOf } from "../../www/lib/receipt.js";
import { Engine, Sha256, version } from "./harness.mjs";
import { RULES } from "./rules.mjs";

const CSV = `Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc
A1,Công dân BÍ MẬT,UBND xã Tân Mỹ,01/03/2022,05/03/2022,04/03/2022
A2,Công dân BÍ MẬT,UBND xã Tân Mỹ,02/03/2022,05/03/2022,07/03/2022
A3,Công dân BÍ MẬT,Sở Nội vụ,02/03/2022,05/03/2022,
`;
const targets = {
  id: "t",
  title: "T",
  targets: [{ measure: /** @type {const} */ ("onTime"), atLeast: "95%" }]
};

/**
 * The same as Dataset.receipt, without a browser.
 * @param {Record<string, string>} texts
 * @param {any} [query]
 * @param {any} [options]
 */
function receipt(texts, query = {}, options = {}) {
  const engine = new Engine({ today: "2022-03-31", ...options });
  const files = Object.entries(texts).map(([name, text]) => {
    const bytes = Buffer.from(text);
    engine.begin(name);
    engine.push(bytes);
    const reports = engine.finish();
    return { name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), reports };
  });
  const made = { version: version(), duplicates: /** @type {const} */ ("newest"), targets: options.targets };
  return makeReceipt(made, files, query, async asked => engine.summarize(asked));
}

/** @param {import("../../www/lib/index.d.ts").Verdict} verdict */
const differing = ({ checks }) =>
  checks.filter(({ agrees }) => !agrees).map(({ of, name, theirs, ours }) => ({ of, name, theirs, ours }));

test("the hash of pieces equals the hash of the whole", () => {
  const bytes = Buffer.from(CSV.repeat(50));
  for (const size of [1, 63, 64, 65, bytes.length]) {
    const hash = new Sha256();
    for (let at = 0; at < bytes.length; at += size) hash.push(bytes.subarray(at, at + size));
    assert.equal(hash.hex(), createHash("sha256").update(bytes).digest("hex"));
  }
  assert.equal(new Sha256().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("a receipt states what was counted, from which files, and by which rules", async () => {
  const made = await receipt(
    { "a.csv": CSV },
    { where: { unit: ["UBND xã Tân Mỹ"] }, from: "2022-03-01" },
    { targets }
  );
  assert.equal(made.hoso, version());
  assert.deepEqual(made.rules, RULES);
  assert.deepEqual(
    [made.where, made.from, made.to, made.targets],
    [{ unit: ["UBND xã Tân Mỹ"] }, "2022-03-01", null, targets]
  );
  assert.deepEqual(made.files[0].tables[0].rows, {
    read: 3,
    dossiers: 3,
    duplicates: 0,
    skipped: 0,
    rejected: 0
  });
  assert.deepEqual(
    made.files[0].tables[0].columns.map(({ column }) => column),
    ["code", "unit", "received", "due", "finished"]
  );
  assert.equal(made.summaries.unit.total.counts.received, 2);
  assert.deepEqual(
    made.summaries.month.groups.map(({ key }) => key),
    [{ month: "2022-03" }]
  );
  assert.doesNotMatch(JSON.stringify(made), /BÍ MẬT|Chủ hồ sơ/);
});

test("a receipt states the issues that change figures, table by table", async () => {
  const { files } = await receipt({
    "a.csv": CSV.replace("07/03/2022", "37/03/2022"),
    "b.csv": CSV.replaceAll("A", "B")
  });
  assert.deepEqual(
    files.map(({ tables }) => tables[0].issues),
    [[{ kind: "impossible-date", count: 1 }], []]
  );
});

test("the same files under other names agree", async () => {
  const theirs = receiptOf(JSON.parse(JSON.stringify(await receipt({ "a.csv": CSV }, {}, { targets }))));
  const ours = await receipt({ "bản sao.csv": CSV }, questionOf(theirs));
  assert.deepEqual(differing(compareReceipts(theirs, ours)), []);
  assert.ok(compareReceipts({ ...theirs, hoso: "0.0.9" }, ours).agrees, "another version is no disagreement");
});

test("differences are named, on both sides", async () => {
  const theirs = await receipt({ "a.csv": CSV });
  const changed = CSV.replace("07/03/2022", "05/03/2022");
  const verdict = compareReceipts(theirs, await receipt({ "a.csv": changed }, questionOf(theirs)));
  assert.equal(verdict.agrees, false);
  const found = differing(verdict);
  assert.deepEqual(
    found.filter(({ of }) => of === "count"),
    [
      { of: "count", name: "dueMet", theirs: 1, ours: 2 },
      { of: "count", name: "timely", theirs: 1, ours: 2 },
      { of: "count", name: "onDueDay", theirs: 0, ours: 1 },
      { of: "count", name: "late", theirs: 1, ours: 0 }
    ]
  );
  assert.deepEqual(
    found.filter(({ of }) => of === "file").map(({ theirs, ours }) => [Boolean(theirs), Boolean(ours)]),
    [
      [true, false],
      [false, true]
    ]
  );
  assert.deepEqual(
    found.filter(({ of }) => of === "unit").map(({ name }) => name),
    ["UBND xã Tân Mỹ"]
  );
  assert.ok(!found.some(({ of }) => of === "rule" || of === "groups"));
});

test("a file that is not a receipt is refused", async () => {
  const good = await receipt({ "a.csv": CSV });
  const bad = [
    null,
    7,
    "x",
    {},
    { receipt: 1 },
    { ...good, files: [{}] },
    { ...good, summaries: {} },
    { ...good, receipt: 3 },
    { ...good, files: [null] }
  ];
  for (const value of bad) assert.throws(() => receiptOf(value), { code: "bad-receipt" });
  for (const format of [1, 2]) assert.equal(receiptOf({ ...good, receipt: format }).receipt, format);
});
