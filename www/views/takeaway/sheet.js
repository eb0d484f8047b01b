// Which columns the report's table has. A group of columns is chosen as one.
import { h } from "../../elements/dom.js";
import { tick } from "../../elements/field.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {"carried" | "open" | "waiting" | "online" | "levels" | "postal" | "counts"} ColumnGroup */
/** A count means nothing without the measure that it needs; `of`: it is called by that measure's name.
 * @typedef {{ rate: Measure } | { count: keyof Counts, needs: Measure | null, of?: Measure }} Column */

/** Those at first: with them the table fits an upright page. @type {ColumnGroup[]} */
export const COLUMNS = ["open", "online", "postal"];
/** @type {ColumnGroup[]} */
const ALL = ["carried", "open", "waiting", "online", "levels", "postal", "counts"];

/** @type {Column[]} */
const ALWAYS = [
  { count: "received", needs: null },
  { count: "ended", needs: null },
  { count: "early", needs: "early" },
  { count: "onDueDay", needs: "early" },
  { count: "late", needs: "onTime" },
  { rate: "onTime" }
];
/** @type {Partial<Record<ColumnGroup, Measure[]>>} */
const RATES = {
  online: ["online"],
  levels: ["onlineL34", "onlineL3", "onlineL4"],
  postal: ["postalIntake", "postalReturn"]
};
/**
 * The count over which a rate stands; levels 3 and 4 together have no count of their own.
 * @type {Partial<Record<Measure, keyof Counts>>}
 */
const COUNTS = {
  online: "online",
  onlineL3: "onlineL3",
  onlineL4: "onlineL4",
  postalIntake: "postalIntake",
  postalReturn: "postalReturn"
};

/** @param {ColumnGroup[]} chosen @returns {Column[]} */
export function columnsOf(chosen) {
  const has = (/** @type {ColumnGroup} */ group) => chosen.includes(group);
  return [
    ...(has("carried") ? [/** @type {Column} */ ({ count: "carriedOver", needs: null })] : []),
    ...ALWAYS,
    ...(has("open") ? counted("overdue", ["pending", "overdue"]) : []),
    ...(has("waiting") ? counted("returned", ["waiting", "returned"]) : []),
    ...ALL.filter(has).flatMap(group => (RATES[group] ?? []).flatMap(rate => ratio(rate, has("counts"))))
  ];
}

/** @param {Measure} needs @param {(keyof Counts)[]} counts @returns {Column[]} */
const counted = (needs, counts) => counts.map(count => ({ count, needs }));

/** @param {Measure} rate @param {boolean} withCount @returns {Column[]} */
function ratio(rate, withCount) {
  const count = COUNTS[rate];
  return [...(withCount && count ? [{ count, needs: rate, of: rate }] : []), { rate }];
}

/** @param {Text} t @param {ColumnGroup[]} chosen @param {(chosen: ColumnGroup[]) => void} choose */
export const columnChoice = (t, chosen, choose) =>
  h(
    "fieldset.row.screen.columns-choice",
    h("legend", t.views.takeaway.columnsTitle),
    ALL.map(group =>
      tick(t.views.takeaway.columnGroups[group], `columns-${group}`, chosen.includes(group), on =>
        choose(ALL.filter(one => (one === group ? on : chosen.includes(one))))
      )
    )
  );
