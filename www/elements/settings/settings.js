// <hoso-settings>: period, as-of date and target set; the rules as one sentence, opened to be changed.
// model: { t, query, rules, said: the rules in words, periods, sets, chosen, problem }.
// Events: hoso-query with a patch of the query, hoso-set-choose { id }.
import { dayField } from "../day.js";
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../element.js").Emit} Emit */

define("hoso-settings", ({ t, query, rules, said, periods, sets, chosen, problem }, emit) => {
  const ask = (/** @type {object} */ patch) => emit("hoso-query", patch);
  const rule = (/** @type {string} */ name, /** @type {Record<string, string>} */ options) =>
    choice(t.settings[name], name, rules[name], options, (value) => ask({ [name]: value }));
  return [
    h("div", { class: "settings" },
      periodChoice(t, query, periods, ask),
      dayField(t.settings.from, "from", query.from, (from) => ask({ from, period: "custom" })),
      dayField(t.settings.to, "to", query.to, (to) => ask({ to, period: "custom" })),
      asOfField(t, query, rules, ask),
      choice(t.settings.targets, "targets", chosen, { "": t.settings.noTargets, ...Object.fromEntries(sets.map((/** @type {any} */ set) => [set.id, set.title])) },
        (id) => emit("hoso-set-choose", { id }))),
    problem && h("p", { class: "problem", role: "alert" }, t.errors.codes[problem] ?? t.errors.other(problem)),
    h("details", { class: "rules" },
      h("summary", null, said, " ", h("span", { class: "how" }, t.settings.change)),
      h("div", { class: "settings" },
        rule("basis", t.settings.bases),
        rule("clock", t.settings.clocks),
        rule("waiting", t.settings.waitings),
        rule("levelShare", t.settings.levelShares))),
  ];
});

/** @param {string} label @param {string} name @param {string} value @param {Record<string, string>} options @param {(value: string) => void} choose */
const choice = (label, name, value, options, choose) =>
  h("label", { class: "field" }, label,
    h("select", { name, value, onchange: (/** @type {any} */ event) => choose(event.target.value) },
      Object.entries(options).map(([id, text]) => h("option", { value: id, key: id }, text))));

/** @param {any} t @param {any} query @param {any} periods @param {(patch: object) => void} ask */
const periodChoice = (t, query, periods, ask) =>
  h("label", { class: "field" }, t.settings.period,
    h("select", { name: "period", value: query.period, onchange: (/** @type {any} */ event) => ask({ period: event.target.value }) },
      h("option", { value: "" }, t.settings.all),
      !["", "custom", ...Object.values(periods).flat()].includes(query.period) && h("option", { value: query.period }, t.period(query.period)),
      ["years", "halves", "quarters", "months"].map((kind) =>
        h("optgroup", { label: t.settings[kind] }, periods[kind].map((/** @type {string} */ key) => h("option", { value: key }, t.period(key))))),
      h("option", { value: "custom" }, t.settings.custom)));

/** @param {any} t @param {any} query @param {any} rules @param {(patch: object) => void} ask */
const asOfField = (t, query, rules, ask) =>
  h("div", { class: "field-with" },
    dayField(t.settings.asOf, "asOf", query.asOf ?? rules.asOf, (asOf) => ask({ asOf })),
    h("button", { type: "button", "aria-label": t.settings.asOfReset, title: t.settings.asOfReset, disabled: !query.asOf, onclick: () => ask({ asOf: undefined }) }, "↺"));
