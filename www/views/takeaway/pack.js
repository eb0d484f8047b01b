// The publish pack: totals for a <hoso-board> on a portal, and the page's part that shows them, with a plain
// table for readers without script. Rows of few dossiers are left out, so that nobody is recognised by them.
import { save } from "../../app/save.js";
import { chosenSet, filterNames, inventedText, queryOf } from "../../app/state.js";
import { troublesOf, troubleWords } from "../../app/troubles.js";
import { h } from "../../elements/dom.js";
import { sheetOf, tableOf } from "./table.js";
import { BELOW, size, withheld } from "./withheld.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").Dimension} Dimension */

const DATA = "so-lieu-cong-bo.json";
const PART = "doan-nhung.html";

/**
 * What a reader must know of the figures: that they are invented, or of a part of the dossiers, and what is
 * wrong with the data.
 * @param {State} state
 * @param {Text} t
 */
const notesOf = (state, t) => [
  ...[inventedText(state).trim()].filter(Boolean),
  ...filterNames(state),
  ...troublesOf(state.files, state.summary).map(one => troubleWords(t, one).meaning)
];

/**
 * The figures as a board reads them.
 * @param {State} state
 * @param {[Dimension, Summary][]} answers
 * @param {Text} t
 */
export function packOf(state, answers, t) {
  const { from, to } = queryOf(state);
  const parts = answers.map(([by, summary]) => ({ by, summary, ...withheld(summary.groups) }));
  return {
    from,
    to,
    targets: { title: chosenSet(state)?.title },
    notes: notesOf(state, t),
    withheld: { below: BELOW, groups: Object.fromEntries(parts.map(({ by, left }) => [by, left])) },
    summaries: Object.fromEntries(
      parts.map(({ by, summary: { rules, total }, kept }) => [by, { rules, total, groups: kept }])
    )
  };
}

/** The part of a page: the board, and within it the table that stands without script.
 * @param {Text} t @param {Dimension[]} dimensions @param {import("./table.js").Sheet} sheet */
export const partOf = (t, dimensions, sheet) =>
  [
    mark(`!-- ${t.views.takeaway.pack.where} --`),
    mark('script type="module" src="/hoso/element.js"') + mark("/script"),
    mark(`hoso-board src="${DATA}" by="${dimensions.join(" ")}" lang="${t.lang}"`),
    tableOf(sheet),
    mark("/hoso-board")
  ].join("\n");

/**
 * Put together here: as they stand, these marks would end the script of the offline file.
 * @param {string} inner
 */
const mark = inner => `<${inner}>`;

/**
 * The table by unit without rows of few dossiers, and what a reader must know of it.
 * @param {Text} t
 * @param {State} state
 * @param {Summary} units
 * @param {string} when
 */
function publicSheet(t, state, units, when) {
  const { kept, left } = withheld(units.groups);
  const notes = [...notesOf(state, t), ...(left ? [t.views.takeaway.withheld(left)] : [])];
  return sheetOf(t, "unit", { ...units, groups: kept }, when, notes.map(note => `${note} `).join(""));
}

/**
 * @param {Text} t
 * @param {State} state
 * @param {Dimension} dimension
 * @param {Record<string, any>} answers
 * @param {string} when
 */
export function pack(t, state, dimension, { units, groups }, when) {
  const words = t.views.takeaway.pack;
  const answered = /** @type {[Dimension, Summary][]} */ (
    Object.entries({ unit: units, [dimension]: groups }).filter(([, summary]) => summary)
  );
  const few = !units || size(units.total) < BELOW;
  const data = () => JSON.stringify(packOf(state, answered, t));
  const by = answered.map(([by]) => by);
  const part = () => partOf(t, by, publicSheet(t, state, units, when));
  const button = (
    /** @type {string} */ label,
    /** @type {string} */ name,
    /** @type {() => string} */ text,
    /** @type {string} */ type
  ) =>
    h(
      "button",
      { type: "button", disabled: few, onclick: () => save(new Blob([text()], { type }), name) },
      label
    );
  return h(
    "section.screen",
    { "aria-labelledby": "pack" },
    h("h3", { id: "pack" }, words.title),
    h("p.hint", few ? words.few(BELOW) : words.hint(BELOW)),
    h(
      "div.row",
      button(words.data, DATA, data, "application/json"),
      button(words.part, PART, part, "text/html")
    )
  );
}
