// <hoso-chart>: a titled picture, or its figures as a table; both can be read by everyone, the picture can be
// saved. model: { t, view, id, title, hint?, note, chart, table: { heads, rows: { key?, cells }[] },
// dimension?, asTable }, or { t, title, none }: the sentence that says why there is no chart. Events: hoso-of
// { view, patch: { [id]: asTable } }, hoso-filter { dimension, keys }, hoso-save { blob, name }.
import { h } from "../dom.js";
import { define } from "../element.js";
import { cell, filterName, grid, heads, line, name } from "../grid.js";
import { picture } from "./picture.js";
import { saved } from "./save.js";

/** @typedef {import("../element.js").Emit} Emit */

define("hoso-chart", (model, emit, width) => [
  h("div.chart-head", h("h3", model.title), model.none ? null : h("div.chart-tools", tools(model, emit))),
  model.hint && h("p.hint", model.hint),
  model.none
    ? h("p.card-none", model.none)
    : model.asTable
      ? figures(model, emit)
      : width > 0 && drawn(model, emit, width)
]);

/** @param {any} model @param {Emit} emit */
function tools({ t, view, id, title, hint, note, chart, asTable }, emit) {
  const save = async (/** @type {"svg" | "png"} */ kind) =>
    emit("hoso-save", {
      blob: await saved(kind, chart, { label: title, title, note: [hint, note].filter(Boolean).join(" ") }),
      name: `hoso-${id}.${kind}`
    });
  const button = (
    /** @type {string} */ text,
    /** @type {() => void} */ onclick,
    /** @type {object} */ props = {}
  ) => h("button.quiet", { onclick, ...props }, text);
  return [
    button(
      asTable ? t.chart.picture : t.chart.table,
      () => emit("hoso-of", { view, patch: { [id]: !asTable } }),
      { "aria-label": `${asTable ? t.chart.picture : t.chart.table}: ${title}` }
    ),
    button("SVG", () => save("svg"), { "aria-label": t.chart.save(title, "SVG") }),
    button("PNG", () => save("png"), { "aria-label": t.chart.save(title, "PNG") })
  ];
}

/**
 * Filters by a click on a bar or a point. With the keyboard, the names in the table do the same.
 * @param {any} model
 * @param {Emit} emit
 * @param {number} width
 */
function drawn({ t, title, chart, dimension }, emit, width) {
  const choose = (/** @type {any} */ event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (dimension && key !== undefined) emit("hoso-filter", { dimension, keys: [key] });
  };
  return h(
    "div",
    { class: dimension ? "chart-box can-choose" : "chart-box", onclick: choose },
    pieces(chart).map(piece => picture(piece, Math.floor(width), { label: `${title}. ${t.chart.label}` }))
  );
}

/**
 * Print does not break a picture, so one that may be taller than a page is drawn as several.
 * @param {import("./picture.js").Chart} chart
 */
const pieces = chart => {
  const { tiles, most = tiles.length } = chart;
  return tiles.length > most
    ? Array.from({ length: Math.ceil(tiles.length / most) }, (_, at) => ({
        ...chart,
        tiles: tiles.slice(at * most, (at + 1) * most)
      }))
    : [{ ...chart, most: undefined }];
};

/** @param {any} model @param {Emit} emit */
const figures = ({ t, title, table, dimension }, emit) =>
  grid(title, heads(table.heads), {
    rows: table.rows,
    row: ({ key, cells: [first, ...rest] }) =>
      line(null, [
        name(dimension && key !== undefined ? filterName(t, dimension, key, emit, first) : first),
        rest.map((/** @type {string} */ text) => cell(null, text))
      ])
  });
