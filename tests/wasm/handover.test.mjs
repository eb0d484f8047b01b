// Reading in several workers as JavaScript sees it: files handed over as bytes, and taken in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "./harness.mjs";

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
const answers = engine => [
  engine.files(),
  engine.summarize({ by: ["unit"] }),
  engine.dossiers({ offset: 0, limit: 9_999 })
];

test("a file handed over equals one read here", () => {
  const text = `${HEADER}\n${lines(0, 50)}`;
  const helper = begun("a.csv", text);
  const handed = /** @type {Uint8Array} */ (helper.handOver());
  assert.equal(helper.files().length, 0, "it was given away");
  assert.equal(helper.handOver(), undefined, "and is no longer at hand");
  assert.doesNotMatch(new TextDecoder().decode(handed), /BÍ MẬT/, "personal cells are not handed over");
  const keeper = new Engine({ today: "2022-03-31" });
  const reports = keeper.absorb(handed);
  const whole = begun("a.csv", text);
  assert.deepEqual(reports, whole.finish());
  assert.deepEqual(answers(keeper), answers(whole));
});

test("an unreadable file is handed over with its error", () => {
  const keeper = new Engine({ today: "2022-03-31" });
  const [report] = keeper.absorb(
    /** @type {Uint8Array} */ (begun("b.xlsx", "%PDF-1.7 không phải bảng tính").handOver())
  );
  assert.equal(report.error?.code, "unsupported-format");
  assert.equal(report.error?.place?.file, "b.xlsx");
});

test("invalid bytes change nothing", () => {
  const keeper = begun("a.csv", `${HEADER}\n${lines(0, 1_000)}`);
  for (const noise of [new Uint8Array(), bytes("hoso"), new Uint8Array(1_000).fill(255)]) {
    assert.throws(
      () => keeper.absorb(noise),
      (/** @type {any} */ error) => error.code === "damaged-file"
    );
  }
  assert.equal(keeper.finish()[0].rows.dossiers, 1_000);
});
