// Makes bundled scripts smaller, in place: node minify.mjs esm|iife PATH, a file or a folder of them. The minifier is vite's own; it
// folds and renames more than esbuild does.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { minify } from "vite";

const [format, path] = process.argv.slice(2);
const files = statSync(path).isDirectory()
  ? readdirSync(path).flatMap(name => (name.endsWith(".js") ? `${path}/${name}` : []))
  : [path];
for (const file of files) {
  const { code, errors } = await minify(file, readFileSync(file, "utf8"), {
    module: format === "esm",
    compress: { target: "es2022", passes: 5 },
    mangle: { toplevel: true },
    codegen: { removeWhitespace: true, legalComments: "none" }
  });
  if (errors.length) throw new Error(`${file}: ${errors[0].message}`);
  writeFileSync(file, code);
}
