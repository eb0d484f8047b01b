// Where published figures come from: summary files beside the lists, a grid, a sentence. Each gives drafts of
// claims.
import { h } from "../../elements/dom.js";
import { choice, select, tick } from "../../elements/field.js";
import { checked, contradiction } from "./claims.js";
import { FIGURES } from "./figures.js";
import { isTable, MOST_FIGURES, MOST_ROWS, pasted, tableOf } from "./paste.js";
import { figuresIn } from "./sentence.js";
import { unitNamed, unitsLike } from "./units.js";

/** @typedef {typeof import("./text.vi.js").text} Words */
/** @typedef {import("./own.js").Own} Own */
/** @typedef {import("./own.js").Pair} Pair */
/** @typedef {import("./claims.js").Draft} Draft */
/** @typedef {import("../../lib/index.d.ts").Claim} Claim */
/** @typedef {(patch: Partial<Own>) => void} Change */
/** @typedef {{ words: Words, mine: Own, units: string[], change: Change }} Here */

/** The periods of claims that files make, each with its claims. @param {Claim[]} claims */
export function spansOf(claims) {
  /** @type {Map<string, Claim[]>} */
  const spans = new Map();
  for (const claim of claims) {
    const key = `${claim.from ?? ""} ${claim.to ?? ""}`;
    spans.set(key, [...(spans.get(key) ?? []), claim]);
  }
  return [...spans].map(([key, of]) => ({ from: key.split(" ")[0], to: key.split(" ")[1], claims: of }));
}

/** @param {Here} here @param {ReturnType<typeof spansOf>} spans */
export function files({ words, mine, change }, spans) {
  if (!spans.length) return h("p", { class: "hint" }, words.noFiles);
  const chosen = spans[Number(mine.span)] ?? spans[0];
  return h(
    "div",
    { class: "row" },
    choice(
      words.period,
      "claims-span",
      mine.span,
      spans.map(({ from, to }, at) => [String(at), words.span(from, to)]),
      span => change({ span })
    ),
    h(
      "p",
      { class: "hint" },
      words.fromFiles(chosen.claims.length, new Set(chosen.claims.map(({ unit }) => unit)).size)
    )
  );
}

/**
 * What stands in the grid, cell by cell; blank cells claim nothing.
 * @param {Own} mine
 * @returns {(Draft & { at: [number, number] })[]}
 */
export const draftsOfGrid = ({ grid: { figures, rows } }) =>
  rows.flatMap(({ unit, values }, row) =>
    values.flatMap((value, column) =>
      value.trim()
        ? [
            {
              unit: unit.trim(),
              figure: figures[column],
              value,
              at: /** @type {[number, number]} */ ([row, column])
            }
          ]
        : []
    )
  );

/** @param {Here} here */
export function grid(here) {
  const { words, mine, units, change } = here;
  const { figures, rows } = mine.grid;
  const set = (/** @type {Partial<Own["grid"]>} */ patch) =>
    change({ grid: { ...mine.grid, ...patch }, tooMany: 0 });
  return [
    h("p", { class: "hint" }, words.gridHint),
    mine.tooMany > 0 && h("p", { class: "problem", role: "alert" }, words.tooMany(mine.tooMany)),
    h(
      "datalist",
      { id: "known-units" },
      units.slice(0, MOST_ROWS).map(unit => h("option", { value: unit }))
    ),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": words.sourceNames.grid },
      h(
        "table",
        { class: "entry" },
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            h("th", { scope: "col" }, words.unit),
            figures.map((figure, column) =>
              h(
                "th",
                { scope: "col" },
                figureChoice(words, figure, words.figureOf(column + 1), next =>
                  set({ figures: figures.with(column, next) })
                )
              )
            )
          )
        ),
        h(
          "tbody",
          null,
          rows.map((_, row) => entryRow(here, row))
        )
      )
    ),
    faultsOf(here),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        {
          disabled: rows.length >= MOST_ROWS,
          onclick: () => set({ rows: [...rows, { unit: "", values: figures.map(() => "") }] })
        },
        words.addRow
      ),
      h(
        "button",
        {
          disabled: figures.length >= MOST_FIGURES,
          onclick: () =>
            set({
              figures: [...figures, ""],
              rows: rows.map(({ unit, values }) => ({ unit, values: [...values, ""] }))
            })
        },
        words.addColumn
      ),
      h(
        "button",
        { onclick: () => set({ rows: [{ unit: "", values: figures.map(() => "") }] }) },
        words.clear
      )
    )
  ];
}

/**
 * @param {Words} words
 * @param {string} value
 * @param {string} label
 * @param {(figure: string) => void} choose
 */
const figureChoice = (words, value, label, choose) =>
  select(
    value,
    [["", words.noFigure], ...Object.keys(FIGURES).map(id => /** @type {const} */ ([id, words.figures[id]]))],
    choose,
    { "aria-label": label }
  );

/** @param {Here} here @param {number} row */
function entryRow({ words, mine, units, change }, row) {
  const { figures, rows } = mine.grid;
  const put = (/** @type {Partial<typeof rows[0]>} */ patch) =>
    change({ grid: { figures, rows: rows.with(row, { ...rows[row], ...patch }) } });
  const paste = (/** @type {number} */ column) => (/** @type {any} */ event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isTable(text)) return;
    event.preventDefault();
    const table = tableOf(text);
    if ("tooMany" in table) change({ tooMany: table.tooMany });
    else change({ tooMany: 0, grid: pasted(mine.grid, table.cells, { row, column }, units) });
  };
  const { unit, values } = rows[row];
  const named = unit || words.allUnits;
  return h(
    "tr",
    null,
    h(
      "th",
      { scope: "row" },
      h("input", {
        name: "claim-unit",
        value: unit,
        list: "known-units",
        placeholder: words.unitHint,
        "aria-invalid": unit.trim() && unitNamed(unit, units) === undefined ? "true" : null,
        "aria-label": words.unitOf(row + 1),
        onpaste: paste(0),
        oninput: (/** @type {any} */ event) => put({ unit: event.target.value })
      })
    ),
    values.map((value, column) => {
      const figure = words.figures[figures[column]] ?? words.noFigure;
      return h(
        "td",
        { "data-label": figure },
        h("input", {
          name: "claim",
          value,
          "aria-label": words.valueOf(named, figure),
          "aria-invalid":
            value.trim() && "fault" in checked({ unit: "", figure: figures[column], value }, units)
              ? "true"
              : null,
          onpaste: paste(column + 1),
          oninput: (/** @type {any} */ event) => put({ values: values.with(column, event.target.value) })
        })
      );
    })
  );
}

const SHOWN = 12; // faults that are spelled out

/** Every fault where it stands, with what one click can mend. @param {Here} here */
function faultsOf({ words, mine, units, change }) {
  const { figures, rows } = mine.grid;
  const said = new Set();
  const faults = draftsOfGrid(mine).flatMap(draft =>
    [draft, { ...draft, unit: "" }].flatMap(asked => {
      const found = checked(asked, units);
      const key = "fault" in found && (found.fault === "unknownUnit" ? `unit ${draft.at[0]}` : `${draft.at}`);
      if (!key || said.has(key)) return [];
      said.add(key);
      return [{ draft, fault: /** @type {{ fault: string }} */ (found).fault }];
    })
  );
  const rename = (/** @type {number} */ row, /** @type {string} */ unit) =>
    change({ grid: { figures, rows: rows.with(row, { ...rows[row], unit }) } });
  return (
    faults.length > 0 &&
    h(
      "ul",
      { class: "problem faults" },
      faults
        .slice(0, SHOWN)
        .map(({ draft, fault }) =>
          h(
            "li",
            null,
            `${draft.unit || words.allUnits}${fault === "unknownUnit" ? "" : `, ${words.figures[draft.figure] ?? words.noFigure}, “${draft.value}”`}: ${words.faults[fault]} `,
            fault === "unknownUnit" &&
              unitsLike(draft.unit, units).map(unit =>
                h("button", { onclick: () => rename(draft.at[0], unit) }, words.isIt(unit))
              )
          )
        ),
      faults.length > SHOWN && h("li", null, words.faulty(faults.length))
    )
  );
}

/** Confirmed figures of a sentence, one draft each. @param {Own} mine @returns {Draft[]} */
export const draftsOfSentence = ({ pairs }) =>
  (pairs ?? []).flatMap(({ on, num, den, percent, figure, unit, text: source }) => {
    if (!on) return [];
    const whole = FIGURES[figure]?.whole;
    const draft = (/** @type {string} */ of, /** @type {string} */ value) => ({
      unit,
      figure: of,
      value,
      source
    });
    return [
      ...(num && FIGURES[figure]?.count ? [draft(figure, num)] : []),
      ...(den && whole ? [draft(whole, den)] : []),
      ...(percent ? [draft(figure, percent)] : [])
    ];
  });

/** @param {Here} here */
export function sentence(here) {
  const { words, mine, change } = here;
  const read = () =>
    change({ pairs: figuresIn(mine.sentence).map(found => ({ ...found, unit: "", on: false })) });
  return [
    h(
      "label",
      { class: "field wide" },
      words.sentence,
      h("textarea", {
        name: "sentence",
        rows: 4,
        value: mine.sentence,
        maxlength: 20_000,
        oninput: (/** @type {any} */ event) => change({ sentence: event.target.value, pairs: null })
      })
    ),
    h("p", { class: "hint" }, words.sentenceExample),
    h("div", { class: "row" }, h("button", { disabled: !mine.sentence.trim(), onclick: read }, words.read)),
    mine.pairs &&
      (mine.pairs.length
        ? pairs(here, mine.pairs)
        : h("p", { class: "problem", role: "alert" }, words.nothingRead))
  ];
}

/** Figures of several periods are never taken together. @param {Here} here @param {Pair[]} found */
function pairs(here, found) {
  const { words, change } = here;
  const periods = [...new Set(found.map(({ period }) => period).filter(Boolean))];
  const keep = (/** @type {string} */ period) =>
    change({ pairs: found.filter(one => one.period === period) });
  if (periods.length > 1)
    return h(
      "div",
      { class: "problem", role: "alert" },
      h("p", null, words.severalPeriods(periods)),
      h(
        "div",
        { class: "row" },
        periods.map(period => h("button", { onclick: () => keep(period) }, period))
      )
    );
  const right = (/** @type {Pair} */ pair) => !wrong(words, pair) && !!FIGURES[pair.figure];
  return [
    h("p", { class: "hint" }, words.confirmHint),
    h(
      "ul",
      { class: "pairs" },
      found.map((_, at) => pairLine(here, found, at))
    ),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        {
          onclick: () => change({ pairs: found.map(pair => ({ ...pair, on: right(pair) })) })
        },
        words.confirmAll
      )
    )
  ];
}

/** @param {Words} words @param {Pair} pair */
function wrong(words, pair) {
  const odd = contradiction(pair);
  return odd && "fault" in odd ? words.moreThanAll : "";
}

/** @param {Here} here @param {Pair[]} found @param {number} at */
function pairLine({ words, units, change }, found, at) {
  const pair = found[at];
  const put = (/** @type {Partial<Pair>} */ patch) =>
    change({ pairs: found.with(at, { ...pair, ...patch }) });
  const odd = contradiction(pair);
  const faults = [
    ...new Set(
      draftsOfSentence(/** @type {any} */ ({ pairs: [{ ...pair, on: true }] }))
        .map(draft => checked(draft, units))
        .flatMap(one => ("fault" in one ? [one.fault] : []))
    )
  ];
  return h(
    "li",
    { class: "row" },
    h("strong", null, pair.text),
    figureChoice(words, pair.figure, words.valueOf(pair.text, words.figure), figure =>
      put({ figure, on: false })
    ),
    select(
      pair.unit,
      [["", words.allUnits], ...units.map(unit => /** @type {const} */ ([unit, unit]))],
      unit => put({ unit, on: false }),
      { "aria-label": words.valueOf(pair.text, words.unit) }
    ),
    tick(words.confirm, "confirm", pair.on, on => put({ on }), {
      disabled: !!wrong(words, pair) || faults.length > 0 || !pair.figure
    }),
    odd && h("span", { class: "problem" }, "is" in odd ? words.isAnother(odd.is) : words.moreThanAll),
    faults.map(fault => h("span", { class: "problem" }, words.faults[fault]))
  );
}
