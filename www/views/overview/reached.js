// Which target how many units reach, and who is furthest from it.
import { boundOf } from "../../elements/chart/rates.js";
import { h } from "../../elements/dom.js";
import { cell, grid, head, line, name } from "../../elements/grid.js";
import { measuresOf } from "../../elements/measures.js";
import { extremes } from "../../elements/table/rank.js";

const NAMED = 2; // of those that are furthest alike, so many by name

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../elements/element.js").Emit} Emit */

/** @param {Text} t @param {import("../../lib/index.d.ts").Summary} units @param {Emit} emit */
export function reached(t, { groups, total }, emit) {
  const words = t.views.overview.reached;
  const rows = measuresOf(total)
    .map(measure => of(groups, measure))
    .filter(({ asked }) => asked.length > 0);
  if (!rows.length || groups.length < 2) return null;
  const labels = [words.target, words.met, words.missed, words.furthest];
  return h(
    "section.group",
    h("h3", words.title),
    grid(
      words.title,
      [t.targets.measure, ...labels].map((text, at) =>
        at === 4 ? head({ class: "words" }, h("span", text)) : text
      ),
      {
        rows,
        labels,
        row: row =>
          line(null, [
            name(toCompare(t, row.measure, t.measures[/** @type {Measure} */ (row.measure)], emit)),
            ...cells(t, row, emit)
          ])
      }
    )
  );
}

/** @param {Group[]} groups @param {Measure} measure */
function of(groups, measure) {
  const asked = groups.flatMap(group => {
    const rate = group.measures[measure];
    return "num" in rate && rate.target ? [{ group, rate, target: rate.target }] : [];
  });
  const missed = asked.filter(({ target }) => !target.met);
  return { measure, asked, missed };
}

/** @param {Text} t @param {ReturnType<typeof of>} row @param {Emit} emit */
function cells(t, { measure, asked, missed }, emit) {
  const words = t.views.overview.reached;
  const bounds = [...new Set(asked.map(({ target }) => boundOf(target)))];
  const groups = missed.map(({ group }) => group);
  const { worst } = missed.length === 1 ? { worst: groups[0] } : extremes(groups, measure);
  const furthest = missed.find(({ group }) => group === worst) ?? missed[0];
  const alike = missed.filter(
    ({ rate, target }) =>
      rate.num * furthest.rate.den === furthest.rate.num * rate.den &&
      target.points === furthest.target.points
  );
  const names = alike.map(({ group }) => t.key("unit", group.key.unit ?? ""));
  return [
    cell(null, bounds.length === 1 ? t.decimal(bounds[0]) : words.various),
    cell(null, `${t.number(asked.length - missed.length)}/${t.number(asked.length)}`),
    missed.length
      ? cell({ class: "missed" }, toCompare(t, measure, `✕ ${words.units(missed.length)}`, emit))
      : cell(null, "0"),
    cell(
      { class: "words" },
      furthest
        ? [
            h("span", names.length > NAMED ? words.alike(names.length) : names.join(", ")),
            " ",
            h("span.nowrap", `${t.decimal(furthest.rate.text)} (${t.decimal(furthest.target.points)})`)
          ]
        : "–"
    )
  ];
}

/** @param {Text} t @param {Measure} measure @param {string} text @param {Emit} emit */
function toCompare(t, measure, text, emit) {
  const go = () => {
    emit("hoso-of", { view: "compare", patch: { dimension: "unit", measure } });
    emit("hoso-view", { id: "compare" });
  };
  return h("button.act", { onclick: go, title: t.views.overview.reached.go }, text);
}
