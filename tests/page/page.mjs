// Shared by the page tests: files to open, and the page as its user sees it.
import { readFileSync } from "node:fs";
import { make } from "../../www/samples/make.js";
import { fileUrl, openAt, openPage } from "./harness.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ name: string, mimeType: string, buffer: Buffer }} Upload */

const book = JSON.parse(readFileSync(new URL("../../www/samples/recipes.json", import.meta.url), "utf8"));

/** The files of a sample, as the browser gets them from a disk. @param {string} id @returns {Upload[]} */
export const sample = id =>
  make(
    book.recipes.find((/** @type {{ id: string }} */ recipe) => recipe.id === id),
    book
  ).map(({ name, text }) => upload(name, text));

/** @param {string} name @param {string | Buffer} content @returns {Upload} */
export const upload = (name, content) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content)
});

/** Two units; three dossiers on time, one late, one still open; made by hand. */
export const SMALL = upload(
  "nho.csv",
  [
    "Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp",
    "A-220103-0001,NGUYỄN VĂN BÍ MẬT,Phòng Một,03/01/2022,10/01/2022,07/01/2022,Trực tuyến",
    "A-220104-0001,NGUYỄN VĂN BÍ MẬT,Phòng Một,04/01/2022,11/01/2022,11/01/2022,Trực tiếp",
    "A-220105-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,05/01/2022,12/01/2022,12/01/2022,Trực tiếp",
    "A-220106-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,06/01/2022,13/01/2022,14/01/2022,Trực tuyến",
    "A-220107-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,07/01/2022,20/01/2022,,Trực tiếp"
  ].join("\n")
);

/** January 2022 of two units: R1 was withdrawn; A2 ended in February. */
export const LIST = upload(
  "danh-sach.csv",
  `Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
E1,Xã Một,03/01/2022,10/01/2022,08/01/2022,Đã trả kết quả
L1,Xã Một,03/01/2022,10/01/2022,12/01/2022,Đã trả kết quả
R1,Xã Một,04/01/2022,10/01/2022,08/01/2022,Đã rút
D1,Xã Một,07/01/2022,14/01/2022,14/01/2022,Đã trả kết quả
A1,Xã Hai,10/01/2022,20/01/2022,19/01/2022,Đã trả kết quả
A2,Xã Hai,10/01/2022,20/01/2022,03/02/2022,Đã trả kết quả
`
);
/** What they published: Xã Một counted withdrawn dossiers as on time; Xã Hai left one dossier out. */
export const REPORT = upload(
  "bao-cao.csv",
  `BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)

Đơn vị,Tiếp nhận mới,Đã giải quyết,Đúng và trước hạn,Trễ hạn,Tỷ lệ đúng và trước hạn
Xã Một,4,4,3,1,"75,0%"
Xã Hai,1,1,1,0,100%
`
);

/**
 * The page with its drop zone open.
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {string} [script] run before the page's own
 */
export async function openReady(options, script) {
  const opened = await openPage(options);
  if (script) {
    await opened.context.addInitScript(script);
    await opened.page.reload();
  }
  await ready(opened.page);
  return opened;
}

/** The single file from disk, with its drop zone open. */
export async function openOffline() {
  const opened = await openAt(fileUrl("target/pkg/hoso.html"));
  await ready(opened.page);
  return opened;
}

/** Waits until a file can be chosen. @param {Page} page */
export async function ready(page) {
  page.setDefaultTimeout(15_000);
  await page.locator("hoso-dropzone input[type=file]:enabled").waitFor({ state: "attached" });
}

/** @param {Page} page @param {Upload[]} files */
export async function choose(page, ...files) {
  await ready(page); // after a reload, too: a file chosen before would be lost
  await page.locator("hoso-dropzone input[type=file]").setInputFiles(files);
  await settled(page);
}

/** Waits until nothing is being read and every chosen file has its report. @param {Page} page */
export async function settled(page) {
  await page.locator("hoso-files").waitFor({ state: "attached" });
  await page.locator(".progress").waitFor({ state: "detached" });
}

/** Opens the list of files, which is folded if nothing is wrong with them. @param {Page} page */
export async function unfold(page) {
  const closed = page.locator("section[aria-labelledby=files] > details:not([open]) > summary");
  if (await closed.count()) await closed.click();
}

/**
 * Shows a view by its tab.
 * @param {Page} page
 * @param {"overview" | "compare" | "trend" | "dossiers" | "whatif" | "takeaway" | "reconcile" | "signs"} id
 */
export async function show(page, id) {
  await page.locator(`#tab-${id}`).click();
  await page.locator(`#panel[aria-labelledby=tab-${id}]`).waitFor();
}

/** The text of a measure's card. @param {Page} page @param {string} name */
export const card = (page, name) =>
  page.locator("hoso-card").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** The cells of the table's row, by column. @param {Page} page @param {string} name */
export async function row(page, name) {
  const columns = await page.locator("hoso-table thead th").allInnerTexts();
  const line = page
    .locator("hoso-table tbody tr")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  const cells = await line.locator("th, td").allInnerTexts();
  return Object.fromEntries(
    columns.map((column, at) => [column.replace(/\s*[↑↓]$/, "").replace(/\s+/g, " "), cells[at]])
  );
}
