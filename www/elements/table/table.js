// <hoso-table>: one row a group, one column a measure (or a count); sortable; best, worst and missed targets
// marked. model: { t, view, dimension, groups, total, sort: { column, descending }, show: "rates" |
// "numbers", heat: boolean, all: boolean }; where not all is offered, measures too, a control to lead, and
// plain: then names do not filter. Events: hoso-of { view, patch } with a patch of { sort, show, heat, all };
// hoso-filter { dimension, keys }.
import { h } from "../dom.js";
import { choice, tick } from "../field.js";
import { define } from "../element.js";
import { cell, filterName, grid, head, line, name as rowName } from "../grid.js";
import { measuresOf } from "../measures.js";
import { upper } from "../../wording.js";
import { shading } from "./heat.js";
import { countColumn, extremes, keyColumn, LESS_IS_BETTER, rateColumn, sorted } from "./rank.js";

/** @typedef {import("../../lib/index.d.ts").Group} Group */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("./rank.js").Column} Column */
/** @typedef {Column & { label: string, cell: (group: Group) => import("../dom.js").Child }} Shown */

/** @type {(keyof Counts)[]} */
const COUNTS = [
  "carriedOver",
  "received",
  "ended",
  "early",
  "onDueDay",
  "late",
  "noVerdict",
  "pending",
  "inTerm",
  "overdue",
  "noDue",
  "waiting",
  "stopped",
  "notAccepted"
];
const ROWS_AT_ONCE = 100; // more are shown on request: a procedure list can be thousands long

/** @typedef {(patch: object) => void} Change */

/** The initial sorting for another dimension or other columns. */
const MANY = 20; // rows: more than a window shows at once
const FRESH = { sort: { column: "key", descending: false }, all: false };

define("hoso-table", (model, emit) => {
  const change = (/** @type {object} */ patch) => emit("hoso-of", { view: model.view, patch });
  return [controls(model, change), ...body(model, change, emit)];
});

/** @param {any} model @param {Change} change */
const controls = ({ t, show, heat, lead, plain }, change) =>
  h(
    "div.row",
    null,
    lead || null,
    choice(
      t.table.show,
      "show",
      show,
      [
        ["rates", t.table.rates],
        ["numbers", t.table.numbers]
      ],
      show => change({ ...FRESH, show })
    ),
    show === "rates" && !plain && tick(t.views.compare.heat, "heat", heat, heat => change({ heat }))
  );

/** The columns, and measures that no row can compute. @param {any} model */
function columnsOf({ t, groups, total, show, heat, measures }) {
  if (show !== "rates") return { columns: COUNTS.map(name => counted(t, name)), leftOut: [] };
  const given = /** @type {Measure[]} */ (measures ?? measuresOf(total));
  const isKnown = (/** @type {Measure} */ measure) =>
    groups.some((/** @type {Group} */ { measures }) => "num" in measures[measure]);
  return {
    columns: rateColumns(t, groups, heat, given.filter(isKnown)),
    leftOut: given.filter(measure => !isKnown(measure))
  };
}

/** @param {any} model @param {Change} change @param {import("../element.js").Emit} emit */
function body(model, change, emit) {
  const { t, groups, total, sort, show, heat, all, plain } = model;
  const dimension = /** @type {import("../../lib/index.d.ts").Dimension} */ (model.dimension);
  if (!groups.length) return [h("p.hint", t.table.none)];
  const { columns, leftOut } = columnsOf(model);
  const nameOf = (/** @type {Group} */ { key: { [dimension]: key = "" } }) =>
    plain ? t.key(dimension, key) : filterName(t, dimension, key, emit);
  const name = keyColumn(dimension);
  const by = columns.find(({ id }) => id === sort.column) ?? name;
  const rows = sorted(groups, by, sort.descending);
  const shown = all ? rows : rows.slice(0, ROWS_AT_ONCE);
  return [
    show === "rates" && legend(t, heat, leftOut),
    rows.length > MANY && h("p.hint", `${t.table.rows(rows.length)}.`),
    grid(
      t.table.scroll,
      [{ ...name, label: t.dimensions[dimension] }, ...columns].map(column =>
        heading(column, by, sort, change)
      ),
      {
        first: [row({ class: "total" }, t.table.total, columns, total)],
        rows: shown,
        row: group => row(null, nameOf(group), columns, group)
      }
    ),
    shown.length < rows.length && more(t, shown.length, rows.length, change)
  ];
}

/** @param {any} t @param {number} shown @param {number} rows @param {Change} change */
const more = (t, shown, rows, change) =>
  h(
    "p.row",
    t.table.more(shown, rows),
    " ",
    h("button", { onclick: () => change({ all: true }) }, t.table.all)
  );

/** @param {any} t @param {boolean} heat @param {Measure[]} leftOut */
const legend = (t, heat, leftOut) =>
  h(
    "p.hint",
    t.table.legend,
    heat && ` ${t.views.compare.heatLegend}`,
    leftOut.length > 0 && ` ${t.table.leftOut(leftOut.map(measure => t.measures[measure]))}`
  );

/**
 * @param {Column & { label: string }} column
 * @param {Column} by
 * @param {{ descending: boolean }} sort
 * @param {Change} change
 */
function heading({ id, label }, by, sort, change) {
  const active = by.id === id;
  const descending = active ? !sort.descending : id !== "key"; // numbers: the largest first
  return head(
    {
      class: id === "key" ? "name" : null,
      "aria-sort": active ? (sort.descending ? "descending" : "ascending") : null
    },
    h(
      "button.sort",
      { onclick: () => change({ sort: { column: id, descending } }) },
      h(
        "span",
        null,
        label,
        active && h("span.arrow", { "aria-hidden": "true" }, sort.descending ? " ↓" : " ↑")
      )
    )
  );
}

/**
 * @param {object | null} props
 * @param {import("../dom.js").Child} title
 * @param {Shown[]} columns
 * @param {Group} group
 */
const row = (props, title, columns, group) =>
  line(props, [rowName(title), columns.map(column => column.cell(group))]);

/** @param {any} t @param {keyof Counts} name @returns {Shown} */
const counted = (t, name) => ({
  ...countColumn(name),
  label: upper(t.counts[name]),
  cell: group => cell(null, t.number(group.counts[name]))
});

/**
 * @param {any} t
 * @param {Group[]} groups
 * @param {boolean} heat
 * @param {Measure[]} measures
 * @returns {Shown[]}
 */
const rateColumns = (t, groups, heat, measures) => [
  counted(t, "received"),
  ...measures.map(measure => {
    const { best, worst } = extremes(groups, measure);
    const shade = heat
      ? shading(
          groups.map(({ measures }) => measures[measure]),
          LESS_IS_BETTER.has(measure)
        )
      : () => null;
    return {
      ...rateColumn(measure),
      label: t.measures[measure],
      cell: (/** @type {Group} */ group) =>
        rateCell(
          t,
          group.measures[measure],
          group === best ? "best" : group === worst ? "worst" : null,
          shade(group.measures[measure])
        )
    };
  })
];

/**
 * @param {any} t
 * @param {import("../../lib/index.d.ts").Rate} rate
 * @param {"best" | "worst" | null} place
 * @param {string | null} shade
 */
function rateCell(t, rate, place, shade) {
  if (!("num" in rate))
    return cell({ class: "none" }, h("span", { "aria-hidden": "true" }, "–"), hidden(t.table.dash));
  return cell(
    {
      class: [place, shade].filter(Boolean).join(" ") || null,
      title: `${t.number(rate.num)} / ${t.number(rate.den)}`
    },
    place &&
      h(
        "span.place",
        h("span", { "aria-hidden": "true" }, place === "best" ? "▲ " : "▼ "),
        hidden(`${t.table[place]}: `)
      ),
    t.decimal(rate.text),
    rate.target && gap(t, rate.target)
  );
}

/** @param {any} t @param {import("../../lib/index.d.ts").Gap} target */
const gap = (t, { met, points }) =>
  h(
    "span",
    { class: met ? "gap met" : "gap missed" },
    met ? null : h("span", { "aria-hidden": "true" }, "✕ "),
    met ? null : hidden(`${t.table.missed} `),
    t.decimal(points)
  );

/** @param {string} text */
const hidden = text => h("span.visually-hidden", text);
