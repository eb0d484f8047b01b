// The files behind "Dùng thử": made on the spot from recipes, so that nothing has to be fetched for them.
import { make } from "../samples/make.js";
import book from "../samples/recipes.json";

/** @typedef {Parameters<typeof make>} Made */

/** What can be tried. "Thành phố Sa Đéc, Đồng Tháp, 2022" */
export const samples = book.recipes.map(({ id, place, from, to }) => ({ id, title: `${place}, ${years(from, to)}` }));

/** @param {string} from @param {string} to ISO days */
function years(from, to) {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return first === last ? first : `${first}–${last}`;
}

/** @param {string} id */
export function sampleFiles(id) {
  const all = /** @type {Made[1]} */ (/** @type {unknown} */ (book));
  const recipe = all.recipes.find((one) => one.id === id);
  return recipe ? make(recipe, all).map(({ name, text }) => new File([text], name, { type: "text/csv" })) : [];
}
