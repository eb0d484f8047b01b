// Fields: a label with its control, which reports what is chosen, typed or ticked.
import { h } from "./dom.js";

/** @param {string} label @param {any} control @param {string} [more] further classes */
export const field = (label, control, more = "") =>
  h("label", { class: `field ${more}`.trim() }, label, control);

/**
 * @param {string | null} value
 * @param {Iterable<readonly [string, string]>} options values with their words
 * @param {(value: any) => void} choose
 * @param {Record<string, any>} [more]
 */
export const select = (value, options, choose, more) =>
  h(
    "select",
    { value, onchange: (/** @type {any} */ { target }) => choose(target.value), ...more },
    [...options].map(([value, text]) => h("option", { value, key: value }, text))
  );

/**
 * @param {string} label
 * @param {string} name
 * @param {string | null} value
 * @param {Iterable<readonly [string, string]>} options
 * @param {(value: any) => void} choose
 * @param {string} [more] further classes
 */
export const choice = (label, name, value, options, choose, more) =>
  field(label, select(value, options, choose, { name }), more);

/**
 * @param {string} value
 * @param {(value: string) => void} put
 * @param {Record<string, any>} [more]
 * @param {"oninput" | "onchange"} [on] at each letter, or when it is left
 */
export const input = (value, put, more, on = "oninput") =>
  h("input", {
    autocomplete: "off",
    value,
    [on]: (/** @type {any} */ { target }) => put(target.value),
    ...more
  });

/**
 * @param {string} label
 * @param {string} name
 * @param {boolean} checked
 * @param {(checked: boolean) => void} put
 * @param {Record<string, any>} [more]
 */
export const tick = (label, name, checked, put, more) =>
  h(
    "label.tick",
    h("input", {
      type: "checkbox",
      name,
      checked,
      onchange: (/** @type {any} */ { target }) => put(target.checked),
      ...more
    }),
    label
  );

/**
 * Options by their names.
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {{ [name in Name]: string }} words
 */
export const named = (names, words) => names.map(name => /** @type {const} */ ([name, words[name]]));
