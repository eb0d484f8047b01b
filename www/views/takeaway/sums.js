// Why the total of a table is not what its rows add up to, and what belongs to no named row.

/** @typedef {import("../../lib/index.d.ts").Counts} Counts */

/** Also what stands at the first or last day of a row's own period. @type {(keyof Counts)[]} */
const COUNTS = ["carriedOver", "received", "ended", "pending", "overdue", "waiting"];

/**
 * @param {import("../../text.vi.js").Text} t
 * @param {import("../../lib/index.d.ts").Dimension} dimension
 * @param {import("../../lib/index.d.ts").Summary} summary
 */
export function sumsOf(t, dimension, { groups, total }) {
  const words = t.views.takeaway;
  const differing = COUNTS.filter(
    name => groups.reduce((sum, { counts }) => sum + counts[name], 0) !== total.counts[name]
  );
  const names = differing.map(name => /** @type {string} */ (t.counts[/** @type {"received"} */ (name)]));
  return [
    groups.some(({ key }) => !key[dimension]) && words.nameless(t.dimensions[dimension]),
    names.length > 0 && words.unsummed(names.join(", "))
  ]
    .filter(Boolean)
    .join(" ");
}
