// Dropping files anywhere on the page. A drop that is not taken would make the browser open the file and leave the page.

/** @param {{ ready: () => boolean, over: (dragging: boolean) => void, files: (files: File[]) => void }} on */
export function listenForDrops({ ready, over, files }) {
  let depth = 0; // dragenter and dragleave also come from every element inside
  const count = (/** @type {number} */ step) => (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    depth = Math.max(0, depth + step);
    over(depth > 0 && ready());
  };
  addEventListener("dragenter", count(1));
  addEventListener("dragleave", count(-1));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length && ready()) files(dropped);
  });
}
