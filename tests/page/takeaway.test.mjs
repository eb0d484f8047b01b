// Report: sentences and table as an office pastes them. Expected values by hand, and as published.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { choose, openReady, sample, show, SMALL, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** @param {import("./page.mjs").Upload[]} files */
async function takeAway(...files) {
  opened = await openReady({ permissions: ["clipboard-read", "clipboard-write"] });
  await choose(opened.page, ...files);
  await show(opened.page, "takeaway");
  await opened.page.locator(".report > p").first().waitFor();
  return opened.page;
}

/** @param {import("./page.mjs").Page} page @param {string} text */
const tells = (page, text) => page.locator(".report").filter({ hasText: text }).waitFor();

/** The content of the clipboard. @param {import("./page.mjs").Page} page @param {string} type */
const clipboard = (page, type) =>
  page.evaluate(async type => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType(type)).text();
  }, type);

/** @param {import("./page.mjs").Page} page */
async function copied(page) {
  await page.locator(".note").filter({ hasText: "Đã sao chép." }).waitFor();
  await page.getByRole("status").filter({ hasText: "Đã sao chép." }).first().waitFor({ state: "attached" });
}

const REPORT = [
  "Tính đến hết ngày 14/01/2022, 2 đơn vị đã tiếp nhận 5 hồ sơ thủ tục hành chính. Đã giải quyết 4 hồ sơ, trong đó trước hạn 1 hồ sơ, đúng hạn 2 hồ sơ, trễ hạn 1 hồ sơ; tỷ lệ giải quyết đúng và trước hạn đạt 75,00%. Đang giải quyết 1 hồ sơ, trong đó không có hồ sơ quá hạn.",
  "Tỷ lệ hồ sơ nộp trực tuyến đạt 40,00% (2/5 hồ sơ tiếp nhận; nộp trực tiếp 3); tỷ lệ hồ sơ trực tuyến giải quyết đúng hạn đạt 50,00% (1/2 hồ sơ trực tuyến đã giải quyết có hạn; trễ hạn 1); tỷ lệ tiếp nhận qua dịch vụ bưu chính công ích (BCCI) đạt 0% (0/5 hồ sơ tiếp nhận), thấp hơn 20,00 điểm phần trăm so với chỉ tiêu (20%). Không tính được: tỷ lệ trực tuyến mức độ 3, 4, tỷ lệ trực tuyến một phần (mức 3), tỷ lệ trực tuyến toàn trình (mức 4) (dữ liệu thiếu cột “Mức độ dịch vụ công”); tỷ lệ trả kết quả qua BCCI (dữ liệu thiếu cột “Hình thức trả kết quả”).",
  "Trong 2 đơn vị: tỷ lệ giải quyết đúng và trước hạn cao nhất là Phòng Một (100%), thấp nhất là Phòng Hai (50,00%); tỷ lệ nộp trực tuyến cao nhất là Phòng Một (50,00%), thấp nhất là Phòng Hai (33,33%).",
  "So với chỉ tiêu (Đồng Tháp 2022): đạt 0/1 chỉ tiêu. Để đạt chỉ tiêu cần thêm: 2 hồ sơ nhận qua bưu chính. Tỷ lệ tiếp nhận qua BCCI: 2/2 đơn vị chưa đạt chỉ tiêu, thấp nhất là Phòng Hai (0%), Phòng Một (0%).",
  "Cách tính: tính đến hết ngày 14/01/2022; toàn bộ dữ liệu; tính vào kỳ theo: ngày tiếp nhận và ngày kết thúc; so với hạn: theo ngày; hồ sơ chờ bổ sung: tính riêng; mẫu số mức độ 3, 4: hồ sơ cùng mức độ; ngày kết thúc: kết thúc xử lý, không có thì trả kết quả; hồ sơ trả lại, rút: tính riêng; đã giải quyết, không có hạn: không xét hạn; hình thức nộp để trống: tính là trực tiếp; mẫu số tỷ lệ đúng và trước hạn: đã giải quyết có hạn; bộ chỉ tiêu: Đồng Tháp 2022."
];

test("the report's sentences, and on the clipboard both as text and as HTML", async () => {
  const page = await takeAway(SMALL);
  assert.deepEqual(await page.locator(".report > p").allTextContents(), REPORT);
  await page.getByRole("button", { name: "Sao chép đoạn văn" }).click();
  await copied(page);
  assert.equal(await clipboard(page, "text/plain"), REPORT.join("\r\n"));
  assert.match(
    await clipboard(page, "text/html"),
    /<p>Tính đến hết ngày 14\/01\/2022, 2 đơn vị[^]*<p>Cách tính: /
  );
  await page.getByLabel("Cơ quan báo cáo").fill("UBND huyện <b>Thử</b>");
  await tells(page, "Tính đến hết ngày 14/01/2022, UBND huyện <b>Thử</b> đã tiếp nhận 5 hồ sơ");
  await page.getByLabel("Nêu cách tính").uncheck();
  await page.getByLabel("Nêu đơn vị chưa đạt").uncheck();
  await page.getByLabel("Nêu nơi cao nhất, thấp nhất").uncheck();
  await page.getByRole("button", { name: "Sao chép đoạn văn" }).click();
  await copied(page);
  const plain = await clipboard(page, "text/plain");
  assert.doesNotMatch(plain, /Cách tính|Phòng Hai/);
  assert.match(await clipboard(page, "text/html"), /&lt;b&gt;Thử|&#60;b&#62;Thử/);
});

const SHEET = [
  ["Kết quả tiếp nhận, giải quyết thủ tục hành chính theo đơn vị, tính đến hết ngày 14/01/2022"],
  [
    "TT",
    "Đơn vị",
    "Tiếp nhận",
    "Đã giải quyết",
    "Trước hạn",
    "Đúng hạn",
    "Trễ hạn",
    "Đúng và trước hạn, tỷ lệ",
    "Đang giải quyết",
    "Quá hạn",
    "Trực tuyến",
    "Trực tuyến, tỷ lệ",
    "Tiếp nhận qua BCCI",
    "Tiếp nhận qua BCCI, tỷ lệ",
    "Trả kết quả qua BCCI",
    "Trả kết quả qua BCCI, tỷ lệ"
  ],
  ["1", "'=1+1", "1", "1", "1", "0", "0", "100%", "0", "0", "–", "–", "–", "–", "–", "–"],
  ["2", "Phòng Hai", "3", "2", "0", "1", "1", "50,00%", "1", "0", "1", "33,33%", "0", "0%", "–", "–"],
  ["3", "Phòng Một", "2", "2", "1", "1", "0", "100%", "0", "0", "1", "50,00%", "0", "0%", "–", "–"],
  ["", "Tổng cộng", "6", "5", "2", "2", "1", "80,00%", "1", "0", "–", "–", "–", "–", "–", "–"] // one file lacks the channel: never 0
];

test("the table, for a word processor and for a spreadsheet", async () => {
  const hostile = upload(
    "lạ.csv",
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\nB-1,=1+1,03/01/2022,10/01/2022,07/01/2022\n"
  );
  const page = await takeAway(SMALL, hostile);
  await page.locator("[name=columns-counts]").check();
  await page.getByRole("button", { name: "Sao chép bảng" }).click();
  await copied(page);
  const lines = (await clipboard(page, "text/plain")).split("\r\n").map(line => line.split("\t"));
  assert.deepEqual(lines, SHEET);
  const html = await clipboard(page, "text/html");
  assert.match(
    html,
    /<table[^>]*border="1"[^]*Đúng và trước hạn, tỷ lệ \(%\)[^]*Phòng Hai[^]*50,00<[^]*<\/table>/
  );
  assert.doesNotMatch(html, /<b>Trả kết quả qua BCCI/);
  assert.ok(
    html.includes("Không tính được ở dòng nào nên không có cột: Trả kết quả qua BCCI;"),
    html.slice(-400)
  );
  assert.equal(html.match(/<tr>/g)?.length, 5);
  await page.locator("[name=columns-counts]").uncheck();
  await page.locator("[name=columns-postal]").uncheck();
  await page.locator("[name=columns-waiting]").check();
  const heads = await page.locator("[aria-labelledby=sheet] thead th").allTextContents();
  assert.deepEqual(heads.slice(-4), ["Quá hạn", "Chờ bổ sung", "Trả lại, rút", "Trực tuyến, tỷ lệ"]);
  await page.locator("[name=sheet-by]").selectOption("month");
  await page.locator("[aria-labelledby=sheet]").getByRole("rowheader", { name: "Tháng 01/2022" }).waitFor();
});

test("as published: Thủ Dầu Một, a year compared with the one before", async () => {
  const page = await takeAway(...sample("thu-dau-mot-2021-2023"));
  await page.getByText("Chọn một kỳ (năm, quý, tháng)").waitFor();
  await page.locator("hoso-settings [name=period]").selectOption("2022");
  await tells(page, "Trong năm 2022 (số liệu đến hết ngày 31/12/2022), 5 đơn vị");
  // 45.817/45.820 - 25.925/25.969 = 0,1629 points
  await tells(page, "tỷ lệ giải quyết đúng và trước hạn tăng 0,16 điểm phần trăm (từ 99,83% lên 99,99%)");
  await tells(page, "So với năm 2021:");
  await page.locator("[name=against]").selectOption("");
  await page.locator(".report").filter({ hasNotText: "So với năm 2021" }).waitFor();
  await page.locator("hoso-settings [name=period]").selectOption("2021");
  await page.locator("[name=against]").selectOption("previous");
  await page.getByText("Chưa có số liệu của kỳ được so.").waitFor();
});

test("filters are named, and English is complete", async () => {
  const page = await takeAway(SMALL);
  await page.locator("hoso-settings [name=from]").fill("04/01/2022");
  await page.locator("hoso-settings [name=from]").press("Tab");
  await tells(
    page,
    "Từ ngày 04/01/2022 (số liệu đến hết ngày 14/01/2022), tổng số hồ sơ tiếp nhận, giải quyết của 2 đơn vị là 5, gồm tiếp nhận mới 4, kỳ trước chuyển sang 1."
  );
  await page.getByRole("button", { name: "English" }).click();
  await tells(
    page,
    "From 4 Jan 2022 (data to the end of 14 Jan 2022), 2 units had received 4 dossiers, with 1 carried over: 5 in all. 4 dossiers had ended: 1 early, 2 on the due day, 1 late; the on-time rate is 75.00%."
  );
  await tells(
    page,
    "the rate of postal intake is 0% (0 of 4 dossiers received), 20.00 points below the target of 20%"
  );
});

test("a browser without the newer clipboard interface copies all the same", async () => {
  opened = await openReady({}, "Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  const { page } = opened;
  await choose(page, SMALL);
  await show(page, "takeaway");
  await page.locator(".report > p").first().waitFor();
  await page.getByRole("button", { name: "Sao chép đoạn văn" }).click();
  await copied(page);
  await page.getByLabel("Cơ quan báo cáo").focus();
  await page.keyboard.press("Control+V");
  assert.match(
    await page.getByLabel("Cơ quan báo cáo").inputValue(),
    /^Tính đến hết ngày 14\/01\/2022, 2 đơn vị/
  );
});

test("figures that a report does not give are not shown as 0", async () => {
  const page = await takeAway(
    upload("tổng hợp.csv", readFileSync(new URL("../cases/summary/unsplit/a.csv", import.meta.url)))
  );
  await tells(
    page,
    "chưa có số liệu tiếp nhận. Đã giải quyết 1.062 hồ sơ, trong đó đúng và trước hạn 1.020 hồ sơ, trễ hạn 42 hồ sơ; tỷ lệ giải quyết đúng và trước hạn đạt 96,05%."
  );
  const cells = await page.locator("[aria-labelledby=sheet] tr.total td").allTextContents();
  assert.deepEqual(cells, ["–", "1.062", "–", "–", "42", "96,05%", "–", "–", "–", "–", "–"]);
});

/** What the console says from now on. @param {import("./page.mjs").Page} page */
function errorsOf(page) {
  /** @type {string[]} */
  const errors = [];
  page.on("console", message => message.type() === "error" && errors.push(message.text()));
  return errors;
}

test("form II.06a: needs a period; then a workbook, a page to print, the clipboard", async () => {
  const page = await takeAway(SMALL);
  const form = page.locator("[aria-labelledby=form]");
  await form.getByText("Chọn một kỳ").waitFor();
  assert.equal(await form.getByRole("button").count(), 0);
  await page.locator("hoso-settings [name=period]").selectOption("2022-01");
  await form.locator("[name=form-rows]").selectOption("field");
  await page.locator("[name=office]").fill("UBND xã <b>Tân Mỹ</b>");
  await form.locator("[name=place]").fill("Tân Mỹ");
  const [book] = await Promise.all([
    page.waitForEvent("download"),
    form.getByRole("button", { name: "Excel" }).click()
  ]);
  assert.equal(book.suggestedFilename(), "bieu-II.06a.2022-01.xlsx");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    form.getByRole("button", { name: "Trang để in" }).click()
  ]);
  const html = readFileSync(await file.path(), "utf8");
  assert.match(html, /Kỳ báo cáo: Tháng 1 năm 2022<br>\(Từ ngày 01\/01\/2022 đến ngày 31\/01\/2022\)/);
  assert.match(html, /- Đơn vị báo cáo: UBND xã &lt;b&gt;Tân Mỹ&lt;\/b&gt;/);
  assert.match(html, /Tân Mỹ, ngày …… tháng …… năm/);
  const errors = errorsOf(page);
  await form.getByRole("button", { name: "Sao chép biểu" }).click();
  await copied(page);
  assert.deepEqual(errors, []);
  // 5 received, 2 of them online; 4 ended: 1 early, 2 on the due day, 1 late; 1 in progress, in term.
  assert.match(await clipboard(page, "text/plain"), /\tTổng số\t5\t2\t3\t0\t4\t1\t2\t1\t1\t1\t0/);
  assert.match(await clipboard(page, "text/html"), /Tổng số<\/td><td[^>]*>5<\/td>/);
  await page.locator("hoso-settings summary").first().click();
  await page.locator("hoso-settings [name=basis]").selectOption("received");
  await form.getByText("tính vào kỳ theo ngày tiếp nhận và ngày kết thúc").waitFor();
});

test("files, by their first bytes", async () => {
  const page = await takeAway(SMALL);
  /** @param {string} button @param {RegExp} name */
  const download = async (button, name) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: button }).click()
    ]);
    assert.match(file.suggestedFilename(), name);
    return readFileSync(await file.path());
  };
  const csv = await download("Bảng số liệu, CSV", /^bang-so-lieu\.csv$/);
  assert.deepEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.match(csv.toString(), /Phòng Hai/);
  await page.locator(".note").filter({ hasText: "Đã lưu bang-so-lieu.csv." }).waitFor();
  const { groups } = JSON.parse((await download("Bảng số liệu, JSON", /\.json$/)).toString());
  assert.deepEqual(
    groups.map((/** @type {any} */ { key }) => key.unit),
    ["Phòng Hai", "Phòng Một"]
  );
  const xlsx = await download("Bảng số liệu, Excel", /^bang-so-lieu\.xlsx$/);
  assert.equal(xlsx.subarray(0, 4).toString("latin1"), "PK\x03\x04");
  assert.equal((await download("Danh sách hồ sơ, Arrow", /\.arrow$/)).subarray(0, 6).toString(), "ARROW1");
  await page.locator("hoso-settings [name=period]").selectOption("2022-01");
  const list = (await download("Danh sách hồ sơ, CSV", /^danh-sach-ho-so\.2022-01\.csv$/)).toString();
  assert.match(list, /A-220106-0001/);
  assert.doesNotMatch(list, /BÍ MẬT/);
});

/** @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} section */
async function announced(page, section) {
  await section.getByText(/^Khớp với nơi khác\.json: cả \d+ mục/).waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: "Khớp với nơi khác.json" })
    .first()
    .waitFor({ state: "attached" });
}

/** Another hash and two other counts, one of them hostile. @param {string} receipt */
function altered(receipt) {
  const other = JSON.parse(receipt);
  other.files[0].sha256 = "0".repeat(64);
  other.summaries.unit.total.counts.late = 7;
  other.summaries.unit.groups[0].counts.late = "<b>x</b>";
  return JSON.stringify(other);
}

test("a receipt, checked by another office", async () => {
  const page = await takeAway(SMALL);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Lưu biên nhận số liệu" }).click()
  ]);
  assert.equal(file.suggestedFilename(), "bien-nhan.json");
  const text = readFileSync(await file.path(), "utf8");
  const { files } = JSON.parse(text);
  assert.equal(files[0].sha256, createHash("sha256").update(SMALL.buffer).digest("hex"));
  assert.doesNotMatch(text, /BÍ MẬT/);
  const section = page.locator("[aria-labelledby=receipt]");
  const check = (/** @type {string} */ content) =>
    section.locator("input[type=file]").setInputFiles([upload("nơi khác.json", content)]);
  await check(text);
  await announced(page, section);
  await check(altered(text));
  await section
    .getByText(/^Không khớp với nơi khác\.json: khác nội dung tệp nho\.csv; 4\/\d+ mục khác/)
    .waitFor();
  const rows = await section.locator("tbody tr").allTextContents();
  const ours = files[0].sha256;
  assert.deepEqual(rows, [
    `Tệp (SHA-256): nho.csv${"0".repeat(64)}không có`,
    `Tệp (SHA-256): nho.csvkhông có${ours}`,
    "Số hồ sơ: trễ hạn71",
    "Đơn vị: Phòng Haitrễ hạn: <b>x</b>trễ hạn: 1"
  ]);
  for (const content of ["không phải JSON", "[]"]) {
    await check(content);
    await section.getByText("Tệp này không phải biên nhận số liệu của hoso.").waitFor();
  }
});

/** @param {import("playwright-core").Page} page @param {string} name of a button */
async function saved(page, name) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click()
  ]);
  return readFileSync(await file.path(), "utf8");
}

test("a receipt of a past period: its day, its figures on the page, the check alone on paper", async () => {
  const page = await takeAway(SMALL);
  const settings = page.locator("hoso-settings");
  await settings.locator("[name=period]").selectOption("2022-01");
  await page.waitForTimeout(500);
  const receipt = JSON.parse(await saved(page, "Lưu biên nhận số liệu"));
  receipt.rules.asOf = "2022-12-31"; // later than the period: figures stand on its last day
  await settings.locator("[name=period]").selectOption("");
  const section = page.locator("[aria-labelledby=receipt]");
  const content = upload("nơi khác.json", JSON.stringify(receipt));
  await section.locator("input[type=file]").setInputFiles([content]);
  await section.getByText("từ ngày 01/01/2022 đến ngày 31/01/2022, tính đến hết ngày 31/01/2022").waitFor();
  const html = await saved(page, "Lưu kết quả kiểm tra");
  assert.match(html, /<td>[^<]*Tính đến hết ngày<\/td><td>31\/01\/2022<\/td><td>31\/01\/2022<\/td>/);
  assert.match(html, /Hồ sơ trùng mã<\/td><td>lấy tệp mới nhất<\/td>/);
  assert.doesNotMatch(html, /31\/12\/2022|<td>[^<]*\b[a-z]+[A-Z]\w*|<td>(newest|event|day|apart|level)</);
  await page.evaluate(() => (window.print = () => {}));
  await page.evaluate(() => document.querySelector("[aria-labelledby=receipt]")?.classList.add("alone"));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".headline").first().isVisible(), false);
  assert.equal(await section.getByText(/^Khớp|^Không khớp/).isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => document.querySelector(".alone")?.classList.remove("alone"));
  await page.getByRole("button", { name: "Xem số liệu của biên nhận" }).click();
  await settings.getByText("Kỳ đã hết: số liệu tính đến hết ngày 31/01/2022.").waitFor();
  assert.equal(await settings.locator("[name=period]").inputValue(), "2022-01");
});

test("the saved check in English has words for every rule", async () => {
  const page = await takeAway(SMALL);
  await page.getByRole("button", { name: "English" }).click();
  const content = upload("other.json", await saved(page, "Save a receipt"));
  await page.locator("[aria-labelledby=receipt] input[type=file]").setInputFiles([content]);
  const html = await saved(page, "Save the result");
  assert.match(html, /<p>Figures of the receipt: as of the end of 14 Jan 2022\.<\/p>/);
  assert.doesNotMatch(html, /<td>[^<]*\b[a-z]+[A-Z]\w*|<td>(newest|event|day|level|undefined)</);
});
