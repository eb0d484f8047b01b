// Screenshots of the page's states (states.mjs), to be looked at, with the page built and poppler's pdftoppm for what is printed:
// `node tests/page/shots.mjs FOLDER [--on SCREEN,...] [STATE ...]`.

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
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
  print: { options: { viewport: desk }, print: true },
};

const [folder = "target/shots", ...rest] = process.argv.slice(2);
const on = rest[0] === "--on" ? rest.splice(0, 2)[1].split(",") : Object.keys(SCREENS);
const names = rest.length ? rest : Object.keys(STATES);

mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath: browserPath(), args: flags });
for (const screen of on) for (const name of names) await shot(screen, name);
await browser.close();
await server.close();
process.exit(0);

/** @param {string} screen @param {string} name */
async function shot(screen, name) {
  const { options, english, print } = SCREENS[screen];
  if (print && !VIEWS.some((id) => id === name)) return;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(server.url);
  await ready(page);
  if (english) await page.getByRole("button", { name: "English" }).click();
  const path = join(folder, `${screen}-${name}`);
  try {
    await STATES[name](page);
    await still(page);
    if (print) await printed(page, path);
    else await page.screenshot({ path: `${path}.png`, fullPage: true });
  } catch (error) {
    console.error(`${screen}-${name}: ${error}`);
  }
  await context.close();
}

/** As sheets of A4. @param {import("playwright-core").Page} page @param {string} path */
async function printed(page, path) {
  await page.pdf({ path: `${path}.pdf`, preferCSSPageSize: true });
  spawnSync("pdftoppm", ["-r", "80", "-png", `${path}.pdf`, path], { stdio: "inherit" });
  rmSync(`${path}.pdf`);
}
