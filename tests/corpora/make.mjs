// Workbooks as exceljs and SheetJS write them, into files/writers: run `npm install exceljs@4.4.0
// xlsx@0.18.5` beside this file (they are not dependencies of the project), then `node make.mjs`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const [ExcelJS, XLSX] = [require("exceljs"), require("xlsx")];
const place = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`files/writers/${name}`, import.meta.url));
/** @type {string[][]} */
const [header, ...rows] = JSON.parse(
  readFileSync(new URL("files/dialects/table.json", import.meta.url), "utf8")
);

/** @param {string} text dd/mm/yyyy */
const day = text => new Date(`${text.split("/").reverse().join("-")}T00:00:00Z`);
/** @param {string[]} cells */
const typed = cells =>
  cells.map((cell, column) => (cell === "" ? null : column === 3 || column === 4 ? day(cell) : cell));

const book = new ExcelJS.Workbook();
const sheet = book.addWorksheet("Hồ sơ", { views: [{ state: "frozen", ySplit: 1 }] });
sheet.addRow(header);
for (const row of rows) sheet.addRow(typed(row)).getCell(4).numFmt = "dd/mm/yyyy";
sheet.getCell("H2").value = { formula: "1+1" };
sheet.getCell("H3").value = { formula: "1+1", result: 2 };
sheet.getCell("H4").value = { error: "#REF!" };
sheet.mergeCells("B2:B4");
await book.xlsx.writeFile(place("exceljs.xlsx"));

const cells = [header, ...rows.map(typed)];
const table = XLSX.utils.aoa_to_sheet(cells, { dateNF: "dd/mm/yyyy", UTC: true });
for (const [name, options] of /** @type {[string, object][]} */ ([
  ["sheetjs.xlsx", {}],
  ["sheetjs-strings.xlsx", { bookSST: true }],
  ["sheetjs.xlsb", {}],
  ["sheetjs.xls", { bookType: "biff8" }],
  ["sheetjs-biff5.xls", { bookType: "biff5" }],
  ["sheetjs.ods", {}],
  ["sheetjs-xml.xls", { bookType: "xlml" }]
])) {
  const file = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(file, table, "Hồ sơ");
  XLSX.writeFile(file, place(name), options);
}
