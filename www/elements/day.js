// Days as officials write them, dd/mm/yyyy, whatever the browser's language would make of a date picker
// (mm/dd/yyyy in English ones). A text that is not a day stays as typed; its field is marked, and no question
// uses it.
import { h } from "./dom.js";
import { field, input } from "./field.js";
import { ISO, isDay, isoOf } from "./iso.js";

/**
 * @param {string} label
 * @param {string} name
 * @param {string | undefined} day ISO, or what was typed
 * @param {(day: string | undefined) => void} choose
 * @param {string | null | false} [wrong] why it is refused
 */
export function dayField(label, name, day, choose, wrong = null) {
  const value = day && ISO.test(day) ? day.split("-").reverse().join("/") : (day ?? "");
  return field(label, [
    input(
      value,
      day => choose(isoOf(day) || undefined),
      {
        type: "text",
        name,
        class: "day",
        inputmode: "numeric",
        placeholder: "dd/mm/yyyy",
        "aria-invalid": wrong || (day && !isDay(day)) ? "true" : null
      },
      "onchange"
    ),
    wrong && h("span.wrong", { role: "alert" }, wrong)
  ]);
}
