// <hoso-panel>: what a view makes of its answers. model: { view, state, answers }.
import { define } from "../element.js";

define("hoso-panel", ({ view, state, answers }, emit) => view.body(state, answers, emit));
