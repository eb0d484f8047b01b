// Text to the clipboard. Pages without HTTPS have no navigator.clipboard; there the older command does it.

/** @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyByCommand(text)) throw new Error("the clipboard is refused");
  }
}

/** @param {string} text */
function copyByCommand(text) {
  const take = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  addEventListener("copy", take, { once: true });
  try {
    return document.execCommand("copy");
  } finally {
    removeEventListener("copy", take);
  }
}
