// The library's workers: one large file read by one worker, and several files read in parallel, answer like
// the engine in Node, which reads every byte in order. Also with a helper that crashes, cancelling, many
// files in sequence, and a browser without byte streams.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../wasm/harness.mjs";
import { openLibrary } from "./library.mjs";

const RULES = { today: "2022-12-31" };
const QUERIES = [
  { by: ["unit", "quarter"] },
  { by: ["field"], basis: "received", clock: "instant" },
  { by: ["file", "month"] }
];
const LISTS = [
  { offset: 0, limit: 50 },
  { sort: "daysLate", offset: 0, limit: 50 },
  { doubtful: true, offset: 100, limit: 50 }
];

/**
 * Made both in Node and in the page: the text of a list, in parts.
 * @param {{ rows: number, seed: number }} what
 */
function makeList({ rows, seed }) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let text =
    "DANH SÁCH HỒ SƠ\n\nMã hồ sơ,Chủ hồ sơ,Đơn vị,Lĩnh vực,Mức độ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái,Ghi chú\n";
  let state = seed;
  const next = (/** @type {number} */ below) =>
    (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
  const day = (/** @type {number} */ n) =>
    `${String((n % 28) + 1).padStart(2, "0")}/${String(((n >> 3) % 12) + 1).padStart(2, "0")}/2022`;
  const flush = () => {
    parts.push(encoder.encode(text));
    text = "";
  };
  for (let n = 0; n < rows; n += 1) {
    if (text.length > 1 << 16) flush();
    const code = next(50) ? `H20-${seed}-${n}` : `TRÙNG-${next(500)}`;
    const end = next(9) ? day(next(9999)) : "";
    text += `${code},NGUYỄN VĂN ${n},UBND xã ${next(150)},Lĩnh vực ${next(25)},${next(4) + 1},${day(next(9999))},${next(40) ? day(next(9999)) : "31/02/2022"},${end},${["Trực tuyến", "Trực tiếp", "BCCI", "Fax"][next(4)]},${["Đã trả kết quả", "", "Đang xử lý"][next(3)]},${"ghi chú ".repeat(12)}\n`;
    if (!next(4000)) text += next(2) ? "\n" : `I,Nhóm ${n}\n`;
  }
  flush();
  return parts;
}

/**
 * The answers of the engine in Node for the same files, read in sequence.
 * @param {Record<string, any>} lists
 */
function expected(lists) {
  const engine = new Engine(RULES);
  for (const [name, what] of Object.entries(lists)) {
    engine.begin(name);
    for (const part of makeList(what)) engine.push(part);
    engine.finish();
  }
  const answers = {
    files: engine.files(),
    summaries: QUERIES.map(query => engine.summarize(/** @type {any} */ (query))),
    lists: LISTS.map(query => engine.dossiers(/** @type {any} */ (query)))
  };
  engine.free();
  return answers;
}

/** A page with the library, and the code that collects answers. */
const openLists = () =>
  openLibrary(`
    window.makeList = ${makeList};
    window.make = (name, what) => new File(makeList(what), name);
    window.ask = async (dataset, queries, lists) => ({
      files: dataset.files,
      summaries: await Promise.all(queries.map((query) => dataset.summarize(query))),
      lists: await Promise.all(lists.map((query) => dataset.dossiers(query))),
    });`);

/** The answers, the number of workers used and left, and the reported progress.
 * @param {import("playwright-core").Page} page @param {Record<string, any>} lists @param {object} options */
const answersOf = (page, lists, options) =>
  page.evaluate(
    async ({ lists, options, queries, asked }) => {
      const { make, openFiles, ask, started } = /** @type {any} */ (window);
      /** @type {any[]} */
      const told = [];
      const files = Object.entries(lists).map(([name, what]) => make(name, what));
      const dataset = await openFiles(files, {
        ...options,
        onProgress: (/** @type {any} */ part) => told.push(part)
      });
      const answers = await ask(dataset, queries, asked);
      return {
        answers,
        workers: started.length,
        left: started.length - /** @type {any} */ (window).ended.size,
        told
      };
    },
    { lists, options: { ...RULES, ...options }, queries: QUERIES, asked: LISTS }
  );

/** @param {any[]} told */
function assertGrows(told) {
  assert.ok(told.length > 0);
  for (const [at, part] of told.entries()) {
    assert.ok(part.bytesRead <= part.bytesTotal);
    const before = told[at - 1];
    if (before?.file === part.file) assert.ok(part.bytesRead >= before.bytesRead && part.rows >= before.rows);
  }
}

const LARGE = { "lớn.csv": { rows: 130_000, seed: 7 } };

test("one large CSV is read by one worker, whatever the number of cores", async () => {
  const page = await openLists();
  const { answers, workers, left, told } = await answersOf(page, LARGE, { workers: 3 });
  assert.deepEqual(answers, expected(LARGE));
  assert.deepEqual({ workers, left }, { workers: 1, left: 1 });
  assertGrows(told);
  assert.equal(told.at(-1).bytesRead, told.at(-1).bytesTotal);
  await page.close();
});

test("one large file and small ones are read by one worker", async () => {
  const page = await openLists();
  const { answers, workers } = await answersOf(
    page,
    { ...LARGE, "nhỏ.csv": { rows: 5_000, seed: 2 } },
    { workers: 3 }
  );
  assert.equal(answers.files.length, 2);
  assert.equal(workers, 1);
  await page.close();
});

const SEVERAL = Object.fromEntries(
  [1, 2, 3, 4, 5].map(seed => [`tệp ${seed}.csv`, { rows: 12_000 - seed * 1_000, seed }])
);

test("files read in parallel answer like files read in sequence, and later duplicates count", async () => {
  const page = await openLists();
  const { answers, workers, left, told } = await answersOf(page, SEVERAL, { workers: 3 });
  assert.deepEqual(answers, expected(SEVERAL));
  assert.deepEqual({ workers, left }, { workers: 3, left: 1 });
  assertGrows(told);
  await page.close();
});

test("the file of a helper that crashes is read by another worker", async () => {
  const page = await openLists();
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ options) {
      if (message?.args?.ending !== "handOver") return post.call(this, message, options);
      setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })));
    };
  });
  const { answers, workers, left } = await answersOf(page, SEVERAL, { workers: 3 });
  assert.deepEqual(answers, expected(SEVERAL));
  assert.deepEqual({ workers, left }, { workers: 3, left: 1 });
  await page.close();
});

test("cancelling ends every worker except the keeper, which still answers", async () => {
  const page = await openLists();
  const outcome = await page.evaluate(
    async options => {
      const { make, openFiles, left, asked } = /** @type {any} */ (window);
      const dataset = await openFiles([make("nhỏ.csv", { rows: 500, seed: 1 })], options);
      const before = await dataset.summarize();
      const stop = new AbortController();
      const onProgress = () => stop.abort();
      const error = await dataset
        .add([make("lớn.csv", { rows: 130_000, seed: 7 })], { signal: stop.signal, onProgress })
        .catch((/** @type {any} */ error) => error);
      const after = await dataset.summarize();
      const again = asked.filter((/** @type {string} */ name) => name === "read nhỏ.csv").length;
      return {
        error: error.name,
        left: left(),
        same: JSON.stringify(before) === JSON.stringify(after),
        files: dataset.files.length,
        again
      };
    },
    { ...RULES, workers: 3 }
  );
  assert.deepEqual(outcome, { error: "AbortError", left: 1, same: true, files: 1, again: 1 });
  await page.close();
});

test("a large file added to another is read by another worker, and the answers are those of reading in sequence", async () => {
  const lists = { "nhỏ.csv": { rows: 500, seed: 1 }, ...LARGE };
  const page = await openLists();
  const outcome = await page.evaluate(
    async ({ lists, options, queries, asked }) => {
      const { make, openFiles, ask, left } = /** @type {any} */ (window);
      const [small, large] = Object.entries(lists).map(([name, what]) => make(name, what));
      const dataset = await openFiles([small], options);
      await dataset.add([large]);
      return { answers: await ask(dataset, queries, asked), left: left() };
    },
    { lists, options: { ...RULES, workers: 3 }, queries: QUERIES, asked: LISTS }
  );
  assert.deepEqual(outcome, { answers: expected(lists), left: 1 });
  await page.close();
});
