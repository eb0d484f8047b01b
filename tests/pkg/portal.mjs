// A portal that embeds hoso, with the policies that real portals send.
import { fileURLToPath } from "node:url";
import { SMALL } from "../page/page.mjs";
import { serve } from "./site.mjs";

const folder = fileURLToPath(new URL("../../target/pkg", import.meta.url));

/**
 * @type {[string, string][]} As portals send them: Liferay's documented minimum; SharePoint's trusted script
 *   sources, which allow eval.
 */
export const POLICIES = [
  ["không có CSP / none", ""],
  ["`script-src 'self'`", "script-src 'self'"],
  ["`script-src 'self' 'wasm-unsafe-eval'`", "script-src 'self' 'wasm-unsafe-eval'"],
  [
    "kiểu Liferay / Liferay-like",
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:"
  ],
  [
    "kiểu SharePoint / SharePoint-like",
    "script-src 'self' 'unsafe-eval' 'unsafe-inline' https://res-1.cdn.office.net; worker-src 'self' blob:; frame-ancestors 'self'"
  ],
  ["`default-src 'none'; script-src 'self'`", "default-src 'none'; script-src 'self'"]
];
export const WORKS = "chạy / works";

const FOLDER = /^\/hoso\//;
const text = SMALL.buffer.toString();
const PAGES = {
  "/data.csv": text,
  "/element.html": `<!doctype html><meta charset="utf-8"><title>portal</title><script type="module" src="/element.js"></script>
    <hoso-board src="data.csv" allow-list measures="onTime online" by="unit month">fallback</hoso-board>`,
  "/frame-host.html": `<!doctype html><meta charset="utf-8"><title>portal</title><script src="/watch.js"></script>
    <iframe title="hoso" src="/frame.html" sandbox="allow-scripts allow-downloads" width="900" height="900"></iframe><script src="/host.js"></script>`,
  "/host.js": `addEventListener("message", ({ data, source }) => {
    if (data.hoso === "height") document.querySelector("iframe").height = data.height;
    if (data.hoso === "ready") source.postMessage({ hoso: "load", files: [new File([${JSON.stringify(text)}], "data.csv")] }, "*");
  });`,
  // Browsers request this icon by themselves.
  "/watch.js":
    'addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => blockedURI.endsWith("/favicon.ico") || (document.title = "lacks " + effectiveDirective));'
};

/**
 * The portal sends its policy with every response, except for the worker and the frame, which have their own
 * (docs/embedding.md).
 * @param {() => string} policyNow
 */
const headersUnder = policyNow => (/** @type {string} */ where) => {
  const path = where.replace(FOLDER, "/");
  if (path === "/worker.js")
    return { "Content-Security-Policy": "default-src 'none'; script-src 'wasm-unsafe-eval'" };
  if (path === "/frame.html") return { "Content-Security-Policy": "sandbox allow-scripts allow-downloads" };
  return /** @type {Record<string, string>} */ (
    policyNow() ? { "Content-Security-Policy": policyNow() } : {}
  );
};

/**
 * The package's files are beside the pages, and also in a separate folder.
 * @param {() => string} policyNow
 * @param {Record<string, string>} [pages]
 */
export const openPortal = (policyNow, pages = PAGES) =>
  serve(folder, headersUnder(policyNow), pages, path => path.replace(FOLDER, "/"));

/** What a page says that its policy lacks, as it is in the table. @param {string[]} lines */
export const lacks = lines =>
  `+ ${lines.map(line => `\`${line.replace(/'sha256-[^']+'/g, "'sha256-…'")}\``).join(" ")}`;
