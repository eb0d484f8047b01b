// Views as pure functions: `h` describes elements, `render` brings the page to that description and touches
// only what differs, so focus, scroll and open panels stay. Text is always a text node; nothing here can make
// markup from data. If the prop `part` is a function that returns the children, they are drawn in a
// slice of their own (scheduler.js).
import { later } from "./scheduler.js";

/** @typedef {{ tag: string, props: Record<string, any>, children: Child[] }} VNode */
/** @typedef {VNode | string | number | null | undefined | false | Child[]} Child */
/** @typedef {VNode | string | null} Slot */

const SVG = new Set(["svg", "g", "rect", "path", "line", "circle", "text", "tspan", "title"]);
/** @type {WeakMap<Node, Record<string, any>>} */
const propsOf = new WeakMap();

/**
 * Describes an element. Classes may stand after the tag, as in "p.hint"; properties may be left out.
 * @param {string} name
 * @param {Record<string, any> | Child} [props]
 * @param {Child[]} children
 * @returns {VNode}
 */
export function h(name, props, ...children) {
  const [tag, ...classes] = name.split(".");
  const own = isProps(props) ? props : {};
  if (own !== props && props != null) children.unshift(/** @type {Child} */ (props));
  return { tag, props: classes.length ? { class: classes.join(" "), ...own } : own, children };
}

/**
 * True for properties, false for a child: a text, a list or an element.
 * @param {any} value
 * @returns {value is Record<string, any>}
 */
const isProps = value => typeof value === "object" && value && !Array.isArray(value) && !("tag" in value);

/** Makes `children` the children of `parent`. @param {ParentNode & Node} parent @param {Child[]} children */
export function render(parent, children) {
  const slots = flatten(children);
  const keyed = keyedChildren(parent);
  slots.forEach((slot, index) => {
    const standing = parent.childNodes[index] ?? null;
    const key = typeof slot === "object" ? slot?.props.key : undefined;
    const node = reuse(key === undefined ? standing : keyed.get(key), slot) ?? create(slot);
    if (node !== standing) place(parent, node, standing);
    update(node, slot);
  });
  while (parent.childNodes.length > slots.length) parent.lastChild?.remove();
}

/**
 * Puts a node in its place. The node that is there is replaced, unless it has a key: then it moves on, and
 * the nodes after it keep their places.
 * @param {Node} parent
 * @param {Node} node
 * @param {ChildNode | null} standing
 */
function place(parent, node, standing) {
  if (standing && propsOf.get(standing)?.key === undefined && !node.parentNode) standing.replaceWith(node);
  else parent.insertBefore(node, standing);
}

/**
 * A child that is left out keeps its place as an empty comment, so that the elements after it are not
 * mistaken for each other.
 * @param {Child[]} children
 * @returns {Slot[]}
 */
const flatten = children =>
  /** @type {any[]} */ (children)
    .flat(Infinity)
    .map(child =>
      child === null || child === undefined || child === false
        ? null
        : typeof child === "object"
          ? child
          : String(child)
    );

/** @param {Node} parent */
function keyedChildren(parent) {
  const keyed = new Map();
  for (const node of parent.childNodes) {
    const key = propsOf.get(node)?.key;
    if (key !== undefined) keyed.set(key, node);
  }
  return keyed;
}

/** @param {Node | null | undefined} node @param {Slot} slot */
function reuse(node, slot) {
  if (!node) return null;
  if (slot === null) return node.nodeType === Node.COMMENT_NODE ? node : null;
  if (typeof slot === "string") return node.nodeType === Node.TEXT_NODE ? node : null;
  return node.nodeName.toLowerCase() === slot.tag && propsOf.get(node)?.key === slot.props.key ? node : null;
}

/** @param {Slot} slot */
function create(slot) {
  if (slot === null) return document.createComment("");
  if (typeof slot === "string") return document.createTextNode(slot);
  const element = SVG.has(slot.tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", slot.tag)
    : document.createElement(slot.tag);
  // So that a button only sends a form if it is made to.
  if (slot.tag === "button") element.setAttribute("type", "button");
  return element;
}

/** @param {any} node @param {Slot} slot */
function update(node, slot) {
  if (slot === null) return;
  if (typeof slot === "string") {
    if (node.data !== slot) node.data = slot;
    return;
  }
  const before = propsOf.get(node) ?? {};
  if (before === slot.props) return; // the very same description
  propsOf.set(node, slot.props);
  for (const name of Object.keys(before)) if (!(name in slot.props)) setProp(node, name, undefined);
  if (typeof slot.props.part === "function") later(node, () => render(node, slot.props.part()));
  // An element with a model renders its own children.
  else if (!("model" in slot.props)) render(node, slot.children);
  for (const [name, value] of Object.entries(slot.props))
    if (value !== before[name] || (LIVE.has(name) && !isBeingWritten(node))) setProp(node, name, value);
}

/**
 * True while the user types in the field: a redraw must not change the text.
 * @param {Element} node
 */
const isBeingWritten = node => node instanceof HTMLInputElement && node.matches(":focus");

/** Properties that the user changes too; they are compared with the element, not with what was set last. */
const LIVE = new Set(["value", "checked"]);

/** @param {any} node @param {string} name @param {any} value */
function setProp(node, name, value) {
  if (name === "key" || (typeof value === "function" && name === "part")) return;
  // A style attribute would be against the policy.
  if (name.startsWith("--")) return node.style.setProperty(name, value ?? null);
  if (LIVE.has(name) || name === "model" || name.startsWith("on")) {
    if (node[name] !== value) node[name] = value ?? (name.startsWith("on") ? null : "");
  } else if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}
