// Makes a bundled script smaller, in place: node minify.mjs esm|iife FILE. The minifier is the one inside
// vite, which folds and renames more than esbuild does.
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "vite";

const [format, file] = process.argv.slice(2);
const { code, errors } = await minify(file, readFileSync(file, "utf8"), {
  module: format === "esm",
  compress: { target: "es2022" },
  mangle: { toplevel: true },
  codegen: { removeWhitespace: true, legalComments: "none" }
});
if (errors.length) throw new Error(`${file}: ${errors[0].message}`);
writeFileSync(file, code);
