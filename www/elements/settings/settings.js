// <hoso-settings>: period, as-of date and target set; the rules as one sentence, opened to be changed. model:
// { t, query, typed: days that were refused, rules, duplicates, said: the rules in words, periods, sets,
// chosen, outdated: the set is of another time, problem, lives: Summary.lives }. Events: hoso-query with a
// patch of the query, hoso-day { name, day }, hoso-duplicates { rule }, hoso-set-choose { id }.
import { dayField } from "../day.js";
import { h } from "../dom.js";
import { choice, field } from "../field.js";
import { define } from "../element.js";
import { isDay, standsOn, today } from "../iso.js";
import { errorIn } from "../../app/words.js";

/** @typedef {import("../element.js").Emit} Emit */

define("hoso-settings", (model, emit) => {
  const { t, outdated, problem, sets, chosen } = model;
  return [
    chosenSpan(model, emit),
    outdated &&
      h("p.hint.outdated", t.settings.outdated(sets.find((/** @type {any} */ { id }) => id === chosen))),
    problem && h("p.problem", { role: "alert" }, errorIn(t, problem)),
    h(
      "details",
      { class: isChosen(model) ? "rules whole" : "rules" },
      h("summary", h("span.said", model.said), " ", h("span.how", t.settings.change)),
      rules(model, emit)
    )
  ];
});

/** Rules that somebody chose are never cut off. @param {any} model */
const isChosen = ({ rules, query }) => Object.keys(rules).some(name => query[name] && name !== "asOf");

/** Period, as-of date and target set. @param {any} model @param {Emit} emit */
function chosenSpan({ t, query, typed, rules, periods, sets, chosen, lives }, emit) {
  const ask = (/** @type {object} */ patch) => emit("hoso-query", patch);
  const day = (/** @type {"from" | "to" | "asOf"} */ name, /** @type {string | undefined} */ value) =>
    lives
      ? h("hoso-boundary", { model: { t, name, value, lives } }) // comes with further.js
      : dayField(
          t.settings[name],
          name,
          typed[name] ?? value,
          day => emit("hoso-day", { name, day }),
          wrong(t, typed, name)
        );
  return h(
    "div.settings",
    periodChoice(t, query, periods, ask),
    day("from", query.from),
    day("to", query.to),
    h(
      "div.asof",
      day("asOf", query.asOf ?? rules.asOf),
      ends(t, query, ask),
      standsOn(rules, query.to) < rules.asOf && h("p", t.settings.over(query.to))
    ),
    targetsChoice(t, sets, chosen, emit)
  );
}

/**
 * The choice of a target set, with a link to the editor.
 * @param {any} t
 * @param {any[]} sets
 * @param {string} chosen
 * @param {Emit} emit
 */
function targetsChoice(t, sets, chosen, emit) {
  const offered = sets.map(set => /** @type {const} */ ([set.id, set.title]));
  return h(
    "div.asof",
    choice(t.settings.targets, "targets", chosen, [["", t.settings.noTargets], ...offered], id =>
      emit("hoso-set-choose", { id })
    ),
    h("a.hint", { href: "#targets", onclick: openTargets }, t.settings.editTargets)
  );
}

/** The rules that can be changed. @param {any} model @param {Emit} emit */
function rules({ t, query, rules, duplicates, lives }, emit) {
  const ask = (/** @type {object} */ patch) => emit("hoso-query", patch);
  const { rules: values, duplicatesAll, cuts } = t.settings;
  return h(
    "div.settings",
    Object.entries(values).map(
      ([name, options]) =>
        name in rules &&
        choice(t.settings[name], name, rules[name], Object.entries(options), value => ask({ [name]: value }))
    ),
    duplicates &&
      choice(t.settings.duplicates, "duplicates", duplicates, Object.entries(duplicatesAll), rule =>
        emit("hoso-duplicates", { rule })
      ),
    !lives &&
      choice(t.settings.cut, "cut", query.cut ?? "", Object.entries(cuts), cut =>
        ask({ period: query.period, cut })
      )
  );
}

/** Goes to the editor of target sets, at the end of the page. */
const openTargets = () => document.getElementById("targets")?.closest("details")?.setAttribute("open", "");

/**
 * Buttons for the usual days.
 * @param {any} t
 * @param {any} query
 * @param {(patch: object) => void} ask
 */
const ends = (t, query, ask) =>
  h(
    "div.ends",
    { role: "group", "aria-label": t.settings.asOf },
    [
      [t.settings.ends.data, undefined],
      [t.settings.ends.today, today()],
      [t.settings.ends.period, query.to]
    ].map(
      ([name, day], at) =>
        (at === 0 || day) &&
        h("button", { "aria-pressed": String(query.asOf === day), onclick: () => ask({ asOf: day }) }, name)
    )
  );

/** @param {any} t @param {any} query @param {any} periods @param {(patch: object) => void} ask */
const periodChoice = (t, query, periods, ask) =>
  field(
    t.settings.period,
    h(
      "select",
      {
        name: "period",
        value: query.period,
        onchange: (/** @type {any} */ event) => ask({ period: event.target.value })
      },
      h("option", { value: "" }, t.settings.all),
      !["", "custom", ...Object.values(periods).flat()].includes(query.period) &&
        h("option", { value: query.period }, t.period(query.period)),
      ["years", "ninths", "halves", "quarters", "months", "weeks"]
        .filter(kind => periods[kind].length)
        .map(kind =>
          h(
            "optgroup",
            { label: t.settings[kind] },
            periods[kind].map((/** @type {string} */ key) => h("option", { value: key }, t.period(key)))
          )
        ),
      h("option", { value: "custom" }, t.settings.custom)
    )
  );

/**
 * Why a day is refused: it does not exist, or the period would end before it begins.
 * @param {any} t
 * @param {Record<string, string>} typed
 * @param {string} name
 */
function wrong(t, typed, name) {
  if (!(name in typed)) return null;
  if (!isDay(typed[name])) return t.settings.noDay;
  // Otherwise it only waits until the other day is valid.
  return Object.values(typed).every(isDay) ? t.settings.turned : null;
}
