// The nation's file from nation.py: opened in the page in two seconds, by province and by level, and its
// publish pack.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import { openReady, settled, show } from "../page/page.mjs";

const folder = `${process.env.HOSO_FOLDER}/nation`;
/**
 * By province: received in 2025, and how many of these ended on time, as counted by DuckDB.
 * @type {Record<string, [number, number]>}
 */
const counted = JSON.parse(readFileSync(`${folder}/nation.json`, "utf8"));
const provinces = Object.keys(counted);
const opened = await openReady({ viewport: { width: 1280, height: 900 } });
const { page } = opened;
after(() => opened.close());

test("34 provinces are opened in two seconds", async () => {
  assert.ok(existsSync(`${folder}/nation.arrow`));
  await page.evaluate(() => performance.mark("chosen"));
  await page.locator("hoso-dropzone input[type=file]").setInputFiles(`${folder}/nation.arrow`);
  await page.locator("hoso-lives").filter({ hasText: "chốt ngày 31/12/2025" }).waitFor();
  await settled(page);
  const took = await page.evaluate(
    () => performance.now() - performance.getEntriesByName("chosen")[0].startTime
  );
  console.log(`opened in ${took.toFixed(0)} ms`);
  assert.ok(took < 2000, `${took} ms`);
});

/** @param {string} name */
async function saved(name) {
  const button = page.getByRole("button", { name });
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFileSync(await file.path(), "utf8");
}

test("the publish pack has every province and level as DuckDB counts them", async () => {
  await page.locator("select[name=from]").selectOption("2025-01-01");
  await page.locator("details:has(select[name=basis]) > summary").first().click();
  await page.locator("select[name=basis]").selectOption("received");
  await settled(page);
  await show(page, "takeaway");
  const { summaries } = JSON.parse(await saved("Lưu số liệu (JSON)"));
  /** @type {any[]} */
  const groups = summaries.unit.groups;
  assert.deepEqual(groups.map(group => group.key.unit).sort(), provinces);
  for (const { key, counts, measures } of groups)
    assert.deepEqual([counts.received, measures.onTime.num], counted[key.unit], key.unit);
  const sum = provinces.reduce((all, name) => all + counted[name][0], 0);
  assert.equal(summaries.unit.total.counts.received, sum);
  const part = await saved("Lưu đoạn nhúng (HTML)");
  for (const name of provinces) assert.ok(part.includes(name), name);
});

test("every view answers", async () => {
  for (const view of /** @type {const} */ (["overview", "compare", "trend", "whatif"])) {
    const begun = performance.now();
    await show(page, view);
    await settled(page);
    console.log(`${view}: ${(performance.now() - begun).toFixed(0)} ms`);
    assert.equal(await page.locator(".problem").count(), 0, view);
  }
  await show(page, "compare");
  await page.getByText("Tỉnh 34").first().waitFor();
});
