// Home 3: one file in a sandboxed frame of another page. It can reach nothing, not even that page's data;
// the page hands in what is to be shown. docs/embedding.md describes the messages of both sides.
import { open, start } from "../app/main.js";
import { carriedParts } from "./carried.js";
import { trial } from "./policy-check.js";

const parts = carriedParts();
// Messages never contain data.
const tell = (/** @type {object} */ message) => parent.postMessage(message, "*");

/** @param {MessageEvent} event */
function take({ source, data }) {
  if (source !== parent || data?.hoso !== "load" || !Array.isArray(data.files)) return;
  open(data.files.filter((/** @type {unknown} */ file) => file instanceof File));
}

start(async () => trial(await parts)).then(() => {
  addEventListener("message", take);
  new ResizeObserver(() => tell({ hoso: "height", height: document.body.scrollHeight })).observe(
    document.body
  );
  tell({ hoso: "ready" });
});
