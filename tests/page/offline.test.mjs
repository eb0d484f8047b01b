// One file, opened from disk: everything works and nothing is requested from any network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { card, choose, openOffline, settled, SMALL } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openOffline>>} */
let opened;
before(async () => void (opened = await openOffline()));
after(() => opened.close());

test("it is opened from disk, and requests only itself", () => {
  const { requests, url } = opened;
  assert.match(url, /^file:/);
  const asked = requests.filter(request => !/^(blob|data):/.test(request.url)).map(request => request.url);
  assert.deepEqual(asked, [url]);
});

test("a sample gives its published figure", async () => {
  const { page } = opened;
  await page.locator(".menu > summary").click();
  await page.getByRole("button", { name: "Thành phố Thủ Dầu Một" }).click();
  await settled(page);
  await page.locator("hoso-settings [name=period]").selectOption("2022");
  await card(page, "Đúng và trước hạn").filter({ hasText: "45.817 / 45.820" }).waitFor();
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /99,99%/);
});

test("reading is cancelled, and a file read afterwards is counted", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  const [header, line] = SMALL.buffer.toString().split("\n");
  const big = await page.evaluateHandle(
    ({ header, line }) =>
      new File([header, ...Array(400).fill(new Blob([`\n${line}`.repeat(10_000)]))], "to.csv"),
    { header, line }
  );
  await page.evaluate(file => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
  }, big);
  await page.getByRole("button", { name: "Hủy" }).click();
  await page.locator(".progress").waitFor({ state: "detached" });
  await choose(page, SMALL);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /75,00%[^]*3 \/ 4/);
});

test("settings are remembered when it is opened again", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "English" }).click();
  await page.reload();
  await page.getByRole("heading", { name: "Drop files of dossier lists here" }).waitFor();
});

test("no request was made, and requests are refused", async () => {
  const { page, requests } = opened;
  const refused = await page.evaluate(() =>
    fetch("https://hoso.invalid/").then(
      () => "went out",
      () => "refused"
    )
  );
  assert.equal(refused, "refused");
  assert.deepEqual(
    requests.filter(({ url }) => /^(http|ws)/.test(url)),
    []
  );
});
