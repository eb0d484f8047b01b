/**
 * A function that remembers its last result, and returns it for the same arguments: charts compare their
 * models by identity.
 * @template {any[]} A
 * @template R
 * @param {(...args: A) => R} work
 * @returns {(...args: A) => R}
 */
export function once(work) {
  /** @type {A | undefined} */
  let given;
  /** @type {R} */
  let made;
  return (...args) => {
    if (!given || args.some((value, at) => !Object.is(value, /** @type {A} */ (given)[at])))
      [given, made] = [args, work(...args)];
    return made;
  };
}
