// Many units: rows are drawn a few at a time, and only visible rows are laid out, so that no click has to
// wait. How long a task takes depends on the machine; these tests check how much one task does.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { choose, openReady, show, upload } from "./page.mjs";

const UNITS = 450;

/** One dossier per unit; every third one is late. */
const MANY = upload(
  "nhieu.csv",
  [
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý",
    ...Array.from(
      { length: UNITS },
      (_, at) => `M-${at},UBND xã ${at + 1},03/01/2022,10/01/2022,${at % 3 === 2 ? 11 : 7}/01/2022`
    )
  ].join("\n")
);

/** @type {Awaited<ReturnType<typeof openReady>>} */
let opened;
after(() => opened.close());

test("a long table is drawn in slices, and only visible rows are laid out", async () => {
  opened = await openReady({ viewport: { width: 1280, height: 800 } });
  const { page } = opened;
  await choose(page, MANY);
  await show(page, "compare");
  await page.getByRole("button", { name: "Hiện tất cả" }).click();
  await page.getByRole("rowheader", { name: `UBND xã ${UNITS}`, exact: true }).waitFor({ state: "attached" });
  const bodies = page.locator("hoso-table tbody");
  const sizes = await bodies.evaluateAll(all =>
    all.map(body => /** @type {HTMLTableSectionElement} */ (body).rows.length)
  );
  assert.equal(
    sizes.reduce((sum, size) => sum + size),
    UNITS + 1
  );
  assert.ok(Math.max(...sizes) <= 20, `a slice of ${Math.max(...sizes)} rows`);
  const seen = await page
    .locator("hoso-table tbody tr")
    .evaluateAll(rows => rows.filter(row => row.checkVisibility({ contentVisibilityAuto: true })).length);
  assert.ok(seen < 150, `${seen} rows are laid out`);
});

test("sorted again, every row appears once and in order", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Trễ hạn" }).click();
  /** @type {{ late: boolean[], units: number }} */
  let rows;
  for (let tries = 0; tries < 100; tries++) {
    rows = await page.locator("hoso-table tbody tr:not(.total)").evaluateAll(all => ({
      late: all.map(row => String(row.children[4].textContent).endsWith("100%")),
      units: new Set(all.map(row => row.children[0].textContent)).size
    }));
    if (
      rows.late.lastIndexOf(true) === UNITS / 3 - 1 &&
      rows.late.indexOf(false) === UNITS / 3 &&
      rows.units === UNITS
    )
      return;
    await page.waitForTimeout(100);
  }
  assert.fail("the rows are not in order");
});
