// Our own files, dropped or chosen among others: a session, a receipt, a target set, a mapping, names of
// units.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { card, choose, openReady, settled, show, SMALL, unfold, upload } from "./page.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

/** Our own files leave no report. @param {Page} page @param {import("./page.mjs").Upload[]} files */
const give = (page, ...files) => page.locator("hoso-dropzone input[type=file]").first().setInputFiles(files);

/** The file that a button saves. @param {Page} page @param {string} name */
async function saved(page, name) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click()
  ]);
  return readFileSync(await file.path(), "utf8");
}

/** @param {Page} page @param {RegExp} text */
const told = (page, text) => page.locator(".told").filter({ hasText: text }).waitFor();

const SET = {
  id: "xa",
  title: "Xã 2026",
  targets: [{ measure: "onTime", atLeast: "90%" }]
};

/** Rules, a target set, a name of a unit and one of an office. @param {Page} page */
async function setUp(page) {
  await choose(page, upload("xã.json", JSON.stringify(SET)), SMALL);
  await told(page, /Đã mở bộ chỉ tiêu “Xã 2026” từ tệp xã\.json/);
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=basis]").selectOption("received");
  await page.locator(".spellings > summary").click();
  await page.getByRole("button", { name: "Thêm tên" }).click();
  await page.locator("[name=alias-from]").fill("Phòng Hai");
  await page.locator("[name=alias-to]").fill("Phòng Một");
  await page.locator("[name=alias-to]").press("Tab");
  await page.locator(".spellings > summary", { hasText: "1 tên thay thế" }).waitFor();
  await show(page, "takeaway");
  await page.locator("[name=office]").fill("UBND xã Mẫu");
  await page.locator("[name=office]").press("Tab");
}

test("a session restores rules, sets, names and typed figures, and compares its files; it has no data", async () => {
  opened = await openReady();
  const { page } = opened;
  await setUp(page);
  const text = await saved(page, "Lưu phiên làm việc");
  assert.doesNotMatch(text, /BÍ MẬT|A-2201/);
  const session = JSON.parse(text);
  assert.deepEqual(
    session.files.map((/** @type {any} */ { name, size }) => [name, size]),
    [["nho.csv", SMALL.buffer.length]]
  );
  assert.match(session.files[0].sha256, /^[0-9a-f]{64}$/);

  await page.evaluate("localStorage.clear()");
  await page.goto("about:blank");
  await page.goto(opened.url);
  await page.locator("hoso-dropzone input[type=file]:enabled").waitFor({ state: "attached" });
  await give(page, upload("phiên.json", text));
  await told(page, /Đã mở phiên làm việc phiên\.json \(1 tệp\)/);
  await choose(page, SMALL);
  await told(page, /đúng là các tệp của phiên/);
  assert.equal(await page.locator("[name=office]").inputValue(), "UBND xã Mẫu");
  assert.match(await page.locator(".rules").innerText(), /tính vào kỳ theo: ngày tiếp nhận;/);
  assert.match(await page.locator(".rules").innerText(), /Xã 2026/);
  await show(page, "compare");
  await page.locator("hoso-table").getByRole("rowheader", { name: "Phòng Một" }).waitFor();
  assert.equal(await page.locator("hoso-table").getByRole("rowheader", { name: "Phòng Hai" }).count(), 0);
});

test("a session restores typed outages, and the rates without them", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await show(page, "signs");
  await page.getByRole("button", { name: "Thêm lần gián đoạn" }).click();
  await page.locator("[name=outage-from]").fill("13/01/2022 08:00");
  await page.locator("[name=outage-to]").fill("13/01/2022 11:30");
  await page.locator("[name=outage-reason]").fill("mất điện");
  await page.locator("[name=sample-seed]").fill("2026");
  await page.locator("[name=sample-seed]").press("Tab");
  await show(page, "takeaway");
  const text = await saved(page, "Lưu phiên làm việc");
  await page.goto("about:blank");
  await page.goto(opened.url);
  await page.locator("hoso-dropzone input[type=file]:enabled").waitFor({ state: "attached" });
  await give(page, upload("phiên.json", text));
  await told(page, /Đã mở phiên làm việc/);
  await choose(page, SMALL);
  await show(page, "signs");
  await page.getByText("1 trong 1 hồ sơ trễ hạn có ngày hẹn trả").waitFor();
  assert.equal(await page.locator("[name=outage-from]").inputValue(), "13/01/2022 08:00");
  assert.equal(await page.locator("[name=outage-reason]").inputValue(), "mất điện");
  assert.equal(await page.locator("[name=sample-seed]").inputValue(), "2026");
});

test("a session with a changed file, and a damaged session, are reported", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  const text = await saved(page, "Lưu phiên làm việc");
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  const other = { ...SMALL, buffer: Buffer.from(SMALL.buffer.toString().replace("Phòng Hai", "Phòng Ba")) };
  await choose(page, upload("phiên.json", text), other);
  await told(page, /Đã khác so với lúc lưu phiên \(SHA-256\): nho\.csv/);
  await give(page, upload("cụt.json", text.slice(0, 60)));
  await told(page, /cụt\.json là tệp của hoso nhưng bị hỏng/);
  await page.locator(".told .problem", { hasText: "bị hỏng" }).waitFor();
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("damaged or empty files of our own are reported and not used", async () => {
  opened = await openReady();
  const { page } = opened;
  const damaged = {
    "phiên cụt": '{"session":1,"view":"#x"',
    "phiên rỗng": '{"session":1}',
    "phiếu rỗng": '{"receipt":1}',
    "tên rỗng": '{"aliases":[{"from":5}]}',
    "thứ tự rỗng": '{"order":[]}',
    "cột rỗng": '{"signature":"x","columns":[1,2]}'
  };
  for (const [name, text] of Object.entries(damaged)) {
    await give(page, upload(`${name}.json`, text));
    await told(page, new RegExp(`${name}\\.json là tệp của hoso nhưng bị hỏng`));
  }
  await choose(page, upload("khác.json", "không phải JSON"));
  assert.equal(await page.locator(".told").count(), 0, "what was said before is over");
});

test("aliases that form a cycle are refused where they are read", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  const ring = ["Phòng Một", "Phòng Hai", "Phòng Ba", "Phòng Một"];
  const aliases = ring.slice(1).map((to, at) => ({ from: ring[at], to }));
  await give(page, upload("vòng.json", JSON.stringify({ aliases })));
  await told(page, /nối thành vòng nên chưa áp dụng/);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("a receipt waits for its files, and is verified when they are open", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await show(page, "takeaway");
  const text = await saved(page, "Lưu biên nhận số liệu");
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  await give(page, upload("phiếu.json", text));
  await told(page, /phiếu\.json là biên nhận số liệu\. Mở các tệp sau để đối chiếu: nho\.csv/);
  await choose(page, SMALL);
  await told(page, /Khớp với phiếu\.json/);
  await page.locator(".told .agrees").waitFor();
  await page
    .locator("[aria-labelledby=receipt]")
    .getByText(/Khớp với phiếu\.json/)
    .waitFor();
});

test("the notice says that a receipt does not agree, names the missing file, and leads to it", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL, upload("hai.csv", String(SMALL.buffer).replaceAll("A-2201", "B-2201")));
  await show(page, "takeaway");
  const text = await saved(page, "Lưu biên nhận số liệu");
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  await give(page, upload("phiếu.json", text));
  await choose(page, SMALL);
  const notice = page.locator(".told .problem");
  await notice.getByText(/^Không khớp với phiếu\.json: thiếu tệp hai\.csv; \d+\/\d+ mục khác\./).waitFor();
  await show(page, "compare");
  await notice.getByRole("button", { name: "Xem chi tiết" }).click();
  assert.doesNotMatch(await page.locator(".told").innerText(), /Mở các tệp sau/);
  const section = page.locator("[aria-labelledby=receipt]");
  await section.locator("#receipt:focus").waitFor();
  await section.getByText(/thiếu tệp hai\.csv/).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await section.getByText(/missing file hai\.csv; \d+ of \d+ items differ/).waitFor();
});

test("a dropped mapping reads its tables again; the texts of a row chosen as header are not stored", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await unfold(page);
  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  await page.getByLabel("Ý nghĩa của cột Đơn vị").selectOption("field");
  const mapping = await saved(page, "Lưu cách khai báo ra tệp JSON");
  await page.getByRole("button", { name: "Thôi" }).click();
  await give(page, upload("cột.json", mapping));
  await told(page, /Đã nhận cách khai báo cột từ tệp cột\.json; đã đọc lại 1 bảng/);
  await show(page, "compare");
  await page.locator("hoso-panel [name=dimension]").selectOption("field");
  await page.locator("hoso-table").getByRole("rowheader", { name: "Phòng Hai" }).waitFor();

  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  await page.locator("[name=header-row]").fill("2");
  await page.getByRole("button", { name: "Lấy dòng này" }).click();
  await page.locator(".header-choice", { hasText: "đang là dòng 2" }).waitFor();
  await page
    .getByLabel(/^Ý nghĩa của cột/)
    .nth(3)
    .selectOption("received");
  await page.getByRole("button", { name: "Đọc lại tệp" }).click();
  await page.locator("hoso-mapping").waitFor({ state: "detached" });
  const kept = String(await page.evaluate("JSON.stringify(localStorage)"));
  assert.match(kept, /"headerRow\\?":2/);
  assert.doesNotMatch(kept, /BÍ MẬT|A-2201/);
});

test("similar names are proposed; a cycle is refused with a message and changes nothing", async () => {
  opened = await openReady();
  const { page } = opened;
  const lines = SMALL.buffer
    .toString()
    .replaceAll("Phòng Hai", "UBND xã Một, tỉnh Mẫu")
    .replaceAll("Phòng Một", "Xã Một");
  await choose(page, upload("xã.csv", lines.replaceAll("UBND xã Một, tỉnh Mẫu", '"UBND xã Một, tỉnh Mẫu"')));
  await page.locator(".spellings > summary", { hasText: "1 tên gần giống" }).click();
  await page.getByRole("button", { name: "Gộp: Xã Một → UBND xã Một, tỉnh Mẫu" }).click();
  await page.locator(".spellings > summary", { hasText: "1 tên thay thế" }).waitFor();
  await show(page, "compare");
  assert.equal(await page.locator("hoso-table tbody:not(:has(.total)) .name").count(), 1);
  await page.getByRole("button", { name: "Thêm tên" }).click();
  await page.locator("[name=alias-from]").nth(1).fill("UBND xã Một, tỉnh Mẫu");
  await page.locator("[name=alias-to]").nth(1).fill("Xã Một");
  await page.locator("[name=alias-to]").nth(1).press("Tab");
  await page.locator(".spellings .problem", { hasText: "nối thành vòng" }).waitFor();
  assert.equal(await page.locator("hoso-table tbody:not(:has(.total)) .name").count(), 1);
  const names = JSON.parse(await saved(page, "Lưu ra tệp JSON"));
  assert.deepEqual(names.aliases[0], { from: "Xã Một", to: "UBND xã Một, tỉnh Mẫu" });
  await page.getByRole("button", { name: /Xóa dòng: dòng 2/ }).click();
  await page.locator(".spellings .problem").waitFor({ state: "detached" });
  await settled(page);
});
