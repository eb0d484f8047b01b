// Mappings as JSON files: what each header means, and nothing of the cells below it.

/** @typedef {import("../lib/index.d.ts").Mapping} Mapping */

/** @typedef {Mapping["columns"][number]} MappedColumn */

export const PERSONAL = "personal";
export const COUNTS = "="; // before the name of what a summary's column counts

const SIGNATURE = /^[0-9a-f]{16}$/;

/**
 * The mappings of a file: one, or an array. Throws on anything else.
 * @param {string} text
 * @returns {Mapping[]}
 */
export function parseMappings(text) {
  const parsed = JSON.parse(text);
  return (Array.isArray(parsed) ? parsed : [parsed]).map(({ signature, columns, ...flags }) => {
    if (!SIGNATURE.test(signature)) throw new Error("signature");
    return { signature, ...flagsOf(flags), columns: columns.map(columnOf) };
  });
}

/**
 * The flags of a mapping, beside its columns.
 * @param {any} mapping
 * @returns {Pick<Mapping, "dayFirst" | "fillDown" | "headerRow">}
 */
export const flagsOf = ({ dayFirst, fillDown, headerRow }) => ({
  ...(Number.isSafeInteger(headerRow) && headerRow >= 0 && headerRow < 2 ** 20 && { headerRow }),
  ...(typeof dayFirst === "boolean" && { dayFirst }),
  ...(fillDown === true && { fillDown })
});

/**
 * Copies only the known properties of a mapping.
 * @param {any} column
 * @returns {Mapping["columns"][number]}
 */
function columnOf({ header, column = null, personal = false, figure }) {
  const texts = [header, column ?? "", figure ?? ""];
  if (texts.some(text => typeof text !== "string")) throw new Error("column");
  return { header, column, personal: personal === true, ...(figure ? { figure } : {}) };
}

/**
 * The mapping in the form in which it is stored. A header row that was chosen by hand may contain anything,
 * so its cells are not stored as names of columns.
 * @param {Mapping} mapping
 * @returns {Mapping}
 */
export const storable = mapping =>
  mapping.headerRow
    ? { ...mapping, columns: mapping.columns.map((column, at) => ({ ...column, header: `Cột ${at + 1}` })) }
    : mapping;

/**
 * Adds a mapping; an older one with the same signature is replaced.
 * @param {Mapping[]} known
 * @param {Mapping} mapping
 */
export const withMapping = (known, mapping) => [
  ...known.filter(({ signature }) => signature !== mapping.signature),
  mapping
];

/**
 * The column with another meaning; "" = no meaning.
 * @param {MappedColumn} column
 * @param {string} meaning
 * @returns {MappedColumn}
 */
export function withMeaning({ header }, meaning) {
  if (meaning.startsWith(COUNTS))
    return {
      header,
      column: null,
      personal: false,
      figure: /** @type {MappedColumn["figure"]} */ (meaning.slice(COUNTS.length))
    };
  const column = /** @type {MappedColumn["column"]} */ (
    meaning === "" || meaning === PERSONAL ? null : meaning
  );
  return { header, column, personal: meaning === PERSONAL };
}
