// Exploring: filters by clicking, undo, the address, lists of dossiers of any length, folders and pasted
// tables.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { fragmentOf, stateOf } from "../../www/app/fragment.js";
import { toggled } from "../../www/app/filters.js";
import { scrollTo, windowOf } from "../../www/elements/list/window.js";
import {
  card,
  choose,
  openOffline,
  openReady,
  ready,
  settled,
  show,
  SMALL,
  unfold,
  upload
} from "./page.mjs";

/** @typedef {import("playwright-core").Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * @type {{ page: Page, close: () => Promise<void>, context: import("playwright-core").BrowserContext } |
 *   undefined}
 */
let opened;
afterEach(() => opened?.close());

/**
 * Lists by hand, as of 31/01/2022 (the end of L-12 is the latest day). Late: L-03 by 1, L-04 by 11; overdue:
 * L-05 by 11; due within 7 days: L-06, within 3: none; ended the day after: L-03; doubtful: L-08, whose
 * appointment is impossible.
 */
const LISTS = upload(
  "ds.csv",
  [
    "Mã hồ sơ,Đơn vị,Thủ tục,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp",
    "L-01,UBND xã A,Cấp bản sao,03/01/2022,10/01/2022,07/01/2022,Trực tuyến",
    "L-02,UBND xã A,Cấp bản sao,03/01/2022,10/01/2022,10/01/2022,Trực tiếp",
    "L-03,Sở B,Cấp giấy,04/01/2022,11/01/2022,12/01/2022,Trực tuyến",
    "L-04,Sở B,Cấp giấy,04/01/2022,11/01/2022,22/01/2022,Trực tiếp",
    "L-05,UBND xã A,Cấp bản sao,05/01/2022,20/01/2022,,Trực tiếp",
    "L-06,Sở B,Cấp giấy,24/01/2022,04/02/2022,,Trực tiếp",
    "L-07,Sở B,Cấp giấy,24/01/2022,14/02/2022,,Trực tiếp",
    "L-08,UBND xã A,Cấp bản sao,24/01/2022,30/02/2022,,Trực tiếp",
    "L-12,UBND xã A,Cấp bản sao,10/12/2021,31/01/2022,31/01/2022,Trực tiếp"
  ].join("\n")
);

/**
 * The page with the small lists open.
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {import("./page.mjs").Upload[]} files
 */
async function open(options, ...files) {
  opened = await openReady(options);
  await choose(opened.page, ...(files.length ? files : [LISTS]));
  return opened.page;
}

/** Waits until the shown view has all its answers. @param {Page} page */
const answered = page => page.locator("#panel:not([aria-busy])").waitFor();

/** @param {Page} page */
const crumbs = page =>
  page
    .locator(".crumb")
    .allInnerTexts()
    .then(texts => texts.map(text => text.replace(/\s*✕$/, "")));

/** The texts of a column's cells. @param {Page} page @param {string} column */
const cells = (page, column) => page.locator(`.list-row .cell-${column}`).allInnerTexts();

test("a click on a group filters every view; back and undo remove filters one by one", async () => {
  const page = await open();
  await show(page, "compare");
  await page.getByRole("rowheader", { name: "Sở B" }).getByRole("button").click();
  await page.locator(".crumb").waitFor();
  assert.deepEqual(await crumbs(page), ["Đơn vị: Sở B"]);
  await show(page, "overview");
  await card(page, "Đúng và trước hạn").filter({ hasText: "0 / 2" }).waitFor(); // L-03 and L-04 are late
  await page
    .getByRole("status")
    .filter({ hasText: "Đang lọc theo Đơn vị: Sở B. Đã có kết quả: 4 hồ sơ" })
    .waitFor({ state: "attached" });
  await page.locator("hoso-settings [name=period]").selectOption("2022-01");
  await page.locator(".crumb").nth(1).waitFor();
  assert.deepEqual(await crumbs(page), ["Tháng 01/2022", "Đơn vị: Sở B"]);
  await page.goBack();
  await page.locator(".crumb").nth(1).waitFor({ state: "detached" });
  assert.equal(await page.locator("hoso-settings [name=period]").inputValue(), "");
  await page.goForward();
  await page.locator(".crumb").nth(1).waitFor();
  await page.getByRole("button", { name: "Hoàn tác" }).click(); // the period
  await page.locator(".crumb").nth(1).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Hoàn tác" }).click(); // the overview
  await page.locator("#panel[aria-labelledby=tab-compare]").waitFor();
  await page.getByRole("button", { name: "Hoàn tác" }).click(); // the unit
  await page.locator(".crumb").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Hoàn tác" }).click(); // the view
  await page.locator("#panel[aria-labelledby=tab-overview]").waitFor();
  await page.getByRole("button", { name: "Hoàn tác" }).waitFor({ state: "detached" });
  await card(page, "Đúng và trước hạn").filter({ hasText: "3 / 5" }).waitFor(); // L-01, L-02, L-12; L-03 and L-04 late
});

test("filters are removed one by one, or all at once", async () => {
  const page = await open();
  await show(page, "dossiers");
  await page.locator(".chips button", { hasText: "Tất cả" }).click();
  await page.locator(".list-row .cell-outcome .act", { hasText: "Chưa đến hạn" }).first().click();
  await page.locator(".chips button[aria-pressed=true]", { hasText: "Chưa đến hạn" }).waitFor(); // a list, not a filter
  assert.equal(await page.locator(".crumb").count(), 0);
  await page.getByText("2 hồ sơ", { exact: true }).waitFor();
  await page.locator(".list-row").nth(2).waitFor({ state: "detached" }); // the list is drawn anew: no row moves under the click
  await answered(page);
  await page.locator(".list-row .cell-unit .act", { hasText: "Sở B" }).first().click();
  await page.locator(".crumb", { hasText: "Đơn vị: Sở B" }).waitFor();
  await page.getByText("2 hồ sơ", { exact: true }).waitFor();
  assert.deepEqual(await cells(page, "code"), ["L-06", "L-07"]);
  await page.getByRole("button", { name: "Bỏ lọc Đơn vị: Sở B" }).click();
  await page.getByText("2 hồ sơ", { exact: true }).waitFor();
  assert.deepEqual(await crumbs(page), []);
  await page.locator(".chips button", { hasText: "Tất cả" }).click();
  await page.getByText("9 hồ sơ", { exact: true }).waitFor();
});

/**
 * Presses the mouse on something, makes the page redraw, and releases it.
 * @param {Page} page
 * @param {string} pressed
 * @param {string} clicked meanwhile, by script
 * @param {string} then what stands under the pointer in the end
 */
async function pressed(page, pressed, clicked, then) {
  await page.locator(pressed).first().hover();
  await page.mouse.down();
  await page
    .locator(clicked)
    .first()
    .evaluate(button => /** @type {HTMLElement} */ (button).click());
  await page.locator(pressed).first().filter({ hasText: then }).waitFor();
  await page.mouse.up();
}

test("a press keeps its target, whatever is drawn before it ends", async () => {
  const page = await open();
  await show(page, "dossiers");
  await page.locator(".chips button", { hasText: "Tất cả" }).click();
  await page.locator(".list-row .cell-unit .act", { hasText: "UBND xã A" }).first().waitFor();
  assert.equal((await cells(page, "unit"))[0], "UBND xã A");
  await pressed(page, ".list-row .cell-unit .act", ".chips button", "Sở B"); // the late ones, all of Sở B
  await page.locator(".crumb").waitFor();
  assert.deepEqual(await crumbs(page), ["Đơn vị: UBND xã A"]);
  await page.getByRole("button", { name: "Tất cả hồ sơ" }).click();
  await show(page, "compare");
  await page.locator("hoso-table .name .act", { hasText: "UBND xã A" }).waitFor();
  await pressed(page, "hoso-table tbody:not(:has(.total)) .name .act", "hoso-table thead .sort", "UBND xã A"); // the other way round
  await page.locator(".crumb").waitFor();
  assert.deepEqual(await crumbs(page), ["Đơn vị: Sở B"]);
  await page.locator(".crumb button").press("Enter"); // by keyboard, after a press: what stands there now
  await page.locator(".crumb").waitFor({ state: "detached" });
});

test("a result that appears does not take the focus from typing", async () => {
  const slow =
    "const soon = requestAnimationFrame; window.requestAnimationFrame = then => setTimeout(() => soon(then), 1500);";
  opened = await openReady({}, slow);
  const { page } = opened;
  await choose(page, LISTS);
  await page.locator(".picker > summary").click();
  await page.locator(".picker input[type=search]").focus();
  await page.waitForTimeout(2500); // the focus that the result was to have has come by now
  await page.keyboard.type("so b");
  await page.getByRole("checkbox", { name: /UBND/ }).waitFor({ state: "detached" });
});

test("an open menu stays open when something appears above it", async () => {
  const one = (/** @type {string} */ unit) =>
    upload(`${unit}.csv`, `Mã hồ sơ,Đơn vị,Ngày tiếp nhận\n${unit}-1,${unit},03/01/2022`);
  const page = await open({}, one("Sở A"));
  await page.locator(".picker > summary").click();
  await page.locator(".picker[open]").evaluate(picker => picker.setAttribute("data-same", ""));
  await choose(page, one("Sở B"));
  await page.locator("hoso-spellings").waitFor(); // the names of units: there are two now
  assert.equal(await page.locator(".picker[open][data-same]").count(), 1);
});

test("the picker finds a key typed without diacritics, and works by keyboard", async () => {
  const page = await open();
  await page.locator(".picker > summary").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "UBND xã A 5" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("so b");
  await page.getByRole("checkbox", { name: /UBND/ }).waitFor({ state: "detached" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.locator(".crumb", { hasText: "Đơn vị: Sở B" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".picker[open]").count(), 0);
  assert.equal(await page.evaluate("document.activeElement.tagName"), "SUMMARY");
});

test("a number of the balance opens its dossiers; by keyboard the focus is never lost", async () => {
  const page = await open();
  await page.getByRole("button", { name: "trễ hạn 2" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".list-row").nth(1).waitFor();
  assert.deepEqual(await cells(page, "code"), ["L-04", "L-03"]); // the list of late ones, latest first
  assert.deepEqual(await crumbs(page), []); // no filter: the figures of the other views stay
  await page.locator("#filters:focus").waitFor();
  await show(page, "overview");
  await card(page, "Đúng và trước hạn").filter({ hasText: "3 / 5" }).waitFor();
});

test("the offline file has filters and steps too", async () => {
  opened = await openOffline();
  const { page } = opened;
  await choose(page, LISTS);
  await show(page, "compare");
  await page.getByRole("rowheader", { name: "Sở B" }).getByRole("button").click();
  await page.locator(".crumb").waitFor();
  assert.match(page.url(), /hoso\.html#view=compare$/);
  await page.goBack();
  await page.locator(".crumb").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await page.locator("#panel[aria-labelledby=tab-overview]").waitFor();
});

/** Two filters, a basis and a period. @param {Page} page */
async function narrow(page) {
  await page.locator("#panel [name=dimension]").selectOption("intakeChannel");
  await page.getByRole("rowheader", { name: "Trực tuyến" }).getByRole("button").click();
  await page.locator(".crumb").waitFor();
  await page.locator("#panel [name=dimension]").selectOption("unit");
  await page.getByRole("rowheader", { name: "Sở B" }).getByRole("button").click();
  await page.locator(".crumb").nth(1).waitFor();
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=basis]").selectOption("received");
  await page.locator("hoso-settings [name=period]").selectOption("2022-H1");
  await page.locator(".crumb").nth(2).waitFor();
}

/** An address that was typed, or comes from a stranger. @param {Page} page */
async function typedAddress(page) {
  await page.evaluate(
    "location.hash = 'view=dossiers&list=constructor&order=-toString&by=outcome&period=2031'"
  );
  await page.locator("#panel[aria-labelledby=tab-dossiers]").waitFor();
  await page.getByText("Không có hồ sơ nào.").waitFor();
  assert.deepEqual(await crumbs(page), ["Năm 2031"]);
}

test("the address restores the state after a reload, and holds nothing from the file", async () => {
  const page = await open();
  await show(page, "compare");
  await narrow(page);
  const { hash, state } = await page.evaluate(() => ({
    hash: location.hash,
    state: JSON.stringify(history.state)
  }));
  assert.deepEqual(
    [...new URLSearchParams(hash.slice(1))],
    [
      ["view", "compare"],
      ["period", "2022-H1"],
      ["basis", "received"],
      ["intakeChannel", "online"],
      ["by", "unit"],
      ["sort", "key"]
    ]
  );
  assert.doesNotMatch(decodeURIComponent(hash) + state, /Sở|UBND|Cấp bản|ds\.csv/);
  await page.reload();
  await ready(page);
  await choose(page, LISTS);
  await page.locator("#panel[aria-labelledby=tab-compare]").waitFor();
  assert.equal(await page.locator("hoso-settings [name=basis]").inputValue(), "received");
  assert.deepEqual(await crumbs(page), ["6 tháng đầu năm 2022", "Hình thức nộp: Trực tuyến"]);
  await page.goBack(); // to before the reload: only its fragment is known
  await page.locator(".crumb", { hasText: "6 tháng" }).waitFor({ state: "detached" });
  await typedAddress(page);
});

const KNOWN = { views: ["overview", "dossiers"], sets: ["a"] };

test("an invalid fragment gives the default state", () => {
  const nothing = {
    view: "overview",
    query: { period: "", cut: undefined, from: undefined, to: undefined },
    where: {},
    of: {}
  };
  for (const bad of [
    "#view=x&period=2022-13&from=2022-01-01&clock=<b>&outcome=nope&by=a b&by=outcome&step=half&measure=x&days=0&targets=x&lang=fr",
    "#%E0%A4%A",
    "",
    "#main",
    "#unit=UBND"
  ])
    assert.deepEqual(stateOf(bad, KNOWN), nothing, bad);
});

test("fragments written by others are validated", () => {
  const state = /** @type {any} */ ({
    view: "dossiers",
    lang: "en",
    chosen: "",
    where: { unit: ["Sở B"], unitLevel: ["tỉnh", ""] },
    query: {
      period: "custom",
      cut: undefined,
      from: "2022-01-05",
      to: "2022-02-01",
      waiting: "pending",
      noDue: "onTime"
    },
    of: { dossiers: { list: "soon", days: 15, at: 3, sort: { column: "due", descending: true } } }
  });
  const back = stateOf(`#${fragmentOf(state)}`, KNOWN);
  assert.deepEqual(back.where, { unitLevel: ["tỉnh", ""] });
  assert.deepEqual(back.query, state.query);
  assert.deepEqual(back.of, {
    dossiers: { list: "soon", days: "15", sort: { column: "due", descending: true } }
  });
  assert.deepEqual([back.view, back.lang, back.chosen], ["dossiers", "en", ""]);
});

test("a filter is added, widened, and removed", () => {
  const none = { where: {}, query: { period: "" } };
  const one = toggled(none, { dimension: "unit", keys: ["A"] });
  assert.deepEqual(one, { where: { unit: ["A"] } });
  const two = toggled({ ...none, ...one }, { dimension: "unit", keys: ["B"] });
  assert.deepEqual(two, { where: { unit: ["A", "B"] } });
  assert.deepEqual(toggled({ ...none, ...two }, { dimension: "unit", keys: ["A", "B"] }), { where: {} });
  const period = toggled(none, { dimension: "half", keys: ["2022-H2"] });
  assert.deepEqual(period, {
    query: { period: "2022-H2", cut: undefined, from: "2022-07-01", to: "2022-12-31" }
  });
  assert.equal(
    toggled({ ...none, .../** @type {any} */ (period) }, { dimension: "half", keys: ["2022-H2"] }).query
      ?.period,
    ""
  );
});

test("the window of a list: exact while browsers can be that tall, in proportion beyond", () => {
  const small = { total: 100_000, row: 44, view: 600 };
  assert.deepEqual(windowOf(small, 4_400), { height: 4_400_000, from: 100, to: 116, top: 4_400 });
  assert.equal(scrollTo(small, 0, 99_999), 100_000 * 44 - 600);
  assert.equal(scrollTo(small, 4_400, 105), 4_400); // it is there already
  const large = { total: 3_000_000, row: 44, view: 600 };
  const end = windowOf(large, 8_000_000 - 600);
  assert.deepEqual([end.height, end.to], [8_000_000, 3_000_000]);
  assert.ok(
    Math.abs(end.top + (end.to - end.from) * 44 - 8_000_000) < 1,
    "the last row ends where the list ends"
  );
  for (const index of [0, 1, 1_234_567, 2_999_998, 2_999_999]) {
    const { from, to } = windowOf(large, scrollTo(large, 4_000_000, index));
    assert.ok(from <= index && index < to, `${index} in ${from}..${to}`);
  }
});

/** @param {Page} page */
async function countedByHand(page) {
  const counts = await page.locator(".chips button").allInnerTexts();
  assert.deepEqual(
    counts.map(text => text.replace(/\s+/g, " ")),
    [
      "Trễ hạn và quá hạn 3",
      "Trễ hạn 2",
      "Quá hạn 1",
      "Sắp đến hạn trong 7 ngày 1",
      "Trễ 1 ngày 1",
      "Dữ liệu cần rà soát 1",
      "Tất cả 9"
    ]
  );
}

/** @param {Page} page */
async function eachList(page) {
  for (const [chip, codes] of /** @type {[string, string[]][]} */ ([
    ["Quá hạn", ["L-05"]],
    ["Sắp đến hạn", ["L-06"]],
    ["Trễ 1 ngày", ["L-03"]],
    ["Dữ liệu cần", ["L-08"]]
  ])) {
    await page.locator(".chips button", { hasText: new RegExp(`^${chip}`) }).click();
    await page.locator(".list-row .cell-code", { hasText: codes[0] }).waitFor();
    assert.deepEqual(await cells(page, "code"), codes, chip);
  }
  assert.match((await cells(page, "doubts"))[0], /Ô ngày không đọc được/);
}

/** Sorts by a column, and then in reverse. @param {Page} page */
async function byReceivedDay(page) {
  await page.getByRole("columnheader", { name: "Tiếp nhận" }).getByRole("button").click();
  await page.locator(".list-row").first().filter({ hasText: "L-12" }).waitFor();
  await page.getByRole("columnheader", { name: "Tiếp nhận" }).getByRole("button").click();
  await page.locator(".list-row").first().filter({ hasText: "L-06" }).waitFor();
  assert.equal(
    await page.getByRole("columnheader", { name: "Tiếp nhận" }).getAttribute("aria-sort"),
    "descending"
  );
}

test("the lists equal those counted by hand, latest first", async () => {
  const page = await open();
  await show(page, "dossiers");
  await answered(page);
  await countedByHand(page);
  await page.locator(".chips button", { hasText: /^Trễ hạn \d/ }).click();
  await answered(page);
  assert.deepEqual(await cells(page, "code"), ["L-04", "L-03"]);
  assert.deepEqual(await page.locator(".list-row").first().locator("[role=gridcell]").allInnerTexts(), [
    "L-04",
    "Sở B",
    "Cấp giấy",
    "04/01/2022",
    "11/01/2022",
    "22/01/2022",
    "Trễ hạn",
    "11",
    "ds.csv",
    "5"
  ]);
  await eachList(page);
  await page.locator(".chips button", { hasText: "Sắp đến hạn" }).click();
  await page.locator(".list-tools select").first().selectOption("3");
  await page.getByText("Không có hồ sơ nào.").waitFor();
  await page.locator(".chips button", { hasText: "Tất cả" }).click();
  await byReceivedDay(page);
});

test("a copied list equals the shown one, and runs nothing in a spreadsheet", async () => {
  opened = await openReady({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = opened;
  await choose(page, upload("ds.csv", LISTS.buffer.toString().replace("L-03,Sở B", "=1+1,Sở B")));
  await show(page, "dossiers");
  await page.locator(".chips button", { hasText: /^Trễ hạn \d/ }).click();
  await page.getByText("2 hồ sơ", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Sao chép danh sách" }).click();
  await page.getByText("Đã chép 2 dòng").first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Xuất CSV" }).click()
  ]);
  assert.equal(download.suggestedFilename(), "danh-sach-ho-so.tre-han.csv");
  const exported = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  assert.equal(exported.length, 3);
  assert.match(exported[1], /^L-04,/);
  assert.match(exported[2], /^'=1\+1,|^"'=1\+1",/);
  const [header, ...lines] = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
  assert.match(header, /^Mã hồ sơ\tĐơn vị\tThủ tục/);
  assert.deepEqual(lines, [
    "L-04\tSở B\tCấp giấy\t04/01/2022\t11/01/2022\t22/01/2022\tTrễ hạn\t11\tds.csv\t5",
    "'=1+1\tSở B\tCấp giấy\t04/01/2022\t11/01/2022\t12/01/2022\tTrễ hạn\t1\tds.csv\t4"
  ]);
});

test("on paper are all loaded rows, and which rows these are", async () => {
  const lines = Array.from({ length: 250 }, (_, at) => `P-${at},UBND xã A,03/01/2022,10/01/2022,07/01/2022`);
  const page = await open(
    {},
    upload("in.csv", ["Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý", ...lines].join("\n"))
  );
  await show(page, "dossiers");
  await page.locator(".chips button", { hasText: "Tất cả" }).click();
  await page.locator(".list-row", { hasText: "P-0" }).first().waitFor();
  await answered(page);
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  assert.equal(await page.locator(".list-row").count(), 200);
  assert.equal(
    await page.locator(".list-name").textContent(),
    "Tất cả: 250 hồ sơ (bản in có dòng 1–200; cần đủ thì xuất Excel)"
  );
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  assert.ok((await page.locator(".list-row").count()) < 60);
  assert.equal(await page.locator(".list-name").textContent(), "");
});

async function openLong() {
  const rows = Array.from(
    { length: 100_000 },
    (_, at) => `N-${at + 1},UBND xã ${at % 30},03/01/2022,10/01/2022,11/01/2022`
  );
  return open(
    { viewport: { width: 1280, height: 800 } },
    upload("dai.csv", ["Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc", ...rows].join("\n"))
  );
}

test("a list of 100,000 dossiers can be scrolled to its end by keyboard, with few rows in the page", async () => {
  const page = await openLong();
  await show(page, "dossiers");
  await page.getByText("100.000 hồ sơ", { exact: true }).waitFor();
  const list = page.getByRole("grid");
  assert.equal(await list.getAttribute("aria-rowcount"), "100001");
  await list.focus();
  await page.keyboard.press("End");
  await page.locator(".list-row.active .cell-code", { hasText: "N-100000" }).waitFor();
  assert.equal(await page.locator(".list-row").last().getAttribute("aria-rowindex"), "100001");
  assert.equal(await list.getAttribute("aria-activedescendant"), "cell-99999-0");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowUp");
  const at = Number(await page.locator(".list-row.active").getAttribute("aria-rowindex"));
  assert.ok(at < 99_995 && at > 99_900, `row ${at}`);
  await page.locator(".list").evaluate(element => (element.scrollTop = element.scrollHeight / 2));
  await page
    .locator(".list-row", { hasText: /N-500\d\d/ })
    .first()
    .waitFor();
  assert.ok((await page.locator(".list-row").count()) < 60);
  await page.keyboard.press("Home");
  await page.locator(".list-row.active .cell-code", { hasText: /^N-1$/ }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter"); // the unit's cell
  await page.locator(".crumb", { hasText: "Đơn vị: UBND xã 0" }).waitFor();
  await page.getByText("3.334 hồ sơ", { exact: true }).waitFor(); // 100,000 / 30, rounded up
});

test("a dropped folder is read with its subfolders; files that cannot be lists are left out and reported", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hoso-"));
  await mkdir(join(folder, "thang 1", "xa"), { recursive: true });
  const [header, ...lines] = LISTS.buffer.toString().split("\n");
  await writeFile(join(folder, "a.csv"), [header, ...lines.slice(0, 3)].join("\n"));
  await writeFile(join(folder, "thang 1", "xa", "a.csv"), [header, ...lines.slice(3)].join("\n"));
  for (const [name, text] of [
    ["~$a.xlsx", "x"],
    [".ẩn", "x"],
    ["ảnh.png", "x"],
    ["rỗng.csv", ""]
  ])
    await writeFile(join(folder, "thang 1", name), text);
  opened = await openReady();
  const { page, context } = opened;
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"]))
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  await settled(page);
  await unfold(page);
  const base = folder.split("/").at(-1);
  assert.deepEqual(await page.locator(".file-name").allInnerTexts(), [
    `${base}/a.csv`,
    `${base}/thang 1/xa/a.csv`
  ]);
  await page.getByText("4 tệp trong thư mục không đọc").first().waitFor();
  await page.getByText("2 tệp · 9 hồ sơ").waitFor();
  await rm(folder, { recursive: true });
});

test("a pasted table is a file like any other; more can be added and removed", async () => {
  const page = await open({}, SMALL);
  const paste = (/** @type {string} */ type, /** @type {string} */ text) =>
    page.evaluate(
      ({ type, text }) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(type, text);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      },
      { type, text }
    );
  const lines = LISTS.buffer
    .toString()
    .split("\n")
    .map(line => line.split(","));
  await paste("text/plain", lines.map(cells => cells.join("\t")).join("\r\n"));
  await page.getByText("2 tệp · 14 hồ sơ").waitFor();
  await settled(page);
  await paste(
    "text/html",
    `<meta charset='utf-8'><table>${lines.map(cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`
  );
  await page.getByText("3 tệp · 14 hồ sơ").waitFor(); // the same codes: the later ones count
  await unfold(page);
  assert.deepEqual(await page.locator(".file-name").allInnerTexts(), ["nho.csv", "dán.tsv", "dán 2.html"]);
  await paste("text/plain", "một câu");
  await page.getByRole("button", { name: "Bỏ tệp dán 2.html" }).click();
  await page.getByText("2 tệp · 14 hồ sơ").waitFor();
  await page.getByRole("button", { name: "Bỏ tệp dán.tsv" }).click();
  await page.getByText("1 tệp · 5 hồ sơ").waitFor();
});

test("clearing the data forgets the steps, and none of them comes back", async () => {
  const page = await open();
  await show(page, "compare");
  await page.getByRole("rowheader", { name: "Sở B" }).getByRole("button").click();
  await page.locator(".crumb").waitFor();
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  await page.getByRole("heading", { name: "Kéo thả tệp danh sách hồ sơ vào đây" }).waitFor();
  await page.goBack();
  await choose(page, LISTS);
  assert.deepEqual(await crumbs(page), []);
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing in lists and filters: ${colorScheme}, ${width} pixels`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      await show(page, "dossiers");
      await page.locator(".chips button", { hasText: "rà soát" }).click();
      await page.locator(".list-row .cell-unit .act").first().click();
      await page.locator(".crumb").waitFor();
      await page.locator(".picker > summary").click();
      await page.getByRole("checkbox").first().waitFor();
      await answered(page);
      await page.evaluate(axe);
      const found = await page.evaluate(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
      );
      const { violations } = /** @type {{ violations: { id: string, nodes: { html: string }[] }[] }} */ (
        found
      );
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
        []
      );
      assert.ok(
        Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth")) <= 0,
        "the page is too wide"
      );
    });
  }
}

test("two dimensions crossed: one measure, with rows, columns and the whole, counted by hand", async () => {
  const page = await open({}, SMALL);
  await show(page, "compare");
  await page.locator("hoso-panel [name=cross]").selectOption("intakeChannel");
  await page.locator("hoso-panel [name=measure]").selectOption("onTime");
  const table = page.locator("[aria-labelledby=pivot]");
  await table.getByRole("heading", { name: "Đúng và trước hạn: đơn vị theo hình thức nộp" }).waitFor();
  const rows = await table
    .locator("tbody tr")
    .evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent)));
  // Phòng Một: one online and one in person, both on time. Phòng Hai: one online and late, one in person on
  // time, one still open.
  assert.deepEqual(rows, [
    ["Tổng cộng", "100%2/2", "50,00%1/2", "75,00%3/4"],
    ["Phòng Hai", "100%1/1", "0%0/1", "50,00%1/2"],
    ["Phòng Một", "100%1/1", "100%1/1", "100%2/2"]
  ]);
});
