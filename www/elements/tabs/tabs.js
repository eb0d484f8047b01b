// <hoso-tabs>: the tabs of the views. One of them is in the tab order; arrow keys, Home and End go to the
// others and show them. model: { label, tabs: { id, name }[], shown }. Event: hoso-view { id }.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @type {Record<string, (at: number, last: number) => number>} */
const MOVES = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last
};

define("hoso-tabs", ({ label, tabs, shown }, emit) => {
  const move = (/** @type {KeyboardEvent} */ event) => {
    const at = tabs.findIndex((/** @type {any} */ { id }) => id === shown);
    const to = MOVES[event.key]?.(at, tabs.length - 1);
    if (to === undefined) return;
    event.preventDefault();
    document.getElementById(`tab-${tabs[to].id}`)?.focus();
    emit("hoso-view", { id: tabs[to].id });
  };
  return [
    h(
      "div.tabs",
      { role: "tablist", "aria-label": label, onkeydown: move },
      tabs.map((/** @type {any} */ { id, name }) =>
        h(
          "button",
          {
            key: id,
            role: "tab",
            id: `tab-${id}`,
            "aria-controls": "panel",
            "aria-selected": String(id === shown),
            tabindex: id === shown ? 0 : -1,
            onclick: () => emit("hoso-view", { id })
          },
          name
        )
      )
    )
  ];
});
