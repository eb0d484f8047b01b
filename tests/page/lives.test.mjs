// Lives: the page says so, offers the ends of their periods, and lists nothing. The file has the sixteen
// dossiers of tests/lives_files; expected values were counted there by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openReady, settled, show } from "./page.mjs";

const FILE = fileURLToPath(new URL("../fixtures/lives/thang.arrow", import.meta.url));

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
before(async () => {
  opened = await openReady({ viewport: { width: 1280, height: 900 } });
  await opened.page.locator("input[type=file]").first().setInputFiles(FILE);
  await settled(opened.page);
});
after(() => opened.close());

test("the page says how the dossiers were put together", async () => {
  const said = opened.page.locator("hoso-lives");
  await said.filter({ hasText: "Hồ sơ gộp theo tháng, chốt ngày 28/03/2022, 16 hồ sơ" }).waitFor();
});

test("only ends of periods are offered", async () => {
  const { page } = opened;
  const days = await page
    .locator("select[name=asOf] option")
    .evaluateAll(all => all.map(one => /** @type {HTMLOptionElement} */ (one).value));
  assert.deepEqual(days, ["2022-03-28", "2022-02-28", "2022-01-31"]);
  const from = await page
    .locator("select[name=from] option")
    .evaluateAll(all => all.map(one => /** @type {HTMLOptionElement} */ (one).value));
  assert.deepEqual(from, ["", "2022-03-01", "2022-02-01", "2022-01-01"]);
  assert.equal(await page.locator("input[name=asOf]").count(), 0);
  await page.locator("select[name=asOf]").selectOption("2022-02-28");
  await settled(page);
  assert.equal(await page.locator(".problem").count(), 0);
});

test("no view asks questions that lives cannot answer", async () => {
  const { page } = opened;
  for (const view of /** @type {const} */ (["compare", "trend", "whatif", "takeaway"])) {
    await show(page, view);
    await settled(page);
    assert.equal(await page.locator(".problem").count(), 0, view);
  }
  for (const view of /** @type {const} */ (["dossiers", "signs"])) {
    await show(page, view);
    await page.locator("#panel").getByText("không liệt kê được từng hồ sơ").first().waitFor();
    await page.locator("#panel:not([aria-busy])").waitFor();
  }
});

// January of Tân Mỹ: six received, A1 to A3 ended, A3 late by the hour only; A4 was overdue at the end of the
// month.
test("published figures are reconciled by counts: there are no lists, and untried ways are named", async () => {
  const { page } = opened;
  await page.locator("select[name=asOf]").selectOption("2022-01-31");
  await show(page, "reconcile");
  const days = await page
    .locator("select[name=claims-to] option")
    .evaluateAll(all => all.map(one => /** @type {HTMLOptionElement} */ (one).value));
  assert.deepEqual(days, ["", "2022-03-28", "2022-02-28", "2022-01-31"]);
  await page.locator("[name=claim-unit]").fill("UBND xã Tân Mỹ");
  for (const [at, value] of ["6", "3", "2", "1"].entries())
    await page.locator("[name=claim]").nth(at).fill(value);
  await page.locator("select[name=claims-from]").selectOption("2022-01-01");
  await page.locator("select[name=claims-to]").selectOption("2022-01-31");
  await page.getByRole("button", { name: "Đối chiếu", exact: true }).click();
  const sheet = page.locator(".unit-sheet");
  await sheet.getByText("Khớp 4/4 số nếu xét hạn theo giờ.").waitFor();
  await sheet.getByText("Đúng và trước hạn: −1 do xét hạn theo giờ: 1 hồ sơ").waitFor();
  assert.equal(await sheet.locator("button").count(), 0);
  await sheet
    .getByText("Không thử được: hình thức nộp để trống, trùng mã hồ sơ, ngày kết thúc (đã định khi gộp)")
    .waitFor();
  await sheet.getByText("lấy tháng từ ngày 15 đến ngày 14").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await sheet.getByText("are compared in number, not listed").waitFor();
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
});
