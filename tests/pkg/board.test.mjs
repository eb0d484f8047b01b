// <hoso-board> removed from its page, moved in it, and given other questions meanwhile: it always shows the
// answer to its current question.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { openAt } from "../page/harness.mjs";
import { openPortal } from "./portal.mjs";

/** @type {Awaited<ReturnType<typeof openAt>>} */
let opened;
afterEach(() => opened.close());

/** The portal's page with a board, before anything is fetched. */
async function openBoard() {
  const site = await openPortal(() => "");
  opened = await openAt("about:blank");
  opened.page.setDefaultTimeout(15_000);
  return { ...opened, url: `${site.url}/element.html`, board: opened.page.locator("hoso-board") };
}

/** @param {import("playwright-core").Page} page @param {string} code `board` is the element */
const withBoard = (page, code) =>
  page.evaluate(`(() => { const board = document.querySelector("hoso-board"); ${code} })()`);

const MOVE =
  "document.body.append(Object.assign(document.createElement('div'), { id: 'there' })); document.getElementById('there').append(board);";

test("moved in the page, it shows the same again", async () => {
  const { page, url, board } = await openBoard();
  await page.goto(url);
  await board.locator("hoso-card").first().waitFor();
  await withBoard(page, MOVE);
  assert.match(await page.locator("#there hoso-board hoso-card").first().innerText(), /75,00%[^]*3 \/ 4/);
  await withBoard(page, "board.remove(); document.body.append(board);");
  assert.match(await board.locator("hoso-card").first().innerText(), /75,00%/);
});

test("moved while it loads, it continues to load", async () => {
  const { page, url, board } = await openBoard();
  let times = 0;
  await page.route("**/data.csv", async route => {
    if ((times += 1) === 1) await new Promise(later => setTimeout(later, 500));
    await route.continue();
  });
  await page.goto(url);
  await board.locator("[role=status]").waitFor();
  await withBoard(page, MOVE);
  assert.match(await page.locator("#there hoso-board hoso-card").first().innerText(), /75,00%/);
  await page.waitForTimeout(600); // the first answer is not used
  assert.equal(await board.locator("hoso-card").count(), 2);
});

test("a summary never appears under a question that it does not answer", async () => {
  const { page, url, board } = await openBoard();
  await page.goto(url);
  await board.locator("hoso-card").first().waitFor();
  await withBoard(
    page,
    `
    window.shown = [];
    board.addEventListener("hoso-ready", ({ detail }) => shown.push([board.getAttribute("by"), Object.keys(detail.groups[0].key).join()].join("=")));
    ${MOVE} board.setAttribute("by", "month");`
  );
  await board.getByRole("rowheader", { name: "Tháng 01/2022" }).waitFor();
  await withBoard(
    page,
    "board.remove(); board.setAttribute('by', 'quarter'); board.setAttribute('by', 'year'); document.body.append(board); board.setAttribute('by', 'unit');"
  );
  await board.getByRole("rowheader", { name: "Phòng Hai" }).waitFor();
  const shown = /** @type {string[]} */ (await page.evaluate("shown"));
  for (const one of shown) assert.equal(one.split("=")[0], one.split("=")[1], shown.join(" "));
});

test("files that were passed in are shown again after a move; a removed board keeps nothing", async () => {
  const { page, url, board } = await openBoard();
  await page.goto(url);
  await board.locator("hoso-card").first().waitFor();
  await withBoard(
    page,
    "return board.load([new File(['Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\\nA,Phòng Ba,01/03/2022,05/03/2022,04/03/2022'], 'b.csv')])"
  );
  await board.getByRole("rowheader", { name: "Phòng Ba" }).waitFor();
  await withBoard(page, MOVE);
  await page.locator("#there hoso-board").getByRole("rowheader", { name: "Phòng Ba" }).waitFor();
});

test("a part that a busy server refused once is fetched when the board is inserted again", async () => {
  const { page, url, board } = await openBoard();
  let busy = true;
  await page.route("**/hoso_bg.wasm", route => (busy ? route.fulfill({ status: 503 }) : route.continue()));
  await page.goto(url);
  await board.locator(".problem").waitFor();
  busy = false;
  await withBoard(page, MOVE);
  assert.match(await page.locator("#there hoso-board hoso-card").first().innerText(), /75,00%/);
});
