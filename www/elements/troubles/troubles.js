// <hoso-troubles>: what is wrong with the files and changes figures: how often, where first, and what to do.
// model: { t, troubles: Trouble[] }.
import { troubleWords } from "../../app/troubles.js";
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../../app/troubles.js").Trouble} Trouble */
/** @typedef {import("../../app/troubles.js").Found} Found */

const FILES = 3; // named of each kind
const ROWS = 5; // named of each file

define("hoso-troubles", ({ t, troubles }) => [
  h("h2", { id: "troubles", tabindex: -1 }, h("span", { "aria-hidden": "true" }, "⚠ "), t.troubles.title),
  h("ul", { class: "troubles" }, troubles.map((/** @type {Trouble} */ trouble) => line(t, trouble))),
]);

/** @param {Text} t @param {Trouble} trouble */
function line(t, trouble) {
  const { meaning, action } = troubleWords(t, trouble);
  const { error, count, found } = trouble;
  return h("li", { key: trouble.kind },
    h("p", null, h("strong", null, error ? t.troubles.unread(count) : t.number(count)), " – ", meaning, " ", action),
    h("ul", { class: "where" }, found.slice(0, FILES).map((one) => place(t, one)),
      found.length > FILES && h("li", null, t.troubles.further(found.length - FILES))));
}

/** @param {Text} t @param {Found} found */
function place(t, { file, name, count, places }) {
  const where = t.places(places.slice(0, ROWS));
  return h("li", null, h("a", { href: `#file-${file}` }, name), where && ` – ${where}${count > Math.min(places.length, ROWS) ? t.more : ""}`);
}
