// A custom element is a view with a name: it is given a model and shows it; what the user does leaves as bubbling events.
// They render into the light DOM: the page's style reaches them, labels and ids work across them, and a board that lives
// inside a portal gives them one shadow root together.
import { render } from "./dom.js";
import { later } from "./later.js";

/** @typedef {(type: string, detail?: any) => unknown} Emit */

/** A view that takes a third parameter is given the width it has, in pixels, and drawn anew when that changes.
 * @param {string} name @param {(model: any, emit: Emit, width: number) => import("./dom.js").Child[]} view */
export function define(name, view) {
  customElements.define(name, class extends HTMLElement {
    /** @type {any} */
    #shown;
    #width = 0;
    /** @type {Emit} */
    #emit = (type, detail) => this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));

    constructor() {
      super();
      if (view.length > 2) new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect.width)).observe(this);
    }

    /** Nothing is done where nothing differs: progress is told twenty times a second. @param {any} model */
    set model(model) {
      if (this.#shown && sameFields(this.#shown, model)) return;
      this.#shown = model;
      this.#draw();
    }

    #draw() {
      later(this, () => render(this, view(this.#shown, this.#emit, this.#width)));
    }

    /** @param {number} width */
    #resize(width) {
      if (Math.abs(width - this.#width) < 1) return;
      this.#width = width;
      if (this.#shown) this.#draw();
    }
  });
}

/** @param {any} a @param {any} b */
const sameFields = (a, b) => Object.keys(b).every((name) => Object.is(a[name], b[name])) && Object.keys(a).length === Object.keys(b).length;
