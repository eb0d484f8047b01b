// <hoso-lives>: says that the data are lives (hồ sơ gộp), of which periods, and up to which day. model: {
// t, lives, dossiers }. <hoso-boundary>: chooses a day among the ends of these periods; the as-of date
// cannot be empty. model: { t, name, value, lives }. Event: hoso-day { name, day }. The first of
// `boundaries` is the day before the first period.
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
 * The first days of periods, or their last ones, latest first, including the day now chosen.
 * @param {Lives} lives
 * @param {string} name
 * @param {string} [value]
 */
export function daysOf({ boundaries }, name, value) {
  const days = name === "from" ? boundaries.slice(0, -1).map(nextDay) : boundaries.slice(1);
  return [...new Set(value ? [...days, value] : days)].sort().reverse();
}

/** @param {string} day */
const nextDay = day => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
