// A button that takes one of our own files.
import { h } from "./dom.js";

/** @param {string} label @param {(file: File) => void} take */
export const jsonChooser = (label, take) =>
  h(
    "label.button",
    null,
    label,
    h("input.visually-hidden", {
      type: "file",
      accept: ".json,application/json",
      onchange(/** @type {any} */ event) {
        const [file] = event.target.files;
        event.target.value = ""; // the same file may be chosen again
        if (file) take(file);
      }
    })
  );
