// A button that takes one of our own files.
import { h } from "./dom.js";

/** @param {string} label @param {(file: File) => void} take */
export const jsonChooser = (label, take) =>
  h(
    "label",
    { class: "button" },
    label,
    h("input", {
      type: "file",
      accept: ".json,application/json",
      class: "visually-hidden",
      onchange(/** @type {any} */ event) {
        const [file] = event.target.files;
        event.target.value = ""; // the same file may be chosen again
        if (file) take(file);
      }
    })
  );
