// Signs on the page: shares, ages, outages, questions and samples, each with its list. Expected values worked
// out by hand.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { clean } from "./axe.mjs";
import { choose, openReady, show, SMALL, upload } from "./page.mjs";

/** @typedef {import("./page.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** 20/08/2022 is a Saturday. Late: C6, due in the afternoon of 01/09, a day before a holiday. */
const TIMED = upload(
  "gio.csv",
  [
    "Mã hồ sơ,Đơn vị,Ngày nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái",
    "C1,Xã Một,15/08/2022 08:00,15/08/2022 08:10,19/08/2022 17:00,19/08/2022 16:40,Đã trả kết quả",
    "C2,Xã Một,15/08/2022 08:00,15/08/2022 08:20,19/08/2022 17:00,19/08/2022 16:40,Đã trả kết quả",
    "C3,Xã Một,15/08/2022 08:00,17/08/2022 09:00,25/08/2022 16:00,19/08/2022 16:40,Đã trả kết quả",
    "C4,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,22/08/2022 17:00,20/08/2022 09:00,Đã trả kết quả",
    "C5,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,25/08/2022 17:00,26/08/2022 09:00,Trả lại",
    "C6,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,01/09/2022 17:00,02/09/2022 10:00,Đã trả kết quả",
    "C7,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,30/08/2022 17:00,,Đang xử lý",
    "C8,Xã Hai,01/09/2022 08:00,12/09/2022 09:00,30/09/2022 17:00,,Đang xử lý"
  ].join("\n")
);

/** @param {import("./page.mjs").Upload} [file] */
async function looking(file = TIMED) {
  opened = await openReady();
  await choose(opened.page, file);
  await show(opened.page, "signs");
  return opened.page;
}

/** Opens a list by its sentence; returns its codes. @param {Page} page @param {string | RegExp} sentence */
async function listOf(page, sentence) {
  await page.locator("#panel").getByRole("button", { name: sentence }).click();
  await page.locator("#panel[aria-labelledby=tab-dossiers]:not([aria-busy])").waitFor();
  await page.locator("hoso-list").getByText(/^C\d$/).first().waitFor();
  const codes = await page.locator("hoso-list").getByText(/^C\d$/).allInnerTexts();
  await show(page, "signs");
  return codes;
}

test("every count is a sentence that opens its list", async () => {
  const page = await looking();
  // Ended: C1 to C4 and C6; returned: C5. As of 12/09/2022, C7 is overdue by 13 days.
  await page.getByText("Trả lại, rút trong số đã giải quyết và trả lại: 1/6 hồ sơ (16,67%)").waitFor();
  assert.deepEqual(await listOf(page, /^Trả lại sau ngày hẹn trả: 1\/1 hồ sơ/), ["C5"]);
  assert.deepEqual(await listOf(page, "Tiếp nhận chậm quá 8 giờ làm việc: 2/8 hồ sơ (25,00%)"), ["C3", "C8"]);
  await page
    .getByText("không hồ sơ nào có đủ ngày hẹn trả, ngày kết thúc xử lý và ngày trả kết quả")
    .waitFor();
  await page.getByText("6–10 ngày: 0 hồ sơ").waitFor();
  assert.deepEqual(await listOf(page, "11–30 ngày: 1 hồ sơ"), ["C7"]);
  assert.deepEqual(await listOf(page, /^Vì sao 2 hồ sơ được kết thúc vào ngày nghỉ/), ["C4", "C6"]);
  assert.deepEqual(await listOf(page, /^Vì sao 2 hồ sơ được kết thúc trong 30 phút cuối/), ["C1", "C2"]);
  await page.getByText("từ 5 hồ sơ trong cùng một phút không? Không, trong 5 hồ sơ xét được.").waitFor();
  await page.locator("[name=signs-together]").fill("3");
  await page.keyboard.press("Tab");
  assert.deepEqual(await listOf(page, /^Vì sao 3 hồ sơ được kết thúc dồn/), ["C1", "C2", "C3"]);
  await clean(page, "signs");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Why were 2 dossiers ended on a day off").waitFor();
});

test("an outage is shown beside the rate, and invalid input is reported", async () => {
  const page = await looking();
  await page.getByRole("button", { name: "Thêm lần gián đoạn" }).click();
  const [from, to] = [page.locator("[name=outage-from]"), page.locator("[name=outage-to]")];
  await from.fill("31/02/2022");
  await to.fill("01/09/2022 17:00");
  await page.locator("[name=outage-reason]").fill("mất kết nối với hệ thống của tỉnh");
  await page.keyboard.press("Tab");
  await page.getByRole("alert").filter({ hasText: "Ghi ngày dạng 19/08/2022" }).waitFor();
  await from.fill("02/09/2022");
  await page.keyboard.press("Tab");
  await page.getByRole("alert").filter({ hasText: "Lúc bắt đầu phải trước lúc kết thúc" }).waitFor();
  await from.fill("01/09/2022 16:00");
  await page.keyboard.press("Tab");
  await page.getByText("1 trong 1 hồ sơ trễ hạn có ngày hẹn trả").waitFor();
  const row = page
    .getByRole("region", { name: "Tỷ lệ tính đủ và không tính hồ sơ lúc gián đoạn" })
    .locator("tbody tr")
    .first();
  assert.match(await row.innerText(), /80,00%\s*4 \/ 5[\s\S]*100%\s*4 \/ 4/);
  await page.getByText("chỉ để xem kèm, không thay thế").waitFor();
  assert.deepEqual(await listOf(page, "1 trong 1 hồ sơ trễ hạn có ngày hẹn trả"), ["C6"]);
  assert.equal(await page.locator("[name=outage-reason]").inputValue(), "mất kết nối với hệ thống của tỉnh");
  await page.getByRole("button", { name: "Bỏ", exact: true }).click();
  await page.getByText("chỉ để xem kèm, không thay thế").waitFor({ state: "detached" });
});

test("a sample shows its seed, and the same seed draws the same dossiers", async () => {
  const page = await looking();
  await page.locator("[name=sample-size]").fill("3");
  await page.locator("[name=sample-seed]").fill("2026");
  await page.getByRole("button", { name: "Bốc mẫu" }).click();
  await page.getByText("3 hồ sơ bốc từ 8 hồ sơ, số bốc “2026”").waitFor();
  const sheet = page.getByRole("region", { name: "Danh sách mẫu" });
  const codes = () => sheet.locator("tbody th").allInnerTexts();
  await sheet.locator("tbody tr").nth(2).waitFor();
  const first = await codes();
  // sample("2026", [C1 … C8], 3) of tests/oracle/signs.py.
  assert.deepEqual(first, ["C3", "C7", "C8"]);
  await page.getByRole("button", { name: "Bốc với số khác" }).click();
  await page.getByText("số bốc “2026”").waitFor({ state: "detached" });
  await page.locator("[name=sample-seed]").fill("2026");
  await page.keyboard.press("Tab");
  await page.getByText("số bốc “2026”").waitFor();
  assert.deepEqual(await codes(), first);
  await page.getByRole("button", { name: /^3 hồ sơ bốc từ/ }).click();
  assert.match(await page.locator(".list-count").innerText(), /^3 hồ sơ/);
});

test('without times, the questions are not answered with "no"', async () => {
  const page = await looking(SMALL);
  await page.getByText("không xét được, vì ngày kết thúc không kèm giờ").waitFor();
  await page.getByText("không xét được, vì ngày hẹn trả và ngày kết thúc không cùng kèm giờ").waitFor();
  await page.getByText("Trả lại, rút trong số đã giải quyết và trả lại: ").waitFor();
  await page
    .locator("#panel")
    .getByRole("button", { name: /So hai bản xuất của cùng danh sách/ })
    .click();
  await page.locator("#panel[aria-labelledby=tab-reconcile]").waitFor();
});
