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
  if (!spans.length) return h("p.hint", words.noFiles);
  const chosen = spans[Number(mine.span)] ?? spans[0];
  return h(
    "div.row",
    (spans.length > 1 || chosen.from) &&
      choice(
        words.period,
        "claims-span",
        mine.span,
        spans.map(({ from, to }, at) => [String(at), words.span(from, to)]),
        span => change({ span })
      ),
    h("p.hint", words.fromFiles(chosen.claims.length, new Set(chosen.claims.map(({ unit }) => unit)).size))
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
export const grid = here => [
  h("p.hint", here.words.gridHint),
  here.mine.tooMany > 0 && h("p.problem", { role: "alert" }, here.words.tooMany(here.mine.tooMany)),
  h(
    "datalist",
    { id: "known-units" },
    here.units.slice(0, MOST_ROWS).map(unit => h("option", { value: unit }))
  ),
  entries(here),
  faultsOf(here),
  gridButtons(here)
];

/** @param {Here} here @param {Partial<Own["grid"]>} patch */
const setGrid = ({ mine, change }, patch) => change({ grid: { ...mine.grid, ...patch }, tooMany: 0 });

/** @param {Here} here */
function entries(here) {
  const { words, mine } = here;
  const { figures, rows } = mine.grid;
  const choose = (/** @type {number} */ column) => (/** @type {string} */ figure) =>
    setGrid(here, { figures: figures.with(column, figure) });
  const heads = figures.map((figure, at) =>
    h("th", { scope: "col" }, figureChoice(words, figure, words.figureOf(at + 1), choose(at)))
  );
  return h(
    "div.scroll",
    { tabindex: 0, role: "region", "aria-label": words.sourceNames.grid },
    h(
      "table.entry",
      h("thead", h("tr", h("th", { scope: "col" }, words.unit), heads)),
      h(
        "tbody",
        rows.map((_, row) => entryRow(here, row))
      )
    )
  );
}

/** @param {Here} here */
function gridButtons(here) {
  const { words, mine } = here;
  const { figures, rows } = mine.grid;
  const blank = { unit: "", values: figures.map(() => "") };
  const wider = () => ({
    figures: [...figures, ""],
    rows: rows.map(({ unit, values }) => ({ unit, values: [...values, ""] }))
  });
  const button = (
    /** @type {string} */ text,
    /** @type {boolean} */ disabled,
    /** @type {() => object} */ patch
  ) => h("button", { disabled, onclick: () => setGrid(here, patch()) }, text);
  return h(
    "div.row",
    button(words.addRow, rows.length >= MOST_ROWS, () => ({ rows: [...rows, blank] })),
    button(words.addColumn, figures.length >= MOST_FIGURES, wider),
    button(words.clear, false, () => ({ rows: [blank] }))
  );
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
function entryRow(here, row) {
  const { words, mine, units } = here;
  const { unit, values } = mine.grid.rows[row];
  return h(
    "tr",
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
        onpaste: pasteAt(here, row, 0),
        oninput: (/** @type {any} */ { target }) => setRow(here, row, { unit: target.value })
      })
    ),
    values.map((_, column) => entry(here, row, column))
  );
}

/** @param {Here} here @param {number} row @param {number} column */
function entry(here, row, column) {
  const { words, mine, units } = here;
  const { unit, values } = mine.grid.rows[row];
  const figure = mine.grid.figures[column];
  const named = words.figures[figure] ?? words.noFigure;
  const value = values[column];
  const isWrong = value.trim() && "fault" in checked({ unit: "", figure, value }, units);
  return h(
    "td",
    { "data-label": named },
    h("input", {
      name: "claim",
      value,
      "aria-label": words.valueOf(unit || words.allUnits, named),
      "aria-invalid": isWrong ? "true" : null,
      onpaste: pasteAt(here, row, column + 1),
      oninput: (/** @type {any} */ { target }) =>
        setRow(here, row, { values: values.with(column, target.value) })
    })
  );
}

/** @param {Here} here @param {number} row @param {Partial<Own["grid"]["rows"][0]>} patch */
const setRow = ({ mine: { grid }, change }, row, patch) =>
  change({ grid: { ...grid, rows: grid.rows.with(row, { ...grid.rows[row], ...patch }) } });

/**
 * A table that is pasted fills the cells from this one on.
 * @param {Here} here
 * @param {number} row
 * @param {number} column
 */
const pasteAt = (here, row, column) => (/** @type {any} */ event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!isTable(text)) return;
  event.preventDefault();
  const table = tableOf(text);
  if ("tooMany" in table) here.change({ tooMany: table.tooMany });
  else setGrid(here, pasted(here.mine.grid, table.cells, { row, column }, here.units));
};

const SHOWN = 12; // faults that are spelled out

/** Every fault where it stands, with what one click can mend. @param {Here} here */
function faultsOf(here) {
  const faults = allFaults(here);
  return (
    faults.length > 0 &&
    h(
      "ul.problem.faults",
      faults.slice(0, SHOWN).map(one => faultLine(here, one)),
      faults.length > SHOWN && h("li", here.words.faulty(faults.length))
    )
  );
}

/** A unit that is not known is a fault once a row. @param {Here} here */
function allFaults({ mine, units }) {
  const said = new Set();
  return draftsOfGrid(mine).flatMap(draft =>
    [draft, { ...draft, unit: "" }].flatMap(asked => {
      const found = checked(asked, units);
      const key = "fault" in found && (found.fault === "unknownUnit" ? `unit ${draft.at[0]}` : `${draft.at}`);
      if (!key || said.has(key)) return [];
      said.add(key);
      return [{ draft, fault: /** @type {{ fault: string }} */ (found).fault }];
    })
  );
}

/** @param {Here} here @param {ReturnType<typeof allFaults>[0]} one */
function faultLine(here, { draft: { unit, figure, value, at }, fault }) {
  const { words, units } = here;
  const isUnit = fault === "unknownUnit";
  const where = isUnit ? "" : `, ${words.figures[figure] ?? words.noFigure}, “${value}”`;
  return h(
    "li",
    `${unit || words.allUnits}${where}: ${words.faults[fault]} `,
    isUnit &&
      unitsLike(unit, units).map(name =>
        h("button", { onclick: () => setRow(here, at[0], { unit: name }) }, words.isIt(name))
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
      "label.field.wide",
      words.sentence,
      h("textarea", {
        name: "sentence",
        rows: 4,
        value: mine.sentence,
        maxlength: 20_000,
        oninput: (/** @type {any} */ event) => change({ sentence: event.target.value, pairs: null })
      })
    ),
    h("p.hint", words.sentenceExample),
    h("div.row", h("button", { disabled: !mine.sentence.trim(), onclick: read }, words.read)),
    mine.pairs &&
      (mine.pairs.length ? pairs(here, mine.pairs) : h("p.problem", { role: "alert" }, words.nothingRead))
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
      "div.problem",
      { role: "alert" },
      h("p", words.severalPeriods(periods)),
      h(
        "div.row",
        periods.map(period => h("button", { onclick: () => keep(period) }, period))
      )
    );
  const right = (/** @type {Pair} */ pair) => !wrong(words, pair) && !!FIGURES[pair.figure];
  return [
    h("p.hint", words.confirmHint),
    h(
      "ul.pairs",
      found.map((_, at) => pairLine(here, found, at))
    ),
    h(
      "div.row",
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
    "li.row",
    h("strong", pair.text),
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
    odd && h("span.problem", "is" in odd ? words.isAnother(odd.is) : words.moreThanAll),
    faults.map(fault => h("span.problem", words.faults[fault]))
  );
}
