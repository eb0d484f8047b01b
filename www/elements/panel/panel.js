// <hoso-panel>: a view's result. model: { view, state, answers }. A line above the figures states how many
// flaws of the data affect them; in the overview each card states it.
import { textOf } from "../../app/state.js";
import { troublesOf } from "../../app/troubles.js";
import { touched } from "../card/card.js";
import { define } from "../element.js";

define("hoso-panel", ({ view, state, answers }, emit) => [
  view.id !== "overview" && touched(textOf(state), troublesOf(state.files, state.summary).length),
  ...view.body(state, answers, emit)
]);
