// The order of names: an administrative list's where one was loaded, else Vietnamese, numbers as numbers.
const { compare } = new Intl.Collator("vi", { numeric: true });
/** @type {Map<string, number>} */
let places = new Map();

/** Without "UBND" and what follows a comma or a dash: a province, a district. @param {string} name */
export const coreOf = name =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/\s*[,(–-].*$/, "")
    .replace(/^(ubnd|[uủ][yỷ] ban nh[aâ]n d[aâ]n)\s+/, "")
    .replace(/\s+/g, " ")
    .trim();

/** Sets the names that come first, in this order. @param {string[]} names */
export const orderNames = names => void (places = new Map(names.map((name, at) => [coreOf(name), at])));

/** @param {string} name */
const placeOf = name => places.get(coreOf(name)) ?? Number.POSITIVE_INFINITY;

/** @param {string} a @param {string} b */
// NaN if neither is listed.
export const compareNames = (a, b) => (places.size && Math.sign(placeOf(a) - placeOf(b))) || compare(a, b);
