// A custom element is a view with a name: it shows the model that it is given, and reports what the user does
// by events that bubble. Elements render into the light DOM, so the page's style reaches them and labels and
// ids work across them; the board, which lives inside other pages, puts all of its elements into one shadow
// root.
import { render } from "./dom.js";
import { drawAll, later } from "./scheduler.js";

/** @typedef {(type: string, detail?: any) => unknown} Emit */

/**
 * The width to which charts are drawn before they are printed: letters then have about 7 points on A4.
 */
const PAPER = 940;
/** @type {Set<(width: number | null) => void>} */
const sized = new Set();
const fit = (/** @type {number | null} */ width) => {
  for (const draw of sized) draw(width);
  drawAll();
};
addEventListener("beforeprint", () => fit(PAPER));
addEventListener("afterprint", () => fit(null));

/**
 * A view that takes a third parameter gets its width in pixels, and is drawn again when the width changes.
 * @param {string} name
 * @param {(model: any, emit: Emit, width: number) => import("./dom.js").Child[]} view
 */
export function define(name, view) {
  if (customElements.get(name)) return; // a page may load the board twice
  customElements.define(
    name,
    class extends HTMLElement {
      /** @type {any} */
      #shown;
      #width = 0;
      /** @type {Emit} */
      #emit = (type, detail) => this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));

      constructor() {
        super();
        if (view.length > 2)
          new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect.width)).observe(this);
      }

      connectedCallback() {
        if (view.length > 2) sized.add(this.#fit);
      }

      disconnectedCallback() {
        sized.delete(this.#fit);
      }

      /** Does nothing if nothing differs: progress is reported twenty times a second. @param {any} model */
      set model(model) {
        if (this.#shown && sameFields(this.#shown, model)) return;
        this.#shown = model;
        this.#draw();
      }

      /** @param {number | null} [paper] the width to print at */
      #draw(paper) {
        later(this, () => render(this, view(this.#shown, this.#emit, paper ?? this.#width)));
      }

      /** Elements that are side by side on the screen are so on paper. @param {number | null} paper */
      #fit = paper => {
        const share = this.#width / (this.parentElement?.clientWidth || this.#width) < 0.6 ? 0.5 : 1;
        if (this.#shown) this.#draw(paper && paper * share);
      };

      /** @param {number} width */
      #resize(width) {
        if (Math.abs(width - this.#width) < 1) return;
        this.#width = width;
        if (this.#shown) this.#draw();
      }
    }
  );
}

/** @param {any} a @param {any} b */
const sameFields = (a, b) =>
  Object.keys(b).every(name => Object.is(a[name], b[name])) &&
  Object.keys(a).length === Object.keys(b).length;
