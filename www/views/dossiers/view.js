// Dossiers: the lists that need looking at, and all of them; a page of rows is asked for as the list is
// scrolled.
import "../../elements/list/list.js";
import { OUTCOMES } from "../../app/filters.js";
import { dossiersIn, livesOf, queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { field, input, select } from "../../elements/field.js";
import { cell, filterName, grid, heads, line, name as rowName } from "../../elements/grid.js";
import { COLUMNS, NATURAL, cellsOf, columnsOf } from "./columns.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/** @typedef {import("../../lib/index.d.ts").DossierQuery} DossierQuery */
/** @typedef {{ column: string, descending: boolean }} Sort */
/** @typedef {{ asks: (days: number) => Partial<DossierQuery>, sort?: Sort }} ListKind */

/** Rows asked for at a time. */
export const PAGE = 100;
const LATEST = { column: "daysLate", descending: true };
const OFFERED = [3, 5, 7, 10, 15, 30]; // days ahead

/** @type {Record<string, ListKind>} */
export const LISTS = {
  lateAll: { asks: () => ({ outcome: ["late", "overdue"] }), sort: LATEST },
  late: { asks: () => ({ outcome: ["late"] }), sort: LATEST },
  overdue: { asks: () => ({ outcome: ["overdue"] }), sort: LATEST },
  soon: {
    asks: days => ({ outcome: ["inTerm"], dueWithin: days }),
    sort: { column: "due", descending: false }
  },
  dayAfter: { asks: () => ({ endedLateBy: [1, 1] }) },
  doubtful: { asks: () => ({ doubtful: true }) },
  all: { asks: () => ({}) }
};

/** A list that a comparison named; it says everything itself. */
const BUCKET = "bucket";

/**
 * A list by its name: one of those above, or an outcome's.
 * @param {string} list
 * @returns {ListKind | undefined}
 */
const kindOf = list =>
  Object.hasOwn(LISTS, list)
    ? LISTS[list]
    : OUTCOMES.includes(/** @type {any} */ (list))
      ? { asks: () => ({ outcome: [/** @type {any} */ (list)] }) }
      : undefined;

/** Those offered, and the one that is shown: of lists beside lives, which cannot be listed, it alone.
 * @param {State["files"]} files @param {string} shown */
const offered = (files, shown) => (livesOf(files) ? [shown] : [...new Set([...Object.keys(LISTS), shown])]);

/** What the view shows of its settings. @param {State} state */
function own({ of, files }) {
  const { list = "lateAll", days = 7, at = 0, sort, code = "" } = of.dossiers ?? {};
  const known = kindOf(list) || (list === BUCKET && of.dossiers?.bucket) ? list : "lateAll";
  const order = /** @type {Sort | undefined} */ (sort ?? kindOf(known)?.sort);
  return {
    list: known,
    lists: offered(files, known),
    days: Number(days),
    at: Number(at),
    code: String(code),
    sort: order && COLUMNS.includes(order.column) ? order : undefined
  };
}

/** The question of a list, its page apart. @param {State} state @param {string} list @param {number} days */
function asked(state, list, days) {
  if (list === BUCKET) return { bucket: state.of.dossiers.bucket.id };
  const { targets, ...query } = queryOf(state);
  const code = own(state).code.trim();
  return { ...query, ...kindOf(list)?.asks(days), ...(code && { code }) };
}

/**
 * The list that is shown, as the dataset is asked for it; offset and limit are the asker's.
 * @param {State} state
 * @returns {Omit<DossierQuery, "offset" | "limit">}
 */
export function shownList(state) {
  const { list, days, sort } = own(state);
  const order = sort && {
    sort: /** @type {any} */ (sort.column),
    reverse: sort.descending !== NATURAL[sort.column]
  };
  return { ...asked(state, list, days), ...order };
}

/** Lives cannot be listed; a bucket is of lists beside them. @param {State} state @param {string} list */
const isUnlisted = (state, list) => livesOf(state.files) && list !== BUCKET;

/** @param {State} state @returns {Record<string, import("../../app/views.js").Ask>} */
function needs(state) {
  const { at, days, list, lists } = own(state);
  if (isUnlisted(state, list) || !dossiersIn(state.files)) return {};
  const shown = shownList(state);
  const pages = [at, at + 1, at - 1].filter(page => page >= 0);
  return Object.fromEntries([
    ["units", { summarize: { ...queryOf(state), by: ["unit"] } }],
    ...pages.map(page => [`page-${page}`, { dossiers: { ...shown, offset: page * PAGE, limit: PAGE } }]),
    ...lists.map(one => [one, { dossiers: { ...asked(state, one, days), offset: 0, limit: 0 } }])
  ]);
}

/** @type {import("../../app/views.js").View} */
export const dossiers = {
  id: "dossiers",
  needs,
  body(state, answers, emit) {
    const t = textOf(state);
    if (isUnlisted(state, own(state).list)) return [h("p.hint", t.lives.unlisted)];
    if (!dossiersIn(state.files)) return [h("p.hint", t.views.dossiers.unlisted)];
    const mine = own(state);
    const total = answers[`page-${mine.at}`]?.total ?? answers[mine.list]?.total;
    return [
      chips(t, mine, answers, emit),
      mine.list === BUCKET && h("p", state.of.dossiers.bucket.name),
      tools(state, total, emit),
      total === 0
        ? h(
            "p.hint",
            state.files.some(({ kind, error }) => !error && kind === "summary")
              ? t.views.dossiers.unlisted
              : t.views.dossiers.none
          )
        : null,
      total > 0 ? list(t, state, mine, total, answers, emit) : null,
      mine.list === "lateAll" && !mine.code && answers.units && byUnit(t, answers.units, emit)
    ];
  }
};

/** Over the list: how long it is, search and order, and ways to take it along.
 * @param {State} state @param {number | undefined} total @param {Emit} emit */
function tools(state, total, emit) {
  const t = textOf(state);
  const words = t.views.dossiers;
  const mine = own(state);
  return h(
    "div.row.list-tools",
    h("p.list-count", total === undefined ? "…" : words.count(total)),
    search(t, mine, emit),
    mine.list === "soon" && dayChoice(t, mine.days, emit),
    sortChoice(t, mine, emit),
    !!total && [
      h("button", { onclick: () => emit("hoso-list-copy") }, words.copy),
      /** @type {const} */ (["xlsx", "csv"]).map(kind =>
        h("button", { onclick: () => emit("hoso-list-export", { kind }) }, words.exports[kind])
      )
    ],
    state.copied?.list === JSON.stringify(shownList(state)) && h("p.hint", state.copied.said)
  );
}

/**
 * How many of the late and overdue each unit has, most first.
 * @param {any} t
 * @param {import("../../lib/index.d.ts").Summary} units
 * @param {Emit} emit
 */
function byUnit(t, { groups }, emit) {
  const words = t.views.dossiers;
  const sum = (/** @type {import("../../lib/index.d.ts").Group} */ { counts }) =>
    counts.late + counts.overdue;
  const rows = groups.filter(sum).sort((a, b) => sum(b) - sum(a));
  if (rows.length < 2) return null;
  return h(
    "section.group",
    h("h3", words.byUnit),
    grid(
      words.byUnit,
      heads([t.dimensions.unit, words.list("late"), words.list("overdue"), words.list("lateAll")]),
      {
        rows,
        row: group =>
          line(null, [
            rowName(filterName(t, "unit", group.key.unit ?? "", emit)),
            [group.counts.late, group.counts.overdue, sum(group)].map(count => cell(null, t.number(count)))
          ])
      }
    )
  );
}

/** Codes that contain what is typed. @param {any} t @param {{ code: string }} mine @param {Emit} emit */
const search = (t, { code }, emit) =>
  field(
    t.views.dossiers.code,
    input(code, code => change({ code, at: 0 }, emit), { type: "search", name: "code", size: 16 })
  );

/** @param {any} t @param {string} list @param {number} days */
const listName = (t, list, days) =>
  list === BUCKET
    ? t.views.dossiers.bucket
    : Object.hasOwn(LISTS, list)
      ? t.views.dossiers.list(list, days)
      : t.key("outcome", list);

/** @param {object} patch @param {Emit} emit */
const change = (patch, emit) => emit("hoso-of", { view: "dossiers", patch });

/**
 * @param {any} t
 * @param {{ list: string, lists: string[], days: number }} mine
 * @param {Record<string, any>} answers
 * @param {Emit} emit
 */
const chips = (t, mine, answers, emit) =>
  h(
    "div.chips",
    { role: "group", "aria-label": t.views.dossiers.lists },
    mine.lists.map(list =>
      h(
        "button",
        {
          "aria-pressed": String(list === mine.list),
          onclick: () => change({ list, at: 0, sort: undefined }, emit)
        },
        listName(t, list, mine.days),
        " ",
        h("span.chip-count", answers[list] ? t.number(answers[list].total) : "…")
      )
    )
  );

/** @param {any} t @param {number} days @param {Emit} emit */
const dayChoice = (t, days, emit) =>
  field(
    t.views.dossiers.within,
    select(
      String(days),
      [...new Set([...OFFERED, days])]
        .sort((a, b) => a - b)
        .map(offered => [String(offered), t.views.dossiers.days(offered)]),
      days => change({ days: Number(days), at: 0 }, emit)
    )
  );

/**
 * For a phone, where the list has no header to click on.
 * @param {any} t
 * @param {{ sort?: Sort }} mine
 * @param {Emit} emit
 */
const sortChoice = (t, { sort }, emit) =>
  field(
    t.views.dossiers.order,
    select(
      sort?.column ?? "",
      [
        ["", t.views.dossiers.asInFiles],
        ...COLUMNS.map(column => /** @type {const} */ ([column, t.views.dossiers.orders[column]]))
      ],
      column => change({ sort: sorted(column), at: 0 }, emit)
    ),
    "list-order"
  );

/** @param {string} column "" = no column */
const sorted = column => ({ column: column || "none", descending: NATURAL[column] ?? false });

/**
 * @param {any} t
 * @param {State} state
 * @param {ReturnType<typeof own>} mine
 * @param {number} total
 * @param {Record<string, any>} answers
 * @param {Emit} emit
 */
function list(t, state, mine, total, answers, emit) {
  const columns = columnsOf(mine.list);
  const rowOf = (/** @type {number} */ index) =>
    answers[`page-${Math.floor(index / PAGE)}`]?.rows[index % PAGE];
  return h("hoso-list", {
    model: {
      label: t.views.dossiers.label(listName(t, mine.list, mine.days), total),
      total,
      page: PAGE,
      at: mine.at,
      start: JSON.stringify(shownList(state)),
      turn: (/** @type {number} */ at) => change({ at }, emit),
      printed: (/** @type {number} */ from, /** @type {number} */ to) =>
        t.views.dossiers.printed(listName(t, mine.list, mine.days), from, to, total),
      columns: columns.map(id => ({
        id,
        label: t.views.dossiers.columns[id],
        ...ordering(id, mine.sort, emit)
      })),
      row(/** @type {number} */ index) {
        const row = rowOf(index);
        return row ? cellsOf(t, columns, row, emit) : null;
      }
    }
  });
}

/** @param {string} column @param {Sort | undefined} sort @param {Emit} emit */
function ordering(column, sort, emit) {
  if (!COLUMNS.includes(column)) return {};
  const active = sort?.column === column;
  const descending = active ? !sort.descending : NATURAL[column];
  return {
    order: active ? (sort.descending ? "descending" : "ascending") : "none",
    sort: () => change({ sort: { column, descending }, at: 0 }, emit)
  };
}
