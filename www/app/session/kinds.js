// Our own files among those that are dropped: a session, a receipt, a set of targets, a mapping of columns,
// names of units and their order, which may be a text table too.
import { orderIn, orderOf } from "./aliases.js";

/** @typedef {"session" | "receipt" | "verdict" | "targets" | "mapping" | "aliases"} Kind */
/**
 * `value` is missing where the file is ours and damaged.
 * @typedef {{ kind: Kind | "damaged", file: File, value?: any }} Own
 */

const LONGEST = 5_000_000; // bytes; a list of dossiers may be JSON too, and is left to the engine
const SHORT = 200_000; // bytes of a list of units
const OURS = /^\s*\[?\s*\{\s*"(session|receipt|signature|aliases|id|title|hoso)"\s*:/;

/** Which of our own kinds a file is; null for data. @param {File} file @returns {Promise<Own | null>} */
export async function ownOf(file) {
  if (/\.(csv|tsv|txt)$/i.test(file.name) && file.size < SHORT) {
    const value = orderIn(await file.text().catch(() => ""));
    return value.length ? { kind: "aliases", file, value } : null;
  }
  if (file.size > LONGEST) return null;
  if (/\.html?$/i.test(file.name)) return verdictIn(file);
  if (!/\.json$/i.test(file.name)) return null;
  let text = "";
  try {
    text = await file.text();
    const value = JSON.parse(text);
    const kind = kindOf(value);
    return kind && { kind, file, value };
  } catch {
    return OURS.test(text) ? { kind: "damaged", file } : null;
  }
}

/** What a check of a receipt found, as it was saved. @param {File} file @returns {Promise<Own | null>} */
async function verdictIn(file) {
  const text = await file
    .slice(0, 9_000)
    .text()
    .catch(() => "");
  if (!text.includes('id="hoso-verdict"')) return null;
  const found = new DOMParser().parseFromString(text, "text/html").getElementById("hoso-verdict");
  return { kind: "verdict", file, value: found?.textContent };
}

/** @param {any} value one, or a list of them @returns {Kind | null} */
function kindOf(value) {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === "string" && orderOf(value).length) return "aliases";
  if (!one || typeof one !== "object") return null;
  if (one.session) return "session";
  if (one.receipt) return "receipt";
  if (typeof one.title === "string" && Array.isArray(one.targets)) return "targets";
  if (typeof one.signature === "string" && Array.isArray(one.columns)) return "mapping";
  return Array.isArray(one.aliases) || Array.isArray(one.order) ? "aliases" : null;
}
