// The report's sentences for the five samples equal those that the localities published. Expected values are
// written by hand from the published figures; counts that were chosen for a sample are added up from its
// recipe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { choose, openReady, sample, show, upload } from "./page.mjs";

/** @typedef {import("./page.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** The report of a sample, with this period. @param {string} id @param {string} [period] */
async function reportOf(id, period) {
  opened = await openReady();
  const { page } = opened;
  await choose(page, ...sample(id));
  await show(page, "takeaway");
  if (period) await page.locator("hoso-settings [name=period]").selectOption(period);
  return page;
}

/** Checks that each text is a paragraph of the report, exactly. @param {Page} page @param {string[]} texts */
async function tells(page, ...texts) {
  const report = page.locator(".report");
  await report
    .filter({ hasText: texts[0].slice(0, 120) })
    .waitFor()
    .catch(() => {});
  const told = await report.locator("> p").allTextContents();
  for (const text of texts)
    assert.ok(told.includes(text), `${text}\n\nis not among:\n\n${told.join("\n\n")}`);
}

/** Filters by one unit. @param {Page} page @param {string} unit */
async function only(page, unit) {
  await show(page, "compare");
  await page.locator("hoso-table").getByRole("button", { name: unit, exact: true }).click();
  await show(page, "takeaway");
}

test("Sa Đéc: levels 3 and 4 together and separately, offices and communes, the highest and the lowest, the post", async () => {
  const page = await reportOf("sa-dec-2022");
  await tells(
    page,
    "Tỷ lệ hồ sơ nộp trực tuyến đạt 13,46% (1.367/10.156 hồ sơ tiếp nhận; nộp trực tiếp 8.789); tỷ lệ hồ sơ trực tuyến giải quyết đúng hạn đạt 99,56% (1.361/1.367 hồ sơ trực tuyến đã giải quyết có hạn; trễ hạn 6); tỷ lệ trực tuyến mức độ 3, 4 đạt 19,53% (1.367/7.000 hồ sơ mức độ 3, 4); tỷ lệ trực tuyến một phần (mức 3) đạt 22,39% (1.098/4.903 hồ sơ mức độ 3), thấp hơn 17,61 điểm phần trăm so với chỉ tiêu (40%); tỷ lệ trực tuyến toàn trình (mức 4) đạt 12,83% (269/2.097 hồ sơ mức độ 4), cao hơn 2,83 điểm phần trăm so với chỉ tiêu (10%); tỷ lệ tiếp nhận qua dịch vụ bưu chính công ích (BCCI) đạt 0% (0/10.156 hồ sơ tiếp nhận), thấp hơn 20,00 điểm phần trăm so với chỉ tiêu (20%); tỷ lệ trả kết quả qua BCCI đạt 22,79% (2.279/10.000 hồ sơ đã giải quyết), thấp hơn 7,21 điểm phần trăm so với chỉ tiêu (30%).",
    "Cấp huyện: tiếp nhận 3.789 hồ sơ; đã giải quyết 3.741 hồ sơ (trước hạn 3.185, đúng hạn 522, trễ hạn 34); giải quyết đúng và trước hạn 3.707/3.741 hồ sơ, đạt 99,09%; nộp trực tuyến 437/3.789 hồ sơ, đạt 11,53% (đã giải quyết đúng và trước hạn 435, trễ hạn 2); trực tuyến mức độ 3, 4 là 437/2.541 hồ sơ, đạt 17,20%; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 852/3.741 hồ sơ, đạt 22,77%. Cấp xã: tiếp nhận 6.367 hồ sơ; đã giải quyết 6.259 hồ sơ (trước hạn 5.329, đúng hạn 879, trễ hạn 51); giải quyết đúng và trước hạn 6.208/6.259 hồ sơ, đạt 99,19%; nộp trực tuyến 930/6.367 hồ sơ, đạt 14,61% (đã giải quyết đúng và trước hạn 926, trễ hạn 4); trực tuyến mức độ 3, 4 là 930/4.459 hồ sơ, đạt 20,86%; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 1.427/6.259 hồ sơ, đạt 22,80%.",
    "Trong 4 đơn vị cấp huyện: tỷ lệ giải quyết đúng và trước hạn cao nhất là Phòng Tư pháp (99,21%), thấp nhất là Phòng Quản lý đô thị (99,02%); tỷ lệ trực tuyến mức độ 3, 4 cao nhất là Phòng Kinh tế (18,97%), thấp nhất là Phòng Quản lý đô thị (15,53%). Trong 9 đơn vị cấp xã: tỷ lệ giải quyết đúng và trước hạn cao nhất là UBND phường 6 (99,38%), thấp nhất là UBND phường 5 (99,08%); tỷ lệ trực tuyến mức độ 3, 4 cao nhất là UBND phường 6 (35,83%), thấp nhất là UBND xã 3 (0,38%)."
  );
});

const UNITS_OF_HONG_NGU =
  "Bộ phận một cửa thứ Bảy xã Long Khánh A: tiếp nhận 181 hồ sơ; đã giải quyết 181 hồ sơ (trước hạn 150, đúng hạn 20, trễ hạn 11); giải quyết đúng và trước hạn 170/181 hồ sơ, đạt 93,92%; không có hồ sơ nộp trực tuyến; không có hồ sơ tiếp nhận qua BCCI; không có hồ sơ trả kết quả qua BCCI. Mô hình tại văn phòng ấp: tiếp nhận 57 hồ sơ; đã giải quyết 57 hồ sơ (trước hạn 44, đúng hạn 7, trễ hạn 6); giải quyết đúng và trước hạn 51/57 hồ sơ, đạt 89,47%; nộp trực tuyến 53/57 hồ sơ, đạt 92,98% (đã giải quyết đúng và trước hạn 47, trễ hạn 6); trực tuyến mức độ 3, 4 là 53/57 hồ sơ, đạt 92,98%; không có hồ sơ tiếp nhận qua BCCI; không có hồ sơ trả kết quả qua BCCI. Tuyển sinh đầu cấp năm học 2021-2022: tiếp nhận 2.726 hồ sơ; đã giải quyết 2.726 hồ sơ (trước hạn 2.500, đúng hạn 220, trễ hạn 6); giải quyết đúng và trước hạn 2.720/2.726 hồ sơ, đạt 99,78%; nộp trực tuyến 2.726/2.726 hồ sơ, đạt 100% (đã giải quyết đúng và trước hạn 2.720, trễ hạn 6); trực tuyến mức độ 3, 4 là 2.726/2.726 hồ sơ, đạt 100%; không có hồ sơ tiếp nhận qua BCCI; không có hồ sơ trả kết quả qua BCCI. Tuyển sinh đầu cấp năm học 2022-2023: tiếp nhận 1.059 hồ sơ; đã giải quyết 1.059 hồ sơ (trước hạn 1.000, đúng hạn 55, trễ hạn 4); giải quyết đúng và trước hạn 1.055/1.059 hồ sơ, đạt 99,62%; nộp trực tuyến 1.059/1.059 hồ sơ, đạt 100% (đã giải quyết đúng và trước hạn 1.055, trễ hạn 4); trực tuyến mức độ 3, 4 là 1.059/1.059 hồ sơ, đạt 100%; không có hồ sơ tiếp nhận qua BCCI; không có hồ sơ trả kết quả qua BCCI.";

test("Hồng Ngự: online rate of a model, a Saturday's desk, and typed figures: tasks, activities, the hotline", async () => {
  const page = await reportOf("hong-ngu-2022");
  await page.getByLabel("Nêu từng đơn vị").check();
  await tells(page, UNITS_OF_HONG_NGU);
  await type(
    page,
    "nhiệm vụ trong kế hoạch",
    "26",
    "26",
    "Kế hoạch cải cách hành chính năm 2022",
    "31/12/2022"
  );
  await type(page, "hoạt động", "39", "39");
  await type(page, "phản ánh qua tổng đài 1022", "14");
  await tells(
    page,
    "Số liệu nhập tay (không lấy từ danh sách hồ sơ): nhiệm vụ trong kế hoạch 26/26, đạt 100% (nguồn: Kế hoạch cải cách hành chính năm 2022, ngày 31/12/2022); hoạt động 39/39, đạt 100%; phản ánh qua tổng đài 1022 14."
  );
  await page.getByRole("button", { name: "English" }).click();
  await tells(
    page,
    "Typed by hand, not counted from dossiers: nhiệm vụ trong kế hoạch 26 of 26 (100%) (source: Kế hoạch cải cách hành chính năm 2022, 31 Dec 2022); hoạt động 39 of 39 (100%); phản ánh qua tổng đài 1022 14."
  );
  await only(page, "Mô hình tại văn phòng ấp");
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  await page
    .locator(".report")
    .filter({ hasText: "Mô hình tại văn phòng ấp đã tiếp nhận 57 hồ sơ thủ tục hành chính." })
    .filter({ hasText: "Tỷ lệ hồ sơ nộp trực tuyến đạt 92,98% (53/57 hồ sơ tiếp nhận; nộp trực tiếp 4);" })
    .waitFor();
});

/** Enters a line of typed figures. @param {Page} page @param {string[]} cells */
async function type(page, ...cells) {
  await page.getByRole("button", { name: "Thêm số liệu" }).click();
  for (const [at, name] of ["name", "num", "den", "source", "day"].entries())
    if (cells[at]) await page.locator(`[name=typed-${name}]`).last().fill(cells[at]);
}

test("Thủ Dầu Một: a series of years and a quarter", async () => {
  const page = await reportOf("thu-dau-mot-2021-2023");
  await page.locator("hoso-settings summary").first().click();
  await page.locator("hoso-settings [name=asOf]").fill("31/03/2023");
  await page.locator("hoso-settings [name=asOf]").press("Tab");
  await tells(
    page,
    "Số hồ sơ tiếp nhận: năm 2021 25.969 hồ sơ; năm 2022 45.820 hồ sơ; quý I/2023 7.834 hồ sơ. Giải quyết đúng và trước hạn: năm 2021 25.925/25.969 hồ sơ, đạt 99,83%; năm 2022 45.817/45.820 hồ sơ, đạt 99,99%; quý I/2023 7.834/7.834 hồ sơ, đạt 100%."
  );
});

test("Phú Ninh: communes one by one, early, on the day, late; online of two years, on time among them", async () => {
  const page = await reportOf("phu-ninh-2021-2022");
  await page.getByLabel("Nêu từng đơn vị").check();
  const each = [
    "Thị trấn Phú Thịnh: tiếp nhận 1.062 hồ sơ; đã giải quyết 1.062 hồ sơ (trước hạn 976, đúng hạn 44, trễ hạn 42); giải quyết đúng và trước hạn 1.020/1.062 hồ sơ, đạt 96,05%; nộp trực tuyến 58/1.062 hồ sơ, đạt 5,46% (đã giải quyết đúng và trước hạn 57, trễ hạn 1); trực tuyến mức độ 3, 4 là 58/1.062 hồ sơ, đạt 5,46%; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 60/1.062 hồ sơ, đạt 5,65%.",
    "Xã Tam Dân: tiếp nhận 15.015 hồ sơ; đã giải quyết 15.015 hồ sơ (trước hạn 13.709, đúng hạn 1.102, trễ hạn 204); giải quyết đúng và trước hạn 14.811/15.015 hồ sơ, đạt 98,64%; nộp trực tuyến 17/15.015 hồ sơ, đạt 0,11% (đã giải quyết đúng và trước hạn 16, trễ hạn 1); trực tuyến mức độ 3, 4 là 17/8.137 hồ sơ, đạt 0,21%; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 92/15.015 hồ sơ, đạt 0,61%.",
    "Xã Tam Thành: tiếp nhận 5.437 hồ sơ; đã giải quyết 5.437 hồ sơ (trước hạn 5.080, đúng hạn 340, trễ hạn 17); giải quyết đúng và trước hạn 5.420/5.437 hồ sơ, đạt 99,69%; không có hồ sơ nộp trực tuyến; không có hồ sơ trực tuyến mức độ 3, 4; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 30/5.437 hồ sơ, đạt 0,55%.",
    "Xã Tam Thái: tiếp nhận 5.398 hồ sơ; đã giải quyết 5.398 hồ sơ (trước hạn 3.860, đúng hạn 350, trễ hạn 1.188); giải quyết đúng và trước hạn 4.210/5.398 hồ sơ, đạt 77,99%; nộp trực tuyến 74/5.398 hồ sơ, đạt 1,37% (đã giải quyết đúng và trước hạn 70, trễ hạn 4); trực tuyến mức độ 3, 4 là 74/5.398 hồ sơ, đạt 1,37%; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 45/5.398 hồ sơ, đạt 0,83%.",
    "Xã Tam Đàn: tiếp nhận 15.973 hồ sơ; đã giải quyết 15.973 hồ sơ (trước hạn 14.796, đúng hạn 1.057, trễ hạn 120); giải quyết đúng và trước hạn 15.853/15.973 hồ sơ, đạt 99,25%; nộp trực tuyến 106/15.973 hồ sơ, đạt 0,66% (đã giải quyết đúng và trước hạn 103, trễ hạn 3); trực tuyến mức độ 3, 4 là 106/7.263 hồ sơ, đạt 1,46%; không có hồ sơ tiếp nhận qua BCCI; trả kết quả qua BCCI 220/15.973 hồ sơ, đạt 1,38%."
  ];
  await tells(page, each.join(" "));
  await page.locator("hoso-settings summary").first().click();
  await page.locator("hoso-settings [name=asOf]").fill("31/12/2022");
  await page.locator("hoso-settings [name=asOf]").press("Tab");
  await only(page, "Xã Tam Đàn");
  const series =
    "Nộp trực tuyến: năm 2021 không có hồ sơ nào; năm 2022 106/5.380 hồ sơ, đạt 1,97% (đúng và trước hạn 103, trễ hạn 3).";
  await page.locator(".report").filter({ hasText: series }).waitFor();
});

test("Tháp Mười: the first quarter, cut at the day of the meeting; the district's offices and the communes", async () => {
  const page = await reportOf("thap-muoi-2022-q1", "2022-Q1");
  await page.locator("hoso-settings summary").first().click();
  await page.locator("hoso-settings [name=asOf]").fill("09/03/2022");
  await page.locator("hoso-settings [name=asOf]").press("Tab");
  await page.locator("[name=office]").fill("UBND huyện Tháp Mười");
  await tells(
    page,
    "Trong quý I/2022 (số liệu đến hết ngày 09/03/2022), UBND huyện Tháp Mười đã tiếp nhận 3.265 hồ sơ thủ tục hành chính. Đã giải quyết 3.200 hồ sơ, trong đó trước hạn 2.786 hồ sơ, đúng hạn 366 hồ sơ, trễ hạn 48 hồ sơ; tỷ lệ giải quyết đúng và trước hạn đạt 98,50%. Đang giải quyết 57 hồ sơ, trong đó quá hạn 24 hồ sơ (42,11%); chờ bổ sung 7 hồ sơ; trả lại, rút 1 hồ sơ.",
    "Cấp huyện: tiếp nhận 1.232 hồ sơ; đã giải quyết 1.200 hồ sơ (trước hạn 1.039, đúng hạn 143, trễ hạn 18); giải quyết đúng và trước hạn 1.182/1.200 hồ sơ, đạt 98,50%; nộp trực tuyến 336/1.232 hồ sơ, đạt 27,27% (đã giải quyết đúng và trước hạn 332, trễ hạn 4); trực tuyến mức độ 3, 4 là 336/930 hồ sơ, đạt 36,13%; tiếp nhận qua BCCI 264/1.232 hồ sơ, đạt 21,43%; trả kết quả qua BCCI 320/1.200 hồ sơ, đạt 26,67%. Cấp xã: tiếp nhận 2.033 hồ sơ; đã giải quyết 2.000 hồ sơ (trước hạn 1.747, đúng hạn 223, trễ hạn 30); giải quyết đúng và trước hạn 1.970/2.000 hồ sơ, đạt 98,50%; nộp trực tuyến 90/2.033 hồ sơ, đạt 4,43% (đã giải quyết đúng và trước hạn 88, trễ hạn 2); trực tuyến mức độ 3, 4 là 90/677 hồ sơ, đạt 13,29%; tiếp nhận qua BCCI 40/2.033 hồ sơ, đạt 1,97%; trả kết quả qua BCCI 66/2.000 hồ sơ, đạt 3,30%."
  );
});

test("typed figures are validated, and are part of the receipt", async () => {
  const page = await reportOf("hong-ngu-2022");
  await type(page, "nhiệm vụ", "27", "26");
  const line = page.getByRole("group", { name: "Số liệu nhập tay thứ 1" });
  await line.getByText("Số thực hiện lớn hơn tổng số").waitFor();
  await line.locator("[name=typed-num]").fill("1,234");
  await line.getByText("“1,234” có thể là một nghìn").waitFor();
  await line.locator("[name=typed-num]").fill("25");
  await page.locator(".report").filter({ hasText: "nhiệm vụ 25/26, đạt 96,15%" }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Lưu biên nhận số liệu" }).click()
  ]);
  const receipt = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.deepEqual(receipt.typed, [{ name: "nhiệm vụ", num: 25, den: 26, text: "96,15%" }]);
  receipt.typed.push({ name: "<b>lạ</b>", num: 9, den: 3 }, { name: 5, num: 1 }, "không phải số liệu");
  await page
    .locator("[aria-labelledby=receipt] input[type=file]")
    .setInputFiles([upload("nơi khác.json", JSON.stringify(receipt))]);
  await page
    .getByText(
      "Biên nhận có 2 số liệu nhập tay, không đối chiếu được bằng tệp: nhiệm vụ 25/26, đạt 96,15%; <b>lạ</b> 9."
    )
    .waitFor();
});
