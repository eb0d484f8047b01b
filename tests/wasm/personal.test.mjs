// Personal columns reach no output of the engine, whatever their container: marked values are searched for in
// reports, answers, exports and errors, as text and as bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, gzipSync, inflateRawSync } from "node:zlib";
import { Engine } from "./harness.mjs";

const MARKS = ["DẤU-TÊN-VÀNG", "0909-DAU-SO-XANH", "079DAUCCCD555", "dau.thu@dien.tu", "Ngõ DẤU ĐỊA CHỈ"];
const HEADER = [
  "Mã hồ sơ",
  "Họ và tên",
  "Số điện thoại",
  "CCCD",
  "Email",
  "Địa chỉ",
  "Đơn vị",
  "Ngày tiếp nhận",
  "Ngày hẹn trả",
  "Ngày kết thúc",
  "Hình thức nộp"
];
/** The second is overdue, the third a duplicate; the fourth has no readable day and is rejected. */
const ROWS = [
  ["A-1", ...MARKS, "UBND xã Một", "01/03/2022", "05/03/2022", "04/03/2022", "Trực tuyến"],
  ["A-2", ...MARKS, "UBND xã Một", "02/03/2022", "05/03/2022", "", "Trực tiếp"],
  ["A-2", ...MARKS, "UBND xã Hai", "02/03/2022", "05/03/2022", "", "Kênh lạ"],
  ["A-4", ...MARKS, "UBND xã Hai", "31/02/2022", "", "", ""]
];
const TABLE = [HEADER, ...ROWS];

const utf8 = (/** @type {string} */ text) => Buffer.from(text);
const csv = utf8(TABLE.map(cells => cells.join(",")).join("\r\n"));
const rowsOf = (/** @type {(cell: string) => string} */ cell, /** @type {string} */ tag) =>
  TABLE.map(cells => `<${tag}>${cells.map(cell).join("")}</${tag}>`).join("");

/** The fields that both headers of a stored entry share. @param {Buffer} data */
function fieldsOf(data) {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  return fields;
}

/** A ZIP archive of stored entries. @param {[string, Buffer][]} entries */
function zip(entries) {
  const local = [],
    central = [];
  let at = 0;
  for (const [name, data] of entries) {
    const fields = fieldsOf(data);
    const tail = Buffer.alloc(4);
    tail.writeUInt16LE(name.length, 0);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(at, 12);
    const head = Buffer.concat([utf8("PK\x03\x04"), fields, tail, utf8(name), data]);
    local.push(head);
    central.push(
      Buffer.concat([
        utf8("PK\x01\x02"),
        Buffer.from([20, 0]),
        fields,
        tail.subarray(0, 2),
        place,
        utf8(name)
      ])
    );
    at += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
/** The parts of a workbook with the table in inline strings. @type {[string, string][]} */
const PARTS = [
  [
    "[Content_Types].xml",
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
  ],
  [
    "_rels/.rels",
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
  ],
  [
    "xl/workbook.xml",
    `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`
  ],
  [
    "xl/_rels/workbook.xml.rels",
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
  ],
  [
    "xl/worksheets/sheet1.xml",
    `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rowsOf(cell => `<c t="inlineStr"><is><t>${cell}</t></is></c>`, "row")}</sheetData></worksheet>`
  ]
];
const xlsx = () => zip(PARTS.map(([name, text]) => [name, utf8(text)]));

/** @type {Record<string, () => Buffer>} */
const CONTAINERS = {
  "a.csv": () => csv,
  "a.tsv in UTF-16": () => Buffer.from(`\ufeff${TABLE.map(cells => cells.join("\t")).join("\n")}`, "utf16le"),
  "a.csv.gz": () => gzipSync(csv),
  "a.zip": () => zip([["trong/a.csv", csv]]),
  "a.xlsx": xlsx,
  "a.json": () =>
    utf8(JSON.stringify(ROWS.map(cells => Object.fromEntries(HEADER.map((name, at) => [name, cells[at]]))))),
  "a.xls of a web page": () =>
    utf8(`<html><meta charset="utf-8"><table>${rowsOf(cell => `<td>${cell}</td>`, "tr")}</table></html>`),
  "a.xml of 2003": () =>
    utf8(
      `${XML}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${rowsOf(cell => `<Cell><Data ss:Type="String">${cell}</Data></Cell>`, "Row")}</Table></Worksheet></Workbook>`
    )
};

/** @param {Buffer} bytes @param {string} name */
function open(bytes, name) {
  const engine = new Engine({ today: "2022-03-31" });
  engine.begin(name, bytes.length);
  engine.push(bytes);
  engine.finish();
  return engine;
}

/**
 * All outputs of one kind; null if this build does not have the kind.
 * @param {any} engine
 * @param {string} kind
 * @param {any} query
 */
function exported(engine, kind, query) {
  try {
    return Buffer.from(engine.export(kind, query));
  } catch (error) {
    assert.ok(/** @type {any} */ (error).code, String(error));
    hidden(utf8(String(error) + JSON.stringify(error)), `the error of ${kind}`);
    return null;
  }
}

/**
 * Checks that the bytes hold no mark, in UTF-8 or UTF-16, directly or in the entries of a ZIP archive.
 * @param {Buffer} bytes
 * @param {string} what
 */
function hidden(bytes, what) {
  for (const part of [bytes, ...entriesOf(bytes)]) {
    for (const mark of MARKS) {
      for (const encoding of /** @type {const} */ (["utf8", "utf16le"]))
        assert.ok(!part.includes(Buffer.from(mark, encoding)), `${what} tells ${mark}`);
    }
  }
}

/** The entries of a ZIP archive, by its directory. @param {Buffer} bytes */
function entriesOf(bytes) {
  const found = [];
  for (
    let at = bytes.indexOf("PK\x01\x02", 0, "latin1");
    at >= 0;
    at = bytes.indexOf("PK\x01\x02", at + 4, "latin1")
  ) {
    const [method, size, start] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42)
    ];
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const raw = bytes.subarray(data, data + size);
    found.push(method === 8 ? inflateRawSync(raw) : raw);
  }
  return found;
}

test("the search finds marks that exist", () => {
  assert.throws(() => hidden(csv, "x"), /DẤU-TÊN-VÀNG/);
  assert.throws(() => hidden(xlsx(), "x"), /DẤU-TÊN-VÀNG/);
});

for (const [name, make] of Object.entries(CONTAINERS)) {
  test(`marked names and numbers stay where they are: ${name}`, () => {
    const engine = open(make(), name.split(" ")[0]);
    const [report] = engine.files();
    assert.deepEqual(
      [report.error, report.rows.read, report.rows.dossiers],
      [undefined, 4, 2],
      JSON.stringify(report.rows)
    );
    const lists = [{}, { doubtful: true }, { outcome: ["overdue"] }].map(query =>
      engine.dossiers({ ...query, offset: 0, limit: 99 })
    );
    hidden(
      utf8(JSON.stringify([engine.files(), engine.summarize({ by: ["unit", "month"] }), lists])),
      "an answer"
    );
    /** @type {string[]} */
    const kinds = [];
    for (const kind of ["csv", "json", "xlsx", "arrow", "receipt"]) {
      for (const query of [{ by: ["unit"] }, { rows: "dossiers" }, {}]) {
        const bytes = exported(engine, kind, query);
        if (bytes) hidden(bytes, `${kind} ${JSON.stringify(query)}`);
        if (bytes) kinds.push(kind);
      }
    }
    for (const kind of ["csv", "json", "arrow"]) assert.ok(kinds.includes(kind), `nothing in ${kind}`);
    if ("handOver" in engine) {
      engine.begin("b.csv", csv.length);
      engine.push(csv);
      hidden(Buffer.from(/** @type {any} */ (engine).handOver() ?? []), "what one worker hands to another");
    }
  });
}
