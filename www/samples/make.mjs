// Writes the sample files: `node www/samples/make.mjs FOLDER [recipe id ...]`, each recipe into a folder of
// its own.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { make } from "./make.js";

const [folder, ...ids] = process.argv.slice(2);
if (!folder) throw new Error("usage: node make.mjs FOLDER [recipe id ...]");
/** @type {import("./make.js").Book} */
const book = JSON.parse(readFileSync(new URL("recipes.json", import.meta.url), "utf8"));
const unknown = ids.filter((id) => !book.recipes.some((recipe) => recipe.id === id));
if (unknown.length) throw new Error(`no such recipe: ${unknown.join(", ")}`);
for (const recipe of book.recipes.filter(({ id }) => !ids.length || ids.includes(id))) {
  mkdirSync(join(folder, recipe.id), { recursive: true });
  for (const { name, text } of make(recipe, book)) writeFileSync(join(folder, recipe.id, name), text);
}
