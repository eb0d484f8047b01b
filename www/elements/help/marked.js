// The little of Markdown that the guides use: headings, paragraphs, lists, tables; bold, italics, code, and
// links, of which only the words are kept (they lead to files that are not beside the page). Pictures are
// left out.
import { h } from "../dom.js";

/** @typedef {import("../dom.js").Child} Child */

const INLINE = /(\*\*.+?\*\*|\*.+?\*|`.+?`|\[.+?\]\(.+?\))/;

/** @param {string} markdown @returns {Child[]} without its title */
export const marked = markdown => markdown.trim().split(/\n\n+/).map(block);

/** @param {string} text @returns {Child} */
function block(text) {
  if (text.startsWith("## ")) return h("h3", text.slice(3));
  if (/^(# |!)/.test(text)) return null;
  if (text[0] === "|") return table(text.split("\n"));
  if (!text.startsWith("- ")) return h("p", words(text));
  const items = text.slice(2).split("\n- ");
  return h(
    "ul",
    items.map(item => h("li", words(item)))
  );
}

/** @param {string[]} lines the second is the rule below the header */
function table([head, , ...rows]) {
  const row = (/** @type {string} */ line, tag = "td") =>
    h(
      "tr",
      line
        .slice(1, -1)
        .split("|")
        .map(cell => h(tag, tag === "th" ? { scope: "col" } : null, words(cell.trim())))
    );
  return h(
    "table.columns",
    h("thead", row(head, "th")),
    h(
      "tbody",
      rows.map(line => row(line))
    )
  );
}

/** @param {string} text @returns {Child[]} */
const words = text =>
  text
    .replace(/\s*\n\s*/g, " ")
    .split(INLINE)
    .map(part => {
      if (part.startsWith("**")) return h("strong", part.slice(2, -2));
      if (part.length > 1 && part[0] === "*") return h("em", part.slice(1, -1));
      if (part[0] === "`") return h("code", part.slice(1, -1));
      return part[0] === "[" ? part.slice(1, part.indexOf("]")) : part;
    });
