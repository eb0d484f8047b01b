// Figures that stand in no list of dossiers, typed by hand: "26/26 nhiệm vụ". They are marked as typed
// wherever they go.
import { countOf, printedRate } from "../../app/numbers.js";
import { isDay, isoOf } from "../../elements/iso.js";
import { h } from "../../elements/dom.js";
import { field, input } from "../../elements/field.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/**
 * What is typed, cell by cell.
 * @typedef {{ name: string, num: string, den: string, source: string, day: string }} Line
 */
/**
 * A line that is complete. `den` is missing if there is no whole.
 * @typedef {{ name: string, num: number, den?: number, text?: string, source?: string, day?: string }} Typed
 */

/** @type {(keyof Line)[]} */
const CELLS = ["name", "num", "den", "source", "day"];
/** @type {Line} */
const EMPTY = { name: "", num: "", den: "", source: "", day: "" };
const MOST = 50; // lines
const LONGEST = 200; // letters of a cell

/** What is wrong with a line, by cell. @param {Line} line @returns {Partial<Record<keyof Line, string>>} */
function faultsOf({ name, num, den, day }) {
  const [part, whole] = [countOf(num), countOf(den)];
  const noWhole = "fault" in whole && whole.fault === "empty";
  return some({
    name: name.trim() ? "" : "noName",
    num: "fault" in part ? part.fault : "",
    den: noWhole
      ? ""
      : "fault" in whole
        ? whole.fault
        : "value" in part && part.value > whole.value
          ? "moreThanAll"
          : whole.value
            ? ""
            : "noWhole",
    day: !day.trim() || isDay(isoOf(day)) ? "" : "noDay"
  });
}

/** @template {object} T @param {T} faults @returns {Partial<T>} */
const some = faults =>
  /** @type {any} */ (Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault)));

/** Nobody has typed anything in it. @param {Line} line */
const untouched = line => CELLS.every(cell => !line[cell].trim());

/** Those without fault. @param {Line[]} lines @returns {Typed[]} */
export const typedOf = lines =>
  lines.filter(line => !untouched(line) && !Object.keys(faultsOf(line)).length).map(read);

/** @param {Line} line @returns {Typed} */
function read({ name, num, den, source, day }) {
  const [part, whole] = [countOf(num), countOf(den)];
  const of =
    "value" in part && "value" in whole
      ? { den: whole.value, text: printedRate(part.value, whole.value) }
      : {};
  return {
    name: name.trim(),
    num: "value" in part ? part.value : 0,
    ...of,
    ...(source.trim() && { source: source.trim() }),
    ...(day.trim() && { day: isoOf(day) })
  };
}

/**
 * Those of a receipt, which comes from elsewhere: anything may stand in it.
 * @param {any} receipt
 * @returns {Typed[]}
 */
export function typedIn(receipt) {
  if (!Array.isArray(receipt?.typed)) return [];
  const isCount = (/** @type {any} */ count) => Number.isSafeInteger(count) && count >= 0;
  const isText = (/** @type {any} */ text) => typeof text === "string" && text.length <= LONGEST;
  const lines = receipt.typed
    .slice(0, MOST)
    .filter((/** @type {any} */ one) => isText(one?.name) && isCount(one.num));
  return lines.map((/** @type {any} */ { name, num, den, source, day }) => ({
    name,
    num,
    ...(isCount(den) && den >= num && den > 0 && { den, text: printedRate(num, den) }),
    ...(isText(source) && { source }),
    ...(isText(day) && isDay(day) && { day })
  }));
}

/** The sentence of a report. @param {Text} t @param {Typed[]} typed */
export const typedSentence = (t, typed) => (typed.length ? t.views.takeaway.typed.sentence(typed) : "");

/** @param {Text} t @param {Line[]} lines @param {(patch: { typed: Line[] }) => void} change */
export function typedForm(t, lines, change) {
  const words = t.views.takeaway.typed;
  const set = (/** @type {Line[]} */ typed) => change({ typed });
  return h(
    "section.screen",
    { "aria-labelledby": "typed" },
    h("h3", { id: "typed" }, words.title),
    h("p.hint", words.hint),
    lines.map((line, at) =>
      fields(t, line, at, next => set(next ? lines.with(at, next) : lines.filter((_, other) => other !== at)))
    ),
    h(
      "div.row",
      h("button", { disabled: lines.length >= MOST, onclick: () => set([...lines, EMPTY]) }, words.add)
    )
  );
}

/** @param {Text} t @param {Line} line @param {number} at @param {(line: Line | null) => void} put */
function fields(t, line, at, put) {
  const words = t.views.takeaway.typed;
  const faults = untouched(line) ? {} : faultsOf(line);
  const cellField = (/** @type {keyof Line} */ cell) => {
    const fault = faults[cell];
    return field(
      words.cells[cell],
      input(line[cell], to => put({ ...line, [cell]: to }), {
        name: `typed-${cell}`,
        maxlength: LONGEST,
        inputmode: cell === "num" || cell === "den" ? "numeric" : null,
        placeholder: cell === "day" ? "dd/mm/yyyy" : null,
        "aria-invalid": fault ? "true" : null,
        "aria-describedby": fault ? `typed-${at}` : null
      })
    );
  };
  return h(
    "div",
    { role: "group", "aria-label": words.line(at + 1) },
    h(
      "div.row.typed",
      CELLS.map(cellField),
      h("button", { "aria-label": words.removeNamed(at + 1), onclick: () => put(null) }, words.remove)
    ),
    Object.keys(faults).length > 0 &&
      h(
        "p.problem",
        { id: `typed-${at}` },
        Object.values(faults)
          .map(fault => words.faults[fault])
          .join(" ")
      )
  );
}
