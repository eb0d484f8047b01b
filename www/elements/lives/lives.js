// <hoso-lives>: that dossiers were put together elsewhere, by which periods, and up to which day. model: { t,
// lives, dossiers }. <hoso-boundary>: a day that can be asked for, chosen from the ends of these periods.
// model: { t, name, value, lives }. Event: hoso-day { name, day }.
import { h } from "../dom.js";
import { choice } from "../field.js";
import { define } from "../element.js";

/** @typedef {{ grain: string, cut: string, boundaries: string[] }} Lives */

define("hoso-lives", ({ t, lives, dossiers }) => [h("p.hint", t.lives.said(lives, dossiers))]);

define("hoso-boundary", ({ t, name, value, lives }, emit) => [
  choice(
    t.settings[name],
    name,
    value ?? "",
    [
      .../** @type {[string, string][]} */ (name === "asOf" ? [] : [["", t.lives.any]]),
      ...daysOf(lives, name, value).map(day => /** @type {const} */ ([day, t.lives.day(day)]))
    ],
    day => emit("hoso-day", { name, day: day || undefined })
  )
]);

/**
 * The first days of periods, or their last ones, latest first; including the current day.
 * @param {Lives} lives
 * @param {string} name
 * @param {string} [value]
 */
export function daysOf({ boundaries }, name, value) {
  const days = name === "from" ? boundaries.slice(0, -1).map(after) : boundaries.slice(1);
  return [...new Set(value ? [...days, value] : days)].sort().reverse();
}

/** The next day. @param {string} day */
const after = day => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
