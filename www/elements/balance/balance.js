// <hoso-balance>: carried over + received = ended + pending + waiting + stopped, with what each is made of.
// model: { t, counts, excluded }.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../text.vi.js").Text} Text */

/** @type {Partial<Record<keyof Counts, (keyof Counts)[]>>} */
const PARTS = { ended: ["early", "onDueDay", "late", "noVerdict"], pending: ["inTerm", "overdue"] };

define("hoso-balance", ({ t, counts, excluded }) => [
  h("dl", { class: "balance" },
    term(t, counts, "carriedOver"), sign("+"), term(t, counts, "received"),
    sign("="),
    term(t, counts, "ended"), sign("+"), term(t, counts, "pending"), sign("+"), term(t, counts, "waiting"), sign("+"), term(t, counts, "stopped")),
  h("p", { class: "hint" },
    `${t.counts.outside} ${t.counts.notAccepted.toLowerCase()} ${t.number(counts.notAccepted)}. `,
    excluded.receivedAfterAsOf > 0 && t.counts.afterAsOf(excluded.receivedAfterAsOf),
    excluded.summariesOutside > 0 && t.counts.summariesOutside(excluded.summariesOutside)),
]);

/** @param {Text} t @param {Counts} counts @param {"carriedOver" | "received" | "ended" | "pending" | "waiting" | "stopped"} name */
const term = (t, counts, name) =>
  h("div", { class: "balance-term" },
    h("dt", null, t.counts[name]),
    h("dd", { class: "balance-count" }, t.number(counts[name])),
    PARTS[name] && h("dd", { class: "balance-parts" }, parts(t, counts, PARTS[name])));

/** @param {any} t @param {Counts} counts @param {(keyof Counts)[] | undefined} names */
const parts = (t, counts, names = []) =>
  names.filter((name) => counts[name] > 0).map((name) => `${t.counts[name]} ${t.number(counts[name])}`).join(" · ");

/** Between two terms; a list of terms may hold nothing else, so the sign stands in a term of its own, hidden from readers.
 * @param {string} text */
const sign = (text) => h("div", { class: "balance-sign", "aria-hidden": "true" }, h("dt", null, text), h("dd", null));
