// Days as users type them and as questions state them. Nothing here needs a document.

/** "19/8/2022", "19-08-2022" → "2022-08-19"; anything else as it is. @param {string} text */
export function isoOf(text) {
  const found = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text);
  return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : text.trim();
}

export const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} iso */
export const isDay = iso => ISO.test(iso) && new Date(`${iso}T00:00:00Z`).toJSON()?.slice(0, 10) === iso;

/**
 * The day up to which figures are counted: by events, nothing after the period counts.
 * @param {{ basis: string, asOf: string }} rules
 * @param {string | undefined} to
 */
export const standsOn = ({ basis, asOf }, to) => (basis === "event" && to && to < asOf ? to : asOf);

/** On this machine. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map(part => String(part).padStart(2, "0"))
    .join("-");
}
