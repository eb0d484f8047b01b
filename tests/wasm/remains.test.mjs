// What a scan of the module's raw memory shows of personal cells. The bytes of a file pass through it piece
// by piece, so some of the last piece may remain in freed memory until it is reused or the worker ends;
// nothing remains of the rest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes as memoryBytes, Engine } from "./harness.mjs";

const MARK = "DAU-TEN-";
const ROWS = 40_000;
const PIECE = 64 << 10;
const HEADER = "Mã hồ sơ,Họ và tên,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n";
const table = (/** @type {string} */ mark) =>
  Buffer.from(
    HEADER +
      Array.from(
        { length: ROWS },
        (_, n) => `A-${n},${mark}${n},UBND xã ${n % 9},01/03/2022,05/03/2022,04/03/2022\n`
      ).join("")
  );
const MARKED = table(MARK);
const A_PIECE = Math.ceil(PIECE / (MARKED.length / ROWS)); // rows

/** How often the mark occurs in the module's memory, live or freed. */
function marks() {
  const memory = memoryBytes();
  let found = 0;
  for (let at = memory.indexOf(MARK); at >= 0; at = memory.indexOf(MARK, at + 1)) found++;
  return found;
}

/** @param {Engine} engine @param {string} name @param {Buffer} content */
function read(engine, name, content) {
  engine.begin(name, content.length);
  for (let at = 0; at < content.length; at += PIECE) engine.push(content.subarray(at, at + PIECE));
}

test("of personal cells, only the last pieces remain, in freed memory", () => {
  const engine = new Engine({ today: "2022-03-31" });
  read(engine, "a.csv", MARKED);
  const passing = marks();
  assert.ok(passing > 0, "the scan finds what passes through");
  engine.finish();
  const left = marks();
  assert.ok(
    left <= 3 * A_PIECE,
    `${left} of ${ROWS} names: more than the last pieces (${A_PIECE} rows each)`
  );
  engine.summarize({ by: ["unit"] });
  engine.dossiers({ offset: 0, limit: 100 });
  for (const kind of /** @type {const} */ (["csv", "xlsx", "json", "arrow"]))
    engine.export(kind, { rows: "dossiers" });
  assert.ok(marks() <= left, "no answer brings one back");
  read(engine, "b.csv", table("tên khác"));
  engine.finish();
  assert.ok(marks() < A_PIECE / 2, `the next file takes their place: ${marks()}`);
});

test("handed over files contain no personal cells", () => {
  const engine = new Engine({ today: "2022-03-31" });
  read(engine, "a.csv", MARKED);
  const handed = Buffer.from(/** @type {Uint8Array} */ (engine.handOver()));
  assert.ok(handed.includes("A-39999"), "the codes are there");
  assert.ok(!handed.includes(MARK));
  assert.ok(
    !JSON.stringify([Engine.readings(MARKED.subarray(0, PIECE), 1), engine.rules(), engine.files()]).includes(
      MARK
    )
  );
});
