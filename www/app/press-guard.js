// A click does what the control showed when it was pressed. Elements are reused (elements/dom.js), so a
// redraw between press and release may give this one to another row.

const control = (/** @type {Event} */ { target }) =>
  /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button, [role=gridcell]"));

/** @param {HTMLElement} root */
export function holdPresses(root) {
  /** @type {HTMLElement | null} */
  let pressed = null;
  /** @type {HTMLElement["onclick"]} */
  let act = null;
  root.addEventListener(
    "pointerdown",
    event => {
      pressed = control(event);
      act = pressed?.onclick ?? null;
    },
    true
  );
  root.addEventListener(
    "click",
    event => {
      const node = pressed;
      // Detail is 0 for clicks by keyboard.
      if (!event.detail || !node || node !== control(event) || node.onclick === act) return;
      const [before, now] = [act, node.onclick];
      node.onclick = before;
      setTimeout(() => node.onclick === before && (node.onclick = now)); // unless the click caused a redraw
    },
    true
  );
}
