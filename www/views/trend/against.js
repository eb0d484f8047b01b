// One period against an earlier one: rates with the difference in points, counts with the difference in
// dossiers.
import { spanOf } from "../../app/periods.js";
import { h } from "../../elements/dom.js";
import { cell, grid, heads, line, name } from "../../elements/grid.js";
import { measuresOf } from "../../elements/measures.js";
import { LESS_IS_BETTER } from "../../elements/table/rank.js";
import { known } from "../../elements/chart/rates.js";
import { pointsBetween } from "../takeaway/points.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {"month" | "quarter" | "year"} Step */

/** @type {(keyof import("../../lib/index.d.ts").Counts)[]} */
const COUNTS = ["received", "ended", "late", "pending", "overdue"];

/**
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").Summary} periods
 * @param {Step} step
 * @param {string} now
 * @param {string} before
 */
export function against(t, { groups, rules }, step, now, before) {
  const of = (/** @type {string} */ key) => groups.find(group => group.key[step] === key);
  const [later, former] = [of(now), of(before)];
  if (!later) return null;
  const words = t.views.trend;
  const labels = [words.figure, t.key(step, now), t.key(step, before), words.difference];
  const unfinished =
    spanOf(now).to > rules.asOf && h("p.hint", words.unfinished(t.key(step, now), t.day(rules.asOf)));
  return [
    unfinished,
    grid(words.against, heads(labels), {
      rows: [
        ...COUNTS.map(count => counted(t, count, later, former)),
        ...measuresOf(later)
          .filter(measure => [later, former].some(group => group && known(group.measures[measure])))
          .map(measure => rated(t, measure, later, former))
      ],
      row: ([title, ...cells]) => line(null, [name(title), cells])
    })
  ];
}

/**
 * @param {Text} t
 * @param {keyof import("../../lib/index.d.ts").Counts} count
 * @param {Group} later
 * @param {Group | undefined} former
 */
function counted(t, count, later, former) {
  const [now, before] = [later.counts[count], former?.counts[count]];
  const more = before === undefined ? null : now - before;
  return [
    t.views.trend.count(/** @type {any} */ (t.counts)[count]),
    cell(null, t.number(now)),
    cell(null, before === undefined ? "–" : t.number(before)),
    cell(null, more === null ? "–" : more ? `${more > 0 ? "+" : "−"}${t.number(Math.abs(more))}` : "0")
  ];
}

/** @param {Text} t @param {Measure} measure @param {Group} later @param {Group | undefined} former */
function rated(t, measure, later, former) {
  const [now, before] = [known(later.measures[measure]), former ? known(former.measures[measure]) : null];
  return [
    t.measures[measure],
    rate(t, later.measures[measure]),
    former ? rate(t, former.measures[measure]) : cell({ class: "none" }, "–"),
    now && before ? moved(t, measure, pointsBetween(now, before)) : cell({ class: "none" }, "–")
  ];
}

/** @param {Text} t @param {import("../../lib/index.d.ts").Rate} rate */
const rate = (t, rate) =>
  "num" in rate
    ? cell({ title: `${t.number(rate.num)} / ${t.number(rate.den)}` }, t.decimal(rate.text))
    : cell({ class: "none words" }, rate.unavailable === "empty" ? t.views.trend.none : t.unavailable(rate));

/** @param {Text} t @param {Measure} measure @param {string} points */
function moved(t, measure, points) {
  if (points === "0,00") return cell(null, t.decimal(points));
  const better = points.startsWith("+") !== LESS_IS_BETTER.has(measure);
  return cell(
    { class: better ? "better" : "worse" },
    t.decimal(points),
    " ",
    h("span.which", better ? t.views.trend.better : t.views.trend.worse)
  );
}
