// A table of any length: rows are drawn in slices, and the browser lays out only the slices that are seen
// (grid.css), so a thousand rows do not block the page, and can be searched, read aloud and printed. Rows are
// boxes to the style sheet, so the table roles are written out.
import { h } from "./dom.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./dom.js").VNode} VNode */

const ROWS_A_SLICE = 20; // drawn without a pause
const LONG = 20; // rows: more have a window of their own, with the header in sight
const SEEN = 40; // more rows than this are laid out only where they are seen

/**
 * @param {string} label what is read aloud where the table scrolls
 * @param {(string | VNode)[]} heads one a column, the rows' names first
 * @param {{ first?: VNode[], rows: any[], row: (row: any) => VNode, labels?: string[] }} body rows that stand
 *   first, then the rest, each by its function; on a telephone a row with labels of its columns but the first
 *   is a card
 */
export const grid = (label, heads, { first = [], rows, row, labels }) =>
  h(
    "div.scroll",
    { tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      {
        class: `figures${labels ? " by-card" : ""}${rows.length > LONG ? " long" : ""}`,
        role: "table",
        "--columns": heads.length - 1
      },
      h("thead", { role: "rowgroup" }, line(null, heads.map(headed))),
      first.length > 0 &&
        h(
          "tbody",
          { role: "rowgroup" },
          first.map(node => labelled(node, labels))
        ),
      slices(rows).map(slice =>
        h("tbody", {
          role: "rowgroup",
          class: rows.length > SEEN ? "unseen" : null,
          "--rows": slice.length,
          part: () => slice.map(one => labelled(row(one), labels))
        })
      )
    )
  );

/** @param {string | VNode} text @param {number} at */
const headed = (text, at) =>
  typeof text === "string" ? head({ class: at ? null : "name" }, h("span", text)) : text;

/** @param {VNode} node a row @param {string[]} [labels] */
function labelled(node, labels = []) {
  const [, ...cells] = /** @type {VNode[]} */ (/** @type {any} */ (node.children).flat(Infinity));
  labels.forEach((label, at) => (cells[at].props["data-label"] = label));
  return node;
}

/** @param {Record<string, any> | null} props @param {Child[]} cells */
export const line = (props, cells) => h("tr", { role: "row", ...props }, cells);

/** @param {Record<string, any> | null} props @param {Child[]} children */
export const head = (props, ...children) =>
  h("th", { role: "columnheader", scope: "col", ...props }, children);

/** A row of headers; the first is the header of the names. @param {string[]} labels */
export const heads = labels => labels.map((text, at) => head({ class: at ? null : "name" }, h("span", text)));

/**
 * The name of a group; a click filters by it.
 * @param {import("../text.vi.js").Text} t
 * @param {string} dimension
 * @param {string} key
 * @param {import("./element.js").Emit} emit
 * @param {string} [text]
 */
export const filterName = (t, dimension, key, emit, text = t.key(dimension, key)) =>
  h(
    "button.act",
    { title: t.filters.click, onclick: () => emit("hoso-filter", { dimension, keys: [key] }) },
    text
  );

/** @param {Child[]} children */
export const name = (...children) => h("th.name", { role: "rowheader", scope: "row" }, children);

/** @param {Record<string, any> | null} props @param {Child[]} children */
export const cell = (props, ...children) => h("td", { role: "cell", ...props }, children);

/**
 * A rate with its fraction.
 * @param {import("../text.vi.js").Text} t
 * @param {import("../lib/index.d.ts").Rate} rate
 */
export const written = (t, rate) =>
  "num" in rate
    ? [t.decimal(rate.text), h("span.fraction", `${t.number(rate.num)} / ${t.number(rate.den)}`)]
    : t.table.dash;

/** @template T @param {T[]} rows */
const slices = rows =>
  Array.from({ length: Math.ceil(rows.length / ROWS_A_SLICE) }, (_, at) =>
    rows.slice(at * ROWS_A_SLICE, (at + 1) * ROWS_A_SLICE)
  );
