// A rate with further dossiers supposed, as the engine works it out: nothing is calculated here.
import { h } from "../../elements/dom.js";
import { choice, field, input } from "../../elements/field.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {{ units: string[], now?: Summary, then?: Summary }} Known */
/** @typedef {(patch: object) => void} Change */

/** @param {Text} t @param {Choice} choice @param {Known} known @param {Change} change */
export function simulator(t, choice, { units, now, then }, change) {
  const [counting, others] = t.views.whatif.kinds(choice.measure, now?.rules);
  return h(
    "section",
    { "aria-labelledby": "suppose" },
    h("h3", { id: "suppose" }, t.views.whatif.suppose(t.measures[choice.measure])),
    h(
      "div.row",
      null,
      unitField(t, choice, units, change),
      countField(t.views.whatif.add(counting), "counting", choice, change),
      countField(t.views.whatif.add(others), "others", choice, change),
      now && shortcuts(t, choice, now, change)
    ),
    h("p.supposed", { role: "status" }, now && said(t, choice, now, then))
  );
}

/** @param {Text} t @param {Choice} choice @param {string[]} units @param {Change} change */
const unitField = (t, { unit }, units, change) =>
  choice(
    t.dimensions.unit,
    "whatif-unit",
    unit,
    [["", t.table.total], ...units.map(key => /** @type {const} */ ([key, key]))],
    unit => change({ unit })
  );

/** @param {string} label @param {"counting" | "others"} name @param {Choice} choice @param {Change} change */
const countField = (label, name, choice, change) =>
  field(
    label,
    input(choice[name], text => change({ [name]: text }), {
      name,
      inputmode: "numeric",
      size: 8,
      placeholder: "0"
    })
  );

/**
 * The number that just reaches the target, or just does not lose it.
 * @param {Text} t
 * @param {Choice} choice
 * @param {Summary} now
 * @param {Change} change
 */
function shortcuts(t, { measure }, now, change) {
  const target = targetOf(now, measure);
  if (!target) return null;
  const [count, text] = target.met
    ? [target.mayAdd, t.views.whatif.toTheEdge]
    : [target.moreNeeded, t.views.whatif.justEnough];
  const more = target.met === Boolean(target.atMost) ? "counting" : "others";
  return (
    count !== null &&
    count > 0 &&
    h("button", { onclick: () => change({ counting: "", others: "", [more]: String(count) }) }, text(count))
  );
}

/** @param {Summary} summary @param {Choice["measure"]} measure */
function targetOf({ total }, measure) {
  const rate = total.measures[measure];
  return "num" in rate ? rate.target : undefined;
}

/** @param {Text} t @param {Choice} choice @param {Summary} now @param {Summary} [then] */
function said(t, { measure, unit }, now, then) {
  const [rate, to] = [now.total.measures[measure], then?.total.measures[measure]];
  if ("unavailable" in (to ?? rate)) return t.unavailable(/** @type {any} */ (to ?? rate));
  const subject = [t.measures[measure], unit].filter(Boolean).join(", ");
  const written = (/** @type {any} */ one) =>
    "num" in one ? `${t.decimal(one.text)} (${t.number(one.num)}/${t.number(one.den)})` : null;
  const end = /** @type {Extract<import("../../lib/index.d.ts").Rate, { num: number }>} */ (to ?? rate);
  const outlook =
    end.target &&
    t.views.whatif.outlook(
      end.target,
      measure,
      t.views.whatif.kinds(measure, now.rules, end.target.atMost !== undefined)
    );
  return [t.views.whatif.moves(subject, written(rate), to ? written(to) : null), outlook]
    .filter(Boolean)
    .join(" ");
}
