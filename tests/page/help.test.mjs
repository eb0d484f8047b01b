// Help in the page: the guide by a key, the definition of each measure, and the four first steps on invented
// data.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { clean } from "./axe.mjs";
import { choose, openOffline, openReady, SMALL } from "./page.mjs";

/** @type {{ page: import("playwright-core").Page, close: () => Promise<void> }} */
let opened;
afterEach(() => opened?.close());

/** The headings of a guide. @param {string} name */
const headings = name =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8")
    .split("\n")
    .filter(line => line.startsWith("## "))
    .map(line => line.slice(3));

test("? opens the guide of docs, and Esc returns to the place before; typed into a field it is a letter", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await page.locator("#tab-compare").focus();
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor();
  assert.deepEqual(await page.locator("dialog h3").allInnerTexts(), headings("huong-dan"));
  assert.doesNotMatch(
    await page.locator("dialog").innerText(),
    /\*\*|\]\(|`|\|/,
    "no marks of Markdown are left"
  );
  await clean(page, "the guide");
  await page.keyboard.press("Escape");
  await page.locator("#tab-compare:focus").waitFor();
  await page.locator("hoso-settings [name=from]").focus();
  await page.keyboard.press("?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

test("the key can be switched off, and stays off", async () => {
  opened = await openReady();
  const { page } = opened;
  const press = async () => {
    await page.locator("#drop").focus();
    await page.keyboard.press("?");
    return page.locator("dialog[open]").count();
  };
  assert.equal(await press(), 1);
  await page.getByLabel("Phím ? mở hướng dẫn này").uncheck();
  await page.keyboard.press("Escape");
  assert.equal(await press(), 0);
  await page.reload();
  await page.locator("hoso-dropzone input[type=file]:enabled").waitFor({ state: "attached" });
  assert.equal(await press(), 0);
  await page.getByRole("button", { name: "Hướng dẫn", exact: true }).click();
  await page.getByLabel("Phím ? mở hướng dẫn này").check();
  await page.keyboard.press("Escape");
  assert.equal(await press(), 1);
});

test("the file from the disk has the guide in both languages, by a button too", async () => {
  opened = await openOffline();
  const { page } = opened;
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Guide" }).click();
  await page.locator("dialog[open]").waitFor();
  assert.deepEqual(await page.locator("dialog h3").allInnerTexts(), headings("guide"));
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("dialog:not([open])").waitFor({ state: "attached" });
});

test("each measure shows its numerator, its denominator, how reports word it, and its figures here", async () => {
  opened = await openReady();
  const { page } = opened;
  const line = page
    .locator("hoso-measures tr")
    .filter({ has: page.getByRole("rowheader", { name: "Trễ hạn" }) });
  const cells = ["kết thúc sau ngày hẹn trả", "hồ sơ đã giải quyết có hạn"];
  const said = "Phú Thịnh: 42/1.062 hồ sơ giải quyết trễ hạn, chiếm 3,95%";
  assert.deepEqual(await line.locator("td").allInnerTexts(), [...cells, said]);
  assert.equal(await page.locator("hoso-measures tbody tr").count(), 16);
  await choose(page, SMALL);
  await page.locator("summary", { has: page.locator("#definitions") }).click();
  assert.deepEqual(await line.locator("td").allInnerTexts(), [...cells, said, "1 / 4 = 25,00%"]);
});

test("four steps on invented data: each shows its place, and leaves the page as it was", async () => {
  opened = await openReady();
  const { page } = opened;
  await page.getByRole("button", { name: "Xem thử trong bốn bước" }).click();
  await page.locator("hoso-tour", { hasText: "Bước 1/4" }).waitFor();
  await page.locator(".invented").first().waitFor(); // invented, and says so
  const next = page.getByRole("button", { name: "Tiếp", exact: true });
  for (const [step, tab] of [
    ["Bước 2/4", "overview"],
    ["Bước 3/4", "compare"],
    ["Bước 4/4", "takeaway"]
  ]) {
    await page.locator("#tour:focus").waitFor();
    await next.press("Enter");
    await page.locator("hoso-tour", { hasText: step }).waitFor();
    await page.locator(`#panel[aria-labelledby=tab-${tab}]`).waitFor();
  }
  await clean(page, "a step");
  await page.getByRole("button", { name: "Xong" }).click();
  await page.locator("hoso-tour").waitFor({ state: "detached" });
  await page.locator("#result:focus").waitFor();
});
