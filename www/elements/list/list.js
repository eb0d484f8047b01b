// <hoso-list>: a table of any length. Only the rows in its window are in the page; they are asked for by
// pages as it is scrolled. A grid as WAI-ARIA has it: one stop of the tab key, arrow keys, Page Up and Down,
// Home and End move the active cell, Enter does what a click on it does. On a phone each row is a card.
// model: { label, total, page: rows in one, at: number of the page that is asked for, turn: (at) => void,
//   columns: { id, label, order?: "ascending" | "descending" | "none", sort?: () => void }[], start: any
//   (another one: from the top), printed: (from, to) => what stands over the rows on paper, row: (index) => {
//   text, title?, act?: () => void }[] | null (not there yet) }.
import { h, render } from "../dom.js";
import { rowsIn, scrollTo, windowOf } from "./window.js";

const PRINTING = ["beforeprint", "afterprint"];
const REST = 60; // ms without scrolling before rows are asked for

/**
 * @type {Record<string, (at: { row: number, column: number }, size: { rows: number, columns: number, page:
 *   number }) => void>}
 */
const MOVES = {
  ArrowDown: at => at.row++,
  ArrowUp: at => at.row--,
  ArrowRight: at => at.column++,
  ArrowLeft: at => at.column--,
  PageDown: (at, { page }) => (at.row += page),
  PageUp: (at, { page }) => (at.row -= page),
  Home: at => (at.row = 0),
  End: (at, { rows }) => (at.row = rows - 1)
};

class List extends HTMLElement {
  /** @type {any} */
  #model;
  #active = { row: 0, column: 0 };
  #row = 40; // pixels, measured once a row stands
  /** @type {any} */
  #timer;
  #resized = new ResizeObserver(() => this.#draw());
  #onPaper = false;
  #print = (/** @type {Event} */ { type }) => {
    this.#onPaper = type === "beforeprint";
    this.#draw();
  };

  connectedCallback() {
    this.#resized.observe(this);
    for (const type of PRINTING) addEventListener(type, this.#print);
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    for (const type of PRINTING) removeEventListener(type, this.#print);
    clearTimeout(this.#timer);
  }

  /** @param {any} model */
  set model(model) {
    const fresh = this.#model?.start !== model.start;
    this.#model = model;
    if (fresh) this.#active = { row: 0, column: 0 };
    this.#draw();
    const grid = this.#grid;
    if (fresh && grid) grid.scrollTop = 0;
  }

  get #grid() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".list"));
  }

  get #size() {
    const head = this.querySelector(".list-head");
    const view = (this.#grid?.clientHeight ?? 0) - (head?.clientHeight ?? 0);
    return { total: this.#model.total, row: this.#row, view: Math.max(view, this.#row) };
  }

  /** Twice where the rows are not as tall as was taken. */
  #draw() {
    if (!this.#model) return;
    this.#render();
    const row = /** @type {HTMLElement | null} */ (this.querySelector(".list-row"))?.offsetHeight;
    if (!row || row === this.#row) return;
    this.#row = row;
    this.#render();
  }

  #render() {
    const { label, total, columns, printed, row: rowOf } = this.#model;
    const { height, from, to, top } = this.#onPaper
      ? this.#here()
      : windowOf(this.#size, this.#grid?.scrollTop ?? 0);
    const active = this.#active.row >= from && this.#active.row < to;
    const rows = Array.from({ length: to - from }, (_, n) => this.#line(from + n, rowOf(from + n)));
    const heads = columns.map((/** @type {any} */ column) => this.#heading(column));
    render(this, [
      h("p.list-name", this.#onPaper && printed(from + 1, to)),
      h(
        "div.list",
        {
          role: "grid",
          tabindex: 0,
          "aria-label": label,
          "aria-rowcount": total + 1,
          "aria-colcount": columns.length,
          "aria-activedescendant": active ? cellId(this.#active) : null,
          onscroll: () => this.#scrolled(),
          onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event)
        },
        h(
          "div.list-head",
          { role: "rowgroup" },
          h("div.list-line", { role: "row", "aria-rowindex": 1 }, heads)
        ),
        h(
          "div.list-body",
          { role: "rowgroup", "--height": `${height}px`, "--top": `${top}px` },
          h("div.list-rows", { role: "presentation" }, rows)
        )
      )
    ]);
  }

  /** What can be printed: every row that is here, side by side with those that are seen. */
  #here() {
    const { at, page, total, row } = this.#model;
    let [from, to] = [Math.max(0, at - 1) * page, Math.min(total, (at + 2) * page)];
    while (from < to && !row(from)) from++;
    while (from < to && !row(to - 1)) to--;
    return { height: 0, from, to, top: 0 };
  }

  /** @param {any} column */
  #heading({ id, label, order, sort }) {
    const arrow = order === "ascending" ? "↑" : order === "descending" ? "↓" : "";
    return h(
      "div",
      { role: "columnheader", class: `cell-${id}`, "aria-sort": arrow ? order : null },
      sort
        ? h("button.sort", { onclick: sort }, label, h("span.arrow", { "aria-hidden": "true" }, arrow))
        : label
    );
  }

  /** @param {number} index @param {any[] | null} cells */
  #line(index, cells) {
    const { columns } = this.#model;
    const on = index === this.#active.row;
    return h(
      "div",
      {
        role: "row",
        class: on ? "list-row list-line active" : "list-row list-line",
        "aria-rowindex": index + 2,
        "aria-busy": cells ? null : "true"
      },
      columns.map((/** @type {any} */ { id, label }, /** @type {number} */ column) => {
        const { text = "…", title, act } = cells?.[column] ?? {};
        const at = { row: index, column };
        return h(
          "div",
          {
            role: "gridcell",
            id: cellId(at),
            class: `cell-${id}${on && column === this.#active.column ? " active" : ""}`,
            "data-label": label.replace(/ \(.*/, ""), // a telephone has no room for what is in brackets
            title,
            "aria-colindex": column + 1,
            onclick: () => this.#act(at, act)
          },
          act ? h("span.act", text) : text
        );
      })
    );
  }

  #scrolled() {
    this.#render();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), REST);
  }

  #ask() {
    const { at, page, turn } = this.#model;
    const { from, to } = windowOf(this.#size, this.#grid?.scrollTop ?? 0);
    const middle = Math.floor((from + to) / 2 / page);
    if (middle !== at) turn(middle);
  }

  /** @param {{ row: number, column: number }} at @param {() => void} [act] */
  #act(at, act) {
    this.#active = at;
    this.#render();
    act?.();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.#grid || event.altKey || event.metaKey) return;
    if (event.key === "Enter")
      return this.#act(this.#active, this.#model.row(this.#active.row)?.[this.#active.column]?.act);
    const size = this.#size;
    const [rows, columns] = [this.#model.total, this.#model.columns.length];
    const at = { ...this.#active };
    if (!MOVES[event.key] || !rows) return;
    MOVES[event.key](at, { rows, columns, page: rowsIn(size) });
    event.preventDefault();
    this.#active = { row: within(at.row, rows), column: within(at.column, columns) };
    this.#reveal();
  }

  #reveal() {
    const grid = this.#grid;
    if (!grid) return;
    grid.scrollTop = scrollTo(this.#size, grid.scrollTop, this.#active.row);
    this.#render();
    document.getElementById(cellId(this.#active))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

/** @param {{ row: number, column: number }} at */
const cellId = ({ row, column }) => `cell-${row}-${column}`;
/** @param {number} value @param {number} count */
const within = (value, count) => Math.min(count - 1, Math.max(0, value));

customElements.define("hoso-list", List);
