// What the attributes of <hoso-board> say.
import { isSpan } from "../../app/days.js";
import { spanOf } from "../../app/periods.js";

/** First and last day, both counted. @typedef {{ from?: string, to?: string }} Span */

/**
 * The known names of a list, in its order.
 * @template {string} T
 * @param {string | null} list
 * @param {readonly T[]} known
 * @returns {T[]}
 */
export function namesIn(list, known) {
  const named = new Set((list ?? "").split(/[\s,]+/));
  return /** @type {T[]} */ ([...named]).filter(name => known.includes(name));
}

const NAMED = /^\d{4}(-(H[12]|Q[1-4]|N1|0[1-9]|1[0-2]|W(0[1-9]|[1-4]\d|5[0-3])))?$/;

/** "2025", "2025-H1", "2025-Q3", "2025-N1" (nine months), "2025-09", "2025-W07" or "2025-07-01/2025-09-30".
 * @param {string | null} text @returns {Span} @throws bad-period */
export function periodIn(text) {
  if (!text) return {};
  if (NAMED.test(text)) return spanOf(text);
  const [from, to, ...more] = text.split("/");
  if (from && to && !more.length && isSpan(from, to)) return { from, to };
  throw Object.assign(new Error(), { code: "bad-period", period: text });
}

/** An address that a link may have: of the web, or relative to the page. @param {string | null} text */
export function webAddress(text) {
  if (!text || !URL.canParse(text, document.baseURI)) return null;
  const { protocol, href } = new URL(text, document.baseURI);
  return /^https?:$/.test(protocol) ? href : null;
}
