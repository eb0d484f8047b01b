// Loaded data stay as they were read, whatever happens to the files on disk, to other files, to workers and
// to the network.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openLibrary } from "./library.mjs";

/** @typedef {import("playwright-core").Page} Page */

const folder = mkdtempSync(join(tmpdir(), "hoso-"));
after(() => rmSync(folder, { recursive: true }));
const inFolder = (/** @type {string} */ name) => join(folder, name);

/**
 * Rows of a unit, one received each day of March 2022, due on 5 April; the first `late` end a day after that.
 * @param {string} unit
 * @param {number} rows
 * @param {number} late
 */
const list = (unit, rows, late) =>
  [
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý",
    ...Array.from(
      { length: rows },
      (_, n) =>
        `${unit}-${n},${unit},${String((n % 28) + 1).padStart(2, "0")}/03/2022,05/04/2022,${n < late ? "06" : "04"}/04/2022`
    )
  ].join("\n");

/** What the tests do in the page; `dataset` is of a.csv and b.csv, 100 of 150 on time, both on disk. */
const HELPERS = `
  window.kill = () => started.filter((one) => !ended.has(one)).at(-1).dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
  window.rate = async () => { const { num, den } = (await dataset.summarize()).total.measures.onTime; return num + "/" + den; };
  window.names = () => dataset.files.map(({ name, error }) => [name, error?.code].filter(Boolean).join(": "));
  window.caught = (promise) => promise.then(() => "nothing", ({ name, code, place }) => [name, code, place?.file].join(" "));
  window.big = (name) => new File(["Mã hồ sơ,Đơn vị,Ngày tiếp nhận\\n", ...Array(400).fill("C-1,C,01/03/2022\\n".repeat(10_000))], name);
`;

/** @type {Page} */
let page;
/** @param {string} options */
async function openTwo(options = "{ today: '2022-12-31' }") {
  writeFileSync(inFolder("a.csv"), list("A", 100, 0));
  writeFileSync(inFolder("b.csv"), list("B", 50, 50));
  page = await openLibrary(HELPERS);
  await page.locator("input").setInputFiles([inFolder("a.csv"), inFolder("b.csv")]);
  await page.evaluate(
    "(async () => { window.dataset = await openFiles(document.querySelector('input').files, " +
      options +
      "); })()"
  );
  assert.equal(await page.evaluate("rate()"), "100/150");
}

/** @param {string} code */
const run = code => page.evaluate(`(async () => { ${code} })()`);

test("a file saved again, a third one cancelled, another rule: the figures are of the data that were read", async () => {
  await openTwo();
  writeFileSync(inFolder("b.csv"), list("B", 70, 1));
  assert.equal(
    await run(
      "const stop = new AbortController(); return caught(dataset.add([big('c.csv')], { signal: stop.signal, onProgress: () => stop.abort() }))"
    ),
    "AbortError 20 "
  );
  assert.equal(
    await run(
      "const { num, den } = (await dataset.summarize({ clock: 'instant' })).total.measures.onTime; return num + '/' + den"
    ),
    "100/150"
  );
  assert.equal(
    await run(
      "return (await (await dataset.export('csv', { rows: 'dossiers' })).text()).trim().split('\\n').length"
    ),
    151
  );
  assert.deepEqual(
    await run("return [names(), left(), asked.filter((name) => name.endsWith('b.csv')).length]"),
    [["a.csv", "b.csv"], 1, 1]
  );
});

test("a file that crashes its reader affects no other file", async () => {
  await openTwo("{ workers: 1 }");
  unlinkSync(inFolder("b.csv"));
  await run(
    "addEventListener('crash', kill, { once: true }); await dataset.add([big('c.csv')], { onProgress: () => dispatchEvent(new Event('crash')) })"
  );
  assert.deepEqual(await run("return [names(), await rate(), left()]"), [
    ["a.csv", "b.csv", "c.csv: worker-crashed"],
    "100/150",
    1
  ]);
  await run("await dataset.remove(2)");
  assert.deepEqual(await run("return [names(), await rate()]"), [["a.csv", "b.csv"], "100/150"]);
});

/** Checks that the second file has changed. */
async function saidInExportAndReceipt() {
  const exported = /** @type {any} */ (
    await run("return JSON.parse(await (await dataset.export('json')).text())")
  );
  assert.deepEqual(
    exported.files.map((/** @type {any} */ { name, error }) => [name, error]),
    [
      ["a.csv", undefined],
      ["b.csv", "file-changed"]
    ]
  );
  const receipt = /** @type {any} */ (await run("return dataset.receipt()"));
  assert.deepEqual(
    receipt.files.map((/** @type {any} */ { name, sha256, tables }) => [
      name,
      sha256 !== null,
      tables[0].error
    ]),
    [
      ["a.csv", true, undefined],
      ["b.csv", false, "file-changed"]
    ]
  );
}

test("a lost keeper is replaced, and a file that cannot be read again is named in list, export and receipt", async () => {
  await openTwo();
  await run("kill()");
  assert.deepEqual(
    await run("const before = dataset.files; return [await rate(), names(), before === dataset.files]"),
    ["100/150", ["a.csv", "b.csv"], false]
  );
  unlinkSync(inFolder("b.csv"));
  await run("kill()");
  assert.deepEqual(await run("return [await rate(), names()]"), [
    "100/100",
    ["a.csv", "b.csv: file-changed"]
  ]);
  assert.match(
    /** @type {string} */ (await run("return dataset.files[1].error.message")),
    /hãy chọn lại tệp/
  );
  await saidInExportAndReceipt();
  writeFileSync(inFolder("b.csv"), list("B", 50, 50));
  await page.locator("input").setInputFiles([inFolder("b.csv")]);
  await run("await dataset.remove(1); await dataset.add(document.querySelector('input').files)");
  assert.deepEqual(await run("return [await rate(), names()]"), ["100/150", ["a.csv", "b.csv"]]);
});

test("a file with other rows when it is read again has changed, even if the browser does not report it", async () => {
  await openTwo();
  // The worker slices the File that it was posted, so another File is put there.
  await run(`const other = new File([${JSON.stringify(list("B", 50, 50))}.slice(0, -40).padEnd(${list("B", 50, 50).length}, "\\n")], "b.csv");
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) { if (message.args?.file?.name === "b.csv") message.args.file = other; return post.call(this, message, ...rest); };
    kill();`);
  assert.deepEqual(await run("return [await rate(), names()]"), [
    "100/100",
    ["a.csv", "b.csv: file-changed"]
  ]);
});

test("another encoding for a file that has disappeared changes nothing, and is reported", async () => {
  await openTwo();
  unlinkSync(inFolder("b.csv"));
  assert.equal(await run("return caught(dataset.readings(1))"), "HosoError file-changed b.csv");
  assert.equal(
    await run("return caught(dataset.remap(1, dataset.files[1].mapping, 'VNI'))"),
    "HosoError file-changed b.csv"
  );
  assert.deepEqual(await run("return [await rate(), names(), left()]"), ["100/150", ["a.csv", "b.csv"], 1]);
});

test("a file that is read again keeps its place, without the sheets that were removed by hand", async () => {
  page = await openLibrary(HELPERS);
  const table = (/** @type {string} */ unit) =>
    `<table><tr>${["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận"].map(text => `<th>${text}</th>`)}</tr><tr><td>${unit}-1</td><td>${unit}</td><td>01/03/2022</td></tr></table>`;
  const html = `<html><meta charset="utf-8"><body>${["A", "B", "C"].map(table).join("<p></p>")}</body></html>`;
  await run(
    `window.dataset = await openFiles([new File([${JSON.stringify(html)}], "a.xls"), new File([${JSON.stringify(list("D", 5, 0))}], "b.csv")]);`
  );
  const rows =
    "return dataset.files.map(({ name, rows, error }) => name + ' ' + (error?.code ?? rows.dossiers))";
  assert.deepEqual(await run(rows), ["a.xls 1", "a.xls 1", "a.xls 1", "b.csv 5"]);
  await run("await dataset.remove(1)");
  assert.match(
    /** @type {any} */ (
      await run("return (await dataset.remap(0, dataset.files[0].mapping, 'utf-16le')).error?.code")
    ) ?? "",
    /^no-|^invalid|^damaged|^unsupported/
  );
  assert.equal(/** @type {any} */ (await run(rows)).at(-1), "b.csv 5");
  await run("await dataset.remap(0, dataset.files[0].mapping, 'utf-8')");
  assert.deepEqual(await run(rows), ["a.xls 1", "a.xls 1", "b.csv 5"]);
  assert.deepEqual(
    await run("return (await dataset.summarize({ by: ['unit'] })).groups.map(({ key }) => key.unit)"),
    ["A", "C", "D"]
  );
  await run("kill()");
  await run("await dataset.summarize()");
  assert.deepEqual(await run(rows), ["a.xls 1", "a.xls 1", "b.csv 5"]);
});

test("file numbers refer to the list at the time of the question", async () => {
  await openTwo();
  await run(
    "await Promise.all([dataset.add([new File([''], 'c.csv')]), dataset.remove(0), dataset.remove(1)])"
  );
  assert.deepEqual(await run("return names()"), ["c.csv: empty-file"]);
});

test("cancelled or closed at any time, no worker remains or is started later", async () => {
  await openTwo();
  assert.deepEqual(
    await run(`
    const stop = new AbortController();
    const adding = caught(openFiles([big("c.csv")], { signal: stop.signal }));
    stop.abort();
    const said = [await adding];
    const asked = caught(dataset.export("xlsx"));
    const added = caught(dataset.add([big("c.csv")]));
    await new Promise((later) => setTimeout(later, 5));
    dataset.close();
    const answered = await asked; // it may have been done in time
    if (answered !== "HosoError closed " && answered !== "nothing") said.push(answered);
    said.push(await added, await caught(dataset.summarize()));
    const count = started.length;
    await new Promise((later) => setTimeout(later, 300));
    return [...said, left(), started.length - count];
  `),
    ["AbortError 20 ", "HosoError closed ", "HosoError closed ", 0, 0]
  );
});

for (const part of ["worker.js", "hoso_bg.wasm"]) {
  test(`a server that is busy for a moment: ${part} is asked for again`, async () => {
    page = await openLibrary(HELPERS);
    let times = 0;
    await page.route(`**/${part}`, route =>
      (times += 1) === 1 ? route.fulfill({ status: 503 }) : route.continue()
    );
    assert.match(
      /** @type {string} */ (
        await run("return openFiles([]).then(() => 'opened', ({ message }) => message)")
      ),
      /503/
    );
    assert.equal(await run("return openFiles([]).then(() => 'opened', ({ message }) => message)"), "opened");
    assert.equal(times, 2);
  });
}
