// The library alone, as npm users get it, in a real Chromium: a page with nothing but its server's files.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { browserPath, flags } from "./harness.mjs";

/** @type {Record<string, string>} */
const MEDIA = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** @type {import("node:http").Server} */
let server;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  server = createServer(({ url = "/" }, answer) => {
    if (url === "/")
      return void answer
        .writeHead(200, { "content-type": "text/html" })
        .end("<!doctype html><input type=file multiple>");
    if (!(extname(url) in MEDIA)) return void answer.writeHead(404).end();
    const body = readFileSync(new URL(`../../target/pkg${url}`, import.meta.url));
    answer.writeHead(200, { "content-type": MEDIA[extname(url)] }).end(body);
  });
  await new Promise(listening => server.listen(0, "127.0.0.1", () => listening(null)));
  browser = await chromium.launch({
    executablePath: browserPath(),
    args: [...flags, "--js-flags=--expose-gc"]
  });
});
after(async () => {
  await browser.close();
  server.close();
});

/** A page with the library's functions, which counts its workers and records their calls.
 * @param {string} [script] run before @param {string} [inWorker] run in each worker before */
export async function openLibrary(script = "", inWorker = "") {
  const page = await browser.newPage();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.evaluate(`
    window.started = []; window.ended = new Set(); window.asked = [];
    window.Worker = class extends Worker {
      constructor(...args) { super(...args); window.started.push(this); }
      postMessage(message, ...rest) { window.asked.push([message.name, message.args?.file?.name].filter(Boolean).join(" ")); super.postMessage(message, ...rest); }
      terminate() { window.ended.add(this); super.terminate(); }
    };
    window.left = () => window.started.length - window.ended.size;
    const fetched = fetch;
    window.fetch = async (address) => {
      const answer = await fetched(address);
      return answer.ok && String(address).endsWith("/worker.js") ? new Response(${JSON.stringify(`${inWorker}\n`)} + (await answer.text())) : answer;
    };
    ${script}
    import("/index.js").then((library) => Object.assign(window, library));`);
  await page.waitForFunction("window.openFiles");
  return page;
}
