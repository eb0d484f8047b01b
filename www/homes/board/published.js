// A board's figures that were counted before: an exported summary, a receipt, or a publish pack, in JSON.

/** @typedef {import("../../lib/index.d.ts").Summary} Summary */
/**
 * What such a file states, its summaries by the dimension of their groups.
 * @typedef {object} Published
 * @property {Record<string, Summary>} summaries
 * @property {import("./view.js").Model["choice"]} choice
 * @property {string[]} notes what they are filtered by, and what is wrong with their data
 * @property {{ groups: Record<string, number>, below: number }} [withheld] groups too small to be shown, by
 *   dimension
 */

const NOTES = 50;

/** Null if the file is something else. @param {File} file @returns {Promise<Published | null>} */
export async function published(file) {
  if (!/\.json$/i.test(file.name)) return null;
  try {
    const told = JSON.parse(await file.text());
    const found = Object.entries(told.summaries ?? { [dimensionOf(told)]: told }).filter(([, one]) =>
      isSummary(one)
    );
    const choice = { from: told.from ?? undefined, to: told.to ?? undefined, targets: told.targets?.title };
    const notes = Array.isArray(told.notes) ? told.notes.slice(0, NOTES).map(String) : [];
    return found.length
      ? { summaries: Object.fromEntries(found), choice, notes, withheld: told.withheld }
      : null;
  } catch {
    return null; // a list of dossiers in lines of JSON, or no JSON at all: the reader reports it
  }
}

/** @param {any} told */
const isSummary = told =>
  told?.rules?.asOf && told.total?.counts && told.total.measures && Array.isArray(told.groups);

/** @param {any} told */
const dimensionOf = told => Object.keys(told?.groups?.[0]?.key ?? {})[0] ?? "";
