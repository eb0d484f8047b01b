// A receipt made in one page and verified in another; the files are hashed in the worker.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { browserPath, flags } from "./harness.mjs";

/** @type {Record<string, string>} */
const MEDIA = { ".js": "text/javascript", ".wasm": "application/wasm" };
const HEAD = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n";
/** More than one slice of 8 MB. */
const LONG =
  HEAD +
  Array.from(
    { length: 120_000 },
    (_, at) => `L${at},UBND xã Tân Mỹ huyện Lấp Vò tỉnh Đồng Tháp,01/03/2022,05/03/2022,04/03/2022\n`
  ).join("");
const SHORT = `${HEAD}A1,Sở Nội vụ,02/03/2022,05/03/2022,07/03/2022\n`;

/** @type {import("node:http").Server} */
let server;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  server = createServer(({ url = "/" }, answer) => {
    if (url === "/")
      return void answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    if (!(extname(url) in MEDIA)) return void answer.writeHead(404).end();
    answer
      .writeHead(200, { "content-type": MEDIA[extname(url)] })
      .end(readFileSync(new URL(`../../target/pkg${url}`, import.meta.url)));
  });
  await new Promise(listening => server.listen(0, "127.0.0.1", () => listening(null)));
  browser = await chromium.launch({ executablePath: browserPath(), args: flags });
  page = await browser.newPage();
  await page.goto(
    `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`
  );
  await page.evaluate(`import("/index.js").then((library) => (window.openFiles = library.openFiles))`);
  await page.waitForFunction("window.openFiles");
});
after(async () => {
  await browser.close();
  server.close();
});

/** @param {string} text */
const sha256 = text => createHash("sha256").update(text).digest("hex");

/**
 * In the page: a receipt of two files, verified with the same files and with only one of them.
 * @param {{ long: string, short: string }} texts
 */
async function receiptAndChecks({ long, short }) {
  const { openFiles } = /** @type {any} */ (window);
  const open = (/** @type {Record<string, string>} */ texts) =>
    openFiles(
      Object.entries(texts).map(([name, text]) => new File([text], name)),
      { today: "2022-03-31" }
    );
  /** @type {any[]} */
  const told = [];
  const onProgress = (/** @type {any} */ part) => told.push(part);
  const receipt = JSON.parse(
    JSON.stringify(await (await open({ "dài.csv": long, "ngắn.csv": short })).receipt({}, { onProgress }))
  );
  const same = await (await open({ "dài (2).csv": long, "ngắn.csv": short })).verify(receipt);
  const other = await (await open({ "dài.csv": long })).verify(receipt);
  return { receipt, told, same, other };
}

test("another office verifies a receipt with its own files", async () => {
  const { receipt, told, same, other } = await page.evaluate(receiptAndChecks, { long: LONG, short: SHORT });
  assert.deepEqual(
    receipt.files.map((/** @type {any} */ { name, size, sha256 }) => ({ name, size, sha256 })),
    [
      { name: "dài.csv", size: Buffer.byteLength(LONG), sha256: sha256(LONG) },
      { name: "ngắn.csv", size: Buffer.byteLength(SHORT), sha256: sha256(SHORT) }
    ]
  );
  assert.equal(receipt.summaries.unit.total.counts.received, 120_001);
  assert.ok(told.filter(({ file }) => file === "dài.csv").length > 1);
  assert.ok(told.every(({ bytesRead, bytesTotal }) => bytesRead <= bytesTotal));
  assert.ok(same.agrees, JSON.stringify(same.checks.filter((/** @type {any} */ { agrees }) => !agrees)));
  assert.equal(other.agrees, false);
  const differing = other.checks.filter((/** @type {any} */ { agrees }) => !agrees);
  const file = differing.filter((/** @type {any} */ { of }) => of === "file");
  assert.deepEqual(file, [
    { of: "file", name: "ngắn.csv", agrees: false, theirs: sha256(SHORT), ours: null }
  ]);
  assert.ok(
    differing.some(
      (/** @type {any} */ { of, name, theirs, ours }) =>
        of === "count" && name === "late" && theirs === 1 && ours === 0
    )
  );
});
