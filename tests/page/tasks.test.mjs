// Tasks of an official's day, each by the necessary clicks and choices once files are open. The number of
// clicks is checked; seconds are only printed, because they depend on the machine. The list is the sample of
// Sa Đéc; figures are counted here, line by line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { choose, openReady, sample, show, upload } from "./page.mjs";

/** @typedef {import("./page.mjs").Page} Page */

const [SA_DEC] = sample("sa-dec-2022");
const text = SA_DEC.buffer.toString();
/** The last cells of a dossier's line, none of which has a comma. */
const lines = text
  .split("\r\n")
  .filter(line => /^\d+,H20/.test(line))
  .map(line => line.split(","))
  .map(cells => ({
    unit: String(cells.at(-10)),
    received: iso(cells.at(-6)),
    due: iso(cells.at(-5)),
    ended: iso(cells.at(-4)),
    status: cells.at(-1)
  }));
const QUARTER = /** @type {const} */ (["2022-04-01", "2022-06-30"]);

/** "19/08/2022" as "2022-08-19"; "" without a day. @param {string | undefined} day */
function iso(day = "") {
  return day.slice(0, 10).split("/").reverse().join("-");
}

/** @param {string} day */
const within = day => day >= QUARTER[0] && day <= QUARTER[1];

/** The counts of each unit in the quarter: received, early, on the due day, late. */
function counted() {
  /** @type {Map<string, number[]>} */
  const units = new Map();
  for (const { unit, received, due, ended, status } of lines) {
    const counts = units.get(unit) ?? [0, 0, 0, 0];
    if (within(received)) counts[0] += 1;
    if (within(ended) && status === "Đã trả kết quả") counts[ended < due ? 1 : ended === due ? 2 : 3] += 1;
    units.set(unit, counts);
  }
  return units;
}

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/** With files open, each step is one click or choice. @param {import("./page.mjs").Upload[]} files */
async function begin(...files) {
  opened = await openReady({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = opened;
  await choose(page, ...files);
  const began = performance.now();
  let steps = 0;
  /** @param {Promise<unknown>} action */
  const step = async action => {
    steps += 1;
    await action;
  };
  /** @param {import("node:test").TestContext} context @param {number} most */
  const done = (context, most) => {
    context.diagnostic(`${steps} actions, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    assert.ok(steps <= most, `${steps} actions`);
  };
  return { page, step, done };
}

/** The file that a click saves. @param {Page} page @param {import("playwright-core").Locator} button */
async function saved(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("task 2: who is late, as a workbook", async context => {
  const { page, step, done } = await begin(SA_DEC);
  await step(show(page, "dossiers"));
  await step(page.locator(".chips button", { hasText: "Trễ hạn và quá hạn" }).click());
  await page.locator(".list-row").first().waitFor();
  const count = Number((await page.locator(".list-count").innerText()).replace(/\D/g, ""));
  const late = lines.filter(({ due, ended, status }) =>
    status === "Đã trả kết quả" ? ended > due : status === "Đang xử lý" && due < "2022-08-19"
  );
  assert.equal(count, late.length);
  /** @type {{ name: string, bytes: Buffer } | undefined} */
  let book;
  await step(saved(page, page.getByRole("button", { name: /Excel/ })).then(file => (book = file)));
  assert.match(book?.name ?? "", /^danh-sach-ho-so.*\.xlsx$/);
  assert.equal(book?.bytes.subarray(0, 2).toString(), "PK");
  done(context, 3);
});

test("task 4: a table to paste into a report", async context => {
  const { page, step, done } = await begin(SA_DEC);
  await step(show(page, "takeaway"));
  await step(page.getByRole("button", { name: "Sao chép bảng" }).click());
  await page.getByText("Đã sao chép").first().waitFor();
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("text/html")).text();
  });
  assert.match(html, /UBND phường 1[\s\S]*Tổng cộng/);
  const columns = html.match(/<tr>[\s\S]*?<\/tr>/)?.[0].match(/<t[dh][\s>]/g)?.length ?? 0;
  assert.ok(columns > 8 && columns <= 13, `${columns} columns fit a sheet of A4`);
  done(context, 2);
});

/** What was published for the quarter, with three planted differences. */
function published() {
  const units = counted();
  /** @param {string} unit @param {number[]} by */
  const plant = (unit, by) =>
    units.set(
      unit,
      (units.get(unit) ?? []).map((count, at) => count + by[at])
    );
  plant("UBND phường 1", [0, 3, 0, -3]); // three late ones as early
  plant("UBND phường 2", [7, 0, 0, 0]);
  plant("UBND phường 3", [0, 5, 0, 0]);
  const table = [...units].map(([unit, counts]) => [unit, ...counts].join(","));
  return upload(
    "Báo cáo quý II.csv",
    `BÁO CÁO (Từ ngày 01/04/2022 đến ngày 30/06/2022)\n\nĐơn vị,Tiếp nhận mới,Trước hạn,Đúng hạn,Trễ hạn\n${table.join("\n")}\n`
  );
}

test("task 5: published figures of a quarter, with three planted differences", async context => {
  const { page, step, done } = await begin(SA_DEC, published());
  await step(show(page, "reconcile"));
  await step(page.getByRole("button", { name: "Đối chiếu", exact: true }).click());
  await page
    .getByText(
      "13 đơn vị: 10 khớp ngay, 0 khớp khi đổi cách tính, 3 còn chênh lệch chưa rõ: UBND phường 1; UBND phường 2; UBND phường 3."
    )
    .waitFor();
  // Withdrawn dossiers by their own dates explain one of the early ones of two units; the closest way is
  // reported as such.
  for (const [unit, ...sentences] of [
    ["UBND phường 1", "Trước hạn: +2", "Trễ hạn: −3"],
    ["UBND phường 2", "Tiếp nhận mới: +7"],
    ["UBND phường 3", "Trước hạn: +4"]
  ])
    for (const sentence of sentences)
      await page
        .getByRole("article", { name: unit, exact: true })
        .locator(".unexplained")
        .getByText(sentence)
        .waitFor();
  /** @type {{ name: string, bytes: Buffer } | undefined} */
  let book;
  await step(
    saved(page, page.getByRole("button", { name: "Tải Excel (.xlsx)" })).then(file => (book = file))
  );
  assert.equal(book?.name, "doi-chieu-so-lieu.xlsx");
  done(context, 3);
});

test("task 9: form II.06a of a quarter", async context => {
  const { page, step, done } = await begin(SA_DEC);
  await step(page.locator("hoso-settings [name=period]").selectOption("2022-Q2"));
  await step(show(page, "takeaway"));
  await step(page.locator("[name=office]").fill("UBND thành phố Sa Đéc"));
  const form = page.locator("[aria-labelledby=form]");
  await step(form.getByRole("button", { name: "Sao chép biểu" }).click());
  await page.getByText("Đã sao chép").first().waitFor();
  const total = (await page.evaluate(() => navigator.clipboard.readText()))
    .split(/\r?\n/)
    .findLast(line => line.includes("Tổng số\t"));
  const sums = [...counted().values()].reduce((sums, counts) => sums.map((sum, at) => sum + counts[at]));
  const figures = (total ?? "")
    .split("\t")
    .slice(-11)
    .map(cell => Number(cell.replace(".", "")));
  assert.equal(figures[1] + figures[2], sums[0], "columns 4 and 5: received");
  assert.deepEqual([figures[5], figures[7]], [sums[1], sums[3]], "columns 8 and 10: early, late");
  const book = await saved(page, form.getByRole("button", { name: "Excel" }));
  assert.equal(book.name, "bieu-II.06a.2022-Q2.xlsx");
  done(context, 5);
});

test("task 14: two overlapping exports are reported, and compared", async context => {
  const later = upload(
    "Sa Dec, xuat lai.csv",
    text.replace(/,,([^,]*,[^,]*),Đang xử lý/g, ",19/08/2022,$1,Đã trả kết quả")
  );
  const changed = lines.filter(({ ended, status }) => status === "Đang xử lý" && !ended).length;
  const { page, step, done } = await begin(SA_DEC, later);
  const troubles = page.locator("hoso-troubles");
  await troubles.getByText(`${changed} – Mã hồ sơ có nhiều dòng khác nhau`).waitFor();
  await step(troubles.getByRole("button", { name: "So hai bản xuất" }).click());
  await page
    .locator("#panel")
    .getByRole("button", { name: `${changed} hồ sơ có thay đổi` })
    .waitFor();
  done(context, 1);
});
