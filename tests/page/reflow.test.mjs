// Enlarged, nothing is cut off, hidden or out of reach: 1280 pixels at 200% and at 400% (WCAG 1.4.4, 1.4.10),
// and with letters of twice the size only, as a browser's own setting makes them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { clean } from "./axe.mjs";
import { browserPath, flags, startServer } from "./harness.mjs";
import { ready } from "./page.mjs";
import { STATES, still } from "./states.mjs";

const LOOKED_AT = [
  "empty",
  "tour",
  "privacy",
  "overview",
  "compare",
  "trend",
  "late",
  "whatif",
  "signs",
  "outage",
  "exports",
  "takeaway",
  "picker",
  "error",
  "refused",
  "encodings",
  "targets"
];

/** @type {Record<string, import("playwright-core").BrowserContextOptions & { letters?: string }>} */
const SCREENS = {
  "200%": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  "400%": { viewport: { width: 320, height: 256 } },
  "letters of 200%": { viewport: { width: 1280, height: 900 }, letters: "200%" }
};

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  server = await startServer();
  browser = await chromium.launch({ executablePath: browserPath(), args: flags });
});
after(() => browser.close());

/**
 * Controls that extend beyond the page, are covered, or whose text does not fit; runs in the page.
 */
function lost() {
  const controls = [...document.querySelectorAll("button, a, select, input, summary")].filter(one =>
    one.checkVisibility({ contentVisibilityAuto: true })
  );
  const wanting = [];
  for (const control of /** @type {HTMLElement[]} */ (controls)) {
    const shown = control.matches("input[type=file]")
      ? /** @type {HTMLElement} */ (control.closest(".button"))
      : control;
    control.focus({ preventScroll: true }); // some show themselves only then
    shown.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, right, top, bottom } = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
    const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const name = `${control.tagName.toLowerCase()} "${control.innerText || control.getAttribute("aria-label") || control.getAttribute("name")}"`;
    if (left < 0 || right > innerWidth + 0.5)
      wanting.push(`${name} sticks out: ${Math.round(left)}–${Math.round(right)}`);
    else if (
      !on ||
      !(
        shown.contains(on) ||
        (on.contains(shown) && on.closest("label")) ||
        on.closest("[open] > .menu-list")
      )
    )
      wanting.push(`${name} lies under ${on?.outerHTML.slice(0, 80)}`);
    if (control.matches("button") && control.scrollWidth > control.clientWidth + 1)
      wanting.push(`${name} is cut`);
  }
  scrollTo(0, 0);
  for (const box of document.querySelectorAll(".scroll")) box.scrollTo(0, 0);
  return wanting;
}

for (const [screen, { letters, ...options }] of Object.entries(SCREENS)) {
  for (const state of LOOKED_AT) {
    test(`${screen}: ${state}`, async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(server.url);
      await ready(page);
      if (letters)
        await page.evaluate(size => void (document.documentElement.style.fontSize = size), letters);
      await STATES[state](page);
      await still(page);
      assert.ok(
        Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth")) <= 0,
        "the page scrolls sideways"
      );
      assert.deepEqual(await page.evaluate(lost), []);
      if (!letters) await clean(page, state);
      await context.close();
    });
  }
}
