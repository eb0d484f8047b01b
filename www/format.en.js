// Numbers, days and periods in English.

const count = new Intl.NumberFormat("en-GB");
/** @param {number} value */
export const number = value => count.format(value);
/**
 * A number of things, with the singular for 1.
 * @param {number} value
 * @param {string} thing
 * @param {string} [things]
 */
export const amount = (value, thing, things = `${thing}s`) =>
  `${number(value)} ${value === 1 ? thing : things}`;
/** @param {number} value */
export const dossiers = value => amount(value, "dossier");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** @param {string} day */
export const day = day => {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
};
/** The core prints "99,83%" and "-20,47". @param {string} text */
export const decimal = text => text.replace(",", ".").replace("-", "−");

export const periodName = {
  week: "Week",
  month: "Month",
  quarter: "Quarter",
  half: "Half-year",
  year: "Year"
};

/** @param {string} key */
export function period(key) {
  const [year, part] = key.split("-");
  if (!part) return year;
  if (part[0] === "W") return `Week ${Number(part.slice(1))} of ${year}`;
  if (part[0] === "N") return `Nine months of ${year}`;
  return /\d/.test(part[0]) ? `${months[Number(part) - 1]} ${year}` : `${part} ${year}`;
}
