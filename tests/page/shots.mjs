// Screenshots of the page's states, to be looked at and for the README: `node tests/page/shots.mjs FOLDER`, with
// HOSO_CHROMIUM set and the page built.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { choose, openReady, sample, settled, upload } from "./page.mjs";

const [folder = "target/shots"] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

/** @typedef {Awaited<ReturnType<typeof openReady>>["page"]} Page */

/** @param {Page} page */
const opened = (page) => choose(page, ...sample("sa-dec-2022"));

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const states = {
  empty: async () => {},
  result: opened,
  error: (page) => choose(page, upload("báo cáo.xlsx", "%PDF-1.7"), ...sample("thap-muoi-2022-q1")),
  async mapping(page) {
    await opened(page);
    await page.getByRole("button", { name: /Gán cột|Map columns/ }).click();
    await page.locator("hoso-mapping").scrollIntoViewIfNeeded();
  },
  async english(page) {
    await page.getByRole("button", { name: "English" }).click();
    await opened(page);
    await settled(page);
  },
};

for (const [width, height] of [[1280, 900], [390, 844]]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const [name, reach] of Object.entries(states)) {
      const { page, close } = await openReady({ viewport: { width, height }, colorScheme });
      await reach(page);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await close();
    }
  }
}
process.exit(0);
