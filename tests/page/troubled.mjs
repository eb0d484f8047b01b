// Files with issues that change figures, from cases and fixtures, and what must be shown above the first
// figure.
import { readFileSync } from "node:fs";
import { upload } from "./page.mjs";

/** @param {string} path @param {string} [name] */
const of = (path, name = /** @type {string} */ (path.split("/").at(-1))) =>
  upload(name, readFileSync(new URL(`../${path}`, import.meta.url)));

/**
 * Expected: kinds and numbers by hand, from the faults in each file.
 * @type {Record<string, { file: import("./page.mjs").Upload, vi: RegExp[], en: RegExp[], figure?: RegExp }>}
 */
export const TROUBLED = {
  "stray-quote": {
    file: of("cases/csv/stray-quote-doubtful/a.csv", "q_h.csv"),
    vi: [
      /1 – Một bản ghi kéo dài qua nhiều dòng;[^]*q_h\.csv – dòng 12/,
      /1 – Số dòng đọc được khác số dòng của tệp\./
    ],
    en: [
      /1 – One record goes over several lines;[^]*q_h\.csv – row 12/,
      /1 – The number of rows read differs/
    ]
  },
  "wide-rows": {
    file: of("fixtures/lists/r_more.csv"),
    vi: [/20 – Dòng có số ô khác dòng tiêu đề;[^]*r_more\.csv – dòng 5; 15; 25/],
    en: [/20 – A row has more or fewer cells than the header;[^]*rows? 5; 15; 25/]
  },
  "narrow-rows": {
    file: of("fixtures/lists/r_less.csv"),
    vi: [/20 – Dòng có số ô khác dòng tiêu đề;[^]*r_less\.csv – dòng 5; 15; 25/],
    en: [/20 – A row has more or fewer cells than the header;[^]*rows? 5; 15; 25/]
  },
  "error-cells": {
    file: of("fixtures/workbook/error-cells.xlsx"),
    vi: [/2 – Ô chứa lỗi công thức[^]*error-cells\.xlsx – trang tính Sheet, dòng 5; 7/],
    en: [/2 – A cell holds a formula error[^]*sheet Sheet, rows? 5; 7/]
  },
  uncalculated: {
    file: of("fixtures/workbook/formula-no-value.xlsx"),
    vi: [/5 – Ô công thức chưa được tính;[^]*Mở tệp bằng Excel/],
    en: [/5 – A formula was never calculated;[^]*in Excel/]
  },
  "blank-unit": {
    file: of("field/41-unit-once-unmerged/a.xlsx", "Tháng 10.xlsx"),
    vi: [/4 – Ô đơn vị để trống dưới một tên đơn vị;[^]*Điền như dòng trên/],
    en: [/4 – The unit is blank under a name;[^]*Fill from the row above/],
    figure: /3 \/ 4 hồ sơ đã giải quyết có hạn$/
  },
  "month-first": {
    file: of("field/95-sheetjs-table-to-book/a.xlsx", "Trang web.xlsx"),
    vi: [/3 – Cột ngày ghi tháng trước ngày;[^]*Ngày trước tháng/],
    en: [/3 – Days are written month first;[^]*Day before month/],
    figure: /Không tính được: chưa rõ ngày hay tháng đứng trước/
  }
};

/** Truncated within an array. */
export const CUT = of("cases/bad/json-cut-off/a.json", "j3.json");
/** A signature block, then the rows of the next unit: read correctly, without an issue. */
export const SIGNED = of("fixtures/lists/sig.csv");
