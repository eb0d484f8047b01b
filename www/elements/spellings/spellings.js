// <hoso-spellings>: names of units: those that were merged, with the switch that takes them apart; names that
// stand for a unit's, to be edited; and those that are close, to be accepted. model: { t, merged:
// MergedUnit[], merge, aliases, badAliases, sizes: dossiers by unit }. Events: hoso-merge { merge },
// hoso-aliases { aliases }, hoso-aliases-save.
import { aliasesOf, proposed } from "../../app/session/aliases.js";
import { dayField } from "../day.js";
import { h } from "../dom.js";
import { field, input, tick } from "../field.js";
import { define } from "../element.js";
import { proposals } from "../proposals.js";

/** @typedef {import("../../lib/index.d.ts").MergedUnit} MergedUnit */
/** @typedef {import("../../app/session/aliases.js").Alias} Alias */
/** @typedef {import("../element.js").Emit} Emit */

define("hoso-spellings", (model, emit) => {
  const { t, merged, merge, aliases, badAliases, sizes } = model;
  const found = proposed(sizes)
    .filter(({ from }) => !aliases.some((/** @type {Alias} */ one) => one.from === from))
    .map(alias => ({ key: alias.from, ...alias }));
  return [
    h(
      "details.spellings",
      h("summary", summaryOf(model, found.length)),
      h(
        "ul",
        merged.map((/** @type {MergedUnit} */ { unit, spellings }) =>
          h("li", { key: unit }, `${spellings.join("; ")} → `, h("strong", unit))
        )
      ),
      tick(t.spellings.merge, "merge", merge, merge => emit("hoso-merge", { merge })),
      found.length > 0 &&
        proposals(h("p", t.spellings.proposals), t.spellings, found, some =>
          emit("hoso-aliases", { aliases: [...aliases, ...some.map(({ key, ...alias }) => alias)] })
        ),
      table(model, emit),
      order(model, emit),
      badAliases && h("p.problem", { role: "alert" }, t.spellings.circle)
    )
  ];
});

/** @param {any} model @param {number} close */
function summaryOf({ t, merged, merge, aliases, sizes }, close) {
  const words = t.spellings;
  const said = [
    merge ? merged.length > 0 && words.merged(countOf(merged), merged.length) : words.apart,
    aliases.length > 0 && words.aliases(aliases.length),
    close > 0 && words.close(close)
  ].filter(Boolean);
  return said.join("; ") || words.title(Object.keys(sizes).length);
}

/** The number of spellings that were merged. @param {MergedUnit[]} merged */
const countOf = merged => merged.reduce((sum, { spellings }) => sum + spellings.length, 0);

/** @param {any} model @param {Emit} emit */
const order = ({ t: { spellings }, order }, emit) =>
  h(
    "p.hint",
    null,
    order.length ? `${spellings.order} ` : spellings.howToOrder,
    order.length > 0 && h("button", { onclick: () => emit("hoso-order", { order: [] }) }, spellings.byName)
  );

const NAMES = /** @type {const} */ (["from", "to"]);
const DAYS = /** @type {const} */ (["validFrom", "validTo"]);

/** @param {any} model @param {Emit} emit */
function table({ t, aliases, sizes }, emit) {
  const words = t.spellings;
  const change = (/** @type {Alias[]} */ aliases) => emit("hoso-aliases", { aliases });
  return [
    h("p.hint", words.hint),
    h(
      "datalist",
      { id: "unit-names" },
      Object.keys(sizes).map(value => h("option", { value }))
    ),
    aliases.map((/** @type {Alias} */ alias, /** @type {number} */ at) =>
      row(words, alias, at, (...instead) =>
        change(aliases.flatMap((/** @type {Alias} */ one) => (one === alias ? instead : one)))
      )
    ),
    h(
      "div.row",
      h("button", { onclick: () => change([...aliases, { from: "", to: "" }]) }, words.add),
      aliasesOf(aliases).length > 0 && h("button", { onclick: () => emit("hoso-aliases-save") }, words.save)
    )
  ];
}

/**
 * @param {any} words
 * @param {Alias} alias
 * @param {number} at
 * @param {(...instead: Alias[]) => void} replace
 */
const row = (words, alias, at, replace) =>
  h(
    "fieldset.settings.alias",
    h("legend.visually-hidden", words.row(at + 1)),
    NAMES.map(name =>
      field(
        words[name],
        input(
          alias[name],
          text => replace({ ...alias, [name]: text.trim() }),
          { type: "text", name: `alias-${name}`, list: "unit-names" },
          "onchange"
        )
      )
    ),
    DAYS.map(name =>
      dayField(words[name], `alias-${name}`, alias[name], day => replace({ ...alias, [name]: day }))
    ),
    h(
      "button",
      { "aria-label": `${words.remove}: ${words.row(at + 1)}`, onclick: () => replace() },
      words.remove
    )
  );
