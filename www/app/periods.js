// The periods that the data hold, from the keys of its months, and the days they span.

/** @param {string[]} months "2022-03" … in order */
export function periodsOf(months) {
  const quarters = months.map((month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`);
  const halves = months.map((month) => `${month.slice(0, 4)}-H${Number(month.slice(5)) > 6 ? 2 : 1}`);
  return {
    years: unique(months.map((month) => month.slice(0, 4))),
    halves: unique(halves),
    quarters: unique(quarters),
    months: unique(months),
  };
}

/** Months in "Q1", "H1" and so on. @type {Record<string, number>} */
const LENGTH = { Q: 3, H: 6 };

/** First and last day of "2022", "2022-H1", "2022-Q1" or "2022-03". @param {string} period */
export function spanOf(period) {
  const [year, part] = period.split("-");
  if (!part) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const length = LENGTH[part[0]] ?? 1;
  const last = length > 1 ? Number(part[1]) * length : Number(part);
  const first = last - length + 1;
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${daysIn(Number(year), last)}` };
}

/** @param {number} value */
const two = (value) => String(value).padStart(2, "0");
/** @param {number} year @param {number} month from 1 */
const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** @param {string[]} values */
const unique = (values) => [...new Set(values)];

/** Whether the data hold a period. @param {ReturnType<typeof periodsOf>} periods @param {string} period */
export const hasPeriod = (periods, period) => Object.values(periods).flat().includes(period);
