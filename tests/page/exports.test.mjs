// Comparison of two exports of the same dossiers, on the page and with the package's Dataset, with the real
// core. Expected values worked out by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { clean } from "./axe.mjs";
import { openLibrary } from "./library.mjs";
import { choose, openReady, show, SMALL, upload } from "./page.mjs";

/** @typedef {import("./page.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened?.close());

/**
 * SMALL a week later: the end of 0004 moved back to its appointment, the appointment of 0005 is later, 0001
 * is gone, 0009 is new, and one row has lost its code.
 */
const LATER = upload(
  "sau.csv",
  [
    "Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp",
    "A-220104-0001,NGUYỄN VĂN BÍ MẬT,Phòng Một,04/01/2022,11/01/2022,11/01/2022,Trực tiếp",
    "A-220105-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,05/01/2022,12/01/2022,12/01/2022,Trực tiếp",
    "A-220106-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,06/01/2022,13/01/2022,13/01/2022,Trực tuyến",
    "A-220107-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,07/01/2022,27/01/2022,,Trực tiếp",
    "A-220109-0001,NGUYỄN VĂN BÍ MẬT,Phòng Hai,09/01/2022,20/01/2022,,Trực tiếp",
    ",NGUYỄN VĂN BÍ MẬT,Phòng Hai,10/01/2022,20/01/2022,,Trực tiếp"
  ].join("\n")
);

/** @param {import("./page.mjs").Upload[]} files */
async function comparing(...files) {
  opened = await openReady();
  const { page } = opened;
  await choose(page, ...files);
  await show(page, "reconcile");
  await page.getByLabel("một bản xuất khác").check();
  return page;
}

const run = (/** @type {Page} */ page) =>
  page.locator("#panel").getByRole("button", { name: "So hai bản xuất" });

/** @param {Page} page @param {string} file @param {string} side */
const put = (page, file, side) => page.getByLabel(`Bản xuất của tệp ${file}`).selectOption(side);

test("from the warning of duplicates to the comparison by one press", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL, LATER);
  const troubles = page.locator("hoso-troubles");
  await troubles.getByText("Trùng mã hồ sơ: 4 dòng; trong đó khác nhau:").waitFor();
  await troubles.getByRole("button", { name: "So hai bản xuất" }).click();
  await page.locator("#compared:focus").waitFor();
  assert.ok(
    await page.locator("#compared").evaluate(one => one.getBoundingClientRect().top < innerHeight / 2)
  );
  assert.equal(await page.getByLabel("Bản xuất của tệp nho.csv").inputValue(), "before");
  assert.equal(await page.getByLabel("Bản xuất của tệp sau.csv").inputValue(), "after");
});

test("counts, fields, outcomes and their lists", async () => {
  const page = await comparing(SMALL, LATER);
  await put(page, "nho.csv", "before");
  await put(page, "sau.csv", "after");
  await run(page).click();
  const panel = page.locator("#panel");
  await panel.getByText("2 hồ sơ giống nhau").waitFor();
  for (const sentence of [
    "2 hồ sơ có thay đổi",
    "1 hồ sơ chỉ có ở bản trước",
    "1 hồ sơ chỉ có ở bản sau",
    "1 hồ sơ không có mã",
    "Ngày hẹn trả: 1 hồ sơ",
    "lùi về sau 1",
    "sớm lên 1",
    "1 hồ sơ: Trễ hạn → Đúng hạn"
  ])
    await panel.getByRole("button", { name: sentence }).first().waitFor();
  // Of the four codes on both sides: 0001 and 0002 on time; 0003 late, then on time.
  const common = panel.getByRole("region", { name: /riêng những hồ sơ có ở cả hai bản/ });
  const onTime = common.locator("tbody tr").first();
  assert.match(await onTime.innerText(), /66,67%\s*2 \/ 3[\s\S]*100%\s*3 \/ 3[\s\S]*\+33,33/);
  await clean(page, "exports");
  await panel.getByRole("button", { name: "lùi về sau 1" }).click();
  await page.getByText("20/01/2022 → 27/01/2022").first().waitFor();
  assert.match(await page.locator(".list-count").innerText(), /^1 hồ sơ/);
  await page.goBack();
  await panel.getByRole("button", { name: "1 hồ sơ chỉ có ở bản trước" }).click();
  await page.getByText("A-220103-0001").first().waitFor();
});

test("the comparison as a workbook, and in English", async () => {
  const page = await comparing(SMALL, LATER);
  await put(page, "nho.csv", "before");
  await put(page, "sau.csv", "after");
  await run(page).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Tải Excel (.xlsx)" }).click()
  ]);
  assert.equal(download.suggestedFilename(), "so-sanh-hai-ban-xuat.xlsx");
  assert.equal(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
    "PK"
  );
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("2 dossiers changed").waitFor();
  await page.getByText("1 dossier in the earlier export only (codes that vanished)").waitFor();
  await page.getByText("1 moved later").waitFor();
});

test("equal exports, and exports without a common code, are reported as such", async () => {
  const other = upload("khac.csv", SMALL.buffer.toString().replaceAll("A-2201", "B-2201"));
  const page = await comparing(SMALL, upload("ban-sao.csv", SMALL.buffer), other);
  assert.equal(await run(page).isDisabled(), true);
  await page.getByText("Chọn ít nhất một tệp cho mỗi bản.").waitFor();
  await put(page, "nho.csv", "before");
  await put(page, "ban-sao.csv", "after");
  await run(page).click();
  await page.getByText("Hai bản giống hệt nhau ở mọi cột được so.").waitFor();
  await put(page, "ban-sao.csv", "");
  await put(page, "khac.csv", "after");
  await run(page).click();
  await page.getByText("Hai bản không có mã hồ sơ nào chung.").waitFor();
});

/** 400,000 dossiers; their appointments are `later` days later. @param {string} name @param {number} later */
function largeFile(name, later) {
  const day = (/** @type {number} */ n) => `${10 + (n % 18)}/01/2022`;
  const rows = Array.from(
    { length: 400_000 },
    (_, n) => `H${n},Phòng ${n % 9},0${1 + (n % 9)}/01/2022,${day(n + later)}`
  );
  return { name, text: ["Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả", ...rows].join("\n") };
}

/**
 * In the page: cancelled before it begins, cancelled at its first step, then complete, then with a side
 * missing.
 * @param {{ name: string, text: string }[]} files
 */
async function compareInPage(files) {
  const { openFiles } = /** @type {any} */ (globalThis);
  const dataset = await openFiles(
    files.map(({ name, text }) => new File([text], name)),
    { today: "2022-12-31" }
  );
  const compare = (/** @type {any} */ options) =>
    dataset.compare([0], [1], {}, options).then(
      (/** @type {any} */ found) => found.changed,
      (/** @type {any} */ error) => error.name
    );
  const [before, during] = [new AbortController(), new AbortController()];
  const early = compare({ signal: before.signal });
  before.abort();
  /** @type {any[]} */
  const told = [];
  const stopped = await compare({
    signal: during.signal,
    onProgress: (/** @type {any} */ progress) => told.push(progress) && during.abort()
  });
  /** @type {any[]} */
  const whole = [];
  const again = await compare({ onProgress: (/** @type {any} */ progress) => whole.push(progress) });
  const wrong = await dataset.compare([0], []).catch((/** @type {any} */ error) => error.code);
  const { total } = await dataset.summarize();
  return { early: await early, stopped, told, again, whole, wrong, received: total.counts.received };
}

test("Dataset.compare reports progress, can be cancelled, and answers again", async () => {
  const page = await openLibrary();
  const outcome = await page.evaluate(compareInPage, [largeFile("truoc.csv", 0), largeFile("sau.csv", 1)]);
  const { told, whole, ...rest } = outcome;
  assert.deepEqual(rest, {
    early: "AbortError",
    stopped: "AbortError",
    again: 400_000,
    wrong: "bad-query",
    received: 400_000
  });
  assert.equal(told.length, 1);
  assert.ok(told[0].of > 1 && told[0].done <= told[0].of, JSON.stringify(told)); // how far depends on the machine
  assert.deepEqual(whole[whole.length - 1].done, whole[whole.length - 1].of);
});
