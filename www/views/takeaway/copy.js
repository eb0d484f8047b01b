// To the clipboard, as formatted text and as plain text.

/** Resolves to whether it is there. @param {string} html @param {string} plain */
export async function copy(html, plain) {
  try {
    const part = (/** @type {string} */ type, /** @type {string} */ text) => ({ [type]: new Blob([text], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...part("text/html", html), ...part("text/plain", plain) })]);
    return true;
  } catch {
    return copyByEvent(html, plain); // an older browser, or a frame that is not given the clipboard
  }
}

/** @param {string} html @param {string} plain */
function copyByEvent(html, plain) {
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/html", html);
    event.clipboardData?.setData("text/plain", plain);
    event.preventDefault();
  };
  document.addEventListener("copy", fill, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return done;
}
