// <hoso-crumbs>: what the figures are about: each filter, with a way to take it away; a picker for more; and
// the step back. model: { t, filters: { dimension, key, name }[], steps: number, picker: { dimension, search
// }, dimensions: that can be picked, keys: { key, name, count }[] | null }. Events: hoso-filter { dimension,
// keys }, hoso-unfilter, hoso-undo, hoso-of { view: "picker", patch }.
import { folded } from "../folded.js";
import { h } from "../dom.js";
import { field, input, select } from "../field.js";
import { define } from "../element.js";
import { inOrder } from "../table/rank.js";

/** @typedef {import("../element.js").Emit} Emit */
/** @typedef {{ key: string, name: string, count: number }} Key */

const SHOWN = 8; // filters one by one
const FOUND = 100; // keys shown at once: a procedure list can be thousands long

define("hoso-crumbs", (model, emit) => {
  const { t, filters, steps } = model;
  const others = filters.slice(SHOWN);
  return [
    h(
      "nav.crumbs",
      { id: "filters", tabindex: -1, "aria-label": t.filters.label },
      h(
        "ol",
        h(
          "li",
          filters.length
            ? h("button.quiet", { onclick: () => emit("hoso-unfilter") }, t.filters.all)
            : h("span", t.filters.all)
        ),
        filters.slice(0, SHOWN).map((/** @type {any} */ filter) => crumb(t, [filter], filter.name, emit)),
        others.length > 0 && crumb(t, others, t.filters.others(others.length), emit)
      ),
      picker(model, emit),
      steps > 0 &&
        h(
          "button",
          { onclick: () => emit("hoso-undo") },
          h("span.undo-mark", { "aria-hidden": "true" }, "↶"),
          t.filters.undo
        )
    )
  ];
});

/**
 * @param {any} t
 * @param {{ dimension: string, key: string }[]} filters
 * @param {string} name
 * @param {Emit} emit
 */
const crumb = (t, filters, name, emit) =>
  h(
    "li",
    h(
      "span.crumb",
      null,
      name,
      h(
        "button",
        {
          "aria-label": t.filters.remove(name),
          onclick: () =>
            filters.forEach(({ dimension, key }) => emit("hoso-filter", { dimension, keys: [key] }))
        },
        "✕"
      )
    )
  );

/** @param {any} model @param {Emit} emit */
function picker({ t, picker, keys, filters, dimensions }, emit) {
  const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "picker", patch });
  const onEscape = (/** @type {any} */ event) => {
    if (event.key !== "Escape") return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary").focus();
  };
  return h(
    "details.menu.picker",
    {
      onkeydown: onEscape,
      ontoggle: (/** @type {any} */ event) =>
        event.target.open !== picker.open && change({ open: event.target.open })
    },
    h("summary.button", t.filters.add),
    h(
      "div.menu-list",
      null,
      field(
        t.filters.by,
        select(
          picker.dimension,
          dimensions.map((/** @type {string} */ dimension) => [dimension, t.dimensions[dimension]]),
          dimension => change({ dimension, search: "" })
        )
      ),
      field(
        t.filters.search,
        input(picker.search, search => change({ search }), { type: "search" })
      ),
      keys && choices(t, picker, keys, filters, emit)
    )
  );
}

/**
 * @param {any} t
 * @param {any} picker
 * @param {Key[]} keys
 * @param {{ dimension: string, key: string }[]} filters
 * @param {Emit} emit
 */
function choices(t, { dimension, search }, keys, filters, emit) {
  const words = folded(search).split(" ").filter(Boolean);
  const found = keys.filter(({ name }) => words.every(word => folded(name).includes(word)));
  const on = new Set(filters.filter(filter => filter.dimension === dimension).map(({ key }) => key));
  return [
    h(
      "ul",
      { "aria-label": t.dimensions[dimension] },
      found.slice(0, FOUND).map(({ key, name, count }) =>
        h(
          "li",
          { key },
          h(
            "label.choice",
            h("input", {
              type: "checkbox",
              checked: on.has(key),
              onchange: () => emit("hoso-filter", { dimension, keys: [key] })
            }),
            h("span", name),
            h("span.hint", t.number(count))
          )
        )
      )
    ),
    h(
      "p.hint",
      !found.length ? t.filters.none : found.length > FOUND ? t.filters.more(found.length - FOUND) : null
    )
  ];
}

/**
 * The keys that can be picked, with how many dossiers each is about.
 * @param {import("../../text.vi.js").Text} t
 * @param {import("../../app/filters.js").Filtered} dimension
 * @param {import("../../lib/index.d.ts").Summary} summary
 * @returns {Key[]}
 */
export function keysOf(t, dimension, { groups }) {
  return inOrder(groups, dimension).map(({ key, counts }) => {
    const own = key[dimension] ?? "";
    return {
      key: own,
      name: t.key(dimension, own),
      count: counts.received + counts.carriedOver + counts.notAccepted
    };
  });
}
