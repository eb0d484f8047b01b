// Nothing leaves: no request once a file can be chosen, and every kind of request that a script can make is
// refused.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterEach, test } from "node:test";
import { choose, openOffline, openReady, show, SMALL, unfold } from "./page.mjs";

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
afterEach(() => opened.close());

test("no request is made once a file can be chosen", async () => {
  opened = await openReady();
  const { page, requests } = opened;
  const before = requests.filter(({ url }) => url.startsWith("http")).length;
  await choose(page, SMALL);
  await show(page, "compare");
  await page.locator("hoso-panel [name=dimension]").selectOption("quarter");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Clear the data" }).click();
  await page.locator(".question button").first().click();
  const later = requests.filter(({ url }) => url.startsWith("http")).slice(before);
  assert.deepEqual(later, []);
});

/**
 * Records what is sent to it, by any protocol. A browser may open a connection before its policy refuses a
 * form or a frame; that is not a request, because nothing is sent.
 */
async function listener() {
  /** @type {string[]} */
  const heard = [];
  const server = createServer(socket => {
    socket.on("error", () => {});
    socket.once("data", data => {
      heard.push(String(data).split("\r")[0]);
      socket.destroy();
    });
  });
  await new Promise(done => server.listen(0, "127.0.0.1", () => done(null)));
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `127.0.0.1:${port}`, heard };
}

/** Tried in the page: elements that fetch, and a form. @param {string} address */
async function leaveByElements(address) {
  for (const rel of ["prefetch", "preload", "stylesheet", "icon", "modulepreload"]) {
    const link = Object.assign(document.createElement("link"), { rel, as: "image" });
    document.head.append(Object.assign(link, { href: `http://${address}/${rel}` }));
  }
  for (const tag of ["img", "script", "iframe", "video", "embed"]) {
    document.body.append(Object.assign(document.createElement(tag), { src: `http://${address}/${tag}` }));
  }
  const form = Object.assign(document.createElement("form"), {
    action: `http://${address}/form`,
    method: "post"
  });
  document.body.append(form);
  form.submit();
  await new Promise(done => setTimeout(done, 500));
}

/** Tried in the page: calls. @param {string} address */
async function leaveByCalls(address) {
  const attempt = (/** @type {() => unknown} */ go) =>
    void Promise.resolve()
      .then(go)
      .catch(() => {});
  attempt(() => fetch(`http://${address}/fetch`, { mode: "no-cors" }));
  attempt(() =>
    fetch(`http://${address}/keep`, { method: "POST", mode: "no-cors", body: "x", keepalive: true })
  );
  attempt(() => {
    const request = new XMLHttpRequest();
    request.open("POST", `http://${address}/xhr`);
    request.send("x");
  });
  attempt(() => new WebSocket(`ws://${address}/socket`));
  attempt(() => new EventSource(`http://${address}/events`));
  attempt(() => navigator.sendBeacon(`http://${address}/beacon`, "x"));
  attempt(() => import(`http://${address}/module.js`));
}

/** Every kind of request of a worker, tried in one that the page makes. @param {string} address */
async function leaveWorker(address) {
  const script = `
    const attempt = (go) => Promise.resolve().then(go).catch(() => {});
    attempt(() => fetch("http://${address}/fetch", { mode: "no-cors" }));
    attempt(() => { const request = new XMLHttpRequest(); request.open("GET", "http://${address}/xhr", false); request.send(); });
    attempt(() => new WebSocket("ws://${address}/socket"));
    attempt(() => new EventSource("http://${address}/events"));
    attempt(() => importScripts("http://${address}/script.js"));
    attempt(() => import("http://${address}/module.js"));
    attempt(() => new Worker("http://${address}/worker.js"));
    setTimeout(() => postMessage("done"), 500);`;
  const worker = new Worker(URL.createObjectURL(new Blob([script])));
  await new Promise(done => (worker.onmessage = done));
}

for (const [home, open] of /** @type {const} */ ([
  ["hosted", openReady],
  ["offline", openOffline]
])) {
  test(`the page and a worker of its making reach nobody: ${home}`, async () => {
    opened = /** @type {any} */ (await open());
    const { address, heard } = await listener();
    await opened.page.evaluate(leaveByCalls, address);
    await opened.page.evaluate(leaveByElements, address);
    await opened.page.evaluate(leaveWorker, address);
    assert.deepEqual(heard, []);
    await fetch(`http://${address}/`).catch(() => {}); // that it hears at all
    assert.deepEqual(heard, ["GET / HTTP/1.1"]);
  });

  test(`the panel shows what the browser says: ${home}`, async () => {
    opened = /** @type {any} */ (await open());
    const { page } = opened;
    await choose(page, SMALL);
    await page.locator(".privacy > summary").click();
    await page.locator(".proof").waitFor();
    const text = await page.locator("hoso-privacy").innerText();
    assert.match(text, /Yêu cầu mạng từ khi chọn được tệp\s+✓ 0 /);
    assert.equal(await page.locator(".proof td .proof-good").count(), 12); // seven ways of a page, five of a worker
    assert.equal(await page.locator(".proof .proof-bad").count(), 0);
    for (const place of ["trang", "tiến trình xử lý"]) {
      assert.match(
        text,
        new RegExp(
          `có hiệu lực ở ${place}\\s+(default-src .*\\s+)?default-src 'none'; script-src [^;]*; .*worker-src blob:`
        )
      );
    }
    const wasm = createHash("sha256")
      .update(readFileSync(new URL("../../target/pkg/hoso_bg.wasm", import.meta.url)))
      .digest("hex");
    assert.match(text, new RegExp(`${wasm}\\s+✓ trùng với bản`));
    assert.match(text, /WebRTC/);
  });
}

test("the spare worker, started before a file is chosen, has the page's policy", async () => {
  opened = await openReady();
  const { page } = opened;
  const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
  const { address, heard } = await listener();
  const fetched = await worker.evaluate(
    (/** @type {string} */ address) =>
      fetch(`http://${address}/fetch`, { mode: "no-cors" }).then(
        () => "reached",
        () => "refused"
      ),
    address
  );
  assert.deepEqual([fetched, heard], ["refused", []]);
  await choose(page, SMALL);
  assert.deepEqual(page.workers(), [worker], "it is the one that reads");
});

test("features that no policy can forbid are not in our code", () => {
  for (const file of [
    "site/app.js",
    "site/further.js",
    "site/worker.js",
    "site/index.html",
    "pkg/hoso.html",
    "pkg/hoso.js"
  ]) {
    const code = readFileSync(new URL(`../../target/${file}`, import.meta.url), "utf8");
    assert.doesNotMatch(
      code,
      /RTCPeerConnection|preconnect|dns-prefetch|location\.(assign|replace)|window\.open/,
      file
    );
  }
});

test("the panel distinguishes a request that was made from one that was refused", async () => {
  opened = await openReady({ bypassCSP: true }); // as if the policy did not hold
  const { page } = opened;
  await page.evaluate(() => fetch("index.html").then(response => response.text()));
  // The second is a style in pasted HTML: no request was made.
  await page.evaluate(() => {
    for (const [effectiveDirective, blockedURI] of [
      ["connect-src", "https://tien-ich.example/x"],
      ["style-src-attr", "inline"]
    ])
      document.dispatchEvent(
        new SecurityPolicyViolationEvent(
          "securitypolicyviolation",
          /** @type {any} */ ({ blockedURI, effectiveDirective })
        )
      );
  });
  await page.locator(".privacy > summary").click();
  await page.locator(".proof").waitFor();
  const text = await page.locator("hoso-privacy").innerText();
  assert.match(text, /✕ 1 – trái với cam kết/);
  assert.match(text, /1 yêu cầu khác đã bị chính sách chặn/);
  assert.equal(await page.locator(".proof td .proof-good").count(), 0);
  assert.match(text, /✕ Không có chính sách nào chặn/);
});

test("clearing ends the worker, and with it all data", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  assert.ok(page.workers().length > 0);
  await page.getByRole("button", { name: "Xóa dữ liệu" }).click();
  await page.locator(".question button").first().click();
  await page.getByRole("heading", { name: "Kéo thả tệp danh sách hồ sơ vào đây" }).waitFor();
  await page.waitForTimeout(100);
  assert.equal(page.workers().length, 0);
});

test("personal cells reach neither the page nor its storage", async () => {
  opened = await openReady();
  const { page } = opened;
  await choose(page, SMALL);
  await unfold(page);
  await page.getByRole("button", { name: "Khai báo cột của tệp nho.csv" }).click();
  await page.getByRole("button", { name: "Đọc lại tệp" }).click();
  await page.locator("hoso-mapping").waitFor({ state: "detached" });
  const everything = await page.evaluate("document.documentElement.outerHTML + JSON.stringify(localStorage)");
  assert.ok(!String(everything).includes("BÍ MẬT"));
});
