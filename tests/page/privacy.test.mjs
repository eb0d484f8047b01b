// Nothing leaves: no request once a file can be chosen, and every way out that a script has is refused.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { choose, openReady, show, SMALL } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

test("no request is made once a file can be chosen", async () => {
  opened = await openReady();
  const { page, requests } = opened;
  const before = requests.filter(({ url }) => url.startsWith("http")).length;
  await choose(page, SMALL);
  await show(page, "compare");
  await page.locator("hoso-table [name=dimension]").selectOption("quarter");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Clear the data" }).click();
  const later = requests.filter(({ url }) => url.startsWith("http")).slice(before);
  assert.deepEqual(later, []);
});

test("the page and its worker are refused the network", async () => {
  opened = await openReady();
  const { page, context } = opened;
  /** @type {string[]} */
  const answered = [];
  context.on("response", (response) => void answered.push(response.url()));
  const outcome = await page.evaluate(async () => {
    const refused = (/** @type {Promise<any>} */ attempt) => attempt.then(() => "went out", () => "refused");
    const image = new Promise((resolve, reject) => Object.assign(new Image(), { onload: resolve, onerror: reject, src: "/x.png" }));
    const worker = new Worker(URL.createObjectURL(new Blob(["fetch(new URL('/w', 'http://127.0.0.1')).then(() => postMessage('went out'), () => postMessage('refused'))"])));
    return {
      fetch: await refused(fetch("/x")),
      image: await refused(image),
      worker: await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data))),
    };
  });
  assert.deepEqual(outcome, { fetch: "refused", image: "refused", worker: "refused" });
  assert.deepEqual(answered.filter((url) => url.startsWith("http")), []);
});

test("personal cells reach neither the page nor its storage", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await page.getByRole("button", { name: "Gán cột của tệp nho.csv" }).click();
  await page.getByRole("button", { name: "Đọc lại tệp" }).click();
  await page.locator("hoso-mapping").waitFor({ state: "detached" });
  const everything = await page.evaluate("document.documentElement.outerHTML + JSON.stringify(localStorage)");
  assert.ok(!String(everything).includes("BÍ MẬT"));
});
