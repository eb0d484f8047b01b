// Which rows of few dossiers are left out of what is published.

/** @typedef {import("../../lib/index.d.ts").Group} Group */

export const BELOW = 5; // a row of fewer dossiers is left out

/** @param {Group} group */
export const size = ({ counts }) => counts.received + counts.carriedOver;

/**
 * The groups that may be shown. If the total would reveal what is left out, the next smallest is left out
 * too.
 * @param {Group[]} groups
 * @returns {{ kept: Group[], left: number }}
 */
export function withheld(groups) {
  const bySize = [...groups].sort((one, other) => size(one) - size(other));
  let left = bySize.findIndex(group => size(group) >= BELOW);
  if (left < 0) left = bySize.length;
  const hidden = (/** @type {number} */ count) =>
    bySize.slice(0, count).reduce((sum, group) => sum + size(group), 0);
  while (left > 0 && left < bySize.length && (left < 2 || hidden(left) < BELOW)) left += 1;
  const out = new Set(bySize.slice(0, left));
  return { kept: groups.filter(group => !out.has(group)), left };
}
