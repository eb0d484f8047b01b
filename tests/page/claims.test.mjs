// Published figures as they are typed and pasted: what is read, and what is refused. Expected values worked
// out by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { countOf, printedRate } from "../../www/app/numbers.js";
import { checked, contradiction } from "../../www/views/reconcile/claims.js";
import { FIGURES, figureNamed, offeredAs } from "../../www/views/reconcile/figures.js";
import { pasted, tableOf } from "../../www/views/reconcile/paste.js";
import { figuresIn } from "../../www/views/reconcile/sentence.js";
import { text as en } from "../../www/views/reconcile/text.en.js";
import { text as vi } from "../../www/views/reconcile/text.vi.js";
import { unitNamed, unitsLike } from "../../www/views/reconcile/units.js";
import { learn } from "../../www/app/words.js";
import { wayIn } from "../../www/views/reconcile/ways.js";

const UNITS = ["UBND xã Tân Phú", "UBND xã Tân Phủ", "UBND xã Tân Dương", "Phòng Tư pháp"];

test("counts in both notations, and ambiguous ones", () => {
  for (const [typed, value] of /** @type {const} */ ([
    ["1062", 1062],
    ["1.062", 1062],
    ["45.817", 45817],
    ["1,234,567", 1234567],
    ["1 062", 1062],
    ["0", 0]
  ]))
    assert.deepEqual(countOf(typed), { value }, typed);
  for (const [typed, fault] of [
    ["1,234", "twoWays"],
    ["", "empty"],
    ["12,5", "noNumber"],
    ["-3", "noNumber"],
    ["1.23", "noNumber"],
    ["9".repeat(20), "tooLarge"],
    ["١٢", "noNumber"]
  ])
    assert.deepEqual(countOf(typed), { fault }, typed);
});

test("a typed ratio is printed as the core prints rates", () => {
  assert.deepEqual(
    [
      printedRate(26, 26),
      printedRate(0, 5),
      printedRate(45_819, 45_820),
      printedRate(1, 30_000),
      printedRate(1, 8)
    ],
    ["100%", "0%", "99,99%", "0,01%", "12,50%"]
  );
});

test("sentences: n of m with its rate, counts, the nearest figure name, periods", () => {
  const found = figuresIn(
    "Quý I/2023 tiếp nhận 13.188 hồ sơ, đã giải quyết 12.970 hồ sơ; trong đó đúng hạn 12.868/12.970 hồ sơ, đạt 99,21%, trễ hạn 102 hồ sơ (Báo cáo ngày 13/10/2025, số 45/BC)."
  );
  assert.deepEqual(
    found.map(({ num, den, percent, figure, period }) => [num, den, percent, figure, period]),
    [
      ["13.188", undefined, undefined, "received", "Quý I/2023"],
      ["12.970", undefined, undefined, "ended", "Quý I/2023"],
      ["12.868", "12.970", "99,21%", "timely", "Quý I/2023"],
      ["102", undefined, undefined, "late", "Quý I/2023"]
    ]
  );
  const series = figuresIn(
    "Năm 2021: 25.925/25.969 hồ sơ, 99,83%; năm 2022: 45.817/45.820 hồ sơ, 99,99%; quý I/2023: 7.834/7.834 hồ sơ, 100%"
  );
  assert.deepEqual(
    series.map(({ num, percent, period }) => [num, percent, period]),
    [
      ["25.925", "99,83%", "Năm 2021"],
      ["45.817", "99,99%", "năm 2022"],
      ["7.834", "100%", "quý I/2023"]
    ]
  );
  assert.deepEqual(figuresIn("Không có số liệu nào, chỉ có ngày 19/8/2022 và năm 2022."), []);
  assert.deepEqual(
    figuresIn("tỷ lệ trực tuyến mức độ 3, 4 đạt 19,53%").map(({ percent, figure }) => [percent, figure]),
    [["19,53%", "onlineL34"]]
  );
});

test("n over m and p beside each other", () => {
  assert.deepEqual(contradiction({ num: "2.602", den: "2.760", percent: "96,2%" }), { is: "94,28%" });
  assert.equal(contradiction({ num: "2.602", den: "2.760", percent: "94,3%" }), null);
  assert.equal(contradiction({ num: "4.210", den: "5.398", percent: "78%" }), null, "rounded as published");
  assert.deepEqual(contradiction({ num: "9", den: "3" }), { fault: "moreThanAll" });
  assert.equal(contradiction({ num: "0", den: "0", percent: "0%" }), null);
});

test("claims: a count or, with a percent sign, the measure of that figure", () => {
  assert.deepEqual(checked({ unit: "ubnd  xã tân phú", figure: "timely", value: "99.83 %" }, UNITS), {
    claim: { unit: "UBND xã Tân Phú", figure: "onTime", value: "99,83%" }
  });
  assert.deepEqual(checked({ unit: "", figure: "late", value: "44", source: "Báo cáo" }, UNITS), {
    claim: { figure: "late", value: 44, source: "Báo cáo" }
  });
  const faults = /** @type {[string, string, string, string][]} */ ([
    ["UBND xã Tân Phu", "late", "1", "unknownUnit"],
    ["", "", "1", "noFigure"],
    ["", "late", "101%", "noPercent"],
    ["", "late", "-1%", "noNumber"],
    ["", "received", "50%", "noRate"],
    ["", "notOverdue", "98", "noCount"],
    ["", "late", "3,5", "noCount"],
    ["", "late", "1,234", "twoWays"]
  ]);
  for (const [unit, figure, value, fault] of faults)
    assert.deepEqual(checked({ unit, figure, value }, UNITS), { fault }, value);
});

test("units: case and spaces do not matter; another tone mark is another unit, which is only proposed", () => {
  assert.equal(unitNamed("UBND XÃ TÂN PHỦ", UNITS), "UBND xã Tân Phủ");
  assert.equal(unitNamed("Tân Phú", UNITS), undefined);
  assert.deepEqual(unitsLike("Tân Phú", UNITS).slice(0, 2).sort(), ["UBND xã Tân Phú", "UBND xã Tân Phủ"]);
  assert.deepEqual(unitsLike("Sở Công Thương", UNITS), []);
});

test("pasted tables: by their headers, or from a cell on; too much text is refused before it is split", () => {
  const grid = { figures: ["received", "late"], rows: [{ unit: "", values: ["", ""] }] };
  const table = (/** @type {string} */ text) => /** @type {{ cells: string[][] }} */ (tableOf(text)).cells;
  const at = { row: 0, column: 0 };
  assert.deepEqual(
    pasted(grid, table("STT\tĐơn vị\tTiếp nhận\tGhi chú\tTrễ hạn\n1\tPhòng Tư pháp\t10\tx\t2\n"), at, UNITS),
    {
      figures: ["received", "", "late"],
      rows: [{ unit: "Phòng Tư pháp", values: ["10", "x", "2"] }]
    }
  );
  assert.deepEqual(pasted(grid, table("5\t6\r\n7\t8"), { row: 0, column: 1 }, UNITS), {
    figures: ["received", "late"],
    rows: [
      { unit: "", values: ["5", "6"] },
      { unit: "", values: ["7", "8"] }
    ]
  });
  assert.deepEqual(pasted(grid, table("Phòng Tư pháp\t3"), at, UNITS).rows, [
    { unit: "Phòng Tư pháp", values: ["3", ""] }
  ]);
  assert.deepEqual(tableOf("1\t".repeat(1_000_000)), { tooMany: 1_000_001 });
});

test("every figure and every way of counting has its words in both languages", () => {
  for (const words of [vi, en]) {
    assert.deepEqual(
      Object.keys(FIGURES).filter(figure => typeof words.figures[figure] !== "string"),
      []
    );
    assert.equal(words.figures[offeredAs("onTime")], words.figures.timely);
  }
  learn([{}, JSON.parse(readFileSync(new URL("../../src/report/ways.json", import.meta.url), "utf8")), {}]);
  assert.equal(
    wayIn(vi, "vi", { returned: "onTime", clock: "instant" }),
    "tính hồ sơ trả lại, rút là đúng hạn và xét hạn theo giờ"
  );
  assert.equal(wayIn(en, "en", {}), "the rules stay as they are");
  assert.equal(wayIn(vi, "vi", { toMorrow: "x" }), "toMorrow: x", "a rule of a newer core is named as it is");
  assert.equal(figureNamed("Tỷ lệ trả kết quả qua BCCI"), "postalReturn");
});
