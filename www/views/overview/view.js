// Overview: every measure with its target, and how the dossiers balance.
import "../../elements/balance/balance.js";
import "../../elements/card/card.js";
import { queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { GROUPS } from "../../elements/measures.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */

/** @type {import("../../app/views.js").View} */
export const overview = {
  id: "overview",
  needs: (state) => ({ whole: { summarize: queryOf(state) } }),
  body(state, { whole }) {
    const t = textOf(state);
    return whole ? [
      h("div", { class: "groups" }, Object.entries(GROUPS).map(([name, measures]) => cards(t, /** @type {keyof typeof GROUPS} */ (name), measures, whole))),
      h("h3", null, t.counts.title),
      h("hoso-balance", { model: { t, counts: whole.total.counts, excluded: whole.excluded } }),
    ] : [];
  },
};

/** @param {Text} t @param {keyof typeof GROUPS} name @param {Measure[]} measures @param {Summary} summary */
const cards = (t, name, measures, { total, rules }) =>
  h("section", { class: `group ${name}` },
    h("h3", null, t.groups[name]),
    h("ul", { class: "cards" }, measures.map((measure) =>
      h("li", null, h("hoso-card", { model: { t, measure, rate: total.measures[measure], of: denominator(t, measure, rules) } })))));

/** @param {Text} t @param {Measure} measure @param {import("../../lib/index.d.ts").Rules} rules */
const denominator = (t, measure, { levelShare }) => (levelShare === "all" && measure.startsWith("onlineL") ? t.ofAll : t.of[measure]);
