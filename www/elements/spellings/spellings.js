// <hoso-spellings>: names of units that were merged, and the switch that takes them apart again.
// model: { t, merged: MergedUnit[], merge: whether they are merged }. Event: hoso-merge { merge }.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../lib/index.d.ts").MergedUnit} MergedUnit */

define("hoso-spellings", ({ t, merged, merge }, emit) => [
  h(
    "details",
    { class: "spellings" },
    h("summary", null, merge ? t.spellings.merged(countOf(merged), merged.length) : t.spellings.apart),
    h(
      "ul",
      null,
      merged.map((/** @type {MergedUnit} */ { unit, spellings }) =>
        h("li", { key: unit }, `${spellings.join("; ")} → `, h("strong", null, unit))
      )
    ),
    h(
      "label",
      null,
      h("input", {
        type: "checkbox",
        name: "merge",
        checked: merge,
        onchange: (/** @type {any} */ event) => emit("hoso-merge", { merge: event.target.checked })
      }),
      t.spellings.merge
    )
  )
]);

/** Spellings that are shown as another. @param {MergedUnit[]} merged */
const countOf = merged => merged.reduce((sum, { spellings }) => sum + spellings.length, 0);
