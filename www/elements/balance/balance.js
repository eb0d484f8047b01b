// <hoso-balance>: carried over + received = ended + pending + waiting + stopped, with what each is made of.
// model: { t, counts, excluded, open? }: text, and the rate that says why no count is stated, if any. Event:
// hoso-look { outcome }, for the dossiers that a number counts.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../element.js").Emit} Emit */

/** @type {Partial<Record<keyof Counts, (keyof Counts)[]>>} */
const PARTS = { ended: ["early", "onDueDay", "late", "noVerdict"], pending: ["inTerm", "overdue", "noDue"] };

define("hoso-balance", ({ t, counts, excluded, open }, emit) =>
  open
    ? [h("p.hint", t.unavailable(open))]
    : [
        h(
          "dl.balance",
          null,
          term(t, counts, "carriedOver"),
          sign("+"),
          term(t, counts, "received"),
          sign("="),
          term(t, counts, "ended", emit),
          sign("+"),
          term(t, counts, "pending", emit),
          sign("+"),
          term(t, counts, "waiting"),
          sign("+"),
          term(t, counts, "stopped")
        ),
        h(
          "p.hint",
          `${t.counts.outside} ${t.counts.notAccepted.toLowerCase()} ${t.number(counts.notAccepted)}. `,
          unstated(counts) > 0 && t.counts.unstated(unstated(counts)),
          excluded.receivedAfterAsOf > 0 && t.counts.afterAsOf(excluded.receivedAfterAsOf),
          excluded.summariesOutside > 0 && t.counts.summariesOutside(excluded.summariesOutside)
        )
      ]
);

/** Counts that a report of totals does not state: a missing figure is not 0. @param {Counts} counts */
const unstated = ({ carriedOver, received, ended, pending, waiting, stopped }) =>
  carriedOver + received - ended - pending - waiting - stopped;

/**
 * @param {Text} t
 * @param {Counts} counts
 * @param {"carriedOver" | "received" | "ended" | "pending" | "waiting" | "stopped"} name
 * @param {Emit} [emit]
 */
const term = (t, counts, name, emit) =>
  h(
    "div.balance-term",
    h("dt", t.counts[name]),
    h("dd.balance-count", t.number(counts[name])),
    PARTS[name] && h("dd.balance-parts", parts(t, counts, PARTS[name], emit))
  );

/** @param {any} t @param {Counts} counts @param {(keyof Counts)[] | undefined} names @param {Emit} [emit] */
const parts = (t, counts, names = [], emit) =>
  names
    .filter(name => counts[name] > 0)
    .map(name =>
      h(
        "button.act",
        {
          title: t.filters.look,
          onclick: () => emit?.("hoso-look", { outcome: name })
        },
        `${t.counts[name]} ${t.number(counts[name])}`
      )
    );

/**
 * A sign between two terms. A <dl> may contain nothing but terms, so the sign is a term of its own, hidden
 * from screen readers.
 * @param {string} text
 */
const sign = text => h("div.balance-sign", { "aria-hidden": "true" }, h("dt", text), h("dd"));
