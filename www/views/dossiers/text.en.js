// Wording of the view "dossiers".
import { amount, dossiers, number } from "../../format.en.js";

/** @type {Record<string, string>} */
const lists = {
  lateAll: "Late and overdue",
  late: "Late",
  overdue: "Overdue",
  dayAfter: "Ended the day after",
  doubtful: "Doubtful cells",
  all: "All"
};

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  bucket: "The group opened",
  tab: "Dossiers",
  lists: "Lists",
  list: (list, days = 7) => lists[list] ?? `Due within ${amount(days, "day")}`,
  count: total => dossiers(total),
  label: (list, total) => `${list}: ${dossiers(total)}. Arrow keys move, Enter filters by the cell.`,
  none: "No dossiers.",
  unlisted: "No dossiers. A summary report holds counts, not a list of dossiers.",
  within: "Due within",
  days: count => amount(count, "day"),
  order: "Order",
  asInFiles: "as in the files",
  orders: {
    daysLate: "days late, most first",
    due: "appointment, earliest first",
    received: "received, earliest first"
  },
  columns: {
    code: "Code",
    unit: "Unit",
    procedure: "Procedure",
    received: "Received",
    due: "Due",
    ended: "Ended",
    outcome: "Outcome",
    daysLate: "Days late",
    doubts: "Doubts",
    file: "File",
    row: "Row"
  },
  printed: (list, from, to, total) =>
    `${list}: ${dossiers(total)}${to - from + 1 < total ? ` (printed: ${number(from)}–${number(to)}; export Excel for all)` : ""}`,
  copy: "Copy the list",
  exports: { xlsx: "Export Excel", csv: "Export CSV" },
  code: "Find a code",
  byUnit: "Late and overdue dossiers by unit",
  fileName: "dossiers",
  copied: (rows, total) =>
    rows < total
      ? `Copied the first ${number(rows)} of ${amount(total, "row")}.`
      : `Copied ${amount(rows, "row")}, ready to paste into Excel.`,
  notCopied: "The browser does not allow copying. Use an export."
};
