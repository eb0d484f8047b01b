// theme="auto" beside colours of the page's own: a page that sets one colour has chosen it against the light
// palette, so the rest stays light for a reader in dark mode too.

const DARK = "screen and (prefers-color-scheme: dark)";

/**
 * Calls a function now and whenever the reader's theme changes; returns a function that ends this.
 * @param {() => void} changed
 */
export function onTheme(changed) {
  const query = matchMedia(DARK);
  query.addEventListener("change", changed);
  changed();
  return () => query.removeEventListener("change", changed);
}

/**
 * Gives a board its sheet, and the light palette where the page has colours of its own.
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 * @param {CSSStyleSheet} sheet
 */
export function colour(host, root, sheet) {
  root.adoptedStyleSheets = [sheet];
  const dark = host.getAttribute("theme") === "auto" && matchMedia(DARK).matches;
  if (dark && setsColours(host, palette(darkRules(sheet)))) root.adoptedStyleSheets = [sheet, light(sheet)];
}

/**
 * Whether the page sets a colour of the palette: its rules for the element win over ours.
 * @param {HTMLElement} host
 * @param {CSSStyleDeclaration} dark
 */
function setsColours(host, dark) {
  const shown = getComputedStyle(host);
  const value = (/** @type {CSSStyleDeclaration} */ style, /** @type {string} */ name) =>
    style.getPropertyValue(name).trim();
  return [...dark].some(name => name.startsWith("--") && value(shown, name) !== value(dark, name));
}

/** @param {CSSStyleSheet} sheet */
function light(sheet) {
  const own = new CSSStyleSheet();
  own.replaceSync(`:host([theme="auto"]) { ${palette([...sheet.cssRules]).cssText} color-scheme: light; }`);
  return own;
}

/** @param {CSSStyleSheet} sheet */
const darkRules = sheet =>
  [...sheet.cssRules].flatMap(rule =>
    rule instanceof CSSMediaRule && rule.conditionText.includes("dark") ? [...rule.cssRules] : []
  );

/** The declarations of the rule that gives the colours. @param {CSSRule[]} rules */
function palette(rules) {
  const styled = rules.filter(rule => rule instanceof CSSStyleRule);
  const found = styled.find(({ style }) => style.getPropertyValue("--ground"));
  return /** @type {CSSStyleRule} */ (found).style;
}
