// hoso inside other pages, under the policies of portals: it works, or says exactly what to add. The table in
// docs/embedding.md equals the results here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openAt } from "../page/harness.mjs";
import { SMALL } from "../page/page.mjs";
import { Engine } from "../wasm/harness.mjs";
import { lacks, openPortal, POLICIES, WORKS } from "./portal.mjs";

const docs = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");
let policy = "";

/** @type {Awaited<ReturnType<typeof openPortal>>} */
let site;
/** @type {Awaited<ReturnType<typeof openAt>>} */
let opened;
before(async () => {
  site = await openPortal(() => policy);
  opened = await openAt("about:blank");
  opened.page.setDefaultTimeout(15_000);
});
after(() => opened.close());

/** The results, as they are in the table. @type {Record<string, () => Promise<string>>} */
const HOMES = {
  async element() {
    const { page } = opened;
    await page.goto(`${site.url}/element.html`);
    const board = page.locator("hoso-board");
    await board.locator("hoso-card, .problem").first().waitFor();
    if (await board.locator("hoso-card").count()) {
      assert.match(await board.locator("hoso-card").first().innerText(), /75,00%[^]*3 \/ 4/);
      return WORKS;
    }
    assert.match(
      await board.locator(".problem").innerText(),
      /Chính sách bảo mật \(CSP\) của trang này không cho hoso chạy/
    );
    return lacks(await board.locator(".problem code").allInnerTexts());
  },
  async frame() {
    const { page } = opened;
    await page.goto(`${site.url}/frame-host.html`);
    const card = page.frameLocator("iframe").locator("hoso-card").filter({ hasText: "%" }).first();
    const blocked = page
      .waitForFunction(() => document.title.startsWith("lacks"))
      .then(
        () => "blocked",
        () => ""
      );
    if ((await Promise.race([card.waitFor().then(() => "shown"), blocked])) === "blocked")
      return lacks([`${(await page.title()).slice(6)} 'self'`]);
    assert.match(await card.innerText(), /75,00%[^]*3 \/ 4/);
    return WORKS;
  },
  async offline() {
    const { page } = opened;
    await page.goto(`${site.url}/hoso.html`);
    const chooser = page.locator("hoso-dropzone input[type=file]:enabled");
    const said = page.locator("body > p code, .problem code");
    await chooser.or(said.first()).first().waitFor({ state: "attached" });
    await page.waitForTimeout(300);
    if (!(await said.count())) {
      await chooser.setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: SMALL.buffer });
      // A card appears before its figures.
      const card = page.locator("hoso-card").filter({ hasText: "%" }).first();
      assert.match(await card.innerText(), /75,00%/);
      return WORKS;
    }
    return lacks([...new Set(await said.allInnerTexts())].flatMap(line => line.split("; ")));
  }
};

test("the table of policies and homes equals the results", async () => {
  const rows = [];
  for (const [name, value] of POLICIES) {
    policy = value;
    rows.push(`| ${[name, await HOMES.element(), await HOMES.frame(), await HOMES.offline()].join(" | ")} |`);
  }
  const table = rows.join("\n");
  assert.ok(docs.includes(table), `docs/embedding.md should hold:\n${table}`);
  for (const row of rows.slice(0, 5)) assert.match(row.split(" | ")[1], /works/, row);
});

test("adding the directives that the element names is enough", async () => {
  policy = POLICIES[5][1];
  const said = await HOMES.element();
  policy += `; ${[...said.matchAll(/`([^`]+)`/g)].map(([, directive]) => directive).join("; ")}`;
  assert.equal(await HOMES.element(), WORKS, policy);
});

test("a part that is missing on the server is not reported as a matter of policy", async () => {
  policy = "";
  const { page } = opened;
  await page.route("**/hoso_bg.wasm", route => route.fulfill({ status: 404 }));
  await page.goto(`${site.url}/element.html`);
  const problem = page.locator("hoso-board .problem");
  await problem.waitFor();
  assert.doesNotMatch(await problem.innerText(), /CSP/);
  await page.unroute("**/hoso_bg.wasm");
});

/** A receipt made from summaries of the engine. */
function receipt() {
  const engine = new Engine({ today: "2022-01-31" });
  engine.begin("data.csv");
  engine.push(SMALL.buffer);
  engine.finish();
  const summaries = Object.fromEntries(
    ["unit", "month"].map(name => [name, engine.summarize({ by: [name] })])
  );
  return JSON.stringify({ receipt: 1, hoso: "0.1.0", rules: summaries.unit.rules, files: [], summaries });
}

/**
 * Choices restored, a published summary loaded, another grouping.
 * @param {import("playwright-core").Locator} board
 */
async function choicesAndFiles(board) {
  await board.evaluate(element =>
    /** @type {any} */ (element).restore({ version: 1, lang: "en", by: "unit", measures: "late", own: {} })
  );
  await board.getByRole("rowheader", { name: "Phòng Hai" }).waitFor();
  assert.match(await board.locator("hoso-card").innerText(), /25\.00%/);
  await board.evaluate(
    (element, json) => /** @type {any} */ (element).load([new File([json], "bien-nhan.json")]),
    receipt()
  );
  await board.getByRole("rowheader", { name: "Phòng Hai" }).waitFor();
  assert.match(await board.locator("hoso-card").innerText(), /25\.00%[^]*1 \/ 4/);
  await board.evaluate(element => element.setAttribute("by", "month unit"));
  await board.locator("select[name=dimension]").selectOption("month");
  await board.getByRole("rowheader", { name: /2022/ }).waitFor();
}

test("the board's contract: choices saved without data, files passed in, English, a published summary, theming", async () => {
  policy = "script-src 'self'";
  const { page } = opened;
  await page.goto(`${site.url}/element.html`);
  const board = page.locator("hoso-board");
  await board.locator("hoso-card").first().waitFor();
  assert.deepEqual(await board.locator("hoso-card h4").allInnerTexts(), ["Đúng và trước hạn", "Trực tuyến"]);
  assert.equal((await board.locator("thead th").allInnerTexts()).length, 4); // name, received, two measures
  await board.locator("select[name=dimension]").selectOption("month");
  await board.getByRole("rowheader", { name: "Tháng 01/2022" }).waitFor();
  const saved = await board.evaluate(element => /** @type {any} */ (element).save());
  assert.deepEqual(saved, {
    version: 1,
    measures: "onTime online",
    by: "unit month",
    own: { table: { dimension: "month", sort: { column: "key", descending: false }, all: false } }
  });
  await choicesAndFiles(board);
  await board.evaluate(element =>
    /** @type {HTMLElement} */ (element).style.setProperty("--alert", "rgb(1, 2, 3)")
  );
  await board.evaluate(element => /** @type {any} */ (element).load([new File(["%PDF-1.7"], "a.xlsx")]));
  await board.locator("[part=problem]").waitFor();
  assert.equal(
    await board.locator("[part=problem]").evaluate(element => getComputedStyle(element).color),
    "rgb(1, 2, 3)"
  );
});

/** The pieces of code in the documentation, in one language. @param {string} language */
const examples = language =>
  [...docs.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, code]) => code);

test("the examples of docs/embedding.md work as written", async () => {
  policy = "script-src 'self'";
  const { page } = opened;
  const [element, frame] = examples("html");
  const [host] = examples("js");
  const portal = await openPortal(() => policy, {
    "/element.html": `<!doctype html><meta charset="utf-8"><title>portal</title>${element}`,
    "/trang-khung.html": `<!doctype html><meta charset="utf-8"><title>portal</title>${frame}`,
    "/hoso-host.js": host,
    "/so-lieu/ho-so-2022.csv": SMALL.buffer.toString()
  });
  await page.goto(`${portal.url}/element.html`);
  assert.match(await page.locator("hoso-board hoso-card").first().innerText(), /75,00%[^]*3 \/ 4/);
  await page.goto(`${portal.url}/trang-khung.html`);
  assert.match(
    await page.frameLocator("iframe").locator("hoso-card").first().innerText(),
    /75,00%[^]*3 \/ 4/
  );
  await page.waitForFunction(() => Number(document.querySelector("iframe")?.height) > 600);
});
