// What JavaScript sees of reading in several workers: files and pieces handed over as bytes, and taken in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine, Piece } from "./harness.mjs";

const HEADER = "Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp";
const line = (/** @type {number} */ n) =>
  `A${n},Công dân BÍ MẬT,UBND xã ${n % 7},0${(n % 9) + 1}/03/2022,05/03/2022,0${(n % 8) + 1}/03/2022,${n % 5 ? "Trực tuyến" : "Fax"}`;
/** @param {number} from @param {number} to */
const lines = (from, to) => Array.from({ length: to - from }, (_, n) => `${line(from + n)}\n`).join("");
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** @param {string} name @param {string} text */
function begun(name, text) {
  const engine = new Engine({ today: "2022-03-31" });
  engine.begin(name);
  engine.push(bytes(text));
  return engine;
}

/** @param {Engine} engine */
const answers = (engine) => [engine.files(), engine.summarize({ by: ["unit"] }), engine.dossiers({ offset: 0, limit: 9_999 })];

/** @param {import("../../www/lib/index.d.ts").Outline | null} outline @param {string} text @param {boolean} last */
function handedOver(outline, text, last) {
  const piece = new Piece(/** @type {any} */ (outline));
  piece.push(bytes(text));
  return piece.handOver(last);
}

test("a file handed over is as one read here", () => {
  const text = `${HEADER}\n${lines(0, 50)}`;
  const helper = begun("a.csv", text);
  const handed = /** @type {Uint8Array} */ (helper.handOver());
  assert.equal(helper.files().length, 0, "it was given away");
  assert.equal(helper.handOver(), undefined, "and is no longer at hand");
  const keeper = new Engine({ today: "2022-03-31" });
  const reports = keeper.absorb(handed);
  const whole = begun("a.csv", text);
  assert.deepEqual(reports, whole.finish());
  assert.deepEqual(answers(keeper), answers(whole));
});

test("a file that cannot be read is handed over with why", () => {
  const keeper = new Engine({ today: "2022-03-31" });
  const [report] = keeper.absorb(/** @type {Uint8Array} */ (begun("b.xlsx", "%PDF-1.7 không phải bảng tính").handOver()));
  assert.equal(report.error?.code, "unsupported-format");
  assert.equal(report.error?.place?.file, "b.xlsx");
});

test("pieces of a table are as one reading", () => {
  const parts = [`${HEADER}\n${lines(0, 1_000)}`, lines(1_000, 1_100), lines(1_100, 1_300)];
  const keeper = begun("a.csv", parts[0]);
  const outline = keeper.outline();
  assert.equal(outline?.delimiter, ",".charCodeAt(0));
  assert.equal(outline?.mapping.columns[1].personal, true);
  for (const [n, part] of parts.slice(1).entries()) {
    const handed = /** @type {Uint8Array} */ (handedOver(structuredClone(outline), part, n === 1));
    assert.ok(keeper.absorbPiece(handed));
    assert.doesNotMatch(new TextDecoder().decode(handed), /BÍ MẬT/, "personal cells are not handed over");
  }
  assert.equal(keeper.rows(), 1_301);
  keeper.finish();
  const whole = begun("a.csv", parts.join(""));
  whole.finish();
  assert.deepEqual(answers(keeper), answers(whole));
});

test("a piece that ends within quotes, and one behind an unfinished record, are refused", () => {
  const keeper = begun("a.csv", `${HEADER}\n${lines(0, 1_000)}`);
  const outline = keeper.outline();
  assert.equal(handedOver(outline, 'B1,x,"UBND\n', false), undefined);
  const piece = /** @type {Uint8Array} */ (handedOver(outline, lines(1_000, 1_010), true));
  keeper.push(bytes('B1,x,"UBND\n'));
  assert.equal(keeper.absorbPiece(piece), false);
  keeper.push(bytes('xã B",01/03/2022,,,\n'));
  assert.equal(keeper.absorbPiece(piece), true);
  assert.equal(keeper.finish()[0].rows.dossiers, 1_011);
});

test("there is no outline before the header is found, nor of anything but a text table with units", () => {
  assert.equal(new Engine().outline(), null);
  assert.equal(begun("a.csv", `${HEADER}\n`).outline(), null);
  assert.equal(begun("a.csv", `${HEADER.replace("Đơn vị", "Ghi chú")}\n${lines(0, 1_000)}`).outline(), null);
  assert.equal(begun("a.json", JSON.stringify(Array.from({ length: 1_000 }, (_, n) => ({ "Mã hồ sơ": n, "Đơn vị": "A", "Ngày nhận": "01/03/2022" })))).outline(), null);
});

test("bytes that nobody handed over change nothing", () => {
  const keeper = begun("a.csv", `${HEADER}\n${lines(0, 1_000)}`);
  for (const noise of [new Uint8Array(), bytes("hoso"), new Uint8Array(1_000).fill(255)]) {
    assert.equal(keeper.absorbPiece(noise), false);
    assert.throws(() => keeper.absorb(noise), (/** @type {any} */ error) => error.code === "damaged-file");
  }
  const file = /** @type {Uint8Array} */ (begun("b.csv", `${HEADER}\n${lines(0, 9)}`).handOver());
  assert.equal(keeper.absorbPiece(file), false, "a file is no piece");
  assert.equal(keeper.finish()[0].rows.dossiers, 1_000);
});
