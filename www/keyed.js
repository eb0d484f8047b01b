/**
 * Makes a table of its list of values (xtask/texts.mjs), which have the order of another table's keys.
 * @param {any} like
 * @param {any} list
 * @returns {any}
 */
export const keyed = (like, list) =>
  Array.isArray(list) && like && !Array.isArray(like)
    ? Object.fromEntries(
        Object.keys(like)
          .slice(0, list.length)
          .map((key, at) => [key, keyed(like[key], list[at])])
      )
    : list;
