// The order of units: by name, with numbers as numbers, or as in an administrative list; and what is
// remembered of it. Also the English tables, which are sent as lists.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, test } from "node:test";
import { orderIn, orderOf } from "../../www/app/session/aliases.js";
import { compareNames, orderNames } from "../../www/elements/names.js";
import { keyed } from "../../www/keyed.js";
import { shortNames, withShort } from "../../xtask/names.mjs";
import { asLists } from "../../xtask/texts.mjs";
import { choose, openReady, show, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>> | undefined} */
let opened;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  orderNames([]);
});

const NAMES = ["UBND xã Số 10", "UBND xã Tháp Mười", "UBND xã Tân Dương", "UBND xã Số 2"];
const LIST = upload(
  "xa.csv",
  `Mã hồ sơ,Đơn vị,Ngày tiếp nhận\n${NAMES.map((name, at) => `A-${at},${name},03/01/2022`).join("\n")}\n`
);
const ORDER = upload("danh-muc.csv", "STT;Tên đơn vị\n1;Xã Tháp Mười\n2;Xã Số 10\n3;Xã Không Có\n");

test("names are in Vietnamese order, numbers as numbers; a list's come first, in its order", () => {
  const sorted = () => [...NAMES].sort(compareNames).map(name => name.slice("UBND xã ".length));
  assert.deepEqual(sorted(), ["Số 2", "Số 10", "Tân Dương", "Tháp Mười"]);
  orderNames(["Xã Tháp Mười", "Ủy ban nhân dân  xã Số 10, tỉnh Đồng Tháp"]);
  assert.deepEqual(sorted(), ["Tháp Mười", "Số 10", "Số 2", "Tân Dương"]);
});

test("a list of units is distinguished from dossiers", () => {
  assert.deepEqual(orderIn('\ufeffĐơn vị\r\nXã B\r\n"Xã A"\r\n'), ["Xã B", "Xã A"]);
  assert.deepEqual(orderIn("STT\tTên cơ quan\n1\tSở Y tế"), ["Sở Y tế"]);
  assert.deepEqual(orderIn(LIST.buffer.toString()), [], "a column of days");
  assert.deepEqual(orderIn("Đơn vị,Tiếp nhận,Đã giải quyết,Trễ hạn\nXã A,1,1,0"), [], "figures");
  assert.deepEqual(orderIn("Lĩnh vực\nĐất đai"), []);
  assert.deepEqual(orderIn(""), []);
  assert.deepEqual(orderOf(["Xã A", 7, " ", { name: "Xã B" }]), ["Xã A", "Xã B"]);
  assert.deepEqual(orderOf({ order: "Xã A" }), []);
});

test("a dropped list orders the units everywhere, is remembered, and a button removes it", async () => {
  opened = await openReady();
  const { page } = opened;
  const rows = async () => {
    await show(page, "compare");
    return page.locator("hoso-table tbody:not(:has(.total)) .name").allInnerTexts();
  };
  await choose(page, LIST);
  assert.deepEqual(await rows(), ["UBND xã Số 2", "UBND xã Số 10", "UBND xã Tân Dương", "UBND xã Tháp Mười"]);
  await page.locator("hoso-dropzone input[type=file]").first().setInputFiles([ORDER]);
  await page.locator(".told", { hasText: "danh sách 3 tên trong tệp danh-muc.csv" }).waitFor();
  const listed = ["UBND xã Tháp Mười", "UBND xã Số 10", "UBND xã Số 2", "UBND xã Tân Dương"];
  assert.deepEqual(await rows(), listed);
  await page.evaluate("onbeforeunload = null");
  await page.goto("about:blank");
  await page.goto(opened.url);
  await choose(page, LIST);
  assert.deepEqual(await rows(), listed, "kept");
  await page.locator(".spellings > summary").click();
  await page.getByRole("button", { name: "Xếp theo tên" }).click();
  await page.locator(".spellings").getByText("thả vào trang tệp CSV có cột").waitFor();
  assert.equal((await rows())[0], "UBND xã Số 2");
});

test("a shortened key of texts is not the name of anything else", () => {
  const names = [...shortNames().keys()];
  assert.ok(names.length > 100);
  const lib = fileURLToPath(new URL("../../node_modules/@typescript/", import.meta.url));
  const builtIn = readdirSync(lib, { recursive: true })
    .map(String)
    .filter(name => /lib\.(dom|es)[^/]*\.d\.ts$/.test(name))
    .map(name => readFileSync(join(lib, name), "utf8"))
    .join("\n");
  assert.match(builtIn, /interface HTMLElement/);
  const taken = new Set(builtIn.match(/\w+/g));
  assert.deepEqual(
    names.filter(name => taken.has(name)),
    []
  );
  assert.equal(
    withShort(
      "const { sheetTitle, of: { noCode: a } } = x; y.sheetTitle({ noCode, b: noCode });",
      new Map([
        ["sheetTitle", "$1"],
        ["noCode", "$2"]
      ])
    ),
    "const { $1: sheetTitle, of: { $2: a } } = x; y.$1({ $2: noCode, b: noCode });"
  );
});

test("every English table that is sent as a list is restored unchanged", async () => {
  const www = fileURLToPath(new URL("../../www/", import.meta.url));
  const files = readdirSync(www, { recursive: true })
    .map(String)
    .filter(name => /(text|sentences)\.en\.js$/.test(name));
  assert.ok(files.length > 10);
  const folder = mkdtempSync(join(tmpdir(), "keyed-"));
  for (const name of files) {
    const file = join(www, name);
    const listed = asLists(file).replaceAll(
      /from "(\.[^"]+)"/g,
      (_, path) => `from "${pathToFileURL(join(file, "..", path))}"`
    );
    assert.match(listed, /keyed\(/, name);
    const copy = join(folder, `${name.replaceAll(/\W/g, "-")}.mjs`);
    writeFileSync(copy, listed);
    const [back, own] = await Promise.all([import(copy), import(pathToFileURL(file).href)]);
    const plain = (/** @type {any} */ value) =>
      JSON.stringify(value, (_, one) => (typeof one === "function" ? String(one).replace(/\s+/g, " ") : one));
    for (const table of Object.keys(own))
      assert.equal(plain(back[table]), plain(own[table]), `${name}: ${table}`);
    assert.ok(readFileSync(copy, "utf8").length < readFileSync(file, "utf8").length + 300);
  }
  assert.deepEqual(keyed({ a: "x", b: ["x"], c: { d: "x" } }, ["1", ["2"], ["3"]]), {
    a: "1",
    b: ["2"],
    c: { d: "3" }
  });
});
