// Compare: the groups of one dimension, side by side.
import "../../elements/table/table.js";
import { queryOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";

/** @type {{ dimension: import("../../lib/index.d.ts").Dimension, sort: { column: string, descending: boolean }, show: "rates" | "numbers", all: boolean }} */
const OWN = { dimension: "unit", sort: { column: "key", descending: false }, show: "rates", all: false };

/** @param {import("../../app/state.js").State} state @returns {typeof OWN} */
const own = ({ of }) => ({ ...OWN, ...of.compare });

/** @type {import("../../app/views.js").View} */
export const compare = {
  id: "compare",
  needs: (state) => ({ groups: { summarize: { ...queryOf(state), by: [own(state).dimension] } } }),
  body(state, { groups }) {
    const { groups: rows, total } = groups ?? {};
    return [rows && h("hoso-table", { model: { t: textOf(state), view: "compare", ...own(state), groups: rows, total } })];
  },
};
