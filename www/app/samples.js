// The sample files ("Dùng thử"): made from recipes when they are chosen, so that nothing has to be fetched.
import { making } from "../samples/make.js";
import book from "../samples/recipes.json";

/** @typedef {Parameters<typeof making>} Made */

/** @typedef {{ id: string, title: string, files: () => Promise<File[]> }} Sample */

/** What can be tried. "Thành phố Sa Đéc, Đồng Tháp, 2022" @type {Sample[]} */
export const samples = book.recipes.map(({ id, place, from, to }) => ({
  id,
  title: `${place}, ${years(from, to)}`,
  files: () => sampleFiles(id)
}));

/** @param {string} from @param {string} to ISO days */
function years(from, to) {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return first === last ? first : `${first}–${last}`;
}

/** Milliseconds of work between two pauses: half of what a frame may take. */
const WORK = 8;

/** @param {string} id @returns {Promise<File[]>} */
async function sampleFiles(id) {
  const all = /** @type {Made[1]} */ (/** @type {unknown} */ (book));
  const recipe = all.recipes.find(one => one.id === id);
  if (!recipe) return [];
  const files = await paused(making(recipe, all));
  return files.map(({ name, parts }) => new File(parts, name, { type: "text/csv" }));
}

/**
 * Runs a generator to its end without blocking the page.
 * @template T
 * @param {Generator<undefined, T, void>} steps
 */
async function paused(steps) {
  for (let began = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < WORK) continue;
    await new Promise(next => setTimeout(next));
    began = performance.now();
  }
}
