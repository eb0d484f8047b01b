// Files and folders dropped anywhere on the page, and pasted ones. If a drop were not handled, the browser
// would open the file and leave the page.
import { filesIn, tableIn } from "./incoming.js";

/** @typedef {import("./incoming.js").Found} Found */

/** @param {{ ready: () => boolean, over: (dragging: boolean) => void, files: (found: Found) => void }} on */
export function listenForDrops({ ready, over, files }) {
  let depth = 0; // dragenter and dragleave also come from every element inside
  const count = (/** @type {number} */ step) => (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    depth = Math.max(0, depth + step);
    over(depth > 0 && ready());
  };
  const give = (/** @type {Found} */ found) => found.files.length + found.left > 0 && ready() && files(found);
  addEventListener("dragenter", count(1));
  addEventListener("dragleave", count(-1));
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", async event => {
    event.preventDefault();
    depth = 0;
    over(false);
    if (!event.dataTransfer || !ready()) return;
    // Asked for within the event, as the files are.
    const handles = [...event.dataTransfer.items].map(item =>
      Promise.resolve(/** @type {any} */ (item).getAsFileSystemHandle?.()).catch(() => null)
    );
    give({ ...(await filesIn(event.dataTransfer)), handles });
  });
  addEventListener("paste", event => {
    if (/** @type {Element} */ (event.target).closest?.("input, textarea, select")) return;
    if (event.clipboardData) give({ files: tableIn(event.clipboardData), left: 0 });
  });
}
