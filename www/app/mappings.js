// Mappings as JSON files: what each header means, and nothing of what stands under it.

/** @typedef {import("../lib/index.d.ts").Mapping} Mapping */

const SIGNATURE = /^[0-9a-f]{16}$/;

/** The mappings of a file: one, or an array. Throws on anything else. @param {string} text @returns {Mapping[]} */
export function parseMappings(text) {
  const parsed = JSON.parse(text);
  return (Array.isArray(parsed) ? parsed : [parsed]).map(({ signature, columns, ...flags }) => {
    if (!SIGNATURE.test(signature)) throw new Error("signature");
    return { signature, ...flagsOf(flags), columns: columns.map(columnOf) };
  });
}

/** Beside the columns. @param {any} mapping @returns {Pick<Mapping, "dayFirst" | "fillDown">} */
export const flagsOf = ({ dayFirst, fillDown }) => ({
  ...(typeof dayFirst === "boolean" && { dayFirst }),
  ...(fillDown === true && { fillDown })
});

/** Only what a mapping has is taken over. @param {any} column @returns {Mapping["columns"][number]} */
function columnOf({ header, column = null, personal = false, figure }) {
  const texts = [header, column ?? "", figure ?? ""];
  if (texts.some(text => typeof text !== "string")) throw new Error("column");
  return { header, column, personal: personal === true, ...(figure ? { figure } : {}) };
}

/** One mapping a signature, the last. @param {Mapping[]} known @param {Mapping} mapping */
export const withMapping = (known, mapping) => [
  ...known.filter(({ signature }) => signature !== mapping.signature),
  mapping
];
