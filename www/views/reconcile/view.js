// Against what others have: published figures, or another export of the same dossiers.
import { spanOf as calendarOf } from "../../app/periods.js";
import { duplicatesOf, hasBoth, inventedText, textOf, troubleText } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { choice as labelled, field, input } from "../../elements/field.js";
import { daysOf } from "../../elements/lives/lives.js";
import { Dataset } from "../../lib/dataset.js";
import { checked } from "./claims.js";
import { chooseSides, comparison, sidesOf } from "./exports.js";
import { own, rulesOf, spanOf, wordsOf } from "./own.js";
import { figureIn, result } from "./result.js";
import { draftsOfGrid, draftsOfSentence, files, grid, sentence, spansOf } from "./sources.js";

/** @typedef {ReturnType<typeof spansOf>} Spans */
/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/** @typedef {import("../../lib/index.d.ts").Claim} Claim */
/** @typedef {import("./own.js").Own} Own */
/** @typedef {typeof import("./text.vi.js").text} Words */

const CAN = { published: "reconcile" in Dataset.prototype, exports: "compare" in Dataset.prototype };
/** Something of it can be done. */
export const CAN_RECONCILE = CAN.published || CAN.exports;

/** @type {import("../../app/views.js").View} */
export const reconcile = {
  id: "reconcile",
  /** @returns {Record<string, import("../../app/views.js").Ask>} */
  needs: state => (CAN.published && hasBoth(state) ? { claims: { claims: {} } } : {}),
  body(state, answers, emit) {
    const words = wordsOf(state);
    const mine = modeOf(own(state));
    const change = (/** @type {Partial<Own>} */ patch) => emit("hoso-of", { view: "reconcile", patch });
    return [
      CAN.published && h("p.hint.screen", words.hint),
      CAN.published &&
        CAN.exports &&
        choice("mode", words.modes, words.modeNames, mine.mode, mode => change({ mode })),
      mine.mode === "published"
        ? published(words, state, answers, change, emit)
        : twoExports(words, state, change, emit)
    ];
  }
};

/** @param {Own} mine @returns {Own} */
const modeOf = mine => ({
  ...mine,
  mode: CAN[mine.mode] ? mine.mode : CAN.published ? "published" : "exports"
});

/**
 * @template {string} T
 * @param {string} id
 * @param {string} label
 * @param {Record<T, string>} names
 * @param {T} chosen
 * @param {(value: any) => void} choose
 */
const choice = (id, label, names, chosen, choose) =>
  h(
    "fieldset.row.screen",
    h("legend", { class: id === "source" ? "visually-hidden" : null }, label),
    Object.entries(names).map(([value, text]) =>
      h(
        "label.tick",
        h("input", {
          type: "radio",
          name: `reconcile-${id}`,
          value,
          checked: value === chosen,
          onchange: () => choose(value)
        }),
        /** @type {string} */ (text)
      )
    )
  );

/**
 * @param {Words} words
 * @param {State} state
 * @param {Record<string, any>} answers
 * @param {(patch: Partial<Own>) => void} change
 * @param {Emit} emit
 */
function published(words, state, answers, change, emit) {
  const mine = own(state);
  const spans = spansOf(answers.claims ?? []);
  const here = { words, mine, units: state.units, change };
  const source = state.of.reconcile?.source ?? (spans.length ? "files" : mine.source);
  const asked = questionOf(state, source, spans);
  return [
    h(
      "section.screen",
      { "aria-labelledby": "claims" },
      h("h3", { id: "claims" }, words.sources),
      choice("source", words.sources, words.sourceNames, source, next => change({ source: next })),
      (source !== "files" || (spans.length > 0 && !isDated(chosenOf(mine, spans)))) &&
        period(words, state, change),
      source === "files" ? files(here, spans) : source === "grid" ? grid(here) : sentence(here),
      runner(words, mine, asked.claims.length > 0 && !asked.fault && !asked.faults, words.run, () =>
        emit("hoso-reconcile", { claims: asked.claims, query: asked.query, question: asked.key })
      )
    ),
    found(words, state, asked.key, emit)
  ];
}

/** The period of the reports whose claims are compared. @param {Own} mine @param {Spans} spans */
const chosenOf = (mine, spans) => spans[Number(mine.span)] ?? spans[0];

/** @param {Spans[number] | undefined} chosen */
const isDated = chosen => !!chosen?.from && !!chosen.to;

/**
 * The claims with their period, and what keeps them from being asked.
 * @param {State} state
 * @param {Own["source"]} source
 * @param {Spans} spans
 */
function questionOf(state, source, spans) {
  const mine = own(state);
  if (source === "files") {
    const chosen = chosenOf(mine, spans);
    const claims = chosen?.claims ?? [];
    const { from, to, fault } = isDated(chosen) ? { ...chosen, fault: "" } : spanOf(state);
    const query = { ...rulesOf(state), from, to };
    return {
      claims,
      query,
      fault,
      faults: 0,
      key: JSON.stringify([claims, query])
    };
  }
  const drafts = source === "grid" ? draftsOfGrid(mine) : draftsOfSentence(mine);
  const all = drafts.map(draft => checked(draft, state.units));
  const claims = all.flatMap(one => ("claim" in one ? [one.claim] : []));
  const { from, to, fault } = spanOf(state);
  const query = { ...rulesOf(state), from, to };
  return { claims, query, fault, faults: all.length - claims.length, key: JSON.stringify([claims, query]) };
}

/**
 * The days at which periods of lives begin or end.
 * @param {import("../../text.vi.js").Text} t
 * @param {NonNullable<import("../../lib/index.d.ts").Summary["lives"]>} lives
 * @param {"from" | "to"} id
 * @param {string} value
 * @param {(event: any) => void} onchange
 */
const choiceOfDay = (t, lives, id, value, onchange) =>
  h(
    "select",
    { name: `claims-${id}`, value, onchange },
    h("option", { value: "" }, t.lives.any),
    daysOf(lives, id, value).map(day => h("option", { value: day, key: day }, t.day(day)))
  );

/**
 * The periods that the data hold, by name.
 * @param {Words} words
 * @param {import("../../text.vi.js").Text} t
 * @param {State} state
 * @param {{ from: string, to: string }} span
 * @param {(patch: Partial<Own>) => void} change
 */
function periodChoice(words, t, { periods, query }, span, change) {
  const keys = Object.values(periods).flat();
  const days = (/** @type {string} */ key) => calendarOf(key, query.cut);
  const typed = (/** @type {string} */ iso) => iso.split("-").reverse().join("/");
  return labelled(
    words.choosePeriod,
    "claims-period",
    keys.find(key => days(key).from === span.from && days(key).to === span.to) ?? "",
    [["", t.settings.custom], ...keys.map(key => /** @type {const} */ ([key, t.period(key)]))],
    key => key && change({ from: typed(days(key).from), to: typed(days(key).to) })
  );
}

/** @param {Words} words @param {State} state @param {(patch: Partial<Own>) => void} change */
function period(words, state, change) {
  const t = textOf(state);
  const span = spanOf(state);
  const mine = own(state);
  const lives = state.summary?.lives; // their periods are whole
  const day = (/** @type {"from" | "to"} */ id) => {
    const put = (/** @type {any} */ event) => change({ [id]: event.target.value });
    if (lives) return choiceOfDay(t, lives, id, span[id], put);
    return h("input.day", {
      name: `claims-${id}`,
      inputmode: "numeric",
      autocomplete: "off",
      placeholder: "dd/mm/yyyy",
      value: mine[id] ?? (span[id] ? t.day(span[id]) : ""),
      oninput: put
    });
  };
  return h(
    "fieldset.row",
    h("legend", words.period),
    periodChoice(words, t, state, span, change),
    h("label.field", words.from, day("from")),
    h("label.field", words.to, day("to")),
    span.fault && h("p.problem", words[span.fault])
  );
}

/**
 * The button that begins, or progress and the one that ends it.
 * @param {Words} words
 * @param {Own} mine
 * @param {boolean} ready
 * @param {string} label
 * @param {() => void} run
 */
const runner = (words, { progress, said }, ready, label, run) =>
  h(
    "div.row",
    progress ? runningNow(words, progress) : h("button.primary", { disabled: !ready, onclick: run }, label),
    said && h("p.problem", { role: "alert" }, said)
  );

/** @param {Words} words @param {{ done: number, of: number }} progress */
function runningNow(words, { done, of }) {
  const percent = Math.floor((100 * done) / (of || 1));
  return [
    h("progress", { value: percent, max: 100, "aria-label": words.running(percent) }),
    h("span", words.running(percent)),
    h(
      "button.stop",
      {
        onclick: (/** @type {any} */ event) =>
          event.target.dispatchEvent(new CustomEvent("hoso-reconcile-stop", { bubbles: true }))
      },
      words.cancel
    )
  ];
}

/** @param {Words} words @param {State} state @param {string} question @param {Emit} emit */
function found(words, state, question, emit) {
  const { found } = own(state);
  if (!found) return null;
  const t = textOf(state);
  const { office = "" } = state.of.takeaway ?? {};
  const stale = found.question !== question || found.files !== state.files;
  return h(
    "section.reconciled",
    h("h3", { id: "reconciled", tabindex: -1 }, t.views.reconcile.tab),
    stale && h("p.problem", words.stale),
    tools(words, t, found, office, stale, emit),
    result({ words, t, said: saidOf(state, found), office, ...spanIn(found), emit }, found.units)
  );
}

/**
 * What can be done with the sheets.
 * @param {Words} words
 * @param {import("../../text.vi.js").Text} t
 * @param {import("./own.js").Found} found
 * @param {string} office
 * @param {boolean} stale
 * @param {Emit} emit
 */
const tools = (words, t, { units }, office, stale, emit) =>
  h(
    "div.row.screen",
    h(
      "button.primary",
      { disabled: stale, onclick: () => emit("hoso-reconcile-export") },
      words.exports.xlsx
    ),
    h("button", { onclick: () => print() }, words.print),
    h(
      "button",
      {
        onclick: () => emit("hoso-copy-reconciled", { text: asTable(words, t, units) })
      },
      words.copy
    ),
    field(
      t.views.takeaway.office,
      input(office, office => emit("hoso-of", { view: "takeaway", patch: { office } }), { name: "office" }),
      "office"
    )
  );

/** @param {import("./own.js").Found} found */
const spanIn = ({ query: { from, to } }) => ({ from, to });

/**
 * The rules, over the period that was stated, and what is wrong with the data.
 * @param {State} state
 * @param {import("./own.js").Found} found
 */
const saidOf = (state, found) =>
  [
    inventedText(state).trim(),
    state.summary &&
      textOf(state).rules(state.summary.rules, { ...spanIn(found), duplicates: duplicatesOf(state) }),
    troubleText(state)
  ]
    .filter(Boolean)
    .join(" ");

/**
 * For a spreadsheet: a line each figure; nothing in it is run there.
 * @param {Words} words
 * @param {import("../../text.vi.js").Text} t
 * @param {import("./own.js").Found["units"]} units
 */
function asTable(words, t, units) {
  const { heads } = words;
  const safe = (/** @type {string} */ cell) => cell.replace(/[\t\r\n]+/g, " ").replace(/^(?=[=+@])/, "'");
  const lines = units.flatMap(({ unit, claims }) =>
    claims.map(({ claim, text, difference }) => [
      unit ?? words.allUnits,
      figureIn(words, claim),
      typeof claim.value === "number" ? t.number(claim.value) : t.decimal(claim.value),
      t.decimal(text),
      t.decimal(difference).replace("−", "-").replace("+", "") // a number there
    ])
  );
  return [[words.unit, heads.figure, heads.published, heads.ours, heads.difference], ...lines]
    .map(line => line.map(safe).join("\t"))
    .join("\r\n");
}

/**
 * @param {Words} words
 * @param {State} state
 * @param {(patch: Partial<Own>) => void} change
 * @param {Emit} emit
 */
function twoExports(words, state, change, emit) {
  const mine = own(state);
  const { before, after } = sidesOf(state);
  const ready = before.length > 0 && after.length > 0;
  return [
    h(
      "section.screen",
      { "aria-labelledby": "exports" },
      h("h3", { id: "exports", tabindex: -1 }, words.exports.run),
      chooseSides(words, state, change),
      !ready && h("p.hint", words.exports.needsBoth),
      runner(words, mine, ready, words.exports.run, () =>
        emit("hoso-compare", { before, after, query: rulesOf(state) })
      )
    ),
    mine.compared &&
      mine.compared.files === state.files &&
      comparison(words, textOf(state), mine.compared, emit)
  ];
}
