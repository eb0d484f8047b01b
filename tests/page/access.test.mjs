// Accessibility: by keyboard only, with announcements for screen readers, without axe findings, in both
// languages and themes.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { clean } from "./axe.mjs";
import { choose, openReady, settled, show, SMALL, unfold, upload } from "./page.mjs";

/** @type {(() => Promise<void>)[]} */
const closers = [];
after(() => Promise.all(closers.map(close => close())));

/** @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(options) {
  const opened = await openReady(options);
  closers.push(opened.close);
  return opened.page;
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing: ${colorScheme}, ${width} pixels`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      await clean(page, "empty");
      await page.keyboard.press("?");
      await clean(page, "guide");
      await page.keyboard.press("Escape");
      await page.locator(".privacy > summary").click();
      await page.locator(".menu > summary").click();
      await clean(page, "menus open");
      await page.locator(".menu > summary").click();
      await choose(page, SMALL, upload("rỗng.csv", ""));
      await page.locator(".file details > summary").first().click();
      await clean(page, "result and error");
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await page.locator("#panel:not([aria-busy])").waitFor();
        await clean(page, await tab.innerText());
      }
      await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
      await page.getByLabel("Ý nghĩa của cột Hình thức nộp").selectOption("unit");
      await page.getByRole("heading", { name: "Bộ chỉ tiêu" }).click();
      await page.getByRole("button", { name: "Tạo bản sao để sửa" }).click();
      await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").fill("x");
      await page.getByLabel("Tỷ lệ, chỉ tiêu thứ 1").press("Tab");
      await page.getByRole("button", { name: "English" }).click();
      await clean(page, "mapping, targets, English");
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(overflow) <= 0, `the page is ${overflow} pixels too wide`);
    });
  }
}

test("text under the pointer is readable", async () => {
  const page = await open();
  await choose(page, SMALL);
  await show(page, "takeaway");
  for (const control of [
    "label.primary",
    "button.primary",
    "#tab-compare",
    ".languages button",
    ".privacy > summary"
  ]) {
    await page.locator(control).first().hover();
    await clean(page, control);
  }
});

/** The focused element, and a way to reach it by Tab. @param {import("playwright-core").Page} page */
function keyboard(page) {
  const focused = () => page.evaluate("document.activeElement.textContent || document.activeElement.type");
  /** @param {string} text */
  const tabTo = async text => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (
        String(await focused())
          .trim()
          .startsWith(text)
      )
        return;
    }
    assert.fail(`"${text}" was not reached`);
  };
  return { focused, tabTo };
}

/**
 * Opens the mapping of a file and leaves it.
 * @param {import("playwright-core").Page} page
 * @param {(text: string) => Promise<void>} tabTo
 */
async function mapByKeyboard(page, tabTo) {
  await tabTo("Tệp đã đọc");
  await page.keyboard.press("Enter");
  await tabTo("Khai báo cột");
  await page.keyboard.press("Enter");
  await page.locator("hoso-mapping table").waitFor();
  await tabTo("Thôi");
  await page.keyboard.press("Enter");
  await page.locator("#map-0:focus").waitFor({ state: "attached" });
}

/** @param {import("playwright-core").Page} page @param {(text: string) => Promise<void>} tabTo */
async function openSampleByKeyboard(page, tabTo) {
  await tabTo("Đến nội dung chính");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate("document.activeElement.id"), "main");
  await tabTo("file");
  await tabTo("Dùng thử");
  await page.keyboard.press("Enter");
  await tabTo("Huyện Hồng Ngự");
  await page.keyboard.press("Enter");
  await settled(page);
  await page.locator("#result:focus").waitFor({ state: "attached" });
}

test("everything can be done by keyboard", async () => {
  const page = await open();
  const { focused, tabTo } = keyboard(page);
  await openSampleByKeyboard(page, tabTo);
  await tabTo("Tổng quan");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "So sánh");
  await page.locator("#tab-compare[aria-selected=true]").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight"); // from the last to the first
  await page.locator("#tab-overview[aria-selected=true][tabindex='0']").waitFor();
  assert.equal(await page.locator("[role=tab][tabindex='0']").count(), 1);
  await page.keyboard.press("ArrowRight");
  await tabTo("Đúng và trước hạn");
  await page.keyboard.press("Enter");
  const sorted = (/** @type {string} */ way) =>
    page.locator(`hoso-table th[aria-sort=${way}]`).filter({ hasText: "Đúng và trước hạn" }).waitFor();
  await sorted("descending");
  await page.keyboard.press("Enter");
  await sorted("ascending");
  await mapByKeyboard(page, tabTo);
  await tabTo("Bỏ tệp");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Kéo thả tệp danh sách hồ sơ vào đây" }).waitFor();
});

test("what happens is announced", async () => {
  const page = await open();
  await page.evaluate(() => {
    const status = /** @type {Element} */ (document.querySelector("body > [role=status]"));
    Object.assign(window, { heard: [] });
    new MutationObserver(() => Reflect.get(window, "heard").push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true
    });
  });
  await choose(page, SMALL);
  const heard = /** @type {string[]} */ (await page.evaluate("heard"));
  assert.match(heard[0], /Bắt đầu đọc 1 tệp/);
  assert.match(heard.at(-1) ?? "", /Đã có kết quả: 5 hồ sơ/);
});

test("English is complete and remembered; dates and numbers follow it", async () => {
  const page = await open();
  await choose(page, SMALL);
  await unfold(page);
  await page.locator(".file details > summary").first().click();
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.evaluate("document.documentElement.lang"), "en");
  let text = "";
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    await page.locator("#panel:not([aria-busy])").waitFor();
    text += await page.locator("main").innerText();
  }
  const ours = text
    .split("\n")
    .filter(line => !/Phòng|Ngày|Mã hồ|Chủ hồ|Đơn vị|Hình thức|Đồng Tháp/.test(line)); // the file's own words and names
  assert.deepEqual(
    ours.filter(line => /[ăâđêôơưạ-ỹ]/i.test(line)),
    []
  );
  assert.match(text, /75\.00%/);
  await page.reload();
  await page.getByRole("heading", { name: "Drop files of dossier lists here" }).waitFor();
});

test("best and worst are marked in words too, and a wrong date is refused in words", async () => {
  const page = await open();
  await choose(page, SMALL);
  await show(page, "compare");
  assert.match(String(await page.locator("hoso-table td.best").first().textContent()), /tốt nhất/);
  assert.match(String(await page.locator("hoso-table td.worst").first().textContent()), /kém nhất/);
  await page.locator("hoso-settings [name=from]").fill("31/02/2022");
  await page.locator("hoso-settings [name=from]").press("Tab");
  await page.locator(".wrong").filter({ hasText: "Không có ngày này" }).waitFor();
  assert.equal(await page.locator("hoso-settings [name=from]").getAttribute("aria-invalid"), "true");
  await page.locator("hoso-settings [name=from]").fill("5/1/2022");
  await page.locator("hoso-settings [name=from]").press("Tab");
  await page.locator(".rules").filter({ hasText: "kỳ số liệu: từ 05/01/2022" }).waitFor();
});
