// The views of the result. A view names its questions and shows the answers; it does not ask or keep
// anything. Some come with the page's further parts (further.js).
import { overview } from "../views/overview/view.js";

/** @typedef {import("./state.js").State} State */
/**
 * @typedef {{ summarize: import("../lib/index.d.ts").Query } | { dossiers:
 *   import("../lib/index.d.ts").DossierQuery } | { claims: {} } | { signs:
 *   import("../lib/index.d.ts").SignsQuery }} Ask
 */

/**
 * `needs` are the questions whose answers `body` is given, under the same names; an answer still being worked
 * out is missing.
 * @typedef {object} View
 * @property {"overview" | "compare" | "trend" | "dossiers" | "whatif" | "takeaway" | "reconcile" | "signs"}
 *   id
 * @property {(state: State) => Record<string, Ask>} needs
 * @property {(state: State, answers: Record<string, any>, emit: import("../elements/element.js").Emit) =>
 *   import("../elements/dom.js").Child[]} body
 */

/** Every view, in the order of the tabs. @type {View["id"][]} */
export const VIEW_IDS = [
  "overview",
  "compare",
  "trend",
  "dossiers",
  "whatif",
  "reconcile",
  "signs",
  "takeaway"
];

/** Those that are here. @type {View[]} */
let views = [overview];

export const viewsInOrder = () => VIEW_IDS.flatMap(name => views.filter(({ id }) => id === name));

/** @param {View[]} further */
export const addViews = further => (views = [...views, ...further]);

/** @param {State} state */
export const shownView = ({ view }) => views.find(({ id }) => id === view) ?? views[0];
