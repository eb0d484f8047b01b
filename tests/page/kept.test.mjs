// The hosted page opens without its server, once a service worker has stored it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { card, choose, openReady, ready, SMALL } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

/** @param {string} url */
const answers = url =>
  fetch(url).then(
    () => true,
    () => false
  );

test("with the server stopped it opens again and counts", async () => {
  opened = await openReady();
  const { page, server, url } = opened;
  const active = page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL);
  assert.equal(await active, `${url}sw.js`);
  await server.close();
  while (await answers(url)) await new Promise(done => setTimeout(done, 50));
  await page.reload();
  await ready(page);
  await choose(page, SMALL);
  assert.match(await card(page, "Đúng và trước hạn").innerText(), /75,00%[^]*3 \/ 4/);
});

test("stored responses have the server's policies, and only the page's files are stored", async () => {
  opened = await openReady();
  const { page } = opened;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await choose(page, SMALL);
  const kept = await page.evaluate(async () => {
    const [name, ...others] = await caches.keys();
    const cache = await caches.open(name);
    const policy = (/** @type {Request} */ request) =>
      cache.match(request).then(response => response?.headers.get("content-security-policy"));
    const entries = await Promise.all(
      (await cache.keys()).map(async request => [new URL(request.url).pathname, await policy(request)])
    );
    return { others, entries: entries.sort() };
  });
  assert.deepEqual(kept.others, []);
  assert.deepEqual(
    kept.entries.map(([path]) => path),
    ["/", "/app.js", "/further.js", "/hoso_bg.wasm", "/style.css", "/worker.js"]
  );
  assert.match(String(kept.entries[0][1]), /default-src 'none'/);
});

test("a sealed page cannot register anything else", async () => {
  opened = await openReady();
  const outcome = await opened.page.evaluate(() =>
    navigator.serviceWorker.register("sw.js?other").then(
      () => "registered",
      () => "refused"
    )
  );
  assert.equal(outcome, "refused");
});
