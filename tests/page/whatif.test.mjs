// What-if: the distance to a target and the margin, a rate with hypothetical dossiers, and the same data
// under other rules. Expected values by hand, and as published.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { choose, openReady, sample, show, SMALL, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** @param {import("./page.mjs").Upload[]} files */
async function whatIf(...files) {
  opened = await openReady();
  await choose(opened.page, ...files);
  await show(opened.page, "whatif");
  return opened.page;
}

/**
 * A row of the table of targets, as soon as it has this text.
 * @param {import("./page.mjs").Page} page
 * @param {string} name
 * @param {RegExp} cells
 */
const reads = (page, name, cells) =>
  page
    .locator("[aria-labelledby=reach] tr")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) })
    .filter({ hasText: cells })
    .waitFor();

/** @param {import("./page.mjs").Page} page @param {string} name @param {string} text */
async function type(page, name, text) {
  await page.locator(`[name=${name}]`).fill(text);
  await page.locator(`[name=${name}]`).press("Tab");
}

/** @param {import("./page.mjs").Page} page @param {string} text */
const says = (page, text) => page.locator(".supposed").filter({ hasText: text }).waitFor();

test("the distance to a target, and the margin", async () => {
  const page = await whatIf(SMALL);
  await page.locator("[name=whatif-measure]").selectOption("onTime");
  await page.getByText("không đặt mức cho chỉ số này").waitFor();
  await type(page, "whatif-goal", "80");
  // Rate, target, gap, new ones needed, existing ones to change, new ones to spare, existing ones to lose.
  await reads(page, "Tổng cộng", /75,00%3 \/ 4≥ 80%✕ −5,0011––$/); // (3 + 1)/(4 + 1) = 80%
  await reads(page, "Phòng Hai", /50,00%1 \/ 2≥ 80%✕ −30,0031––$/); // (1 + 3)/(2 + 3) = 80%
  await reads(page, "Phòng Một", /100%2 \/ 2≥ 80%\+20,00––00$/); // 2/3 and 1/2 are below
  await page.getByText("1/2 đơn vị đạt chỉ tiêu.").waitFor();
  await type(page, "whatif-goal", "50%");
  await reads(page, "Tổng cộng", /\+25,00––21$/); // 3/6 = 50%; 2/4 = 50%
  await reads(page, "Phòng Hai", /≥ 50%0,00––00$/);
  await page.locator("[name=whatif-measure]").selectOption("late");
  await type(page, "whatif-goal", "10");
  await reads(page, "Tổng cộng", /25,00%1 \/ 4≤ 10%✕ −15,0061––$/); // 1/10 = 10%
  await page.getByRole("columnheader", { name: "Cần thêm hồ sơ không trễ hạn" }).waitFor();
  await page.locator("[name=whatif-measure]").selectOption("postalReturn");
  await page
    .locator("[aria-labelledby=reach]")
    .getByText("Không tính được: tệp thiếu cột “Hình thức trả kết quả”")
    .waitFor();
});

test("as published: Sa Đéc's postal returns need 1.030 more, or 721 of the existing ones", async () => {
  const page = await whatIf(...sample("sa-dec-2022"));
  await page.locator("[name=whatif-measure]").selectOption("postalReturn");
  await reads(page, "Tổng cộng", /22,79%2\.279 \/ 10\.000≥ 30%✕ −7,211\.030721––$/); // (2279 + k)/(10000 + k) >= 30% from k = 721/0,7
});

test("a rate with hypothetical dossiers", async () => {
  const page = await whatIf(SMALL);
  await page.locator("[name=whatif-measure]").selectOption("online");
  await says(page, "Trực tuyến: hiện là 40,00% (2/5).");
  await type(page, "whatif-goal", "50");
  await says(
    page,
    "Chưa đạt chỉ tiêu ít nhất 50%, thiếu 10,00 điểm phần trăm; còn cần thêm 1 hồ sơ trực tuyến."
  );
  await type(page, "counting", "1");
  await type(page, "others", "2");
  await says(
    page,
    "Trực tuyến: từ 40,00% (2/5) thành 37,50% (3/8). Chưa đạt chỉ tiêu ít nhất 50%, thiếu 12,50 điểm phần trăm; còn cần thêm 2 hồ sơ trực tuyến."
  );
  await page.getByRole("button", { name: "Vừa đủ để đạt (1)" }).click();
  await says(
    page,
    "từ 40,00% (2/5) thành 50,00% (3/6). Đạt chỉ tiêu ít nhất 50%; thêm một hồ sơ không trực tuyến nữa là không đạt chỉ tiêu."
  );
  await page.locator("[name=whatif-unit]").selectOption("Phòng Hai");
  await says(page, "Trực tuyến, Phòng Hai: từ 33,33% (1/3) thành 50,00% (2/4).");
  await page.locator("[name=whatif-measure]").selectOption("postalReturn");
  await says(page, "Không tính được: tệp thiếu cột “Hình thức trả kết quả”");
});

test("a maximum that is met: how many late dossiers it allows", async () => {
  const page = await whatIf(SMALL);
  await page.locator("[name=whatif-measure]").selectOption("late");
  await type(page, "whatif-goal", "40");
  await says(page, "Đạt mức trần 40%; còn được phép thêm 1 hồ sơ trễ hạn."); // 2/5 = 40%
  await page.getByRole("button", { name: "Tối đa mà vẫn đạt (1)" }).click();
  await says(
    page,
    "từ 25,00% (1/4) thành 40,00% (2/5). Đạt mức trần 40%; thêm một hồ sơ trễ hạn nữa là không đạt chỉ tiêu."
  );
});

test("four ways side by side, and the dossiers that change class", async () => {
  const file = readFileSync(new URL("../cases/lists/changed-by-rules/a.csv", import.meta.url));
  const page = await whatIf(upload("hồ sơ.csv", file));
  const ways = page.locator("[aria-labelledby=ways]");
  await ways.getByText("4 chỉ số khác nhau giữa các cách").waitFor(); // on time, late and due on time by the clock alone; not overdue, which only events give
  await ways.getByText("Không chọn kỳ thì hai cách tính kỳ không khác nhau.").waitFor();
  await page.locator("hoso-settings [name=period]").selectOption("2022-01");
  const row = ways.locator("tr").filter({ has: page.getByRole("rowheader", { name: "Đúng và trước hạn" }) });
  await row.filter({ hasText: /66,67%4 \/ 6[^]*50,00%3 \/ 6[^]*71,43%5 \/ 7[^]*57,14%4 \/ 7/ }).waitFor();
  assert.equal(await row.locator(".differs").count(), 3);
  assert.match(String(await row.locator(".differs").first().textContent()), /khác cách đang dùng/);
  await ways
    .locator("tr")
    .filter({ hasText: /quá hạn50,00%1 \/ 2[^]*không tính được/ })
    .waitFor();
  const clock = page.locator("[aria-labelledby=changed-clock]");
  await clock.getByText("1 hồ sơ thay đổi kết quả: 1 từ “Đúng hạn” thành “Trễ hạn”.").waitFor();
  assert.match(
    String(await clock.locator("tbody tr").textContent()),
    /^C-2UBND xã Tân Hòa10\/01\/202214\/01\/202210:0014\/01\/202210:01Đúng hạnTrễ hạn$/
  );
  const basis = page.locator("[aria-labelledby=changed-basis]");
  await basis
    .getByText(
      "3 hồ sơ thay đổi kết quả: 1 từ “Trễ hạn” thành “không thuộc kỳ”; 1 từ “Chưa đến hạn” thành “Trước hạn”; 1 từ “Quá hạn” thành “Trễ hạn”."
    )
    .waitFor();
  assert.deepEqual(await basis.locator("tbody th").allTextContents(), ["B-1", "B-2", "B-3"]);
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=clock]").selectOption("instant");
  await clock.getByText("1 hồ sơ thay đổi kết quả: 1 từ “Trễ hạn” thành “Đúng hạn”.").waitFor();
});

test("dossiers that change class by any other rule", async () => {
  const page = await whatIf(
    upload(
      "quy tắc.csv",
      [
        "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Ngày trả kết quả,Trạng thái",
        "R-1,Phòng Một,03/01/2022,10/01/2022,12/01/2022,,Công dân đã rút hồ sơ",
        "N-1,Phòng Một,03/01/2022,,07/01/2022,07/01/2022,Đã trả kết quả",
        "W-1,Phòng Một,03/01/2022,05/01/2022,,,Chờ bổ sung",
        "E-1,Phòng Một,03/01/2022,10/01/2022,10/01/2022,13/01/2022,Đã trả kết quả"
      ].join("\n")
    )
  );
  const other = page.locator("[aria-labelledby=changed-other]");
  const way = page.locator("[name=way]");
  for (const [chosen, said] of [
    ["returned onTime", "1 hồ sơ thay đổi kết quả: 1 từ “Dừng, rút, trả lại” thành “Đúng hạn”."],
    ["returned ownDates", "1 hồ sơ thay đổi kết quả: 1 từ “Dừng, rút, trả lại” thành “Trễ hạn”."],
    ["noDue onTime", "1 hồ sơ thay đổi kết quả: 1 từ “Đã giải quyết, không xét hạn” thành “Đúng hạn”."],
    ["waiting pending", "1 hồ sơ thay đổi kết quả: 1 từ “Chờ bổ sung” thành “Quá hạn”."],
    ["endDay returned", "1 hồ sơ thay đổi kết quả: 1 từ “Đúng hạn” thành “Trễ hạn”."]
  ]) {
    await way.selectOption(chosen);
    await other.getByText(said).waitFor();
  }
  await other
    .getByRole("columnheader", { name: "lấy ngày trả kết quả, không có thì ngày kết thúc xử lý" })
    .waitFor();
});

test("by keyboard alone", async () => {
  const page = await whatIf(SMALL);
  await page.locator("[name=whatif-measure]").focus();
  await page.keyboard.press("Home"); // on time
  await page.keyboard.press("Tab");
  await page.keyboard.type("80");
  await page.keyboard.press("Tab"); // the table, which scrolls
  await reads(page, "Tổng cộng", /≥ 80%/);
  for (
    let presses = 0;
    presses < 6 && (await page.evaluate(() => document.activeElement?.getAttribute("name"))) !== "counting";
    presses++
  )
    await page.keyboard.press("Tab");
  await page.keyboard.type("1");
  await says(page, "từ 75,00% (3/4) thành 80,00% (4/5). Đạt chỉ tiêu ít nhất 80%");
});
