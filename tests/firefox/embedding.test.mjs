// hoso inside other pages, in Firefox: the table in docs/embedding.md holds here too, except for the
// differences noted below. Run by hand, like flows.test.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { lacks, openPortal, POLICIES, WORKS } from "../pkg/portal.mjs";
import { firefoxPath, openFirefox, unfit } from "./bidi.mjs";

const docs = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");

let policy = "";
/** @type {Awaited<ReturnType<typeof openPortal>>} */
let site;
/** @type {Awaited<ReturnType<typeof openFirefox>>} */
let firefox;

/**
 * Words of the page, as JSON: BiDi hands over strings.
 * @param {string} expression
 * @returns {Promise<any>}
 */
const told = async expression => JSON.parse(String(await firefox.value(`JSON.stringify(${expression})`)));

/** @type {Record<string, () => Promise<string>>} */
const HOMES = {
  async element() {
    await firefox.go(`${site.url}/element.html`);
    const root = `document.querySelector("hoso-board").shadowRoot`;
    await firefox.until(`${root}?.querySelector("hoso-card, .problem")`);
    if (await firefox.value(`!${root}.querySelector("hoso-card")`))
      return lacks(
        await told(`[...${root}.querySelectorAll(".problem code")].map((one) => one.textContent)`)
      );
    assert.match(await told(`${root}.querySelector("hoso-card").textContent`), /75,00%[^]*3 \/ 4/);
    return WORKS;
  },
  async frame() {
    await firefox.go(`${site.url}/frame-host.html`);
    for (let tries = 0; tries < 100; tries++) {
      const title = String(await firefox.value("document.title"));
      if (title.startsWith("lacks")) return lacks([`${title.slice(6)} 'self'`]);
      const inside = await firefox.inside();
      if (
        inside &&
        (await inside.value(`/75,00%[^]*3 \\/ 4/.test(document.querySelector("hoso-card")?.textContent)`))
      )
        return WORKS;
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error("the frame shows nothing");
  },
  async offline() {
    await firefox.go(`${site.url}/hoso.html`);
    const said = `[...document.querySelectorAll("body > p code, .problem code")].map((one) => one.textContent)`;
    await firefox.until(
      `document.querySelector("hoso-dropzone input[type=file]:not([disabled])") || ${said}.length`
    );
    await new Promise(done => setTimeout(done, 300));
    const words = await told(said);
    return words.length
      ? lacks([...new Set(/** @type {string[]} */ (words))].flatMap(line => line.split("; ")))
      : WORKS;
  }
};

describe("Firefox, embedded", { skip: unfit() }, () => {
  before(async () => {
    site = await openPortal(() => policy);
    firefox = await openFirefox(String(firefoxPath()));
  });
  after(async () => {
    await firefox?.close();
    site?.close();
  });

  for (const [name, value] of POLICIES) {
    test(name, async () => {
      policy = value;
      const row = `| ${[name, await HOMES.element(), await HOMES.frame(), await HOMES.offline()].join(" | ")} |`;
      assert.ok(docs.includes(row), `seen in Firefox:\n${row}`);
    });
  }
});
