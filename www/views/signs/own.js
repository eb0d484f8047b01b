// What the view keeps of its own: inputs as typed, and the question that they make.
import { queryOf } from "../../app/state.js";
import { isDay, isoOf } from "../../elements/iso.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {{ from: string, to: string, reason: string }} Outage as typed */
/**
 * @typedef {object} Own
 * @property {string} minutes
 * @property {string} together
 * @property {Outage[]} outages
 * @property {string} seed
 * @property {string} size
 * @property {boolean} drawn a sample is asked for
 */

/** @type {Own} */
const OWN = { minutes: "30", together: "5", outages: [], seed: "1", size: "20", drawn: false };
const SAMPLE = 200; // rows that the page shows

/** @param {State} state @returns {Own} */
export const own = ({ of }) => ({ ...OWN, ...of.signs });

/**
 * A whole number within bounds, else undefined.
 * @param {string} typed
 * @param {number} least
 * @param {number} most
 */
export function numberOf(typed, least, most) {
  const number = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/**
 * "19/08/2022 07:30" as "2022-08-19 07:30"; the time may be left out; "" where it is no moment.
 * @param {string} typed
 */
export function momentOf(typed) {
  const [day, time, ...more] = typed.trim().split(/\s+/);
  const iso = isoOf(day ?? "");
  if (!iso || !isDay(iso) || more.length) return "";
  if (!time) return iso;
  const [, hour, minute] = /^(\d{1,2})[:hg](\d{2})$/.exec(time) ?? [];
  return Number(hour) < 24 && Number(minute) < 60 ? `${iso} ${hour.padStart(2, "0")}:${minute}` : "";
}

/** @param {Outage} outage @returns {"" | "noMoment" | "reversed"} */
export function faultOf({ from, to }) {
  const [first, last] = [momentOf(from), momentOf(to)];
  if (!first || !last) return "noMoment";
  const whole = last.length === 10 ? `${last} 23:59` : last;
  return first > whole ? "reversed" : "";
}

/** The rules, filters and days of the page, with what was typed here. @param {State} state */
export function askOf(state) {
  const mine = own(state);
  const { targets, ...query } = queryOf(state);
  const outages = mine.outages
    .filter(outage => !faultOf(outage))
    .map(({ from, to }) => ({ from: momentOf(from), to: momentOf(to) }));
  const size = numberOf(mine.size, 1, SAMPLE);
  return {
    ...query,
    minutes: numberOf(mine.minutes, 1, 1440),
    together: numberOf(mine.together, 2, 1_000_000),
    ...(outages.length && { outages }),
    ...(mine.drawn && size && { sample: { seed: mine.seed, size } })
  };
}
