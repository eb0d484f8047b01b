// The periods that the data hold, from the keys of its months, and the days they span: by the calendar, or
// with months that end on the 14th or the 20th, as some offices report.

/** @typedef {"" | "15-14" | "21-20"} Cut when a reporting month begins and ends; "" = by the calendar */

const WEEKS = 26; // offered, the last ones

/** @param {string[]} months "2022-03" … in order @param {string[]} [weeks] "2022-W09" … in order */
export function periodsOf(months, weeks = []) {
  const quarters = months.map(month => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`);
  const halves = months.map(month => `${month.slice(0, 4)}-H${Number(month.slice(5)) > 6 ? 2 : 1}`);
  const years = unique(months.map(month => month.slice(0, 4)));
  return {
    years,
    ninths: unique(months.filter(month => month.slice(5) < "10").map(month => `${month.slice(0, 4)}-N1`)),
    halves: unique(halves),
    quarters: unique(quarters),
    months: unique(months),
    weeks: weeks.slice(-WEEKS)
  };
}

/**
 * The periods that can be asked for. Lives only have whole periods.
 * @param {string[]} keys of months, or of quarters if lives are put together by these
 * @param {string[]} weeks
 * @param {{ grain: string }} [lives]
 * @returns {ReturnType<typeof periodsOf>}
 */
export function offeredOf(keys, weeks, lives) {
  if (lives?.grain !== "quarter") return periodsOf(keys, weeks);
  const lasts = keys.map(key => `${key.slice(0, 4)}-${two(Number(key.slice(6)) * LENGTH.Q)}`);
  return { ...periodsOf(lasts), months: [] };
}

/**
 * What groups can be asked for by: lives know no return channel but the post, and no months if they are of
 * quarters.
 * @template {string} T
 * @param {readonly T[]} dimensions
 * @param {{ grain: string }} [lives]
 * @returns {readonly T[]}
 */
export const askable = (dimensions, lives) =>
  lives
    ? dimensions.filter(name => name !== "returnChannel" && (name !== "month" || lives.grain !== "quarter"))
    : dimensions;

const DAY = 86_400_000;
/** Days since Monday. @param {number} time */
const weekday = time => (new Date(time).getUTCDay() + 6) % 7;

/** Months in "Q1", "H1", "N1" and so on. @type {Record<string, number>} */
const LENGTH = { Q: 3, H: 6, N: 9 };

/**
 * First and last day of "2022", "2022-H1", "2022-Q1", "2022-N1", "2022-03" or "2022-W09".
 * @param {string} period
 * @param {Cut} [cut]
 */
export function spanOf(period, cut = "") {
  const [year, part = ""] = period.split("-");
  if (part[0] === "W") return weekSpan(Number(year), Number(part.slice(1)));
  const length = !part ? 12 : (LENGTH[part[0]] ?? 1);
  const last = !part ? 12 : length > 1 ? Number(part[1]) * length : Number(part);
  const first = last - length + 1;
  if (!cut) return { from: isoOf(Number(year), first, 1), to: isoOf(Number(year), last + 1, 0) };
  const [begin, end] = cut.split("-").map(Number);
  return { from: isoOf(Number(year), first - 1, begin), to: isoOf(Number(year), last, end) };
}

/** @param {number} year @param {number} week */
function weekSpan(year, week) {
  const fourth = Date.UTC(year, 0, 4); // always in the first week
  const monday = fourth - weekday(fourth) * DAY + (week - 1) * 7 * DAY;
  return { from: iso(monday), to: iso(monday + 6 * DAY) };
}

/** @param {number} time */
const iso = time => new Date(time).toISOString().slice(0, 10);
/**
 * @param {number} year
 * @param {number} month from 1; 0 is the December before
 * @param {number} day 0 is the last one of the month before
 */
const isoOf = (year, month, day) => iso(Date.UTC(year, month - 1, day));
/** @param {number} value */
const two = value => String(value).padStart(2, "0");
/** @param {string[]} values */
const unique = values => [...new Set(values)];

/**
 * True if the data contain the period.
 * @param {ReturnType<typeof periodsOf>} periods
 * @param {string} period
 */
export const hasPeriod = (periods, period) => Object.values(periods).flat().includes(period);
