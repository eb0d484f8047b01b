// The published figures, as an official reads them from the page. Expected: the texts that the five
// localities published.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { card, choose, openReady, row, settled, show, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
before(async () => void (opened = await openReady({ viewport: { width: 1280, height: 900 } })));
after(() => opened.close());

/** Opens a sample by "Dùng thử", after clearing what was open. @param {string} place */
async function trySample(place) {
  const { page } = opened;
  const clear = page.getByRole("button", { name: "Xóa dữ liệu" });
  if (await clear.isVisible()) {
    await clear.click();
    await page.locator(".question button").first().click();
  }
  await page.locator(".menu > summary").click();
  await page.getByRole("button", { name: place }).click();
  await settled(page);
}

/** @param {string} name @param {string} value */
async function set(name, value) {
  await opened.page.locator(`hoso-settings [name=${name}], hoso-panel [name=${name}]`).selectOption(value);
}

/** @param {string} name @param {RegExp} expected */
async function reads(name, expected) {
  const text = card(opened.page, name);
  await assert.doesNotReject(
    text.filter({ hasText: expected }).waitFor({ timeout: 5000 }),
    `${name}: ${await text.innerText()}`
  );
}

test("a report of totals: figures that it does not split are not a missing column, and missing figures are not 0", async () => {
  const { page, close } = await openReady();
  const heads = "Lĩnh vực,Tổng số tiếp nhận,Giải quyết trước hạn,Giải quyết đúng hạn,Giải quyết quá hạn";
  await choose(
    page,
    upload("tháng.csv", `BÁO CÁO tháng 3/2026\n${heads}\nĐất đai,100,40,10,43\nHộ tịch,200,60,20,107\n`)
  );
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /130 \/ 280/);
  assert.match(await card(page, "Trực tuyến").innerText(), /dữ liệu không tách số liệu này/);
  assert.match(await page.locator("hoso-balance").innerText(), /20 hồ sơ không rõ đã giải quyết hay chưa/);
  await page.locator("section[aria-labelledby=files] summary").first().click();
  await page.locator(".file details > summary").first().click();
  assert.match(
    await page.locator(".file .columns").first().innerText(),
    /Giải quyết trước hạn\s+Giải quyết trước hạn/
  );
  await close();
});

test("Sa Đéc: postal targets missed, level of offices and rank of communes", async () => {
  await trySample("Thành phố Sa Đéc");
  await reads("Tiếp nhận qua BCCI", /\n?0%[^]*Thiếu 20,00 điểm phần trăm so với chỉ tiêu 20%/);
  await reads("Trả kết quả qua BCCI", /22,79%[^]*Thiếu 7,21 điểm phần trăm so với chỉ tiêu 30%/);
  await reads("Trực tuyến một phần, toàn trình (mức 3, 4)", /19,53%/);
  await show(opened.page, "compare");
  await set("dimension", "unitLevel");
  await opened.page.locator("hoso-table").getByRole("rowheader", { name: "Cấp huyện" }).waitFor();
  assert.match((await row(opened.page, "Cấp huyện"))["Trực tuyến một phần, toàn trình (mức 3, 4)"], /17,20%/);
  await set("dimension", "unit");
  await opened.page.locator("hoso-table").getByRole("rowheader", { name: "UBND phường 6" }).waitFor();
  const column = "Trực tuyến một phần, toàn trình (mức 3, 4)";
  assert.match((await row(opened.page, "UBND phường 6"))[column], /▲[^]*35,83%/);
  assert.match((await row(opened.page, "UBND xã 3"))[column], /▼[^]*0,38%/);
});

test("Hồng Ngự: the model's online rate", async () => {
  await trySample("Huyện Hồng Ngự");
  await show(opened.page, "compare");
  assert.match((await row(opened.page, "Mô hình tại văn phòng ấp"))["Trực tuyến"], /92,98%/);
});

test("Thủ Dầu Một: three periods; a hair under all is not 100%", async () => {
  await trySample("Thành phố Thủ Dầu Một");
  await set("period", "2021");
  await reads("Đúng và trước hạn", /99,83%[^]*25\.925 \/ 25\.969/);
  await set("period", "2022");
  await reads("Đúng và trước hạn", /99,99%[^]*45\.817 \/ 45\.820/);
  await set("period", "2023-Q1");
  await reads("Đúng và trước hạn", /100%[^]*7\.834 \/ 7\.834/);
  await reads("Trực tuyến", /Không tính được: tệp thiếu cột “Hình thức nộp”/);
});

test("Phú Ninh: five communes", async () => {
  await trySample("Huyện Phú Ninh");
  await show(opened.page, "compare");
  for (const [unit, column, expected] of [
    ["Thị trấn Phú Thịnh", "Đúng và trước hạn", "96,05%"],
    ["Thị trấn Phú Thịnh", "Trước hạn", "91,90%"],
    ["Thị trấn Phú Thịnh", "Trễ hạn", "3,95%"],
    ["Thị trấn Phú Thịnh", "Trực tuyến", "5,46%"],
    ["Xã Tam Thái", "Đúng và trước hạn", "77,99%"],
    ["Xã Tam Dân", "Đúng và trước hạn", "98,64%"],
    ["Xã Tam Dân", "Trực tuyến", "0,11%"],
    ["Xã Tam Thành", "Trực tuyến", "0%"]
  ]) {
    const text = (await row(opened.page, unit))[column];
    assert.equal(/[\d,]+%/.exec(text)?.[0], expected, `${unit}, ${column}`);
  }
});

test("Phú Ninh, Tam Đàn in 2022", async () => {
  await set("period", "2022");
  await opened.page.locator("hoso-table").getByText("1,97%").waitFor();
  const cells = await row(opened.page, "Xã Tam Đàn");
  assert.match(cells["Trực tuyến"], /1,97%/);
  assert.match(cells["Trực tuyến đúng hạn"], /97,17%/);
});

test("Tháp Mười: by administrative level", async () => {
  await trySample("Huyện Tháp Mười");
  await show(opened.page, "compare");
  await set("dimension", "unitLevel");
  await opened.page.locator("hoso-table").getByRole("rowheader", { name: "Cấp xã" }).waitFor();
  for (const [level, online, postal] of [
    ["Cấp xã", 90, 40],
    ["Cấp huyện", 336, 264]
  ]) {
    const line = opened.page
      .locator("hoso-table tbody tr")
      .filter({ has: opened.page.getByRole("rowheader", { name: String(level) }) });
    const titles = await line
      .locator("td[title]")
      .evaluateAll(cells =>
        cells.map(cell => Number(/** @type {HTMLElement} */ (cell).title.split(" /")[0]))
      );
    assert.ok(titles.includes(Number(online)) && titles.includes(Number(postal)), `${level}: ${titles}`);
  }
});
