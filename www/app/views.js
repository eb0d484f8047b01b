// The views of the result, in the order of their tabs. A view says what it asks and how the answers look; it neither
// asks nor keeps. One without a body is not offered.
import { compare } from "../views/compare/view.js";
import { dossiers } from "../views/dossiers/view.js";
import { overview } from "../views/overview/view.js";
import { takeaway } from "../views/takeaway/view.js";
import { trend } from "../views/trend/view.js";
import { whatif } from "../views/whatif/view.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {{ summarize: import("../lib/index.d.ts").Query } | { dossiers: import("../lib/index.d.ts").DossierQuery }} Ask */

/**
 * `needs` are the questions whose answers `body` is given, under the same names; an answer still being worked out is missing.
 * @typedef {object} View
 * @property {"overview" | "compare" | "trend" | "dossiers" | "whatif" | "takeaway"} id
 * @property {(state: State) => Record<string, Ask>} needs
 * @property {(state: State, answers: Record<string, any>, emit: import("../elements/element.js").Emit) => import("../elements/dom.js").Child[]} body
 */

/** @type {View[]} */
export const VIEWS = /** @type {any[]} */ ([overview, compare, trend, dossiers, whatif, takeaway]).filter(({ body }) => body);

/** @param {State} state */
export const shownView = ({ view }) => VIEWS.find(({ id }) => id === view) ?? VIEWS[0];
