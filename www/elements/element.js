// A custom element is a view with a name: it is given a model and shows it; what the user does leaves as bubbling events.
// They render into the light DOM: the page's style reaches them, labels and ids work across them, and a board that lives
// inside a portal gives them one shadow root together.
import { render } from "./dom.js";
import { later } from "./later.js";

/** @typedef {(type: string, detail?: any) => void} Emit */

/** @param {string} name @param {(model: any, emit: Emit) => import("./dom.js").Child[]} view */
export function define(name, view) {
  customElements.define(name, class extends HTMLElement {
    /** @type {any} */
    #shown;

    /** Nothing is done where nothing differs: progress is told twenty times a second. @param {any} model */
    set model(model) {
      if (this.#shown && sameFields(this.#shown, model)) return;
      this.#shown = model;
      later(this, () => render(this, view(model, (type, detail) => this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail })))));
    }
  });
}

/** @param {any} a @param {any} b */
const sameFields = (a, b) => Object.keys(b).every((name) => Object.is(a[name], b[name])) && Object.keys(a).length === Object.keys(b).length;
