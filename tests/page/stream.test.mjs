// How a worker reads a file: through the browser's byte stream and one buffer, for many files in sequence,
// with garbage collection at every step; and without byte streams. Also the spare worker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openLibrary } from "./library.mjs";

const HELPERS = `
  window.list = (name, rows, late = 0) => new File(["Mã hồ sơ,Chủ hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\\n",
    ...Array.from({ length: rows }, (_, n) => name + "-" + n + ",NGUYỄN VĂN " + n + ",UBND xã " + n % 40 + ",01/03/2022,05/03/2022,0" + (n < late ? 6 : 4) + "/03/2022\\n")], name);
  window.rate = async (dataset) => { const { num, den } = (await dataset.summarize()).total.measures.onTime; return num + "/" + den; };`;

/** @param {import("playwright-core").Page} page @param {string} code */
const run = (page, code) => page.evaluate(`(async () => { ${code} })()`);

test("two hundred files in sequence, while garbage is collected", {
  timeout: 60_000
}, async () => {
  const page = await openLibrary(HELPERS, "setInterval(gc, 5);");
  const files = "Array.from({ length: 200 }, (_, n) => list('a' + n, 4_000, n))";
  assert.equal(
    await run(page, `return rate(await openFiles(${files}, { workers: 1 }))`),
    `${800_000 - (199 * 200) / 2}/800000`
  );
  await page.close();
});

/**
 * A file's stream to which the browser holds no reference. Chromium collects its own streams if only a
 * pending read refers to them.
 */
const WEAKLY_HELD = `Blob.prototype.stream = function () {
  const whole = this.arrayBuffer();
  let at = 0;
  return new ReadableStream({ type: "bytes", pull(controller) {
    const weak = new WeakRef(controller);
    whole.then((bytes) => setTimeout(() => {
      gc();
      const request = weak.deref()?.byobRequest;
      if (!request) return;
      const { view } = request;
      const part = new Uint8Array(bytes, at, Math.min(view.byteLength, 1 << 14, bytes.byteLength - at));
      new Uint8Array(view.buffer, view.byteOffset).set(part);
      at += part.length;
      request.respond(part.length);
    }));
  } });
};`;

test("a stream that nothing else refers to is read to its end", { timeout: 20_000 }, async () => {
  const page = await openLibrary(HELPERS, WEAKLY_HELD);
  assert.equal(
    await run(page, "return rate(await openFiles([list('a', 2_000, 7)], { workers: 1 }))"),
    "1993/2000"
  );
  await page.close();
});

test("a file that is no table is refused by its first bytes", async () => {
  const page = await openLibrary(HELPERS);
  const told = await run(
    page,
    `let most = 0;
    const file = new File(Array(200).fill(new Uint8Array(1 << 20)), "rỗng.csv");
    const { files } = await openFiles([file], { onProgress: ({ bytesRead }) => (most = Math.max(most, bytesRead)) });
    return [files[0].error.code, most < 1 << 21];`
  );
  assert.deepEqual(told, ["unsupported-format", true]);
  await page.close();
});

test("without byte streams, files are read all the same", async () => {
  const page = await openLibrary(
    HELPERS,
    "{ const { stream } = Blob.prototype; Blob.prototype.stream = function () { return stream.call(this).pipeThrough(new TransformStream()); }; }"
  );
  assert.equal(
    await run(
      page,
      "const stream = new Blob(['a']).stream().pipeThrough(new TransformStream()); try { stream.getReader({ mode: 'byob' }); return 'given'; } catch ({ name }) { return name; }"
    ),
    "TypeError"
  );
  assert.equal(
    await run(page, "return rate(await openFiles([list('a', 50_000, 7), list('b', 10)], { workers: 1 }))"),
    "50003/50010"
  );
  await page.close();
});

/** The spare worker's answers, by the names of its calls. */
const ANSWERS = `
  window.answers = [];
  window.watch = () => { const names = asked; started[0].addEventListener("message", ({ data }) => "value" in data && answers.push(names[data.id - 1])); };
  window.until = async (isSo) => { while (!isSo()) await new Promise((done) => setTimeout(done, 1)); };`;

test("the spare worker reads the first file, and its warm-up data are in no figure", async () => {
  const page = await openLibrary(HELPERS + ANSWERS);
  await run(
    page,
    "await preload(); await until(() => started.length); watch(); await until(() => answers.length)"
  );
  assert.deepEqual(await run(page, "return [asked, answers]"), [["warm"], ["warm"]]);
  await run(page, "window.dataset = await openFiles([list('a', 100, 7)], {})");
  assert.deepEqual(
    await run(
      page,
      "return [await rate(dataset), dataset.files.length, dataset.files[0].rows.read, started.length, left()]"
    ),
    ["93/100", 1, 100, 1, 1]
  );
  assert.equal(
    await run(
      page,
      "return (await (await dataset.export('csv', { rows: 'dossiers' })).text()).includes('Đơn vị số')"
    ),
    false
  );
  await run(page, "dataset.close()");
  assert.equal(await run(page, "return left()"), 0);
  await page.close();
});

test("a file chosen during the warm-up does not wait for it", async () => {
  const page = await openLibrary(HELPERS + ANSWERS);
  await run(
    page,
    "await preload(); await until(() => asked.includes('warm')); watch(); window.dataset = await openFiles([list('a', 100, 7)])"
  );
  assert.deepEqual(await run(page, "return [await rate(dataset), started.length]"), ["93/100", 1]);
  const answers = /** @type {string[]} */ (
    await run(page, "await until(() => answers.includes('warm')); return answers")
  );
  assert.ok(answers.indexOf("start") < answers.indexOf("warm"), answers.join());
  await page.close();
});

test("if a file is chosen first, no spare worker is started; a lost one is not used", async () => {
  const page = await openLibrary(HELPERS + ANSWERS);
  await run(
    page,
    "await preload(); window.dataset = await openFiles([list('a', 100, 7)]); await new Promise((done) => setTimeout(done, 200))"
  );
  assert.deepEqual(await run(page, "return [asked.includes('warm'), started.length]"), [false, 1]);
  await run(
    page,
    "dataset.close(); await preload(); await until(() => started.length === 2); started[1].dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))"
  );
  assert.equal(await run(page, "return rate(await openFiles([list('b', 100, 8)]))"), "92/100");
  assert.deepEqual(await run(page, "return [started.length, left()]"), [3, 1]);
  await page.close();
});
