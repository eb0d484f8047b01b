// Screenshots of the page's states (states.mjs), with the page built, and poppler's pdftoppm for print: `node
// tests/page/shots.mjs FOLDER [--on SCREEN,...] [STATE ...]`. `node tests/page/shots.mjs --readme` takes the
// pictures of README.md (docs/*.png), with pngquant.

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browserPath, flags, startServer } from "./harness.mjs";
import { ready } from "./page.mjs";
import { STATES, still, VIEWS } from "./states.mjs";

/** @typedef {import("playwright-core").BrowserContextOptions} Options */
/** @typedef {{ options: Options, english?: boolean, print?: boolean }} Screen */

const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** @type {Record<string, Screen>} */
const SCREENS = {
  1280: { options: { viewport: desk } },
  "1280-dark": { options: { viewport: desk, colorScheme: "dark" } },
  "1280-english": { options: { viewport: desk }, english: true },
  390: { options: { viewport: phone } },
  "390-dark": { options: { viewport: phone, colorScheme: "dark" } },
  "390-english": { options: { viewport: phone }, english: true },
  640: { options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } }, // 1280 pixels, enlarged to 200%
  320: { options: { viewport: { width: 320, height: 256 } } }, // 400%
  print: { options: { viewport: desk }, print: true }
};

/**
 * README's pictures: from the top of an element, with this height in pixels.
 * @type {Record<string, { screen: string, state: string, from?: string, height: number }>}
 */
const PICTURES = {
  "page-1280": { screen: "1280", state: "overview", height: 1130 },
  "page-compare": { screen: "1280", state: "compare", from: "hoso-tabs", height: 1010 },
  "page-late": { screen: "1280", state: "late-of-one", from: "hoso-crumbs", height: 560 },
  "page-whatif": { screen: "1280", state: "whatif", from: "hoso-tabs", height: 800 },
  "page-trend-english": { screen: "1280-english", state: "years", from: "hoso-tabs", height: 800 },
  "page-phone": { screen: "390", state: "overview", from: "hoso-tabs", height: 844 },
  "page-phone-dark": { screen: "390-dark", state: "late", from: "hoso-tabs", height: 844 }
};

const [folder = "target/shots", ...rest] = process.argv.slice(2);
const on = rest[0] === "--on" ? rest.splice(0, 2)[1].split(",") : Object.keys(SCREENS);
const names = rest.length ? rest : Object.keys(STATES);

const server = await startServer();
const browser = await chromium.launch({ executablePath: browserPath(), args: flags });
if (folder === "--readme") for (const name of Object.keys(PICTURES)) await picture(name);
else {
  mkdirSync(folder, { recursive: true });
  for (const screen of on) for (const name of names) await shot(screen, name);
}
await browser.close();
await server.close();
process.exit(0);

/** @param {string} screen @param {string} name */
async function shot(screen, name) {
  if (SCREENS[screen].print && !rest.length && !VIEWS.some(id => id === name)) return;
  const page = await opened(screen);
  const path = join(folder, `${screen}-${name}`);
  try {
    await STATES[name](page);
    await still(page);
    if (SCREENS[screen].print) await printed(page, path);
    else await page.screenshot({ path: `${path}.png`, fullPage: true });
  } catch (error) {
    console.error(`${screen}-${name}: ${error}`);
  }
  await page.context().close();
}

/** @param {string} screen @param {import("playwright-core").BrowserContextOptions} [more] */
async function opened(screen, more) {
  const { options, english } = SCREENS[screen];
  const page = await (await browser.newContext({ ...options, ...more })).newPage();
  await page.goto(server.url);
  await ready(page);
  if (english) await page.getByRole("button", { name: "English" }).click();
  return page;
}

/** @param {string} name */
async function picture(name) {
  const { screen, state, from, height } = PICTURES[name];
  const page = await opened(screen, screen.startsWith("390") ? { deviceScaleFactor: 2 } : {});
  await STATES[state](page);
  await page.mouse.move(0, 0); // nothing is pointed at
  await still(page);
  const top = from
    ? Math.round((await page.locator(from).boundingBox())?.y ?? 0) +
      Number(await page.evaluate("scrollY")) -
      8
    : 0;
  const { width } = page.viewportSize() ?? desk;
  const path = fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url));
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: top, width, height } });
  spawnSync("pngquant", ["--force", "--ext", ".png", "--skip-if-larger", "96", path], { stdio: "inherit" });
  await page.context().close();
}

/** As sheets of A4. @param {import("playwright-core").Page} page @param {string} path */
async function printed(page, path) {
  await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true });
  spawnSync("pdftoppm", ["-r", "80", "-png", `${path}.pdf`, path], { stdio: "inherit" });
  rmSync(`${path}.pdf`);
}
