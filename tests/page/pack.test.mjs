// The publish pack: totals without rows of few dossiers, nothing of the dossiers, and a table for readers
// without script. Expected values worked out by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { withheld } from "../../www/views/takeaway/withheld.js";
import { choose, openReady, show, SMALL, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>> | undefined} */
let opened;
afterEach(() => opened?.close());

/** @param {number[]} sizes @returns {any[]} */
const groups = sizes => sizes.map(received => ({ counts: { received, carriedOver: 0 } }));
/** @param {number[]} sizes */
const kept = sizes => withheld(groups(sizes)).kept.map(({ counts }) => counts.received);

test("rows of few dossiers are left out, and further rows, so that the total does not reveal them", () => {
  assert.deepEqual(kept([9, 5, 7]), [9, 5, 7]);
  assert.deepEqual(kept([9, 2, 7]), [9]); // the total less 9 and 7 would tell the 2
  assert.deepEqual(kept([9, 1, 1, 7]), [9]); // 1 + 1 is still fewer than 5
  assert.deepEqual(kept([9, 4, 3, 7]), [9, 7]);
  assert.deepEqual(kept([1, 2]), []);
  assert.deepEqual(kept([]), []);
});

/** @param {import("./page.mjs").Page} page @param {string} name */
async function saved(page, name) {
  const button = page.getByRole("button", { name });
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFileSync(await file.path(), "utf8");
}

test("the files hold totals, and no dossier, file name or person", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await show(page, "takeaway");
  const figures = await saved(page, "Lưu số liệu (JSON)");
  const { summaries, withheld } = JSON.parse(figures);
  assert.deepEqual(withheld, { below: 5, groups: { unit: 2 } }); // 2 and 3 dossiers
  assert.deepEqual(summaries.unit.groups, []);
  assert.equal(summaries.unit.total.counts.received, 5);
  const part = await saved(page, "Lưu đoạn nhúng (HTML)");
  assert.match(
    part,
    /<hoso-board src="so-lieu-cong-bo\.json" by="unit" lang="vi">\n<table>[^]*<th scope="row">Tổng cộng<\/th><td>5<\/td>/
  );
  for (const text of [figures, part])
    for (const secret of ["BÍ MẬT", "A-2201", "nho.csv", "Phòng Một"])
      assert.ok(!text.includes(secret), secret);
});

test("figures of only some of the dossiers say so, in both files", async () => {
  opened = await openReady();
  const { page } = opened;
  const row = (/** @type {number} */ n) =>
    `H${n},Sở ${n % 2 ? "A" : "B"},0${1 + (n % 9)}/01/2022,20/01/2022,15/01/2022`;
  const rows = Array.from({ length: 12 }, (_, n) => row(n));
  const head = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc";
  await choose(page, upload("a.csv", [head, ...rows].join("\n")));
  await show(page, "compare");
  await page.getByRole("rowheader", { name: "Sở A" }).getByRole("button").click();
  await show(page, "takeaway");
  const { notes, summaries } = JSON.parse(await saved(page, "Lưu số liệu (JSON)"));
  assert.deepEqual(notes, ["Đơn vị: Sở A"]);
  assert.equal(summaries.unit.total.counts.received, 6);
  assert.match(await saved(page, "Lưu đoạn nhúng (HTML)"), /<caption>Đơn vị: Sở A /);
});
