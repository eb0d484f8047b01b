// The types that the package ships promise all that the contract does. The contract lies beside the project; where it
// does not, there is nothing to compare with.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const contract = fileURLToPath(new URL("../../../shared/api.d.ts", import.meta.url));
const skip = existsSync(contract) ? false : "no ../shared/api.d.ts beside the project";

/** What is handed in: there the contract's values must suit us, too. */
const GIVEN = ["Options", "Query", "DossierQuery", "Mapping", "TargetSet", "Rules"];

/** A line of TypeScript that compiles only where ours keeps the promise. */
const PROMISES = /** @type {Record<string, (name: string) => string>} */ ({
  interface: (name) => `const x${name}: Contract.${name} = null! as Ours.${name};${given(name)}`,
  type: (name) => `const x${name}: Contract.${name} = null! as Ours.${name};${given(name)}`,
  function: (name) => `const x${name}: typeof Contract.${name} = Ours.${name};`,
  class: (name) => `const x${name}: typeof Contract.${name} = Ours.${name}; const y${name}: Contract.${name} = null! as Glue.${name};`,
});

/** @param {string} name */
const given = (name) => (GIVEN.includes(name) ? ` const y${name}: Ours.${name} = null! as Contract.${name};` : "");

/** @param {string} text */
const promises = (text) => [...text.matchAll(/^export (?:declare )?(interface|type|function|class) (\w+)/gm)].map(([, kind, name]) => PROMISES[kind](name));

/** The compiler's complaints. @param {string[]} lines */
function complaints(lines) {
  const file = `${root}target/types.check.ts`;
  const imports = [["Contract", contract], ["Ours", `${root}target/npm/index.d.ts`], ["Glue", `${root}target/npm/hoso.d.ts`]];
  writeFileSync(file, [...imports.map(([name, path]) => `import * as ${name} from ${JSON.stringify(path.replace(/\.d\.ts$/, ""))};`), ...lines].join("\n"));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];
  const { stdout, stderr } = spawnSync(`${root}node_modules/.bin/tsc`, [...options, file], { encoding: "utf8" });
  rmSync(file);
  return (stdout + stderr).trim();
}

test("every name and member of the contract is kept", { skip }, () => {
  const lines = promises(readFileSync(contract, "utf8"));
  assert.ok(lines.length > 20, `${lines.length} names`);
  assert.equal(complaints(lines), "");
});

test("a broken promise is found", { skip }, () => {
  assert.match(complaints(["const x: Contract.Summary = null! as Omit<Ours.Summary, 'total'>;"]), /total/);
  assert.match(complaints(["const x: Contract.Dataset = null! as Ours.Nothing;"]), /Nothing/);
});
