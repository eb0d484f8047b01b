// The main flows in Firefox, from disk and from the server. Not part of `cargo xtask test`, because it needs
// Debian's firefox-esr: `node --experimental-websocket --test tests/firefox/*.test.mjs`, with the page built.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileUrl, startServer } from "../page/harness.mjs";
import { SMALL } from "../page/page.mjs";
import { firefoxPath, openFirefox, unfit } from "./bidi.mjs";

const program = firefoxPath();

const CHOOSER = "hoso-dropzone input[type=file]:not([disabled])";
/** @param {string} name */
const click = name =>
  `[...document.querySelectorAll("button")].find((one) => one.textContent.trim().startsWith(${JSON.stringify(name)}))?.click()`;
/** @param {string} text */
const shows = text => `document.querySelector("main").textContent.includes(${JSON.stringify(text)})`;
/**
 * Dropped as a file, or pasted as text; this Firefox's own way to make the second event.
 * @param {string} text
 */
const drop = text =>
  `{ const dataTransfer = new DataTransfer(); dataTransfer.items.add(new File([${JSON.stringify(text)}], "tha.csv"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true })) }`;
/** @param {string} data */
const paste = data =>
  `document.body.dispatchEvent(new ClipboardEvent("paste", ${JSON.stringify({ dataType: "text/plain", data, bubbles: true })}))`;
/** Two more dossiers. */
const LISTED = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận\nM-1,Phòng Ba,03/01/2022\nM-2,Phòng Ba,04/01/2022";
const clear = click("Xóa dữ liệu");
const sure = `document.querySelector(".question button")`;

/** @type {Awaited<ReturnType<typeof openFirefox>>} */
let firefox;
/** @type {string} */
let folder;

const homes = /** @type {Record<string, () => Promise<string>>} */ ({
  "hoso.html from disk": async () => fileUrl("target/pkg/hoso.html"),
  "the hosted page": async () => (await startServer()).url
});

/** Opening and reading. @param {string} home @param {() => Promise<string>} address */
function reading(home, address) {
  test(`${home}: opens`, async () => {
    await firefox.go(await address());
    await firefox.until(`document.querySelector("${CHOOSER}")`);
  });

  test(`${home}: a sample gives its published figure`, async () => {
    await firefox.value(click("Thành phố Sa Đéc"));
    await firefox.until(shows("22,79%"));
  });

  test(`${home}: a bad file leaves the good one`, async () => {
    await firefox.until(`!document.querySelector(".progress")`);
    await firefox.value(clear);
    await firefox.until(sure);
    await firefox.value(`${sure}.click()`);
    await firefox.until(`!document.querySelector(".file")`);
    await firefox.until(`document.querySelector("${CHOOSER}")`);
    await firefox.choose(CHOOSER, [join(folder, "hong.xlsx"), join(folder, "nho.csv")]);
    await firefox.until(shows("75,00%"));
    await firefox.until(shows("Không phải tệp bảng tính hay văn bản"));
  });

  test(`${home}: reading is cancelled`, async () => {
    await firefox.until(`document.querySelector("${CHOOSER}")`);
    await firefox.choose(CHOOSER, [join(folder, "to.csv")]);
    await firefox.until(`document.querySelector(".progress")`);
    await firefox.value(click("Hủy"));
    await firefox.until(`!document.querySelector(".progress")`);
    assert.equal(await firefox.value(`document.querySelectorAll(".file").length`), 2);
    assert.equal(await firefox.value(shows("75,00%")), true);
  });
}

/** What goes out, and what comes in without the chooser. @param {string} home */
function carrying(home) {
  test(`${home}: the engine's CSV leaves the worker`, async () => {
    await firefox.value(`document.querySelector("#tab-takeaway")?.click()`);
    await firefox.until(`document.querySelector("#panel").textContent.length > 100`);
    await firefox.value(
      `window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push(this.download); }; 0`
    );
    await firefox.value(
      `[...document.querySelectorAll("#panel button")].find((one) => /CSV/.test(one.textContent))?.click()`
    );
    await firefox.until(`saved.length === 1`);
    assert.match(String(await firefox.value(`saved[0]`)), /\.csv$/);
  });

  test(`${home}: files are dropped, tables pasted`, async () => {
    await firefox.value(drop(LISTED));
    await firefox.until(shows("3 tệp"));
    await firefox.until(shows("7 hồ sơ"));
    await firefox.value(paste(LISTED.replaceAll("M-", "N-").replaceAll(",", "\t")));
    await firefox.until(shows("4 tệp"));
    await firefox.until(shows("9 hồ sơ"));
  });
}

/** Every view, each with data of the files opened before.  @param {string} home */
function viewing(home) {
  test(`${home}: every view opens, fits the window, and throws no error`, async () => {
    await firefox.value(
      `window.wrong = []; addEventListener("error", event => wrong.push(event.message));
      addEventListener("unhandledrejection", event => wrong.push(String(event.reason))); 0`
    );
    const ids = `[...document.querySelectorAll("[role=tab]")].map(tab => tab.id).join(" ")`;
    const tabs = String(await firefox.value(ids)).split(" ");
    assert.ok(tabs.length >= 8, String(tabs));
    for (const tab of tabs) {
      await firefox.value(`document.querySelector("#${tab}").click()`);
      await firefox.until(`document.querySelector("#${tab}[aria-selected=true]")`);
      await firefox.until(
        `document.querySelector("#panel :is(table, svg, form, button)") && !document.querySelector(".progress")`
      );
      const wide = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;
      assert.equal(await firefox.value(wide), 0, tab);
    }
    assert.equal(await firefox.value(`wrong.join("; ")`), "");
  });
}

/** The guide and the proof. @param {string} home */
function explaining(home) {
  test(`${home}: the guide opens by a key, and closes`, async () => {
    await firefox.value(
      `document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }))`
    );
    await firefox.until(`document.querySelector("dialog[open] h3")`);
    await firefox.value(`document.querySelector("dialog button").click()`);
    await firefox.until(`!document.querySelector("dialog[open]")`);
  });

  test(`${home}: the panel finds every way out refused`, async () => {
    await firefox.value(`document.querySelector(".privacy").open = true`);
    await firefox.until(`document.querySelector(".proof")`);
    const text = String(await firefox.value(`document.querySelector("hoso-privacy").innerText`));
    assert.match(text, /✓ 0 /);
    assert.equal(await firefox.value(`document.querySelectorAll(".proof .proof-bad").length`), 0);
    // Firefox does not report the refusal of a prefetch, nor always those of a worker's EventSource and
    // importScripts, which fail.
    assert.ok((await firefox.value(`document.querySelectorAll(".proof td .proof-good").length`)) >= 9);
  });
}

/** Features of the hosted page only, and one click. */
function hosted() {
  test("the hosted page opens again with its server stopped, and counts", async () => {
    const server = await startServer();
    await firefox.go(server.url);
    await firefox.until(`document.querySelector("${CHOOSER}")`);
    await firefox.value(`navigator.serviceWorker.ready.then(() => true)`);
    await server.close();
    while (
      await fetch(server.url).then(
        () => true,
        () => false
      )
    )
      await new Promise(done => setTimeout(done, 50));
    await firefox.go(server.url);
    await firefox.until(`document.querySelector("${CHOOSER}")`);
    await firefox.choose(CHOOSER, [join(folder, "nho.csv")]);
    await firefox.until(shows("75,00%"));
  });

  test("a click runs the handler of the press", async () => {
    await firefox.value(`document.querySelector("#tab-compare").click()`);
    const name = `document.querySelector("hoso-table tbody:not(:has(.total)) .name .act")`;
    await firefox.until(`${name}?.textContent === "Phòng Hai"`);
    await firefox.press(`hoso-table tbody:not(:has(.total)) .name .act`, async () => {
      await firefox.value(`document.querySelector("hoso-table thead .sort").click()`); // the other way round
      await firefox.until(`${name}.textContent === "Phòng Một"`);
    });
    await firefox.until(`document.querySelector(".crumb")?.textContent.includes("Phòng Hai")`);
  });
}

describe("Firefox", { skip: unfit() }, () => {
  before(async () => {
    console.log(String(spawnSync(String(program), ["--version"]).stdout).trim());
    firefox = await openFirefox(String(program));
    folder = mkdtempSync(join(tmpdir(), "hoso-files-"));
    writeFileSync(join(folder, "nho.csv"), SMALL.buffer);
    writeFileSync(join(folder, "hong.xlsx"), "%PDF-1.7");
    const [header, line] = SMALL.buffer.toString().split("\n");
    writeFileSync(join(folder, "to.csv"), header + `\n${line}`.repeat(2_000_000));
  });
  after(async () => {
    await firefox?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  for (const [home, address] of Object.entries(homes)) {
    reading(home, address);
    carrying(home);
    viewing(home);
    explaining(home);
  }
  hosted();
});
