// The periods that the data hold, from the keys of its months, and the days they span.

/** @param {string[]} months "2022-03" … in order */
export function periodsOf(months) {
  const quarters = months.map((month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`);
  return {
    years: unique(months.map((month) => month.slice(0, 4))),
    quarters: unique(quarters),
    months: unique(months),
  };
}

/** First and last day of "2022", "2022-Q1" or "2022-03". @param {string} period */
export function spanOf(period) {
  const [year, part] = period.split("-");
  if (!part) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const last = part[0] === "Q" ? Number(part[1]) * 3 : Number(part);
  const first = part[0] === "Q" ? last - 2 : last;
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
