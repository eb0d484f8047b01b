// What changes figures is said above the first of them, on each that it touches, and in what is taken away.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { card, openReady, settled, show, SMALL } from "./page.mjs";

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

/** Two files on the disk; the second has two dossiers, both late. */
async function openTwo() {
  const [header] = SMALL.buffer.toString().split("\n");
  const late = [1, 2].map((n) => `B-22010${n}-0001,,Phòng Ba,03/01/2022,10/01/2022,17/01/2022,Trực tuyến`);
  writeFileSync(join(folder, "a.csv"), SMALL.buffer);
  writeFileSync(join(folder, "b.csv"), [header, ...late].join("\n"));
  opened = await openReady({}, HOLD_WORKERS);
  /** @type {string[]} */
  const errors = [];
  opened.page.on("pageerror", ({ message }) => errors.push(message));
  await opened.page.locator("hoso-dropzone input[type=file]").setInputFiles(["a.csv", "b.csv"].map((name) => join(folder, name)));
  await settled(opened.page);
  assert.match(await card(opened.page, "Đúng và trước hạn").innerText(), /3 \/ 6/);
  return { ...opened, errors };
}

test("another encoding for a file that is gone: said, and the figures stay", async () => {
  const { page, errors } = await openTwo();
  unlinkSync(join(folder, "b.csv"));
  await page.locator(".file").nth(1).locator("details > summary").first().click();
  await page.locator("#encoding-1").click();
  await page.locator("main .problem").filter({ hasText: CHANGED }).waitFor();
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 6/);
  assert.deepEqual(errors, []);
});

test("a file that is gone when its worker is lost: said in its line, above the first figure, on each, and in what is taken away", async () => {
  const { page, errors } = await openTwo();
  unlinkSync(join(folder, "b.csv"));
  assert.equal(await page.locator("hoso-troubles, .touched").count(), 0);
  await page.evaluate("workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'gone' }))");
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=clock]").selectOption("instant");
  const strip = page.locator("hoso-troubles");
  await strip.filter({ hasText: CHANGED }).waitFor();
  assert.match(await strip.innerText(), /1 tệp không có trong số liệu[^]*b\.csv/);
  const before = await page.evaluate("document.querySelector('hoso-troubles').compareDocumentPosition(document.querySelector('.headline')) & Node.DOCUMENT_POSITION_FOLLOWING");
  assert.ok(before, "above the first figure");
  await card(page, "Đúng và trước hạn").filter({ hasText: "3 / 4" }).waitFor();
  for (const one of await page.locator("hoso-card").all()) assert.match(await one.innerText(), /Bị ảnh hưởng bởi 1 điểm của dữ liệu/);
  assert.match(await page.locator(".file.failed").innerText(), CHANGED);
  for (const view of /** @type {const} */ (["compare", "trend", "dossiers", "whatif", "takeaway"])) {
    await show(page, view);
    assert.match(await page.locator("#panel .touched").innerText(), /1 điểm/, view);
  }
  assert.match(await page.locator(".report").innerText(), /Lưu ý về dữ liệu: Tệp đã thay đổi hoặc không còn[^]*b\.csv/);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Bảng số liệu, JSON" }).click()]);
  const { files } = JSON.parse(readFileSync(await saved.path(), "utf8"));
  assert.equal(files[1].error, "file-changed");
  await page.getByRole("button", { name: "Bỏ tệp b.csv" }).click();
  await strip.waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

test("files dropped while others are read are read after them; a cancelled reading takes them along", async () => {
  opened = await openReady();
  const { page } = opened;
  const give = (/** @type {string} */ code) => page.evaluate(`(() => {
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
  await page.locator(".file").nth(1).waitFor();
  await settled(page);
  assert.deepEqual(await page.locator(".file-name").allInnerTexts(), ["một.csv", "hai.csv"]);
  await give("drop(big('ba.csv', 600)); setTimeout(() => drop(big('bốn.csv', 1)), 50);");
  await page.waitForTimeout(200);
  await page.getByRole("button", { name: "Hủy" }).click();
  await settled(page);
  await page.waitForTimeout(200);
  assert.equal(await page.locator(".file").count(), 2);
});
