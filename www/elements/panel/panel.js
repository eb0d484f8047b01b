// <hoso-panel>: what a view makes of its answers. model: { view, state, answers }. Above its figures stands
// how many flaws of the data touch them; the cards of the overview say so each.
import { textOf } from "../../app/state.js";
import { troublesOf } from "../../app/troubles.js";
import { touched } from "../card/card.js";
import { define } from "../element.js";

define("hoso-panel", ({ view, state, answers }, emit) => [
  view.id !== "overview" && touched(textOf(state), troublesOf(state.files, state.summary).length),
  ...view.body(state, answers, emit)
]);
