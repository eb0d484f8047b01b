// What people look for stands where they look first, and leads on by one press. Expected by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { choose, LIST, openReady, REPORT, sample, settled, show, SMALL, unfold, upload } from "./page.mjs";
import { still } from "./states.mjs";

/** @typedef {import("./page.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** @param {import("./page.mjs").Upload[]} files */
async function begin(...files) {
  opened = await openReady();
  await choose(opened.page, ...files);
  return opened.page;
}

/** @param {Page} page @param {string} name @param {string} beginning */
const options = (page, name, beginning) =>
  page
    .locator(`[name=${name}] option`)
    .evaluateAll(
      (all, beginning) =>
        all
          .map(one => /** @type {HTMLOptionElement} */ (one).value)
          .filter(value => value.startsWith(beginning)),
      beginning
    );

test("only periods that hold data are offered", async () => {
  // Received or ended on 3 to 14 January and on 28 December: nothing lies between.
  const late = "\nA-221228-0001,X,Phòng Hai,28/12/2022,30/12/2022,28/12/2022,Trực tiếp";
  const page = await begin(upload("hai.csv", SMALL.buffer.toString() + late));
  assert.deepEqual(await options(page, "period", "2022-W"), ["2022-W01", "2022-W02", "2022-W52"]);
  assert.deepEqual(await options(page, "period", "2022-Q"), ["2022-Q1", "2022-Q4"]);
  assert.deepEqual(await options(page, "period", "2022-0"), ["2022-01"]);
  await page.locator("[name=period]").selectOption("2022-W52");
  await page.getByText("Kỳ đã hết", { exact: false }).or(page.locator("hoso-card").first()).first().waitFor();
});

test("a count of units or of dossiers says which, and leads to them", async () => {
  const page = await begin(...sample("sa-dec-2022"));
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "Trả kết quả qua BCCI" }) });
  const units = row.getByRole("button", { name: /^✕ \d+ đơn vị$/ }).first();
  const missed = Number((await units.innerText()).replace(/\D/g, ""));
  await units.click();
  await page.locator("#panel[aria-labelledby=tab-compare]").waitFor();
  assert.equal(await page.locator("[name=measure]").inputValue(), "postalReturn");
  const short = page.locator("[aria-labelledby=short]");
  await short.getByRole("columnheader", { name: "Trả kết quả qua BCCI" }).waitFor();
  const column = (await short.getByRole("columnheader").allInnerTexts()).findIndex(text =>
    /^Trả kết quả/.test(text)
  );
  const cells = short.locator(`tbody tr:not(.total) > :nth-child(${column + 1})`);
  const lacking = (await cells.allInnerTexts()).filter(text => /^✕ [\d.]+ hồ sơ/.test(text));
  assert.equal(lacking.length, missed);
  await cells.getByRole("button").first().click();
  await page.locator("#panel[aria-labelledby=tab-dossiers]").waitFor();
  await page.locator(".crumb", { hasText: "Đơn vị:" }).waitFor();
});

test("a total that is not the sum of its rows says why, and so does a row without a name", async () => {
  const more = [
    "A-220108-0001,X,,08/02/2022,21/02/2022,20/02/2022,Trực tiếp",
    "A-220109-0001,X,Phòng Một,09/02/2022,21/03/2022,,Trực tiếp"
  ];
  const page = await begin(upload("hai.csv", [SMALL.buffer.toString(), ...more].join("\n")));
  await show(page, "takeaway");
  const note = page.locator("[aria-labelledby=sheet] > .hint");
  await note.filter({ hasText: "Dòng “không rõ” là hồ sơ không ghi đơn vị" }).waitFor();
  assert.doesNotMatch(await note.innerText(), /không phải là tổng/);
  await page.locator("[name=sheet-by]").selectOption("month");
  await note.filter({ hasText: "Tổng cộng không phải là tổng các dòng ở cột" }).waitFor();
  assert.doesNotMatch(await note.innerText(), /không rõ/);
  await show(page, "compare");
  await page.locator("#panel [name=dimension]").selectOption("month");
  await page.locator("#panel").getByText("Tổng cộng không phải là tổng các dòng").waitFor();
});

test("what the table is filtered by stands in its title", async () => {
  const page = await begin(SMALL);
  await show(page, "compare");
  await page.getByRole("rowheader", { name: "Phòng Hai" }).getByRole("button").last().click();
  await show(page, "takeaway");
  await page.locator("[aria-labelledby=sheet] strong", { hasText: "; Đơn vị: Phòng Hai" }).waitFor();
});

test("published figures: a way to them from the first view, and their period chosen there", async () => {
  const page = await begin(LIST, REPORT);
  await page.getByRole("button", { name: "Đối chiếu với báo cáo đang mở" }).click();
  await page.locator("#panel[aria-labelledby=tab-reconcile]").waitFor();
  await page.getByLabel("bảng nhập hoặc dán từ Excel").check();
  await page.locator("[name=claims-period]").selectOption("2022-01");
  assert.equal(await page.locator("[name=claims-from]").inputValue(), "01/01/2022");
  assert.equal(await page.locator("[name=claims-to]").inputValue(), "31/01/2022");
  await page.locator("[name=claim]").first().fill("5");
  await page.getByRole("button", { name: "Đối chiếu", exact: true }).click();
  await page.locator(".unit-sheet").first().waitFor();
  await page.locator("[name=claims-to]").fill("30/01/2022");
  assert.equal(await page.locator("[name=claims-period]").inputValue(), "");
});

test("every target at once in what-if; a click goes into one of them", async () => {
  const page = await begin(...sample("sa-dec-2022"));
  await show(page, "whatif");
  const all = page.locator("[aria-labelledby=overall]");
  const names = await all.getByRole("rowheader").allInnerTexts();
  assert.ok(names.length > 1 && names.includes("Trả kết quả qua BCCI"), `${names}`);
  // 1.030 more, or 721 of those that were: as whatif.test.mjs has it from the published figures.
  await all.getByRole("row", { name: /^Trả kết quả qua BCCI .*1\.030 .*721/ }).waitFor();
  await all.getByRole("button", { name: "Trả kết quả qua BCCI" }).click();
  assert.equal(await page.locator("[name=whatif-measure]").inputValue(), "postalReturn");
});

test("the editor of targets opens from where a set is chosen", async () => {
  const page = await begin(SMALL);
  await page.getByRole("link", { name: "Tạo, sửa bộ chỉ tiêu" }).click();
  await page.getByRole("button", { name: "Bộ mới" }).waitFor();
  assert.ok(await page.locator("#targets").evaluate(one => one.getBoundingClientRect().top < innerHeight));
});

/** A receipt of SMALL, saved by the page. @param {Page} page */
async function receiptOf(page) {
  await show(page, "takeaway");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Lưu biên nhận số liệu" }).click()
  ]);
  return upload("biên nhận.json", readFileSync(await file.path()));
}

/** A check that finds a file too many. */
async function checked() {
  const page = await begin(SMALL);
  const receipt = await receiptOf(page);
  await page.locator("hoso-dropzone input[type=file]").setInputFiles([LIST, receipt]);
  await settled(page);
  const section = page.locator("[aria-labelledby=receipt]");
  await section.getByText("Không khớp với biên nhận.json: thừa tệp danh-sach.csv").waitFor();
  return { page, section };
}

test("the result of a check is saved, and read again when it is dropped", async () => {
  const { page, section } = await checked();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    section.getByRole("button", { name: "Lưu kết quả kiểm tra" }).click()
  ]);
  assert.equal(saved.suggestedFilename(), "ket-qua-kiem-tra.html");
  const html = readFileSync(await saved.path(), "utf8");
  const said = ["Không khớp với biên nhận.json", "nho.csv, danh-sach.csv", "Số hồ sơ: Tiếp nhận", "✕", "✓"];
  assert.deepEqual(
    said.filter(words => !html.includes(words)),
    []
  );
  assert.doesNotMatch(html, /<script|BÍ MẬT/);
  const again = upload("ket-qua-kiem-tra.html", html);
  await page.locator("hoso-dropzone input[type=file]").setInputFiles([again]);
  await page
    .locator(".told", { hasText: "là kết quả kiểm tra đã lưu: Không khớp với biên nhận.json" })
    .waitFor();
  await unfold(page);
  assert.equal(await page.locator("hoso-files .file").count(), 2);
});

test("the result of a check is printed by itself", async () => {
  const { page, section } = await checked();
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = [...document.querySelectorAll("hoso-panel > *")]
        .filter(one => !one.matches("hoso-panel:has(.alone) > :not(.alone)"))
        .map(one => one.getAttribute("aria-labelledby"))
        .join();
    };
  });
  await section.getByRole("button", { name: "In kết quả kiểm tra" }).click();
  assert.equal(await page.locator("body").getAttribute("data-printed"), "receipt");
  assert.equal(await page.locator(".alone").count(), 0);
});

test("on a telephone the days late keep their whole name", async () => {
  opened = await openReady({ viewport: { width: 390, height: 844 } });
  const { page } = opened;
  await choose(page, ...sample("sa-dec-2022"));
  await show(page, "dossiers");
  await still(page);
  const cell = page.locator(".list-row .cell-daysLate").first();
  await cell.waitFor();
  const { label, fits } = await cell.evaluate(one => ({
    label: getComputedStyle(one, "::before").content,
    fits: one.scrollWidth <= one.clientWidth
  }));
  assert.equal(label, '"Số ngày trễ"');
  assert.ok(fits);
});
