// Which period another one is compared with.

/**
 * The period before "2022", "2022-H1", "2022-Q1", "2022-N1" or "2022-03", or the same one a year before.
 * @param {string} period
 * @param {"previous" | "year"} which
 */
export function earlier(period, which) {
  const [year, part] = period.split("-");
  const before = Number(year) - 1;
  if (!part) return String(before);
  if (part[0] === "W") return "";
  if (which === "year" || part[0] === "N") return `${before}-${part}`;
  const [prefix, last] = /** @type {Record<string, [string, number]>} */ ({ Q: ["Q", 4], H: ["H", 2] })[
    part[0]
  ] ?? ["", 12];
  const number = Number(part.slice(prefix.length));
  const written = (/** @type {number} */ n) => `${prefix}${String(n).padStart(prefix ? 1 : 2, "0")}`;
  return number > 1 ? `${year}-${written(number - 1)}` : `${before}-${written(last)}`;
}
