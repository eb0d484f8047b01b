// Copies plain text and, if there is any, formatted text to the clipboard. Pages without HTTPS, and frames
// without the permission, have no navigator.clipboard; there the older command is used.

/** Throws if the browser refuses. @param {string} text @param {string} [html] */
export async function copyText(text, html) {
  const parts = { "text/plain": text, ...(html && { "text/html": html }) };
  try {
    await navigator.clipboard.write([
      new ClipboardItem(
        Object.fromEntries(Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]))
      )
    ]);
  } catch {
    if (!copyByCommand(parts)) throw new Error("the clipboard is refused");
  }
}

/** @param {Record<string, string>} parts by type */
function copyByCommand(parts) {
  const take = (/** @type {ClipboardEvent} */ event) => {
    for (const [type, part] of Object.entries(parts)) event.clipboardData?.setData(type, part);
    event.preventDefault();
  };
  addEventListener("copy", take, { once: true });
  try {
    return document.execCommand("copy");
  } finally {
    removeEventListener("copy", take);
  }
}
