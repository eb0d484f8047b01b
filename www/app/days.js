// Days typed into the settings. A day takes effect only if it exists and the period does not end before it
// begins. Otherwise it stays in its field with the reason, and rules and figures do not change.
import { isDay } from "../elements/iso.js";

/** @typedef {Pick<import("./state.js").State, "query" | "typed">} Chosen */

/**
 * @param {Chosen} state
 * @param {"from" | "to" | "asOf"} name
 * @param {string | undefined} day
 * @returns {Partial<Chosen>}
 */
export function dayChosen({ query, typed }, name, day) {
  const { [name]: _, ...others } = typed;
  if (name === "asOf")
    return !day || isDay(day)
      ? { typed: others, query: { ...query, asOf: day } }
      : { typed: { ...others, asOf: day } };
  const { asOf, ...waiting } = /** @type {Chosen["typed"]} */ (others);
  const { from, to } = /** @type {Chosen["typed"]} */ ({
    from: query.from,
    to: query.to,
    ...waiting,
    [name]: day
  });
  if (!isSpan(from, to)) return { typed: { ...others, ...(day && { [name]: day }) } };
  return {
    typed: asOf ? { asOf } : {},
    query: { ...query, from, to, cut: undefined, period: from || to ? "custom" : "" }
  };
}

/**
 * True for days in order; an open end always fits.
 * @param {string | undefined} from
 * @param {string | undefined} to
 */
export const isSpan = (from, to) =>
  [from, to].every(day => !day || isDay(day)) && (!from || !to || from <= to);
