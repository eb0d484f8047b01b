// Sources of wrong figures: invalid periods, targets of other provinces, invented data, summaries mistaken
// for lists.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { dayChosen } from "../../www/app/days.js";
import { spanOf } from "../../www/app/periods.js";
import { card, choose, openReady, settled, show, SMALL, unfold, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>> | null} */
let opened = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

/** @param {import("./page.mjs").Upload[]} files */
async function open(...files) {
  opened = await openReady();
  await choose(opened.page, ...files);
  return opened.page;
}

const SUMMARY = upload(
  "Báo cáo quý I năm 2022.csv",
  "Đơn vị,Số hồ sơ tiếp nhận,Đã giải quyết trước hạn,Đã giải quyết đúng hạn,Đã giải quyết trễ hạn\nPhòng Một,10,4,5,1\nPhòng Hai,10,6,4,0\n"
);

test("an invalid day, or a period that ends before it begins, is refused in its field; figures and rules stay", async () => {
  const page = await open(SMALL);
  const field = (/** @type {string} */ name) => page.locator(`hoso-settings [name=${name}]`);
  const type = async (/** @type {string} */ name, /** @type {string} */ day) => {
    await field(name).fill(day);
    await field(name).blur();
  };
  const rules = await page.locator(".rules > summary").innerText();
  await type("from", "31/02/2022");
  await page.locator(".wrong", { hasText: "Không có ngày này" }).waitFor();
  assert.equal(await field("from").inputValue(), "31/02/2022");
  assert.equal(await field("from").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator(".rules > summary").innerText(), rules);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
  await type("from", "05/01/2022");
  await page.locator(".rules", { hasText: "kỳ số liệu: từ 05/01/2022" }).waitFor();
  await type("to", "01/01/2022");
  await page.locator(".wrong", { hasText: "phải trước hoặc bằng" }).waitFor();
  assert.match(await page.locator(".rules > summary").innerText(), /kỳ số liệu: từ 05\/01\/2022;/);
  await type("from", "01/01/2022"); // now both are in order
  await page.locator(".rules", { hasText: "kỳ số liệu: từ 01/01/2022 đến 01/01/2022" }).waitFor();
  assert.equal(await page.locator(".wrong").count(), 0);
  await type("asOf", "2022");
  await page.locator(".wrong", { hasText: "Không có ngày này" }).waitFor();
});

test("while the order of day and month is unknown, no count that depends on it is shown", async () => {
  const page = await open(
    upload(
      "thang.csv",
      "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\nA1,Phòng Một,03/04/2022,03/14/2022,03/21/2022\nA2,Phòng Một,03/05/2022,03/15/2022,03/11/2022\n"
    )
  );
  const balance = page.locator("hoso-balance");
  await balance.filter({ hasText: "chưa rõ ngày hay tháng đứng trước" }).waitFor();
  assert.equal(await balance.locator(".balance-count").count(), 0);
  await show(page, "takeaway");
  const report = page.locator(".report");
  await report.filter({ hasText: "Chưa tính tỷ lệ giải quyết đúng và trước hạn" }).waitFor();
  assert.doesNotMatch(await report.innerText(), /Đã giải quyết \d|trễ hạn \d/);
  await page.getByRole("button", { name: "Tháng trước ngày" }).first().click();
  await report
    .filter({
      hasText: "Đã giải quyết 2 hồ sơ, trong đó trước hạn 1 hồ sơ, đúng hạn 0 hồ sơ, trễ hạn 1 hồ sơ"
    })
    .waitFor();
});

test("two days may be changed one after the other", () => {
  const query = { period: "custom", from: "2022-01-01", to: "2022-03-31" };
  const first = dayChosen({ query, typed: {} }, "from", "2022-08-01");
  assert.deepEqual(first, { typed: { from: "2022-08-01" } });
  const both = dayChosen({ query, typed: first.typed ?? {} }, "to", "2022-08-31");
  assert.deepEqual([both.typed, both.query?.from, both.query?.to], [{}, "2022-08-01", "2022-08-31"]);
  assert.equal(dayChosen({ query, typed: {} }, "from", undefined).query?.period, "custom");
});

test("the days of named periods: weeks, nine months, reporting months", () => {
  for (const [period, cut, from, to] of /** @type {[string, any, string, string][]} */ ([
    ["2022-W01", "", "2022-01-03", "2022-01-09"],
    ["2020-W53", "", "2020-12-28", "2021-01-03"],
    ["2022-N1", "", "2022-01-01", "2022-09-30"],
    ["2022-Q1", "15-14", "2021-12-15", "2022-03-14"],
    ["2022-03", "21-20", "2022-02-21", "2022-03-20"],
    ["2022-01", "15-14", "2021-12-15", "2022-01-14"],
    ["2022", "15-14", "2021-12-15", "2022-12-14"],
    ["2024-02", "", "2024-02-01", "2024-02-29"],
    ["2022-H2", "", "2022-07-01", "2022-12-31"]
  ]))
    assert.deepEqual(spanOf(period, cut), { from, to }, `${period} ${cut}`);
});

test("reporting months that begin on the 15th: their days are used in the question, and shown", async () => {
  const page = await open(SMALL);
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=cut]").selectOption("15-14");
  await page.locator("hoso-settings [name=period]").selectOption("2022-01");
  await page.locator(".rules", { hasText: "kỳ số liệu: từ 15/12/2021 đến 14/01/2022" }).waitFor();
  await page.locator(".crumb", { hasText: "Tháng 01/2022 (từ 15/12/2021 đến 14/01/2022)" }).waitFor();
});

test("targets of 2022 are compared with other years only on request, and with a warning", async () => {
  const page = await open(
    upload("2026.csv", SMALL.buffer.toString().replaceAll("/2022", "/2026").replaceAll("A-22", "A-26"))
  );
  assert.equal(await page.locator("hoso-settings [name=targets]").inputValue(), "");
  assert.doesNotMatch(await page.locator(".headline").innerText(), /chỉ tiêu/);
  await page.locator("hoso-settings [name=targets]").selectOption("dong-thap-2022");
  await page.locator(".outdated", { hasText: "có hiệu lực từ 01/01/2022 đến 31/12/2022" }).waitFor();
});

test("a summary is counted in rows, and has no list", async () => {
  const page = await open(SUMMARY);
  assert.equal(await page.locator(".drop-title").innerText(), "1 tệp · 2 dòng báo cáo tổng hợp");
  await unfold(page);
  assert.match(
    await page.locator(".file-sum").innerText(),
    /^2 dòng = 2 dòng số liệu \+ 0 đã tính ở nơi khác/
  );
  await page.getByRole("button", { name: "trước hạn 10" }).click();
  await page.getByText("Báo cáo tổng hợp chỉ có số liệu, không có danh sách hồ sơ.").waitFor();
});

test("invented data are never counted with real ones, and are marked", async () => {
  const page = await open(SMALL);
  const sample = async () => {
    await page.locator(".menu > summary").first().click();
    await page.locator(".menu-list button", { hasText: "Sa Đéc" }).click();
  };
  await sample();
  await page.locator(".question").waitFor();
  await page.getByRole("button", { name: "Giữ các tệp đang mở" }).click();
  assert.match(await page.locator(".drop-title").innerText(), /^1 tệp · 5 hồ sơ/);
  await sample();
  await page.getByRole("button", { name: "Đóng tệp, mở số liệu giả định" }).click();
  await page.locator(".drop-title", { hasText: "SỐ LIỆU GIẢ ĐỊNH" }).waitFor();
  await settled(page);
  await unfold(page);
  assert.deepEqual(await page.locator(".file-name").allInnerTexts(), ["Sa Dec 2022.csv"]);
  await show(page, "takeaway");
  assert.match(await page.locator(".report p").first().innerText(), /SỐ LIỆU GIẢ ĐỊNH/);
  assert.match(await page.locator("[aria-labelledby=sheet] p strong").innerText(), /SỐ LIỆU GIẢ ĐỊNH/);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Bảng số liệu, CSV" }).click()
  ]);
  assert.match(saved.suggestedFilename(), /^so-lieu-gia-dinh/);
  await choose(page, SMALL); // takes their place
  await page.locator(".drop-title", { hasText: /^1 tệp · 5 hồ sơ/ }).waitFor();
  assert.equal(await page.locator(".invented").count(), 0);
});

test("two exports of the same codes: the newer counts in either order, and differences are reported, with a choice", async () => {
  const list = (/** @type {string[]} */ ...rows) =>
    ["Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý", ...rows].join("\n");
  const older = upload(
    "cũ.csv",
    list("A-1,Phòng Một,03/01/2022,10/01/2022,", "A-2,Phòng Một,04/01/2022,12/01/2022,12/01/2022")
  );
  const newer = upload(
    "mới.csv",
    list("A-1,Phòng Một,03/01/2022,10/01/2022,07/01/2022", "A-3,Phòng Một,05/01/2022,31/01/2022,31/01/2022")
  );
  for (const files of [
    [older, newer],
    [newer, older]
  ]) {
    const page = await open(...files);
    assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 3/);
    const strip = page.locator("hoso-troubles");
    assert.match(await strip.innerText(), /1 đổi từ “Quá hạn” thành “Trước hạn”/);
    await strip.locator("[name=which-row]").selectOption("keep");
    await page.locator(".rules", { hasText: "trùng mã hồ sơ: tính mọi dòng" }).waitFor();
    await card(page, "Đang giải quyết, quá hạn").filter({ hasText: "1 / 1" }).waitFor();
    await opened?.close();
  }
});

test("one click corrects a blank unit, the order of a date, a report's period", async () => {
  const blank = upload(
    "trống.csv",
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận\nA-1,Phòng Một,03/01/2022\nA-2,,04/01/2022\nA-3,,05/01/2022\n"
  );
  const order = upload(
    "tháng.csv",
    [
      "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc",
      ...[13, 14, 15].map(day => `B-${day},Phòng Hai,01/${day}/2022,01/${day + 5}/2022,01/${day + 3}/2022`)
    ].join("\n")
  );
  const report = upload("báo cáo.csv", SUMMARY.buffer);
  const page = await open(blank, order, report);
  const strip = page.locator("hoso-troubles");
  const line = (/** @type {string} */ text) => strip.locator(".troubles > li", { hasText: text });
  await page.getByRole("button", { name: "Điền như dòng trên: trống.csv" }).click();
  await line("Ô đơn vị để trống").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Tháng trước ngày: tháng.csv" }).click();
  await line("tháng trước ngày").waitFor({ state: "detached" });
  const form = strip.locator("form");
  await form.locator("[name=from]").fill("01/01/2022");
  await form.locator("[name=to]").fill("31/03/2022");
  await form.locator("button").click();
  await strip.waitFor({ state: "detached" });
  await show(page, "compare");
  await page.getByRole("rowheader", { name: "Phòng Một" }).waitFor();
  assert.equal(await page.getByRole("rowheader", { name: "không rõ" }).count(), 0);
  await page.locator("hoso-settings [name=period]").selectOption("2022-Q1");
  await page.locator(".crumb").waitFor();
  await page.getByRole("rowheader", { name: "Phòng Hai" }).waitFor();
});
