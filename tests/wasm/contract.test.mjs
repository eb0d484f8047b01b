// The engine as JavaScript sees it: names, shapes and errors of the contract.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "./harness.mjs";
import { RULES } from "./rules.mjs";

const CSV = `Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp
A1,Công dân BÍ MẬT,UBND xã Tân Mỹ,01/03/2022,05/03/2022,04/03/2022,Trực tuyến
A2,Công dân BÍ MẬT,UBND xã Tân Mỹ,02/03/2022,05/03/2022,07/03/2022,Trực tiếp
A3,Công dân BÍ MẬT,Sở Nội vụ,02/03/2022,05/03/2022,,Fax
`;

/** @param {object} [options] @param {string} [text] */
function open(options, text = CSV) {
  const engine = new Engine({ today: "2022-03-31", ...options });
  engine.begin("a.csv", text.length);
  engine.push(new TextEncoder().encode(text));
  engine.finish();
  return engine;
}

test("a report says what became of every row", () => {
  const [report] = open().files();
  assert.deepEqual(report.rows, { read: 3, dossiers: 3, duplicates: 0, skipped: 0, rejected: 0 });
  assert.equal(report.kind, "dossiers");
  assert.equal(report.headerRow, 1);
  assert.match(report.signature, /^[0-9a-f]{16}$/);
  assert.deepEqual(report.mapping.columns[1], { header: "Chủ hồ sơ", column: null, personal: true });
  const unknown = report.issues.find((/** @type {any} */ { kind }) => kind === "unknown-value");
  assert.deepEqual(unknown, {
    kind: "unknown-value",
    grade: "look",
    count: 1,
    examples: [{ file: "a.csv", row: 4, column: "Hình thức nộp" }]
  });
});

test("a summary is plain data, with the rules by which it was computed", () => {
  const summary = open().summarize({ by: ["unit"] });
  assert.deepEqual(open().rules(), summary.rules);
  assert.deepEqual(summary.rules, RULES);
  assert.deepEqual(
    summary.groups.map((/** @type {any} */ { key }) => key),
    [{ unit: "Sở Nội vụ" }, { unit: "UBND xã Tân Mỹ" }]
  );
  assert.deepEqual(summary.total.measures.onTime, { num: 1, den: 2, text: "50,00%" });
  assert.deepEqual(summary.total.measures.postalReturn, {
    unavailable: "missing-column",
    column: "returnChannel"
  });
  assert.deepEqual(summary, structuredClone(summary));
  assert.equal(Object.getPrototypeOf(summary.total.counts), Object.prototype);
});

test("targets give gaps", () => {
  const targets = { id: "t", title: "T", targets: [{ measure: "online", atLeast: "40%" }] };
  const { target } = open({ targets }).summarize().total.measures.online;
  assert.deepEqual(target, {
    atLeast: "40%",
    met: false,
    points: "-6,67",
    shortBy: 1,
    moreNeeded: 1,
    mayLose: 0,
    mayAdd: 0
  });
});

test("lists are paged and sorted", () => {
  const page = open().dossiers({ sort: "daysLate", offset: 0, limit: 2 });
  assert.equal(page.total, 3);
  assert.deepEqual(
    page.rows.map((/** @type {any} */ row) => [row.code, row.daysLate]),
    [
      ["A2", 2],
      ["A3", 2]
    ]
  );
  assert.deepEqual(page.rows[0], {
    code: "A2",
    unit: "UBND xã Tân Mỹ",
    procedure: "",
    field: "",
    received: "2022-03-02",
    due: "2022-03-05",
    ended: "2022-03-07",
    outcome: "late",
    daysLate: 2,
    workingDaysLate: 1,
    file: "a.csv",
    row: 3,
    doubts: []
  });
  assert.equal(open().dossiers({ outcome: ["overdue"], offset: 0, limit: 9 }).total, 1);
  assert.equal(open().dossiers({ endedLateBy: [1, 1], offset: 0, limit: 9 }).total, 0);
  assert.equal(open().dossiers({ doubtful: true, offset: 0, limit: 9 }).total, 1);
});

test("personal cells reach no output", () => {
  const engine = open();
  const decode = (/** @type {string} */ kind) =>
    new TextDecoder().decode(engine.export(kind, { by: ["unit"] }));
  const all = [engine.files(), engine.summarize(), engine.dossiers({ offset: 0, limit: 9 })].map(x =>
    JSON.stringify(x)
  );
  for (const text of [...all, decode("csv"), decode("json")]) assert.doesNotMatch(text, /BÍ MẬT/);
});

test("every kind of export is in the core", () => {
  const engine = open();
  const lead = (/** @type {string} */ kind, /** @type {object} */ query = {}) =>
    Buffer.from(engine.export(kind, query)).subarray(0, 6).toString("latin1");
  for (const rows of ["summary", "dossiers"]) {
    assert.equal(lead("xlsx", { rows, by: ["unit"] }).slice(0, 4), "PK\x03\x04");
    assert.equal(lead("csv", { rows }).slice(0, 3), "\xef\xbb\xbf");
    assert.equal(lead("json", { rows })[0], "{");
  }
  assert.equal(lead("arrow"), "ARROW1");
  assert.throws(() => engine.export("arrow", { rows: "summary" }), { code: "bad-query" });
});

test("a mapping by hand applies to what is pushed next", () => {
  const engine = open();
  const { mapping } = engine.files()[0];
  mapping.columns[6].column = null;
  engine.setMapping(mapping);
  engine.remove(0);
  engine.begin("a.csv");
  engine.push(new TextEncoder().encode(CSV));
  engine.finish();
  assert.equal(engine.files().length, 1);
  assert.equal(engine.summarize().total.measures.online.unavailable, "missing-column");
});

test("progress is reported while a file is read", () => {
  /** @type {object[]} */
  const told = [];
  open({ onProgress: (/** @type {object} */ p) => told.push(p) });
  assert.deepEqual(told, [
    { file: "a.csv", bytesRead: new TextEncoder().encode(CSV).length, bytesTotal: CSV.length, rows: 0 }
  ]);
});

test("an unreadable file does not affect the others", () => {
  const engine = open();
  engine.begin("b.xlsx");
  engine.push(new TextEncoder().encode("%PDF-1.7 không phải bảng tính"));
  const [report] = engine.finish();
  assert.equal(report.error.code, "unsupported-format");
  assert.equal(report.error.place.file, "b.xlsx");
  assert.equal(engine.summarize().total.counts.received, 3);
  engine.remove(1);
  assert.equal(engine.files().length, 1);
});

test("invalid values are thrown with a code", () => {
  const engine = open();
  const refused = (/** @type {() => unknown} */ ask, /** @type {string} */ code) =>
    assert.throws(
      ask,
      (/** @type {any} */ error) => error instanceof Error && /** @type {any} */ (error).code === code
    );
  refused(() => engine.summarize({ by: ["color"] }), "bad-query");
  refused(() => engine.summarize({ asOf: "31/12/2022" }), "bad-query");
  refused(
    () => engine.summarize({ targets: { id: "", title: "", targets: [{ measure: "online" }] } }),
    "bad-query"
  );
  refused(() => engine.summarize({ where: { quarter: ["2022-Q1", "2022-Q3"] } }), "bad-query");
  refused(() => engine.export("docx"), "bad-query");
  refused(() => engine.remove(7), "no-such-file");
  refused(() => new Engine({ today: "mai" }), "bad-query");
});

test("the header is readable in one of the encodings", () => {
  const bytes = Uint8Array.from(
    "BAO CAO\nM\xb7 h\xe5 s\xac,Ng\xb5y ti\xd5p nh\xcbn\nA1,01/03/2022\n",
    letter => letter.charCodeAt(0)
  );
  const readings = Engine.readings(bytes, 2);
  assert.deepEqual(
    readings.find((/** @type {any} */ { encoding }) => encoding === "TCVN3"),
    { encoding: "TCVN3", line: "Mã hồ sơ | Ngày tiếp nhận" }
  );
  assert.ok(
    readings.every((/** @type {any} */ { line }) => !line.includes("A1")),
    "only the header is taken out"
  );
});

test("a table without a received day shows its columns, and accepts a mapping by hand", () => {
  const text = "Mã hồ sơ,Chủ hồ sơ,Ngày nào đó,Ngày hẹn trả\nA1,BÍ MẬT,01/03/2022,05/03/2022\n";
  const engine = open(undefined, text);
  const [{ error, mapping, preview, headerRow }] = engine.files();
  assert.deepEqual(
    [error?.code, headerRow, preview],
    [
      "no-received-column",
      1,
      [
        ["Mã hồ sơ", "Chủ hồ sơ", "Ngày nào đó", "Ngày hẹn trả"],
        ["A1", "•••", "01/03/2022", "05/03/2022"]
      ]
    ]
  );
  mapping.columns[2].column = "received";
  engine.setMapping(mapping);
  engine.remove(0);
  engine.begin("a.csv");
  engine.push(new TextEncoder().encode(text));
  engine.finish();
  assert.equal(engine.summarize().total.counts.received, 1);
});

const NEWER = `Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp
A3,Công dân BÍ MẬT,SỞ NỘI VỤ,02/03/2022,05/03/2022,09/03/2022,Fax
A4,Công dân BÍ MẬT,Xã Tân Mỹ,09/03/2022,15/03/2022,,Trực tiếp
`;

/** The newer of two exports first. @param {object} [options] */
function openBoth(options) {
  const engine = open(options, NEWER);
  engine.begin("cũ.csv");
  engine.push(new TextEncoder().encode(CSV));
  engine.finish();
  return engine;
}

test("only the requested rate of groups, and the complete total", () => {
  const engine = openBoth();
  const asked = (/** @type {object} */ query) =>
    JSON.parse(new TextDecoder().decode(engine.summaryJson({ by: ["unit", "month"], ...query })));
  const whole = asked({});
  assert.ok(whole.groups.length > 1);
  for (const only of ["onTime", "online", "overdue"]) {
    const { groups, total } = asked({ only });
    assert.deepEqual(total, whole.total);
    const rates = whole.groups.map((/** @type {any} */ { key, measures }) => ({
      key,
      measures: { [only]: measures[only] }
    }));
    assert.deepEqual(groups, rates);
  }
  assert.throws(() => engine.summaryJson({ only: "onTme" }), { code: "bad-query" });
});

test("the rule for several rows with one code can be changed at any time", () => {
  const engine = openBoth();
  const rows = () => engine.files().map((/** @type {any} */ { rows }) => rows.duplicates);
  assert.deepEqual(rows(), [0, 1]);
  assert.deepEqual(engine.summarize().conflicts, {
    codes: 1,
    changes: [{ before: "overdue", after: "late", count: 1 }]
  });
  assert.deepEqual(JSON.parse(new TextDecoder().decode(engine.summaryJson())), engine.summarize());
  const issue = engine.files()[1].issues.find((/** @type {any} */ { kind }) => kind === "duplicates-differ");
  assert.deepEqual(issue, {
    kind: "duplicates-differ",
    grade: "figures",
    count: 1,
    examples: [{ file: "cũ.csv", row: 4 }]
  });
  engine.setDuplicates("last");
  assert.deepEqual(rows(), [1, 0]);
  assert.deepEqual(engine.summarize(), openBoth({ duplicates: "last" }).summarize());
  engine.setDuplicates("keep");
  assert.deepEqual(rows(), [0, 0]);
  assert.equal("conflicts" in engine.summarize(), false);
  assert.throws(() => engine.setDuplicates("newer"), { code: "bad-query" });
  engine.setDuplicates();
  assert.deepEqual(engine.summarize(), openBoth().summarize());
});

test("merged spellings are listed", () => {
  const engine = open(undefined, CSV.replace("UBND xã Tân Mỹ", "ủy ban nhân dân xã Tân Mỹ"));
  engine.begin("b.csv");
  engine.push(new TextEncoder().encode(CSV.replaceAll("A", "B")));
  engine.finish();
  assert.deepEqual(engine.merged(), [{ unit: "UBND xã Tân Mỹ", spellings: ["ủy ban nhân dân xã Tân Mỹ"] }]);
  engine.setUnits({ mergeSpellings: false });
  assert.deepEqual(engine.merged(), []);
});

test("names of units can be changed at any time", () => {
  const engine = openBoth();
  const units = () => engine.summarize({ by: ["unit"] }).groups.map((/** @type {any} */ { key }) => key.unit);
  assert.deepEqual(units(), ["SỞ NỘI VỤ", "UBND xã Tân Mỹ", "Xã Tân Mỹ"]);
  const aliases = [{ from: "xã tân mỹ", to: "UBND xã Tân Mỹ" }];
  engine.setUnits({ aliases });
  assert.deepEqual(units(), ["SỞ NỘI VỤ", "UBND xã Tân Mỹ"]);
  assert.deepEqual(
    engine.summarize({ by: ["unit"] }),
    openBoth({ units: { aliases } }).summarize({ by: ["unit"] })
  );
  assert.deepEqual(engine.merged(), [{ unit: "SỞ NỘI VỤ", spellings: ["Sở Nội vụ"] }]); // an alias is no spelling
  const circle = [...aliases, { from: "UBND xã Tân Mỹ", to: "Xã Tân Mỹ" }];
  assert.throws(() => engine.setUnits({ aliases: circle }), { code: "bad-query", message: /Tân Mỹ/ });
  assert.deepEqual(units(), ["SỞ NỘI VỤ", "UBND xã Tân Mỹ"]);
  engine.setUnits({ mergeSpellings: false });
  assert.deepEqual(units(), ["SỞ NỘI VỤ", "UBND xã Tân Mỹ", "Xã Tân Mỹ"]);
});
