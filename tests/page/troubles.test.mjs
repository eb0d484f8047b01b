// Issues that change figures are shown above the first of them, on each affected card, and in exports.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { card, choose, openReady, row, settled, show, SMALL, unfold } from "./page.mjs";
import { CUT, SIGNED, TROUBLED } from "./troubled.mjs";

const folder = mkdtempSync(join(tmpdir(), "hoso-"));
after(() => rmSync(folder, { recursive: true }));

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

const HOLD_WORKERS = `
  window.workers = [];
  window.Worker = class extends Worker { constructor(...args) { super(...args); window.workers.push(this); } };
`;

const CHANGED = /tệp đã thay đổi hoặc không còn: hãy chọn lại tệp/i;

/** Two files on disk; the second has two dossiers, both late. */
async function openTwo() {
  const [header] = SMALL.buffer.toString().split("\n");
  const late = [1, 2].map(n => `B-22010${n}-0001,,Phòng Ba,03/01/2022,10/01/2022,17/01/2022,Trực tuyến`);
  writeFileSync(join(folder, "a.csv"), SMALL.buffer);
  writeFileSync(join(folder, "b.csv"), [header, ...late].join("\n"));
  opened = await openReady({}, HOLD_WORKERS);
  /** @type {string[]} */
  const errors = [];
  opened.page.on("pageerror", ({ message }) => errors.push(message));
  await opened.page
    .locator("hoso-dropzone input[type=file]")
    .setInputFiles(["a.csv", "b.csv"].map(name => join(folder, name)));
  await settled(opened.page);
  assert.match(await card(opened.page, "Đúng và trước hạn").innerText(), /3 \/ 6/);
  return { ...opened, errors };
}

test("another encoding for a file that has disappeared: reported, and the figures stay", async () => {
  const { page, errors } = await openTwo();
  unlinkSync(join(folder, "b.csv"));
  await unfold(page);
  await page.locator(".file").nth(1).locator("details > summary").first().click();
  await page.locator("#encoding-1").click();
  await page.locator("main .problem").filter({ hasText: CHANGED }).waitFor();
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 6/);
  assert.deepEqual(errors, []);
});

/** In every view, in the report and in saved files. @param {import("playwright-core").Page} page */
async function saidEverywhere(page) {
  for (const view of /** @type {const} */ (["compare", "trend", "dossiers", "whatif", "takeaway"])) {
    await show(page, view);
    assert.match(await page.locator("#panel .touched").innerText(), /⚠ 1 cảnh báo/, view);
  }
  assert.match(
    await page.locator(".report").innerText(),
    /Lưu ý về dữ liệu: Tệp đã thay đổi hoặc không còn[^]*b\.csv/
  );
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Bảng số liệu, JSON" }).click()
  ]);
  const { files } = JSON.parse(readFileSync(await saved.path(), "utf8"));
  assert.equal(files[1].error, "file-changed");
}

test("a file that has disappeared when its worker is lost: reported in its line, above the first figure, on each card, and in exports", async () => {
  const { page, errors } = await openTwo();
  unlinkSync(join(folder, "b.csv"));
  assert.equal(await page.locator("hoso-troubles, .touched").count(), 0);
  await page.evaluate("workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'gone' }))");
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=clock]").selectOption("instant");
  const strip = page.locator("hoso-troubles");
  await strip.filter({ hasText: CHANGED }).waitFor();
  assert.match(await strip.innerText(), /1 tệp không có trong số liệu[^]*b\.csv/);
  const before = await page.evaluate(
    "document.querySelector('hoso-troubles').compareDocumentPosition(document.querySelector('.headline')) & Node.DOCUMENT_POSITION_FOLLOWING"
  );
  assert.ok(before, "above the first figure");
  await card(page, "Đúng và trước hạn").filter({ hasText: "3 / 4" }).waitFor();
  for (const one of await page.locator("hoso-card").all())
    assert.match(await one.innerText(), /⚠ 1 cảnh báo/);
  assert.match(await page.locator(".file.failed").innerText(), CHANGED);
  await saidEverywhere(page);
  await page.getByRole("button", { name: "Bỏ tệp b.csv" }).click();
  await strip.waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

/**
 * The strip of issues is above the headline, and the headline above the first figure.
 * @param {import("./page.mjs").Page} page
 */
const standsAbove = page =>
  page.evaluate(
    `[...document.querySelectorAll("hoso-troubles, .headline, hoso-card")].map(({ localName }) => localName).indexOf("hoso-troubles") === 0`
  );

for (const [name, { file, vi, en, figure }] of Object.entries(TROUBLED)) {
  test(`above the first figure, in words: ${name}`, async () => {
    opened = await openReady();
    const { page } = opened;
    await choose(page, file);
    const strip = page.locator("hoso-troubles");
    for (const words of vi) assert.match(await strip.innerText(), words);
    assert.equal(await strip.locator(".troubles > li").count(), vi.length);
    assert.ok(await standsAbove(page));
    assert.match(await card(page, "Đúng và trước hạn").innerText(), figure ?? /⚠ \d cảnh báo/);
    await page.getByRole("button", { name: "English" }).click();
    for (const words of en) assert.match(await strip.innerText(), words);
    const lacking = page.locator("hoso-card", { hasText: "the file has no" });
    assert.equal(await lacking.locator(".touched").count(), 0, "no figure, no warning");
  });
}

test("a truncated file is refused, and this is reported above the figures of the others", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL, CUT);
  assert.match(
    await page.locator("hoso-troubles").innerText(),
    /1 tệp không có trong số liệu – Tệp bị hỏng hoặc chưa tải đủ\.[^]*j3\.json/
  );
  assert.ok(await standsAbove(page));
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("a list with a signature block before its second unit is read without a warning", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SIGNED);
  assert.equal(await page.locator("hoso-troubles, .touched").count(), 0);
  await unfold(page);
  assert.match(
    await page.locator(".file-sum").innerText(),
    /^9 dòng = 3 hồ sơ \+ 0 trùng \+ 5 bỏ qua \+ 1 loại/
  );
  await show(page, "compare");
  assert.match((await row(page, "UBND xã A"))["Đúng và trước hạn"], /100%/);
  assert.match((await row(page, "UBND xã B"))["Đúng và trước hạn"], /(^|\D)0%/);
});

test("spellings of one unit are merged, listed, and separated by a switch", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, {
    ...SMALL,
    buffer: Buffer.from(SMALL.buffer.toString().replace("Phòng Một", "PHÒNG MỘT"))
  });
  const line = page.locator("hoso-spellings");
  await line.getByText("Đã gộp 1 cách viết khác vào tên của 1 đơn vị").click();
  assert.match(await line.locator("li").innerText(), /^Phòng Một → PHÒNG MỘT$/);
  await show(page, "compare");
  assert.equal(
    await page
      .locator("hoso-table")
      .getByRole("rowheader", { name: /phòng một/i })
      .count(),
    1
  );
  await line.getByRole("checkbox").uncheck();
  await line.getByText("Không gộp các cách viết tên đơn vị").waitFor();
  await page.locator("hoso-table").getByRole("rowheader", { name: "Phòng Một", exact: true }).waitFor();
  assert.equal(
    await page
      .locator("hoso-table")
      .getByRole("rowheader", { name: /phòng một/i })
      .count(),
    2
  );
  await line.getByRole("checkbox").check();
  await line.getByText("Đã gộp 1 cách viết khác").waitFor();
});

test("files dropped while others are read are read after them, and cancelled with them", async () => {
  opened = await openReady();
  const { page } = opened;
  const give = (/** @type {string} */ code) =>
    page.evaluate(`(() => {
    const line = "\\nA-220103-0001,,Phòng Một,03/01/2022,10/01/2022,07/01/2022,Trực tuyến";
    const header = "Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp";
    const big = (name, pieces) => new File([header, ...Array(pieces).fill(line.repeat(10_000))], name);
    const drop = (file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      document.querySelector("footer").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    };
    ${code}
  })()`);
  await give("drop(big('một.csv', 60)); setTimeout(() => drop(big('hai.csv', 1)), 50);");
  await page.locator(".file").nth(1).waitFor({ state: "attached" });
  await settled(page);
  await unfold(page);
  assert.deepEqual(await page.locator(".file-name").allInnerTexts(), ["một.csv", "hai.csv"]);
  await give("drop(big('ba.csv', 600)); setTimeout(() => drop(big('bốn.csv', 1)), 50);");
  await page.waitForTimeout(200);
  await page.getByRole("button", { name: "Hủy" }).click();
  await settled(page);
  await page.waitForTimeout(200);
  assert.equal(await page.locator(".file").count(), 2);
});
