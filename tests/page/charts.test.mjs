// Overview, comparison and trend: pictures, tables beside them and saved files agree with the published
// figures. Expected: the published texts, and counting by hand for the small files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { card, choose, openReady, sample, show, SMALL, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
before(async () => void (opened = await openReady({ viewport: { width: 1280, height: 900 } })));
after(() => opened.close());

/** @param {import("./page.mjs").Upload[]} files */
async function fresh(...files) {
  const { page } = opened;
  const clear = page.getByRole("button", { name: "Xóa dữ liệu" });
  if (await clear.isVisible()) {
    await clear.click();
    await page.locator(".question button").first().click();
  }
  await choose(page, ...files);
  return page;
}

/** A chart by its title. @param {string | RegExp} title */
const chart = title =>
  opened.page.locator("hoso-chart").filter({ has: opened.page.getByRole("heading", { name: title }) });

/**
 * The texts of a picture's rows, one string each.
 * @param {ReturnType<typeof chart>} of
 * @returns {Promise<string[]>}
 */
const rows = of =>
  of.locator("svg g[data-key]").evaluateAll(all =>
    all.map(row =>
      [...row.querySelectorAll("text")]
        .map(text => [...text.childNodes].map(node => node.textContent).join(" "))
        .join(" ")
        .replace(/\s+/g, " ")
        .trim()
    )
  );

/**
 * The cells of a table, row by row.
 * @param {import("playwright-core").Locator} of
 * @returns {Promise<string[][]>}
 */
const cells = of =>
  of
    .locator("tbody tr")
    .evaluateAll(all => all.map(row => [...row.children].map(cell => String(cell.textContent))));

test("ranking: best and worst commune of Sa Đéc as published; table and picture agree", async () => {
  const page = await fresh(...sample("sa-dec-2022"));
  await show(page, "compare");
  await page.locator("hoso-panel [name=measure]").selectOption("onlineL34");
  const ranking = chart(/Trực tuyến một phần, toàn trình \(mức 3, 4\): xếp theo đơn vị/);
  await ranking.locator("svg").waitFor();
  const said = await rows(ranking);
  assert.equal(said.length, 13);
  assert.match(said[0], /^1\. UBND phường 6 35,83%/);
  assert.match(said[12], /^13\. UBND xã 3 0,38%/);
  await ranking.getByRole("button", { name: /Xem bảng số/ }).click();
  await ranking.locator("table").waitFor();
  const [first, ...rest] = await cells(ranking);
  assert.deepEqual(first.slice(0, 3), ["UBND phường 6", "1", "35,83%"]);
  assert.equal(rest.at(-1)?.[2], "0,38%");
  assert.deepEqual(
    (await cells(ranking)).map(row => row[2]),
    said.map(row => /[\d,]+%/.exec(row)?.[0])
  );
  await ranking.getByRole("button", { name: /Xem biểu đồ/ }).click();
});

test("the target is drawn as a line, and units that miss it are marked in words, with the missing dossiers", async () => {
  const { page } = opened;
  await page.locator("hoso-panel [name=measure]").selectOption("postalReturn");
  const ranking = chart(/Trả kết quả qua BCCI/);
  await ranking.locator("svg").waitFor();
  assert.equal(await ranking.locator("svg line").count(), 13);
  for (const said of await rows(ranking)) assert.match(said, /✕ −7,\d\d thiếu \d+ hồ sơ/);
});

test("levels side by side in every measure", async () => {
  const { page } = opened;
  await page.locator("hoso-panel [name=dimension]").selectOption("unitLevel");
  const levels = chart("Các chỉ số theo cấp hành chính");
  await levels.locator("svg").waitFor();
  assert.ok((await rows(levels)).includes("Cấp huyện 17,20%"));
  await page.locator("hoso-panel [name=dimension]").selectOption("unit");
});

test("a click on a bar, and on a name in the figures, filters by that unit", async () => {
  const { page } = opened;
  const ranking = chart(/Trả kết quả qua BCCI/);
  await ranking.locator("svg g[data-key='UBND phường 6']").click();
  await page.locator("hoso-crumbs").filter({ hasText: "UBND phường 6" }).waitFor();
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await page.locator("hoso-crumbs").filter({ hasText: "Tất cả hồ sơ" }).waitFor();
});

test("pictures are saved as SVG with their own colours, and as PNG", async () => {
  const { page } = opened;
  const ranking = chart(/Trả kết quả qua BCCI/);
  const take = async (/** @type {string} */ kind) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      ranking.getByRole("button", { name: new RegExp(`ra tệp ${kind}`) }).click()
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const svg = await take("SVG");
  assert.equal(svg.name, "hoso-ranking.svg");
  const text = svg.bytes.toString();
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  const said = text.replace(/<\/text><text[^>]*>/g, " "); // lines end where the width has it
  assert.match(said, /Vạch dọc là chỉ tiêu ≥ 30%; ✕ chưa đạt\..* Tính đến hết ngày 19\/08\/2022/);
  assert.match(text, /fill="#4d8ab5"|fill="#c9584b"/);
  assert.ok(!/class=|style=|data-key/.test(text));
  const png = await take("PNG");
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(png.bytes.readUInt32BE(16) >= 1800, "twice as sharp as it is wide");
});

test("overview: how many units reach each target", async () => {
  const { page } = opened;
  await show(page, "overview");
  const table = page
    .locator("hoso-panel .group")
    .filter({ has: page.getByRole("heading", { name: "Đơn vị và chỉ tiêu" }) });
  await table.locator("table").waitFor();
  const [levelThree] = await cells(table);
  assert.deepEqual(levelThree.slice(0, 4), ["Trực tuyến một phần (mức 3)", "≥ 40%", "1/13", "✕ 12 đơn vị"]);
  await table.getByRole("button", { name: "Tiếp nhận qua BCCI" }).click();
  await chart(/Tiếp nhận qua BCCI: xếp theo đơn vị/).waitFor();
});

/** Early, then 1, 2, 3, 7, 8, 15, 16, 30, 31 days late. */
const ENDS = [
  "09/03/2022",
  "11/03/2022",
  "12/03/2022",
  "13/03/2022",
  "17/03/2022",
  "18/03/2022",
  "25/03/2022",
  "26/03/2022",
  "09/04/2022",
  "10/04/2022"
];
const LATE = [
  "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý",
  ...ENDS.map((end, at) => `L-${at},Phòng Một,01/03/2022,10/03/2022,${end}`)
].join("\n");

test("late days: every late dossier in one class, as counted by hand", async () => {
  const page = await fresh(upload("tre.csv", LATE));
  const days = chart("Trễ bao nhiêu ngày");
  await days.getByRole("button", { name: /Xem bảng số/ }).click();
  await days.locator("table").waitFor();
  assert.deepEqual(await cells(days), [
    ["1 ngày", "1"],
    ["2–3 ngày", "2"],
    ["4–7 ngày", "1"],
    ["8–15 ngày", "2"],
    ["16–30 ngày", "2"],
    ["trên 30 ngày", "1"]
  ]);
  assert.match(await card(page, "Trễ hạn").innerText(), /9 \/ 10/);
  assert.match(
    await chart("Hình thức nộp và thời hạn").innerText(),
    /Không tính được: tệp thiếu cột “Hình thức nộp”/
  );
});

test("channel by timeliness, by hand", async () => {
  await fresh(SMALL);
  const channels = chart("Hình thức nộp và thời hạn");
  await channels.getByRole("button", { name: /Xem bảng số/ }).click();
  await channels.locator("table").waitFor();
  assert.deepEqual(await cells(channels), [
    ["Trực tuyến", "2", "1", "0", "1", "50,00%", "50,00%"],
    ["Trực tiếp", "3", "0", "2", "0", "100%", "0%"],
    ["Tổng cộng", "5", "1", "2", "1", "75,00%", "25,00%"]
  ]);
});

test("trend: a month without dossiers keeps its place and breaks the line; an unfinished one is marked", async () => {
  const months = ["01", "02", "04"].map(
    (month, at) => `T-${at},Phòng Một,03/${month}/2022,10/${month}/2022,07/${month}/2022`
  );
  const page = await fresh(
    upload("thieu.csv", ["Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc", ...months].join("\n"))
  );
  await show(page, "trend");
  const lines = chart("Các chỉ số theo tháng");
  await lines.locator("svg").waitFor();
  const keys = (/** @type {string} */ mark) =>
    lines
      .locator("svg")
      .first()
      .locator(`g.c-hit:has(> ${mark})`)
      .evaluateAll(all => all.map(one => one.getAttribute("data-key")));
  assert.deepEqual((await keys("rect")).slice(0, 4), ["2022-01", "2022-02", "2022-03", "2022-04"]);
  assert.deepEqual((await keys("circle")).slice(0, 3), ["2022-01", "2022-02", "2022-04"]);
  assert.match(
    String(await lines.locator("svg g[data-key='2022-03'] title").first().textContent()),
    /Tháng 03\/2022: không có hồ sơ/
  );
  // A month that is not over is compared only if it is chosen.
  const now = page.locator("hoso-panel [name=now]");
  assert.equal(await now.inputValue(), "2022-02");
  await now.selectOption("2022-04");
  await page.getByText("Tháng 04/2022 mới có số liệu đến hết ngày 07/04/2022").waitFor();
});

test("trend: Thủ Dầu Một by year as published, one year compared with the last in points", async () => {
  const page = await fresh(...sample("thu-dau-mot-2021-2023"));
  await show(page, "trend");
  await page.locator("hoso-panel [name=step]").selectOption("year");
  const lines = chart("Các chỉ số theo năm");
  await lines.locator("svg").waitFor();
  assert.match(
    String(await lines.locator("svg g[data-key='2021'] title").first().textContent()),
    /Năm 2021: 99,83%/
  );
  assert.match(
    String(await lines.locator("svg g[data-key='2022'] title").first().textContent()),
    /Năm 2022: 99,99%/
  );
  assert.match(await lines.innerText(), /Không tính được: tệp thiếu cột “Hình thức nộp” \(.*Trực tuyến/);
  await page.locator("hoso-panel [name=now]").selectOption("2022");
  const against = page
    .locator("hoso-panel .group")
    .filter({ has: page.getByRole("heading", { name: "So với kỳ trước" }) });
  await against.locator("thead").filter({ hasText: "Năm 2022" }).waitFor();
  const onTime = (await cells(against)).find(([name]) => name === "Đúng và trước hạn");
  // 45817/45820 - 25925/25969 = 0,162883… points
  assert.deepEqual(onTime, ["Đúng và trước hạn", "99,99%", "99,83%", "+0,16 tốt hơn"]);
});

test("units by period: the cells of a unit are its own", async () => {
  const { page } = opened;
  const table = page
    .locator("hoso-panel .group")
    .filter({ has: page.getByRole("heading", { name: /Đơn vị theo kỳ/ }) });
  const all = await cells(table);
  assert.deepEqual(all[0], ["Tổng cộng", "99,83%", "99,99%", "100%"]);
  assert.ok(all.length > 1 && all.every(row => row.length === 4));
});

const FOURTEEN_UNITS = [
  "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc",
  ...Array.from({ length: 14 }, (_, unit) => [
    `A-${unit},Xã ${unit + 1},03/01/2022,10/01/2022,07/01/2022`,
    `B-${unit},Xã ${unit + 1},03/02/2022,10/02/2022,${unit ? "07/02" : "11/02"}/2022` // Xã 1: 0 of 1
  ]).flat()
].join("\n");

test("one small chart per unit: all on one scale, with the target, no picture taller than a page", async () => {
  const set = { id: "xa", title: "Xã", targets: [{ measure: "onTime", atLeast: "90%" }] };
  const page = await fresh(upload("xa.json", JSON.stringify(set)), upload("xa.csv", FOURTEEN_UNITS));
  await show(page, "trend");
  const each = chart(/^Từng đơn vị, cùng thang đo: Đúng và trước hạn/);
  await each.locator("svg").nth(1).waitFor();
  const pictures = await each.locator("svg").evaluateAll(all =>
    all.map(one => ({
      heads: [...one.querySelectorAll("g > text:first-child")].map(text => text.lastChild?.textContent),
      aims: one.querySelectorAll("line[stroke-dasharray]").length,
      scale: [...one.querySelectorAll("line.s-track + text")].map(text => text.textContent)
    }))
  );
  assert.deepEqual(
    pictures.flatMap(({ heads }) => heads.filter(head => /^Xã/.test(head ?? ""))),
    Array.from({ length: 14 }, (_, at) => `Xã ${at + 1}`)
  );
  assert.deepEqual(
    pictures.map(({ heads, scale }) => [heads.length, [...new Set(scale)]]),
    [
      [12, ["0%", "100%"]],
      [2, ["0%", "100%"]]
    ]
  );
  assert.deepEqual(
    pictures.map(({ aims }) => aims),
    [12, 2]
  );
  await each.getByRole("button", { name: /Xem bảng số/ }).click();
  assert.equal(await each.locator("tbody tr").count(), 14);
});

test("on paper: everything shown, with its rules, nothing cut off", async () => {
  const { page } = opened;
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".rules").isVisible());
  assert.match(await page.locator("#result").innerText(), /Kết quả – Xu hướng/);
  for (const hidden of [
    "hoso-settings > .settings",
    ".rules .how",
    "hoso-tabs",
    "hoso-dropzone",
    ".chart-tools >> nth=0",
    ".memory"
  ])
    assert.ok(!(await page.locator(hidden).isVisible()), hidden);
  await page.emulateMedia({ media: "screen" });
  assert.equal((await page.pdf({ preferCSSPageSize: true })).subarray(0, 4).toString(), "%PDF");
});
