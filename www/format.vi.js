// Numbers, days and periods as Vietnamese officials write them.

const count = new Intl.NumberFormat("vi-VN");
/** @param {number} value */
export const number = value => count.format(value);
/** @param {number} value */
export const dossiers = value => `${number(value)} hồ sơ`;
/** @param {string} day */
export const day = day => day.split("-").reverse().join("/");
/**
 * The core prints numbers in Vietnamese already; only the hyphen becomes a real minus sign.
 * @param {string} text
 */
export const decimal = text => text.replace("-", "−");

export const periodName = { week: "Tuần", month: "Tháng", quarter: "Quý", half: "6 tháng", year: "Năm" };

/** "2022-W09", "2022-03", "2022-Q1", "2022-H1", "2022-N1" (nine months), "2022" @param {string} key */
export function period(key) {
  const [year, part] = key.split("-");
  if (!part) return `Năm ${year}`;
  if (part[0] === "W") return `Tuần ${Number(part.slice(1))}/${year}`;
  if (part[0] === "N") return `9 tháng đầu năm ${year}`;
  if (part[0] === "Q") return `Quý ${["I", "II", "III", "IV"][Number(part[1]) - 1]}/${year}`;
  if (part[0] === "H") return part === "H1" ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`;
  return `Tháng ${part}/${year}`;
}
