// Files: a bad one beside a good one, cancelling, a lost worker, removing, mapping by hand, dropping.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { card, choose, openReady, settled, show, SMALL, unfold, upload } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

/** Holds references to the page's workers, so that a test can break them. */
const HOLD_WORKERS = `
  window.workers = [];
  window.Worker = class extends Worker { constructor(...args) { super(...args); window.workers.push(this); } };
`;

/**
 * Drags a file over the page and drops it; equal pieces are stored once.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {(string | number[])[]} pieces text, or bytes
 */
async function drop(page, name, pieces) {
  const kinds = [...new Set(pieces)];
  const file = { name, kinds, order: pieces.map(piece => kinds.indexOf(piece)) };
  const dataTransfer = await page.evaluateHandle(({ name, kinds, order }) => {
    const blobs = kinds.map(kind => new Blob([typeof kind === "string" ? kind : Uint8Array.from(kind)]));
    const data = new DataTransfer();
    data.items.add(
      new File(
        order.map(at => blobs[at]),
        name
      )
    );
    return data;
  }, file);
  await page.dispatchEvent("footer", "dragenter", { dataTransfer });
  await page.locator(".overlay").waitFor();
  await page.dispatchEvent("footer", "drop", { dataTransfer });
}

test("a bad file leaves the good one working", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, upload("hỏng.xlsx", "%PDF-1.7 không phải bảng tính"), SMALL, upload("rỗng.csv", ""));
  const failed = page.locator(".file.failed");
  assert.equal(await failed.count(), 2);
  assert.match(await failed.nth(0).innerText(), /hỏng\.xlsx[^]*Không phải tệp bảng tính hay văn bản/);
  assert.match(await failed.nth(1).innerText(), /rỗng\.csv[^]*Tệp rỗng/);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /75,00%[^]*3 \/ 4/);
  await page.getByRole("button", { name: "Bỏ tệp hỏng.xlsx" }).click();
  await page.locator(".file.failed").nth(1).waitFor({ state: "detached" });
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("issues that may falsify a rate are shown first, and lead to the files", async () => {
  opened = await openReady();
  const { page } = opened;
  const strange = SMALL.buffer.toString().replace("Trực tiếp", "Người quen mang tới");
  await choose(page, upload("lạ.csv", strange), upload("rỗng.csv", ""));
  assert.equal(
    await page.locator(".drop-title").innerText(),
    "2 tệp · 5 hồ sơ · 1 tệp không đọc được · 1 ô có giá trị lạ"
  );
  await show(page, "compare");
  await page.getByRole("link", { name: "1 ô có giá trị lạ" }).click();
  await page.locator("#files:focus").waitFor();
  await page.locator("#panel[aria-labelledby=tab-compare]").waitFor(); // the view stays
});

test("the small file, figure by figure", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  for (const [name, expected] of [
    ["Trước hạn", /25,00%[^]*1 \/ 4/],
    ["Trễ hạn", /25,00%[^]*1 \/ 4/],
    ["Trực tuyến", /40,00%[^]*2 \/ 5/],
    ["Trực tuyến đúng hạn", /50,00%[^]*1 \/ 2/],
    [
      "Tiếp nhận qua BCCI",
      /0%[^]*Thiếu 20,00 điểm phần trăm so với chỉ tiêu 20% – cần thêm 2 hồ sơ nhận qua bưu chính/
    ],
    ["Trả kết quả qua BCCI", /Không tính được: tệp thiếu cột “Hình thức trả kết quả”/]
  ])
    assert.match(
      await card(page, /** @type {string} */ (name)).innerText(),
      /** @type {RegExp} */ (expected)
    );
  await unfold(page);
  assert.match(
    await page.locator(".file-sum").innerText(),
    /^5 dòng = 5 hồ sơ \+ 0 trùng \+ 0 bỏ qua \+ 0 loại/
  );
  assert.match(
    await page.locator("hoso-balance").innerText(),
    /Tiếp nhận\s+5[^]*Đã giải quyết\s+4[^]*Đang giải quyết\s+1/
  );
});

test("of duplicates the later file counts, and removing it restores the earlier one", async () => {
  opened = await openReady();
  const { page } = opened;
  const later = SMALL.buffer
    .toString()
    .split("\n")
    .slice(0, 2)
    .join("\n")
    .replace("07/01/2022", "17/01/2022");
  await choose(page, SMALL, upload("sau.csv", later));
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /2 \/ 4/);
  await unfold(page);
  await page.getByRole("button", { name: "Bỏ tệp sau.csv" }).click();
  await card(page, "Đúng và trước hạn").filter({ hasText: "3 / 4" }).waitFor();
});

test("cancelling loads nothing, and the loaded files still answer", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  const [header, line] = SMALL.buffer.toString().split("\n");
  await drop(page, "to.csv", [header, ...Array(600).fill(`\n${line}`.repeat(10_000))]); // some 600 MB, made of one piece
  await page.getByRole("button", { name: "Hủy" }).click();
  await page.locator(".progress").waitFor({ state: "detached" });
  assert.equal(await page.locator(".file").count(), 1);
  await page.getByRole("status").filter({ hasText: "Đã hủy" }).waitFor({ state: "attached" });
  await page.locator(".rules > summary").click();
  await page.locator("hoso-settings [name=basis]").selectOption("received");
  await page.locator(".rules").filter({ hasText: "tính vào kỳ theo: ngày tiếp nhận;" }).waitFor();
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("a crashed worker names its file; the others are read again", async () => {
  opened = await openReady(
    {},
    `${HOLD_WORKERS}
    window.crashOn = "xấu.csv";
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message?.args?.file?.name !== window.crashOn) return post.call(this, message, ...rest);
      setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })));
    };`
  );
  const { page } = opened;
  await choose(page, SMALL, upload("xấu.csv", "a,b\n"));
  assert.match(await page.locator(".file.failed").innerText(), /xấu\.csv[^]*Việc đọc tệp này bị ngắt/);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("a worker lost between questions is replaced silently", async () => {
  opened = await openReady({}, HOLD_WORKERS);
  const { page } = opened;
  await choose(page, SMALL);
  await page.evaluate("workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'gone' }))");
  await show(page, "compare");
  await page.locator("hoso-panel [name=dimension]").selectOption("month");
  await page.locator("hoso-panel [name=dimension]").selectOption("quarter");
  await page.getByRole("rowheader", { name: "Quý I/2022" }).waitFor();
  await show(page, "overview");
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /3 \/ 4/);
});

test("a column mapped by hand is read again, and remembered by its header", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await unfold(page);
  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  assert.match(await page.locator("hoso-mapping").innerText(), /không nạp/);
  await page.getByLabel("Ý nghĩa của cột Hình thức nộp").selectOption("");
  await page.getByLabel("Ý nghĩa của cột Đơn vị").selectOption("field");
  await page.getByRole("button", { name: "Đọc lại tệp" }).click();
  await card(page, "Trực tuyến")
    .filter({ hasText: "Không tính được: tệp thiếu cột “Hình thức nộp”" })
    .waitFor();
  await show(page, "compare");
  await page.locator("hoso-panel [name=dimension]").selectOption("field");
  await page.getByRole("rowheader", { name: "Phòng Hai" }).waitFor();
  await page.reload();
  await choose(page, SMALL);
  await show(page, "overview");
  assert.match(await card(page, "Trực tuyến").innerText(), /Không tính được/);
});

test("a mapping that cannot be read is not offered", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await unfold(page);
  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  await page.getByLabel("Ý nghĩa của cột Hình thức nộp").selectOption("unit");
  assert.match(await page.locator("hoso-mapping .problem").innerText(), /Hai cột/);
  assert.ok(await page.getByRole("button", { name: "Đọc lại tệp" }).isDisabled());
});

test("letters of an old font are recognised and shown, and can be read in another encoding with one click", async () => {
  opened = await openReady();
  const { page } = opened;
  // "Mã hồ sơ,Đơn vị,Ngày tiếp nhận" in TCVN3, with one invalid word: too few letters for certainty.
  const text =
    "M\xb7 h\xe5 s\xac,\xa7\xacn v\xde,Ng\xb5y ti\xd5p nh\xcbn\nA1,UBND x\xb7 T\xa9n M\xfc,01/03/2022\n";
  await choose(page, upload("cũ.csv", Buffer.from(text, "latin1")));
  await unfold(page);
  const block = page.locator(".encoding");
  assert.match(await block.innerText(), /Bảng mã: TCVN3 \(phông ABC\)/);
  assert.match(await block.innerText(), /Mã hồ sơ \| Đơn vị \| Ngày tiếp nhận/);
  await page.getByRole("button", { name: "Chữ hiện sai? Chọn bảng mã khác" }).click();
  await block.getByRole("button", { name: "VNI-Windows" }).click();
  await page.locator(".problem").filter({ hasText: "Không nhận ra cột nào" }).waitFor();
  await page.getByRole("button", { name: "Chữ hiện sai? Chọn bảng mã khác" }).click();
  await block.getByRole("button", { name: "TCVN3 (phông ABC)" }).click();
  await page.locator(".file-sum").filter({ hasText: "1 hồ sơ" }).waitFor();
});

/**
 * The same thirty dossiers as iconv and the fonts' own table wrote them (tests/fixtures/containers/make.py).
 * Other: the header line as Python's cp1258 reads these bytes.
 */
const FONTS = [
  { folder: "tcvn3", name: "TCVN3 (phông ABC)", other: "STT | M· hå s¬ | §¬n ṽ | LÜnh vùc | Ngµy tiƠp nhËn" },
  { folder: "vni", name: "VNI-Windows", other: "STT | Maơ hoà sô | Ñôn ṿ | Lónh vöïc | Ngaøy tieáp nhaän" }
];

for (const { folder, name, other } of FONTS) {
  test(`a list in letters of a font, dropped: ${name} is told, shown beside the others, and chosen with one click`, async () => {
    opened = await openReady();
    const { page } = opened;
    const bytes = readFileSync(new URL(`../cases/containers/${folder}/a.csv`, import.meta.url));
    await drop(page, `${folder}.csv`, [[...bytes]]);
    await settled(page);
    await unfold(page);
    const block = page.locator(".encoding");
    const others = page.getByRole("button", { name: "Chữ hiện sai? Chọn bảng mã khác" });
    const sum = page.locator(".file-sum").filter({ hasText: "30 hồ sơ" });
    const right = "STT | Mã hồ sơ | Đơn vị | Lĩnh vực | Ngày tiếp nhận";
    await sum.waitFor();
    assert.ok((await block.innerText()).includes(`Bảng mã: ${name}`), "which was taken is told");
    assert.ok((await block.innerText()).includes(right), "with the header as it reads");
    await others.click();
    const reading = (/** @type {string} */ encoding) =>
      block.locator(".readings li").filter({ has: page.getByRole("button", { name: encoding }) });
    await reading(name).waitFor();
    assert.ok((await reading(name).innerText()).includes(right));
    assert.equal(await reading(name).getByRole("button").getAttribute("aria-pressed"), "true");
    assert.ok(
      (await reading("Windows-1258").innerText()).includes(other),
      await reading("Windows-1258").innerText()
    );
    await reading("Windows-1258").getByRole("button").click();
    await page.locator(".problem").filter({ hasText: "Không nhận ra cột nào" }).waitFor();
    await others.click();
    await reading(name).getByRole("button").click();
    await sum.waitFor();
    await show(page, "compare");
    await page.locator("hoso-table").getByRole("rowheader", { name: "UBND phường An Hòa" }).waitFor();
  });
}

test("a mapping is saved as a file without data, and read from it", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await unfold(page);
  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  await page.getByLabel("Ý nghĩa của cột Đơn vị").selectOption("field");
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Lưu cách khai báo ra tệp JSON" }).click()
  ]);
  const text = readFileSync(await saved.path(), "utf8");
  assert.equal(saved.suggestedFilename(), "nho-cot.json");
  assert.doesNotMatch(text, /BÍ MẬT|Phòng Một|A-2201/);
  await page.getByRole("button", { name: "Thôi" }).click();
  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  const loader = page.locator("hoso-mapping input[type=file]");
  await loader.setInputFiles([upload("khac.json", "{}")]);
  await page.locator("hoso-mapping .problem").filter({ hasText: "không có cách khai báo" }).waitFor();
  await loader.setInputFiles([upload("nho-cot.json", text)]);
  await page.locator("hoso-mapping .problem").waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("Ý nghĩa của cột Đơn vị").inputValue(), "field");
});

test("a summary's columns are mapped to what they count", async () => {
  opened = await openReady();
  const { page } = opened;
  const text =
    "Đơn vị,Số hồ sơ tiếp nhận,Đã giải quyết trước hạn,Đã giải quyết đúng hạn,Đã giải quyết trễ hạn\nPhòng Một,10,4,5,1\nPhòng Hai,10,6,4,0\n";
  await choose(page, upload("Báo cáo quý I năm 2022.csv", text));
  await unfold(page);
  await page.getByRole("button", { name: /Khai báo cột của tệp/ }).click();
  const late = page.getByLabel("Ý nghĩa của cột Đã giải quyết trễ hạn");
  assert.equal(await late.inputValue(), "=late");
  await late.selectOption("");
  await page.getByRole("button", { name: "Đọc lại tệp" }).click();
  await page.locator("hoso-mapping").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /Khai báo cột của tệp/ }).click();
  assert.equal(await late.inputValue(), "");
});

test("files dropped anywhere on the page are read", async () => {
  opened = await openReady();
  const { page } = opened;
  await drop(page, "thả.csv", [SMALL.buffer.toString()]);
  await settled(page);
  assert.equal(await page.locator(".overlay").count(), 0);
  await unfold(page);
  assert.match(await page.locator(".file-name").innerText(), /thả\.csv/);
});

test("clearing removes everything", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  assert.equal(await page.locator("hoso-card, hoso-files").count(), 0);
  await page.getByRole("heading", { name: "Kéo thả tệp danh sách hồ sơ vào đây" }).waitFor();
});
