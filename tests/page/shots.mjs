// Screenshots of the page's states, to be looked at and for the README: `node tests/page/shots.mjs FOLDER [STATE ...]`, with
// HOSO_CHROMIUM set and the page built. Each state at two widths, in both themes; what is printed as PDF.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { choose, openReady, sample, settled, show, upload } from "./page.mjs";

const [folder = "target/shots", ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

/** @typedef {Awaited<ReturnType<typeof openReady>>["page"]} Page */

/** @param {Page} page */
const opened = (page) => choose(page, ...sample("sa-dec-2022"));

/** @param {Page} page */
async function english(page) {
  await page.getByRole("button", { name: "English" }).click();
  await opened(page);
  await settled(page);
}

const views = /** @type {const} */ (["overview", "compare", "trend", "dossiers", "whatif", "takeaway"]);

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const states = {
  empty: async () => {},
  result: opened,
  ...Object.fromEntries(views.map((id) => [id, async (/** @type {Page} */ page) => {
    await opened(page);
    await show(page, id);
  }])),
  ...Object.fromEntries(views.map((id) => [`${id}-english`, async (/** @type {Page} */ page) => {
    await english(page);
    await show(page, id);
  }])),
  async levels(page) {
    await opened(page);
    await show(page, "compare");
    await page.locator("hoso-panel [name=dimension]").selectOption("unitLevel");
    await page.getByRole("heading", { name: "Các chỉ số theo cấp hành chính" }).waitFor();
  },
  async figures(page) {
    await opened(page);
    for (const title of ["Hình thức nộp", "Trễ bao nhiêu"]) await page.getByRole("button", { name: new RegExp(`Xem bảng số: ${title}`) }).click();
  },
  async lacking(page) {
    await choose(page, ...sample("thu-dau-mot-2021-2023"));
    await show(page, "trend");
  },
  async filtered(page) {
    await opened(page);
    await show(page, "compare");
    await page.getByRole("rowheader", { name: "UBND phường 6" }).getByRole("button").click();
    await show(page, "overview");
  },
  error: (page) => choose(page, upload("báo cáo.xlsx", "%PDF-1.7"), ...sample("thap-muoi-2022-q1")),
  async mapping(page) {
    await opened(page);
    await page.getByRole("button", { name: /Gán cột|Map columns/ }).click();
    await page.locator("hoso-mapping").scrollIntoViewIfNeeded();
  },
  english,
};

for (const [width, height] of [[1280, 900], [390, 844]]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const [name, reach] of Object.entries(states).filter(([name]) => !only.length || only.includes(name))) {
      const { page, close } = await openReady({ viewport: { width, height }, colorScheme });
      await reach(page);
      await page.locator("#panel:not([aria-busy]), main:not(:has(#panel))").waitFor();
      await page.waitForTimeout(300); // the last slices
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      if (width === 1280 && colorScheme === "light") await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true });
      await close();
    }
  }
}
process.exit(0);
