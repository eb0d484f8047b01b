// The page's further parts: what the first screen in Vietnamese does not need. On the hosted page they are a
// separate file, fetched beside the module; like every part they are in memory before a file can be chosen.
// Data and wording come first, by language: similar text compresses better side by side.
import "../elements/help/guides.js";
import "./samples.js";
import "../views/words.vi.js";
import "../views/reconcile/text.vi.js";
import "../views/signs/text.vi.js";
import "../text.en.js";
import "../views/reconcile/text.en.js";
import "../views/signs/text.en.js";
import "../elements/lives/lives.js";
import "../elements/spellings/spellings.js";
import { compare } from "../views/compare/view.js";
import { dossiers } from "../views/dossiers/view.js";
import { reconcileActions } from "../views/reconcile/actions.js";
import { CAN_RECONCILE, reconcile } from "../views/reconcile/view.js";
import { recentActions } from "./session/recent.js";
import { sessionActions } from "./session/actions.js";
import { tourActions } from "./tour.js";
import { signs } from "../views/signs/view.js";
import { receiptActions } from "../views/takeaway/actions.js";
import { takeaway } from "../views/takeaway/view.js";
import { trend } from "../views/trend/view.js";
import { whatif } from "../views/whatif/view.js";

export { en } from "../text.en.js";
export { guides, help } from "../elements/help/guides.js";
export { samples } from "./samples.js";
export const views = [
  compare,
  trend,
  dossiers,
  whatif,
  ...(CAN_RECONCILE ? [reconcile] : []),
  signs,
  takeaway
];
/**
 * What these views have the page do, and what our own files do.
 * @param {import("./actions.js").Store} store
 * @param {import("./actions.js").Answers} answers
 * @param {(type: string, detail: any) => any} act
 */
export const furtherActions = (store, answers, act) => ({
  ...reconcileActions(store, answers),
  ...receiptActions(store, answers, act),
  ...recentActions(store, act),
  ...sessionActions(store, answers, act),
  ...tourActions(store, act)
});
