// The last files, opened again by one click. The files are in the browser's own store (OPFS): their handles
// are of the same kind as those of a disk, and are stored and ask for permission in the same way.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { card, openOffline, openReady, settled, SMALL } from "./page.mjs";

/** @type {{ page: import("playwright-core").Page, url: string, close: () => Promise<void> }} */
let opened;
afterEach(() => opened.close());

/** A picker that returns a file with this name, as a user would choose it. */
const PICKER = `globalThis.showOpenFilePicker = async () => {
  const folder = await navigator.storage.getDirectory();
  const file = await folder.getFileHandle("nho.csv", { create: true });
  const writing = await file.createWritable();
  await writing.write(${JSON.stringify(SMALL.buffer.toString())});
  await writing.close();
  return [file];
};`;

const again = () => opened.page.getByRole("button", { name: "Mở lại nho.csv" });
const kept = () => opened.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
const leave = async () => {
  await opened.page.goto("about:blank");
  await opened.page.goto(opened.url);
  await opened.page.locator("hoso-dropzone input[type=file]:enabled").waitFor({ state: "attached" });
};

test("a chosen file is offered on the next visit, and opened by one click; clearing forgets it", async () => {
  opened = await openReady({}, PICKER);
  const { page } = opened;
  await page.locator("hoso-dropzone label").first().click();
  await settled(page);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
  assert.equal(await again().count(), 0, "not while it is open");
  await leave();
  await again().click();
  await settled(page);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  await page.locator("hoso-dropzone label", { hasText: "Chọn tệp" }).waitFor();
  assert.equal(await again().count(), 0);
  await leave();
  assert.equal(await again().count(), 0);
});

test("a missing file is named; a file without permission stays offered", async () => {
  opened = await openReady({}, PICKER);
  const { page } = opened;
  await page.locator("hoso-dropzone label").first().click();
  await settled(page);
  await leave();
  await page.evaluate(() => {
    const { prototype } = /** @type {any} */ (globalThis).FileSystemHandle;
    prototype.requestPermission = async () => "denied";
  });
  await again().click();
  assert.equal(await page.locator("hoso-card").count(), 0);
  await leave();
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry("nho.csv"));
  await again().click();
  await page.locator(".told", { hasText: "Còn cần mở: nho.csv" }).waitFor();
  assert.equal(await again().count(), 0);
});

test("without such a picker, and in the file from disk, nothing is stored", async () => {
  opened = await openReady({}, "delete globalThis.showOpenFilePicker;");
  await opened.page.locator("hoso-dropzone input[type=file]").setInputFiles([SMALL]);
  await settled(opened.page);
  assert.deepEqual(await kept(), []);
  await opened.close();
  opened = await openOffline();
  await opened.page.locator("hoso-dropzone input[type=file]").setInputFiles([SMALL]);
  await settled(opened.page);
  assert.equal(await again().count(), 0);
});
