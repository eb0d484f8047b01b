// Target sets: the built-in one, and an own one that is edited, saved and loaded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { card, choose, openReady, SMALL, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

async function openEditor() {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await page.getByRole("heading", { name: "Bộ chỉ tiêu" }).click();
  return page;
}

test("a copy of the built-in set is edited, and the cards follow", async () => {
  const page = await openEditor();
  assert.ok(await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").isDisabled());
  await page.getByRole("button", { name: "Tạo bản sao để sửa" }).click();
  await page.getByLabel("Chỉ số, chỉ tiêu thứ 1").selectOption("onTime");
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").fill("97.5");
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").press("Tab");
  // 3/4 against 97,5%: 22,5 points; (0,975 * 4 - 3) / 0,025 = 36
  await card(page, "Đúng và trước hạn")
    .filter({ hasText: "Thiếu 22,50 điểm phần trăm so với chỉ tiêu 97,5% – cần thêm 36 hồ sơ đúng hạn" })
    .waitFor();
  await page.getByLabel("Mức, chỉ tiêu thứ 1").selectOption("atMost");
  await card(page, "Đúng và trước hạn").filter({ hasText: "Đạt" }).waitFor();
});

test("an invalid percentage is marked, and left out", async () => {
  const page = await openEditor();
  await page.getByRole("button", { name: "Tạo bản sao để sửa" }).click();
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 3").fill("120%");
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 3").press("Tab");
  await page.getByText("Nhập tỷ lệ từ 0% đến 100%").waitFor();
  assert.equal(await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 3").getAttribute("aria-invalid"), "true");
  await card(page, "Tiếp nhận qua BCCI").locator(".card-gap").waitFor({ state: "detached" });
});

test("a set saved as JSON is restored when loaded, and remembered for the next visit", async () => {
  const page = await openEditor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Lưu ra tệp JSON" }).click()
  ]);
  const saved = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(saved.targets, [
    { measure: "onlineL3", atLeast: "40%" },
    { measure: "onlineL4", atLeast: "10%" },
    { measure: "postalIntake", atLeast: "20%" },
    { measure: "postalReturn", atLeast: "30%" }
  ]);
  const own = {
    id: "xa-2023",
    title: "Xã 2023",
    decision: "Quyết định 12/QĐ",
    targets: [{ measure: "late", atMost: "5%" }]
  };
  await page.locator("hoso-targets input[type=file]").setInputFiles([upload("xa.json", JSON.stringify(own))]);
  // 1/4 late against at most 5%: 20 points over; 1/0,05 = 20 dossiers in all, 16 more
  await card(page, "Trễ hạn")
    .filter({ hasText: "Vượt mức trần 5% là 20,00 điểm phần trăm – cần thêm 16 hồ sơ không trễ hạn" })
    .waitFor();
  await page.reload();
  await choose(page, SMALL);
  assert.match(await page.locator(".rules").innerText(), /chỉ tiêu: Xã 2023/);
  await page.getByRole("button", { name: "Xóa thiết lập đã ghi nhớ" }).click();
  await page.locator(".rules").filter({ hasText: "Đồng Tháp 2022" }).waitFor();
  assert.equal(await page.evaluate("localStorage.length"), 0);
});

test("a file that is not a target set is refused with a message", async () => {
  const page = await openEditor();
  await page
    .locator("hoso-targets input[type=file]")
    .setInputFiles([upload("x.json", '{"title":"x","targets":[{"measure":"nope","atLeast":"5%"}]}')]);
  await page.getByText("Tệp này không phải bộ chỉ tiêu").waitFor();
});

test("a name that is being typed is kept when the next click adds or removes a target", async () => {
  const page = await openEditor();
  await page.getByRole("button", { name: "Tạo bản sao để sửa" }).click();
  await page.getByLabel("Tên", { exact: true }).fill("Huyện 2026");
  await page.getByRole("button", { name: "Thêm chỉ tiêu" }).click();
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 5").waitFor();
  assert.equal(await page.getByLabel("Tên", { exact: true }).inputValue(), "Huyện 2026");
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").fill("41");
  await page.getByRole("button", { name: /thứ 2$/ }).click();
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 5").waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").inputValue(), "41%");
});

test("an unfinished target is kept by a session, and holds back the file for others", async () => {
  const page = await openEditor();
  await page.getByRole("button", { name: "Tạo bản sao để sửa" }).click();
  await page.getByRole("button", { name: "Thêm chỉ tiêu" }).click();
  await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 5").waitFor();
  assert.ok(await page.getByRole("button", { name: "Lưu ra tệp JSON" }).isDisabled());
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Lưu phiên làm việc" }).click()
  ]);
  const session = readFileSync(await download.path());
  await page.getByRole("button", { name: "Xóa thiết lập đã ghi nhớ" }).click();
  await page.reload();
  await choose(page, SMALL, { name: "phien.json", mimeType: "application/json", buffer: session });
  await page.getByRole("heading", { name: "Bộ chỉ tiêu" }).click();
  assert.equal(await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 5").inputValue(), "");
});
