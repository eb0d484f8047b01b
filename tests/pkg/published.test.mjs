// <hoso-board> with what a portal publishes: a list that must be allowed, totals, a period, the page's own
// colours. Expected values worked out by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { openAt } from "../page/harness.mjs";
import { SMALL } from "../page/page.mjs";
import { openPortal } from "./portal.mjs";

/** @type {Awaited<ReturnType<typeof openAt>>} */
let opened;
afterEach(() => opened.close());

const RULES = { asOf: "2022-03-31", clock: "day", waiting: "apart", levelShare: "level", basis: "event" };
/** @param {number} received @param {number} num @param {number} den @param {string} text */
const figures = (received, num, den, text) => ({
  counts: { received, carriedOver: 0, ended: den },
  measures: { onTime: { num, den, text } }
});
const PACK = {
  from: "2022-01-01",
  to: "2022-03-31",
  notes: ["Một tệp có dòng không đọc được."],
  withheld: { below: 5, groups: { unit: 2 } },
  summaries: {
    unit: {
      rules: RULES,
      total: figures(40, 27, 30, "90,00%"),
      groups: [{ key: { unit: "Phòng Một" }, ...figures(32, 24, 25, "96,00%") }]
    }
  }
};

/**
 * A portal's page with this board.
 * @param {string} attributes
 * @param {string} [style]
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function openBoard(attributes, style = "", options = {}) {
  const site = await openPortal(() => "", {
    "/data.csv": SMALL.buffer.toString(),
    "/pack.json": JSON.stringify(PACK),
    "/board.html": `<!doctype html><meta charset="utf-8"><title>portal</title><style>${style}</style>
      <script>addEventListener("hoso-error", ({ detail }) => (document.title = detail.code), true)</script>
      <script type="module" src="/element.js"></script><hoso-board ${attributes}>fallback</hoso-board>`
  });
  opened = await openAt(`${site.url}/board.html`, options);
  opened.page.setDefaultTimeout(15_000);
  return { page: opened.page, board: opened.page.locator("hoso-board") };
}

test("a list of dossiers is refused unless the page allows it", async () => {
  const { page, board } = await openBoard('src="data.csv"');
  assert.match(await board.locator(".problem").innerText(), /danh sách hồ sơ.*allow-list/s);
  assert.equal(await page.title(), "list-not-allowed");
  assert.equal(await board.locator("hoso-card").count(), 0);
});

test("a wrong address is named, with the server's response", async () => {
  const { page, board } = await openBoard('src="so-lieu/khong-co.csv"');
  assert.match(await board.locator(".problem").innerText(), /\/so-lieu\/khong-co\.csv \(HTTP 404\)/);
  assert.equal(await page.title(), "not-found");
});

test("a period, measures in the requested order, heading, source, and the table as a file", async () => {
  const { page, board } = await openBoard(
    `src="data.csv" allow-list measures="online onTime" period="2022-01" heading="Kết quả <b>tháng 1</b>" source="Sở Nội vụ" source-href="/nguon"`
  );
  await board.locator("hoso-card").first().waitFor();
  const names = await board.locator("hoso-card h4").allInnerTexts();
  assert.deepEqual(names, ["Trực tuyến", "Đúng và trước hạn"]);
  assert.equal(await board.locator("[part=heading]").innerText(), "Kết quả <b>tháng 1</b>");
  assert.match(await board.locator(".rules").innerText(), /01\/01\/2022/);
  assert.equal(
    await board.getByRole("link", { name: "Sở Nội vụ" }).getAttribute("href"),
    new URL("/nguon", page.url()).href
  );
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    board.getByRole("button", { name: "Tải bảng (CSV)" }).click()
  ]);
  const lines = readFileSync(await file.path(), "utf8").split("\r\n");
  assert.equal(lines[0].charCodeAt(0), 0xfeff);
  const [total, ...units] = lines.slice(1, 4);
  assert.deepEqual(
    [total.replace(/^[^,]+,/, ""), ...units],
    [
      '5,2,5,"40,00%",3,4,"75,00%"',
      'Phòng Hai,3,1,3,"33,33%",1,2,"50,00%"',
      'Phòng Một,2,1,2,"50,00%",2,2,100%'
    ]
  );
});

test("an invalid period is reported", async () => {
  const { board } = await openBoard('src="data.csv" allow-list period="2022-13"');
  assert.match(await board.locator(".problem").innerText(), /“2022-13”/);
});

test("totals: rows left out and problems of the data are reported; another period is refused", async () => {
  const { page, board } = await openBoard('src="pack.json" period="2022-Q1"');
  assert.match(await board.locator("hoso-card").first().innerText(), /90,00%[^]*27 \/ 30/);
  assert.match(await board.locator(".about").innerText(), /2 dòng có dưới 5 hồ sơ/);
  assert.match(await board.locator("[part=note]").innerText(), /Một tệp có dòng không đọc được/);
  await page.evaluate(() => document.querySelector("hoso-board")?.setAttribute("period", "2022-Q2"));
  await board.getByText("không phải của kỳ").waitFor();
  assert.equal(await board.locator("hoso-card").count(), 0);
});

/**
 * The computed value of a property in the board.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
const property = (page, name) =>
  page.evaluate(
    name =>
      getComputedStyle(/** @type {Element} */ (document.querySelector("hoso-board"))).getPropertyValue(name),
    name
  );

test("a page with a colour of its own keeps the light palette in dark mode; one without does not", async () => {
  const dark = { colorScheme: /** @type {"dark"} */ ("dark") };
  const own = await openBoard('src="pack.json" theme="auto"', "hoso-board { --surface: white }", dark);
  await own.board.locator("hoso-card").first().waitFor();
  assert.equal((await property(own.page, "--ink")).trim(), "#16202a");
  assert.equal(await property(own.page, "color-scheme"), "light");
  await opened.close();
  const plain = await openBoard('src="pack.json" theme="auto"', "", dark);
  await plain.board.locator("hoso-card").first().waitFor();
  assert.equal((await property(plain.page, "--ink")).trim(), "#e8edf2");
  await plain.page.emulateMedia({ colorScheme: "light" });
  assert.equal((await property(plain.page, "--ink")).trim(), "#16202a");
});

test("best and worst have colours of their own, whatever the accent is", async () => {
  const style = "hoso-board { --accent: #b00020; --font: 'Courier New', monospace }";
  const { board } = await openBoard('src="data.csv" allow-list measures="onTime"', style);
  const colour = (/** @type {string} */ place) =>
    board
      .locator(`td.${place} .place`)
      .first()
      .evaluate(node => getComputedStyle(node).color);
  assert.equal(await colour("best"), "rgb(20, 80, 122)");
  assert.equal(await colour("worst"), "rgb(163, 32, 21)");
  assert.match(await board.evaluate(node => getComputedStyle(node).fontFamily), /Courier New/);
});
