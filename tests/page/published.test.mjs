// Reconciliation of published figures, on the page and with the package's Dataset, with the real core.
// Expected values worked out by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { clean } from "./axe.mjs";
import { openLibrary } from "./library.mjs";
import { choose, LIST, openReady, REPORT, show, upload } from "./page.mjs";

/** @typedef {import("./page.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

const run = (/** @type {Page} */ page) => page.getByRole("button", { name: "Đối chiếu", exact: true });

/** The parts of a workbook as text. @param {Buffer} bytes */
function partsOf(bytes) {
  const text = [];
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [names, extra] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const from = at + 30 + names + extra;
    const next = bytes.indexOf("PK\u0003\u0004", from, "latin1");
    const end = next < 0 ? bytes.indexOf("PK\u0001\u0002", from, "latin1") : next;
    text.push(inflateRawSync(bytes.subarray(from, end), { finishFlush: 2 }).toString());
    if (next < 0) break;
    at = next;
  }
  return text.join("\n");
}

/** Opens both files and reconciles the claims of the report. */
async function reconciled() {
  opened = await openReady({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = opened;
  await choose(page, LIST, REPORT);
  await show(page, "reconcile");
  await page.getByText("10 số liệu của 2 đơn vị trong tệp báo cáo.").waitFor();
  await run(page).click();
  await page.locator(".unit-sheet").first().waitFor();
  return page;
}

test("a report beside its list: the way is found, its changes are a list, the rest stays unexplained", async () => {
  const page = await reconciled();
  // The unexplained rest comes first.
  const [two, one] = [page.locator(".unit-sheet").first(), page.locator(".unit-sheet").nth(1)];
  await page
    .getByText("2 đơn vị: 0 khớp ngay, 1 khớp khi đổi cách tính, 1 còn chênh lệch chưa rõ: Xã Hai.")
    .waitFor();
  // By its own dates R1 is early, so two ways give the same figures, and neither is called the only one.
  await one.getByText("Có 2 cách tính đều cho đúng các số đã công bố").waitFor();
  await one.getByText("Khớp 5/5 số nếu tính hồ sơ trả lại, rút là đúng hạn.").waitFor();
  await one.getByText("Khớp 5/5 số nếu xét hồ sơ trả lại, rút theo ngày của chúng.").waitFor();
  const rate = one.locator("tbody tr").filter({ hasText: "Đúng và trước hạn, tỷ lệ" });
  assert.match(await rate.innerText(), /75,0%\s*66,67%\s*2 \/ 3[\s\S]*\+8,33/);
  await two.getByText("Tiếp nhận mới: −1").waitFor();
  await clean(page, "published");
  await one
    .getByRole("button", { name: "Đã giải quyết: +1 do tính hồ sơ trả lại, rút là đúng hạn: 1 hồ sơ" })
    .click();
  await page.getByText("R1", { exact: true }).first().waitFor();
  assert.match(await page.locator(".list-count").innerText(), /^1 hồ sơ/);
});

test("a report that names no period: it is asked for beside the button", async () => {
  opened = await openReady();
  const { page } = opened;
  const undated = REPORT.buffer.toString().split("\n").slice(2).join("\n");
  await choose(page, LIST, upload("bao-cao.csv", undated));
  await show(page, "reconcile");
  await page.getByText("Số đã công bố là của kỳ nào?", { exact: false }).waitFor();
  assert.equal(await run(page).isDisabled(), true);
  await page.locator("[name=claims-from]").fill("01/01/2022");
  await page.locator("[name=claims-to]").fill("31/01/2022");
  await run(page).click();
  await page.getByText("còn chênh lệch chưa rõ: Xã Hai.", { exact: false }).waitFor();
});

test("a report of rates only adds no counts; beside a list its rates are claims", async () => {
  opened = await openReady();
  const { page } = opened;
  const rates = upload(
    "ty-le.csv",
    'BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)\n\nĐơn vị,Tỷ lệ đúng hạn\nXã Một,"75,0%"\n'
  );
  await choose(page, rates);
  await page.getByText("Báo cáo chỉ có tỷ lệ, không có số hồ sơ").first().waitFor({ state: "attached" });
  assert.equal(await page.locator("#panel").count(), 0, "no zeros are shown");
  await choose(page, LIST);
  await show(page, "reconcile");
  await page.getByText("1 số liệu của 1 đơn vị trong tệp báo cáo.").waitFor();
  await run(page).click();
  await page.getByText("Khớp 1/1 số nếu tính hồ sơ trả lại, rút là đúng hạn.").waitFor();
});

test("the reconciliation as a workbook and as sheets to sign", async () => {
  const page = await reconciled();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Tải Excel (.xlsx)" }).click()
  ]);
  assert.equal(download.suggestedFilename(), "doi-chieu-so-lieu.xlsx");
  const text = partsOf(readFileSync(await download.path()));
  for (const expected of [
    '<sheet name="Đối chiếu"',
    '<sheet name="Chênh lệch do đâu"',
    '<sheet name="Quy tắc và số dòng"',
    "tính hồ sơ trả lại, rút là đúng hạn; xét hồ sơ trả lại, rút theo ngày của chúng",
    "chưa giải thích được",
    "<v>0.750</v>",
    "bao-cao.csv"
  ])
    assert.ok(text.includes(expected), expected);
  await page.getByRole("button", { name: "Sao chép bảng" }).click();
  await page.getByText("Đã sao chép.").first().waitFor({ state: "attached" });
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const line of ["Xã Một\tĐã giải quyết\t4\t3\t1", "Xã Hai\tTiếp nhận mới\t1\t2\t-1"])
    assert.ok(copied.split("\r\n").includes(line), copied);
  await page.getByLabel(/^Cơ quan báo cáo/).fill("UBND tỉnh Thử");
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".unit-sheet").first();
  await sheet.getByText("UBND tỉnh Thử").waitFor();
  for (const printed of ["Độc lập – Tự do – Hạnh phúc", "PHIẾU ĐỐI CHIẾU SỐ LIỆU", "Người đối chiếu"])
    await sheet.getByText(printed).waitFor();
  const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(pages.match(/\/Type\s*\/Page\b/g)?.length, 2, "a page for each unit");
});

const JANUARY = { from: "2022-01-01", to: "2022-01-31" };
const ENDED = { unit: "Xã Một", figure: "ended", value: 4 };
/** Claims, the query, and the expected error. @type {[object[], object, string][]} */
const WRONG = [
  [[{ ...ENDED, value: "9/3" }], JANUARY, "Xã Một, ended: tử số và mẫu số là hai số liệu"],
  [[{ ...ENDED, value: "1,234" }], JANUARY, "1.234 hoặc 1,23%"],
  [[{ ...ENDED, figure: "onTime", value: "100,1%" }], JANUARY, "Xã Một, onTime: tỷ lệ phải từ 0% đến 100%"],
  [[{ ...ENDED, unit: "Xã Mọt" }], JANUARY, "Gần giống: Xã Một"],
  [[ENDED], {}, "hãy cho biết kỳ"],
  [[ENDED, { ...ENDED, ...JANUARY, to: "2022-02-28" }], JANUARY, "01/01/2022 – 28/02/2022"]
];

/** In the page: the dataset of a list. @param {string} list */
const opening = list =>
  `globalThis.dataset = await openFiles([new File([${JSON.stringify(list)}], "danh-sach.csv")], { today: "2022-12-31" })`;

test("Dataset.reconcile reports progress, can be cancelled, and its buckets are lists", async () => {
  const page = await openLibrary();
  await page.evaluate(`(async () => { ${opening(LIST.buffer.toString())} })()`);
  const outcome = await page.evaluate(
    async ({ claims, january }) => {
      const { dataset } = /** @type {any} */ (globalThis);
      const stop = new AbortController();
      stop.abort();
      /** @type {any[]} */
      const told = [];
      const onProgress = (/** @type {any} */ progress) => told.push(progress);
      const [unit] = await dataset.reconcile(claims, january, { onProgress });
      const { rows } = await dataset.dossiers({ bucket: unit.split[0].bucket, offset: 0, limit: 9 });
      const stopped = await dataset
        .reconcile(claims, january, { signal: stop.signal })
        .catch((/** @type {any} */ { name }) => name);
      return { exact: unit.exact, codes: rows.map((/** @type {any} */ { code }) => code), told, stopped };
    },
    { claims: [ENDED], january: JANUARY }
  );
  const { told, ...rest } = outcome;
  assert.deepEqual(rest, {
    exact: [{ returned: "onTime" }, { returned: "ownDates" }],
    codes: ["R1"],
    stopped: "AbortError"
  });
  assert.deepEqual(told.at(-1), { done: 2, of: 2 });
});

test("its workbook reports progress, can be cancelled, and equals that of export", async () => {
  const page = await openLibrary();
  const outcome = await page.evaluate(async () => {
    const { openFiles } = /** @type {any} */ (globalThis);
    const day = (/** @type {number} */ n) => `${10 + (n % 18)}/01/2022`;
    const units = Array.from({ length: 60 }, (_, unit) => `Phòng ${unit}`);
    const rows = Array.from(
      { length: 120_000 },
      (_, n) => `H${n},${units[n % 60]},0${1 + (n % 9)}/01/2022,${day(n)},${day(n + 1 + (n % 3))}`
    );
    const text = ["Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc", ...rows].join("\n");
    const dataset = await openFiles([new File([text], "a.csv")], { today: "2022-12-31" });
    const claims = units.flatMap(unit => [
      { unit, figure: "late", value: 7 },
      { unit, figure: "onTime", value: "99,83%" }
    ]);
    const query = { from: "2022-01-01", to: "2022-01-31", reconcile: claims };
    /** @type {any[]} */
    const [told, whole] = [[], []];
    const stop = new AbortController();
    const stopped = await dataset
      .export("xlsx", query, {
        signal: stop.signal,
        onProgress: (/** @type {any} */ progress) => told.push(progress) && stop.abort()
      })
      .catch((/** @type {any} */ { name }) => name);
    const book = await dataset.export("xlsx", query, {
      onProgress: (/** @type {any} */ progress) => whole.push(progress)
    });
    const csv = await dataset.export("csv", query).catch((/** @type {any} */ { code }) => code);
    const { total } = await dataset.summarize();
    const begins = new TextDecoder().decode((await book.arrayBuffer()).slice(0, 2));
    return { stopped, told, whole, begins, csv, received: total.counts.received };
  });
  const { told, whole, ...rest } = outcome;
  assert.deepEqual(rest, { stopped: "AbortError", begins: "PK", csv: "bad-query", received: 120_000 });
  assert.ok(told.length === 1 && told[0].done <= told[0].of, JSON.stringify(told)); // how far depends on the machine
  assert.deepEqual(whole.at(-1), { done: 62, of: 62 }); // two chunks of rows, sixty units
});

test("Dataset.reconcile names invalid claims", async () => {
  const page = await openLibrary();
  await page.evaluate(`(async () => { ${opening(LIST.buffer.toString())} })()`);
  for (const [claims, query, reason] of WRONG) {
    const said = await page.evaluate(
      ([claims, query]) =>
        /** @type {any} */ (globalThis).dataset
          .reconcile(claims, query)
          .catch((/** @type {any} */ { code, message }) => `${code}: ${message}`),
      [claims, query]
    );
    assert.match(said, /^bad-query: /);
    assert.ok(said.includes(reason), said);
  }
});
