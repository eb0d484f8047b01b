// Two exports of the same dossiers, before and after: what changed, each as a link to its list, and what it
// does to the measures.
import { h } from "../../elements/dom.js";
import { select } from "../../elements/field.js";
import { cell, grid, line, name, written } from "../../elements/grid.js";
import { measuresOf } from "../../elements/measures.js";
import { pointsBetween } from "../takeaway/points.js";
import { toList } from "./link.js";
import { own } from "./own.js";

/** @typedef {typeof import("./text.vi.js").text} Words */
/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Comparison} Comparison */
/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/** @typedef {(patch: Partial<import("./own.js").Own>) => void} Change */

/** Files on either side; those of dossiers only. @param {State} state */
export function sidesOf(state) {
  const { sides } = own(state);
  const of = (/** @type {"before" | "after"} */ side) =>
    state.files.flatMap(({ kind, error }, file) =>
      !error && kind === "dossiers" && sides[file] === side ? [file] : []
    );
  return { before: of("before"), after: of("after") };
}

/** @param {Words} words @param {State} state @param {Change} change */
export function chooseSides(words, state, change) {
  const { sides } = own(state);
  const offered = state.files
    .map((report, file) => ({ ...report, file }))
    .filter(({ kind, error, lives }) => !error && kind === "dossiers" && !lives);
  return [
    h("p.hint", words.exports.hint),
    h(
      "ul.sides",
      offered.map(({ name: called, file }) =>
        h(
          "li.row",
          h("span", called),
          select(
            sides[file] ?? "",
            Object.entries(words.exports.sides),
            side => change({ sides: { ...sides, [file]: side }, compared: null }),
            { "aria-label": words.exports.sideOf(called) }
          )
        )
      )
    )
  ];
}

/** @param {Words} words @param {Text} t @param {import("./own.js").Compared} compared @param {Emit} emit */
export function comparison(words, t, { comparison: found }, emit) {
  const text = words.exports;
  /** @type {LinkTo} */
  const link = (sentence, bucket, count) => toList(emit, count ? bucket : "", sentence);
  const tools = h(
    "div.row.screen",
    h("button", { type: "button", onclick: () => emit("hoso-compare-export") }, text.xlsx),
    h("button", { type: "button", onclick: () => print() }, text.print)
  );
  if (!found.same && !found.changed)
    return [
      h("p.problem", { id: "compared", tabindex: -1, role: "alert" }, text.noCommon),
      counts(text, found, link),
      tools
    ];
  const alike = !found.changed && !found.onlyBefore && !found.onlyAfter && !found.withoutCode && !found.twice;
  return [
    h("h4", { id: "compared", tabindex: -1 }, text.title),
    alike && h("p", text.identical),
    counts(text, found, link),
    found.compared && h("p.hint", text.compared(found.compared.map(column => t.columns[column]))),
    tools,
    h("h4", text.fields),
    fields(text, t, found, link),
    h("h4", text.outcomes),
    outcomes(text, t, found, link),
    effect(text, t, text.effect, found.summaries),
    effect(text, t, text.common, found.common)
  ];
}

/**
 * @typedef {(sentence: string, bucket: string | undefined, count: number) =>
 *   import("../../elements/dom.js").Child} LinkTo
 */

/** @param {Words["exports"]} text @param {Comparison} found @param {LinkTo} link */
const counts = (text, found, link) =>
  h(
    "ul.compared",
    /** @type {(keyof Comparison["buckets"] | "same")[]} */ ([
      "changed",
      "same",
      "onlyBefore",
      "onlyAfter",
      "withoutCode",
      "twice"
    ]).map(kind =>
      h(
        "li",
        link(
          text.line(text.counts[kind], found[kind]),
          kind === "same" ? undefined : found.buckets[kind],
          found[kind]
        )
      )
    )
  );

/** @param {Words["exports"]} text @param {Text} t @param {Comparison} found @param {LinkTo} link */
const fields = (text, t, found, link) =>
  found.fields.some(({ count }) => count)
    ? h(
        "ul.compared",
        found.fields
          .filter(({ count }) => count)
          .map(({ field, count, bucket, later = 0, laterBucket, earlier = 0, earlierBucket }) =>
            h(
              "li",
              link(text.field(t.columns[field], count), bucket, count),
              later > 0 && ["; ", link(text.later(later), laterBucket, later)],
              earlier > 0 && ["; ", link(text.earlier(earlier), earlierBucket, earlier)]
            )
          )
      )
    : h("p.hint", text.none);

/** @param {Words["exports"]} text @param {Text} t @param {Comparison} found @param {LinkTo} link */
const outcomes = (text, t, found, link) =>
  found.outcomes.length
    ? h(
        "ul.compared",
        found.outcomes.map(({ before, after, count, bucket }) =>
          h("li", link(text.outcome(count, t.key("outcome", before), t.key("outcome", after)), bucket, count))
        )
      )
    : h("p.hint", text.none);

/**
 * Measures before and after.
 * @param {Words["exports"]} text
 * @param {Text} t
 * @param {string} title
 * @param {Comparison["common"]} sides
 */
function effect(text, t, title, sides) {
  if (!sides) return null;
  const [before, after] = [sides.before, sides.after].map(
    ({ total }) => /** @type {Record<string, Rate>} */ (total.measures)
  );
  const moved = (/** @type {Rate} */ was, /** @type {Rate} */ is) =>
    "num" in was && "num" in is ? t.decimal(pointsBetween(is, was)) : t.table.dash;
  const { heads } = text;
  return [
    h("h4", title),
    grid(title, [heads.measure, heads.before, heads.after, heads.points], {
      rows: measuresOf(sides.before.total).filter(id => "num" in before[id] || "num" in after[id]),
      row: id =>
        line(null, [
          name(t.measures[/** @type {"late"} */ (id)]),
          [before, after].map(rates => cell(null, written(t, rates[id]))),
          cell(null, moved(before[id], after[id]))
        ])
    })
  ];
}
