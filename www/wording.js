// Sentences that all languages build in the same way, each from its own words.
import { standsOn } from "./elements/iso.js";

/**
 * A text of the page. It is not named by its type, which depends on what is built here.
 * @typedef {any} Text
 */

/** @param {string} text */
export const upper = text => text.charAt(0).toUpperCase() + text.slice(1);
/** @param {string} text */
export const lower = text => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * The rules in force, in one sentence.
 * @param {Text} t
 * @param {import("./lib/index.d.ts").Rules} rules
 * @param {{ from?: string, to?: string, targets?: string, duplicates?: "newest" | "last" | "first" | "keep"
 *   }} choice
 * @returns {string}
 */
export function rulesIn({ day, settings, filters }, rules, { from, to, targets, duplicates }) {
  const said = (/** @type {string} */ name, /** @type {string} */ value) =>
    `${lower(settings[name])}: ${value}`;
  const chosen = Object.entries(/** @type {Record<string, Record<string, string>>} */ (settings.rules));
  const inForce = /** @type {Record<string, any>} */ (rules);
  return `${[
    `${settings.asOf} ${day(standsOn(rules, to))}`,
    from || to ? said("period", filters.days(from, to)) : lower(settings.all),
    ...chosen.map(([name, values]) => inForce[name] && said(name, values[inForce[name]])),
    duplicates && said("duplicates", settings.duplicatesAll[duplicates]),
    targets ? said("targets", targets) : lower(settings.noTargets)
  ]
    .filter(Boolean)
    .join("; ")}.`;
}

/**
 * Why a rate cannot be computed.
 * @param {Text} t
 * @param {Extract<import("./lib/index.d.ts").Rate, { unavailable: string }>} rate
 * @returns {string}
 */
export const whyIn = ({ unavailables, columns }, { unavailable, column }) =>
  unavailables[unavailable] ?? (column ? unavailables.column(columns[column]) : unavailables.other);

/** The reasons why rates cannot be computed, each once. @param {Text} t @param {{ rate: any }[]} open */
export const whysIn = (t, open) => [...new Set(open.map(({ rate }) => whyIn(t, rate)))].join("; ");

/**
 * A function that words places in files: sheets and rows.
 * @param {string} sheet
 * @param {string} row
 * @param {(value: number) => string} number
 */
export function placesIn(sheet, row, number) {
  const list = (/** @type {string} */ word, /** @type {string[]} */ found, /** @type {string} */ join) =>
    found.length ? `${word} ${[...new Set(found)].join(join)}` : "";
  return (/** @type {import("./lib/index.d.ts").Place[]} */ places) =>
    [
      list(
        sheet,
        places.flatMap(place => place.sheet || []),
        ", "
      ),
      list(row, places.flatMap(place => place.row ?? []).map(number), "; ")
    ]
      .filter(Boolean)
      .join(", ");
}
