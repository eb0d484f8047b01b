// The same data by both clocks and both bases, and the dossiers that are one thing by one and another by the
// other.
import { h } from "../../elements/dom.js";
import { cell, grid, head, line, name, written } from "../../elements/grid.js";
import { measuresOf } from "../../elements/measures.js";
import { WAYS } from "./choice.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/** @typedef {import("../../lib/index.d.ts").DossierPage} DossierPage */
/** @typedef {import("../../lib/index.d.ts").Rate} Rate */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {typeof WAYS[number]} Way */

/**
 * @param {Text} t
 * @param {Way} own the way in force
 * @param {(Summary | undefined)[]} summaries by {@link WAYS}
 * @param {boolean} whole no period is chosen
 */
export function sideBySide(t, own, summaries, whole) {
  const text = t.views.whatif;
  const at = WAYS.findIndex(({ clock, basis }) => clock === own.clock && basis === own.basis);
  return h(
    "section.wide",
    { "aria-labelledby": "ways" },
    h("h3", { id: "ways" }, text.ways),
    all(summaries) && ways(t, at, all(summaries), whole)
  );
}

/** The summaries once all are there. @param {(Summary | undefined)[]} summaries @returns {any} */
const all = summaries => (summaries.every(Boolean) ? summaries : null);

/** @param {Text} t @param {number} at the way in force @param {Summary[]} summaries @param {boolean} whole */
function ways(t, at, summaries, whole) {
  const text = t.views.whatif;
  const rates = (/** @type {Measure} */ measure) => summaries.map(({ total }) => total.measures[measure]);
  const rows = measuresOf(summaries[0].total).filter(measure => rates(measure).some(rate => "num" in rate));
  const differing = rows.filter(measure => new Set(rates(measure).map(fraction)).size > 1).length;
  return [
    h("p.hint", text.waysHint(differing, whole)),
    grid(text.scroll(text.ways), [t.targets.measure, ...WAYS.map((way, n) => wayHead(t, way, n === at))], {
      rows,
      row: (/** @type {Measure} */ measure) =>
        line(null, [
          name(t.measures[measure]),
          rates(measure).map((rate, n) => wayCell(t, rate, rates(measure)[at], n === at))
        ])
    })
  ];
}

/** @param {Text} t @param {Way} way @param {boolean} own */
const wayHead = (t, { basis, clock }, own) =>
  head(
    { class: own ? "own" : null },
    h(
      "span",
      `${t.views.whatif.basis}: ${t.settings.rules.basis[basis]}`,
      h("br"),
      `${t.views.whatif.clock}: ${t.settings.rules.clock[clock]}`,
      own && ` (${t.views.whatif.inForce})`
    )
  );

/** @param {Text} t @param {Rate} rate @param {Rate} base @param {boolean} own */
function wayCell(t, rate, base, own) {
  const differs = !own && fraction(rate) !== fraction(base);
  return cell(
    { class: differs ? "differs" : own ? "own" : null },
    differs && [
      h("span", { "aria-hidden": "true" }, "≠ "),
      h("span.visually-hidden", `${t.views.whatif.differs} `)
    ],
    written(t, rate)
  );
}

/** @param {Rate} rate */
const fraction = rate => ("num" in rate ? `${rate.num}/${rate.den}` : rate.unavailable);

const MOST = 10_000; // dossiers that are listed

/**
 * The dossiers that change class.
 * @param {Text} t
 * @param {"clock" | "basis" | "other"} rule
 * @param {[string, string]} ways what they are under which rule, and under which other
 * @param {DossierPage | undefined} page
 * @param {{ listed: number }} choice
 * @param {(patch: object) => void} change
 * @param {import("../../elements/dom.js").Child} [above]
 */
export function changed(t, rule, ways, page, { listed }, change, above) {
  const text = t.views.whatif;
  const kinds = (page?.changes ?? []).map(({ count, outcome, otherOutcome }) =>
    text.change(count, outcomeOf(t, outcome), outcomeOf(t, otherOutcome))
  );
  return h(
    "section.wide",
    { key: rule, "aria-labelledby": `changed-${rule}` },
    h("h3", { id: `changed-${rule}` }, text.changed[rule]),
    above,
    page && h("p", page.total ? text.changes(page.total, kinds) : text.unchanged),
    page && page.total > 0 && list(t, text.changed[rule], ways, page),
    page &&
      page.total > page.rows.length &&
      h(
        "p.row",
        t.table.more(page.rows.length, page.total),
        " ",
        listed < MOST && h("button", { onclick: () => change({ listed: MOST }) }, t.table.all)
      )
  );
}

/** @param {Text} t @param {string} label @param {[string, string]} ways @param {DossierPage} page */
const list = (t, label, ways, { rows }) =>
  grid(
    t.views.whatif.scroll(label),
    [
      headed("name", t.columns.code),
      ...[t.dimensions.unit, t.columns.received, t.columns.due, t.views.dossiers.columns.ended, ...ways].map(
        (text, at) => headed(at === 0 || at > 3 ? "words" : null, text)
      )
    ],
    {
      rows,
      row: ({ code, unit, received, due, dueTime, ended, endedTime, outcome, otherOutcome = null }) =>
        line(null, [
          name(code),
          cell({ class: "words" }, unit || t.table.unknown),
          [[received], [due, dueTime], [ended, endedTime]].map(([day, time]) =>
            cell(null, day ? [t.day(day), time && h("span.fraction", time)] : "–")
          ),
          cell({ class: "words" }, outcomeOf(t, outcome)),
          cell({ class: "words" }, outcomeOf(t, otherOutcome))
        ])
    }
  );

/** @param {string | null} kind @param {string} text */
const headed = (kind, text) => head({ class: kind }, h("span", text));

/** @param {Text} t @param {string | null} outcome */
const outcomeOf = (t, outcome) => (outcome ? t.key("outcome", outcome) : t.views.whatif.outside);
