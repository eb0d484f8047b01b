// Files to the disk: the browser asks where, or puts them with its downloads.

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the download has begun by then
}

/** @param {any} value @param {string} name */
export const saveJson = (value, name) =>
  save(new Blob([`${JSON.stringify(value, null, 1)}\n`], { type: "application/json" }), name);
