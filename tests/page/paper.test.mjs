// What is printed or pasted fits an upright sheet of A4, with as many units as a district has.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, openReady, show, upload } from "./page.mjs";
import { still, VIEWS } from "./states.mjs";

const PRINTED = 688; // pixels between the margins that base.css sets
const PASTED = 605; // between those of an official letter

const UNITS = [
  "Văn phòng HĐND và UBND",
  "Phòng Tài nguyên và Môi trường",
  "Phòng Lao động - Thương binh và Xã hội",
  "Phòng Giáo dục và Đào tạo",
  ...Array.from({ length: 20 }, (_, at) => `UBND xã Tân Khánh Đông ${at + 1}`)
];
const CHANNELS = ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"];
const RETURNS = ["Trực tiếp", "Bưu chính công ích"];

/** Some 25.000 dossiers: every column of the report's table has figures, the total has five digits. */
const DISTRICT = upload(
  "Hồ sơ 2026.csv",
  [
    "Mã hồ sơ,Đơn vị,Lĩnh vực,Mức độ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Hình thức trả,Trạng thái",
    ...UNITS.flatMap((unit, place) =>
      Array.from({ length: 1_000 + place }, (_, at) => {
        const month = String(1 + (at % 9)).padStart(2, "0");
        const end = at % 25 ? `${10 + (at % 12)}/${month}/2026` : "";
        const state = end ? (at % 50 === 1 ? "Đã rút" : "Đã trả kết quả") : "Đang xử lý";
        const channel = CHANNELS[at % 3];
        return `H-${place}-${at},${unit},Lĩnh vực ${at % 4},${3 + (at % 2)},03/${month}/2026,19/${month}/2026,${end},${channel},${RETURNS[at % 2]},${state}`;
      })
    )
  ].join("\n")
);

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
before(async () => {
  opened = await openReady({ permissions: ["clipboard-read", "clipboard-write"] });
  await choose(opened.page, DISTRICT);
});
after(() => opened?.close());

/** What reaches over the right margin, hover marks of charts apart. */
async function overhanging() {
  const { page } = opened;
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: PRINTED, height: 1_000 });
  const found = await page.evaluate(
    width => [
      ...(document.documentElement.scrollWidth > width ? ["the page"] : []),
      ...[...document.querySelectorAll("main table, main p, main button, main svg")]
        .filter(one => one.getBoundingClientRect().right > width + 1)
        .map(one => `${one.tagName} ${one.className}: ${one.textContent?.slice(0, 40)}`)
    ],
    PRINTED
  );
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

for (const id of /** @type {const} */ ([...VIEWS, "reconcile"]))
  test(`printed upright, nothing is cut off: ${id}`, async () => {
    await show(opened.page, id);
    await still(opened.page);
    assert.deepEqual(await overhanging(), []);
  });

/** The widths of the pasted tables, each with its heads. */
async function pasted() {
  const { page, context } = opened;
  await page.getByRole("button", { name: "Sao chép bảng", exact: true }).click();
  await page.locator(".note", { hasText: "Đã sao chép" }).waitFor();
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("text/html")).text();
  });
  const letter = await context.newPage();
  await letter.setViewportSize({ width: PASTED, height: 800 });
  await letter.setContent(`<body style="margin: 0; font: 11pt 'Times New Roman', serif">${html}`);
  const tables = await letter.locator("table").evaluateAll(all =>
    all.map(table => ({
      width: table.getBoundingClientRect().width,
      heads: [.../** @type {HTMLTableElement} */ (table).rows[0].cells].map(({ textContent }) => textContent)
    }))
  );
  await letter.close();
  return tables;
}

test("the copied table fits a letter; with all columns it comes in parts that do", async () => {
  const { page } = opened;
  await show(page, "takeaway");
  await still(page);
  const [table, ...more] = await pasted();
  assert.equal(more.length, 0);
  assert.ok(table.width <= PASTED, `${table.width} pixels`);
  assert.equal(table.heads.length, 13);
  for (const group of ["carried", "waiting", "levels", "counts"])
    await page.locator(`[name=columns-${group}]`).check();
  await still(page);
  assert.deepEqual(await overhanging(), []);
  const parts = await pasted();
  assert.ok(parts.length > 1);
  for (const { width, heads } of parts) {
    assert.ok(width <= PASTED, `${width} pixels`);
    assert.deepEqual(heads.slice(0, 2), ["TT", "Đơn vị"]);
  }
  const heads = parts.flatMap(({ heads }) => heads.slice(2));
  assert.equal(new Set(heads).size, heads.length, "no column twice");
  assert.ok(heads.includes("Trả kết quả qua BCCI, tỷ lệ (%)"), `${heads}`);
});
