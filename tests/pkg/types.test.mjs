// The types in the package promise everything that the contract does. The contract is a file beside the
// project; without it, the test is skipped.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const contract = fileURLToPath(new URL("../../../shared/api.d.ts", import.meta.url));
const skip = existsSync(contract) ? false : "no ../shared/api.d.ts beside the project";

/** Parameters: the contract's values must be accepted by our types, too. */
const GIVEN = ["Options", "Query", "DossierQuery", "Mapping", "TargetSet", "Rules"];

/** Names, and members of names, that a later release brings.
 * @type {Record<string, string[] | "all">} */
const LATER = {};

/**
 * Removed, because it was slower than one worker: reading one file in pieces.
 * @type {Record<string, string[] | "all">}
 */
const GONE = { Outline: "all", Piece: "all", Engine: ["outline", "absorbPiece"] };

/** The members of a name that we do not have, as a type. @param {string} name */
const absent = name =>
  [LATER[name] ?? [], GONE[name] ?? []]
    .flat()
    .map(member => JSON.stringify(member))
    .join(" | ") || "never";

/** Nothing in the rest of a declaration is absent; what is, is held by itself. @param {string} rest */
const whole = rest => !Object.keys({ ...LATER, ...GONE }).some(name => rest.includes(name));

/**
 * The contract's type of a name, without missing members; a union has no missing members.
 * @param {string} name
 */
const held = name =>
  absent(name) !== "never" ? `Omit<Contract.${name}, ${absent(name)}>` : `Contract.${name}`;

/**
 * A line of TypeScript that compiles only if our type keeps the promise, including optional members.
 * @type {Record<string, (name: string, rest: string) => string>}
 */
const PROMISES = {
  interface: name => `const x${name}: ${held(name)} = null! as Ours.${name};${members(name)}${given(name)}`,
  type: name => `const x${name}: Contract.${name} = null! as Ours.${name};${given(name)}`,
  function: (name, rest) =>
    `const x${name}: (...given: Parameters<typeof Contract.${name}>) => ${whole(rest) ? `ReturnType<typeof Contract.${name}>` : "unknown"} = Ours.${name};`,
  class:
    name => `const x${name}: Statics<typeof Contract.${name}> = Ours.${name}; const y${name}: ${held(name)} = null! as Glue.${name};
    const z${name}: new (...given: ConstructorParameters<typeof Contract.${name}>) => ${held(name)} = Ours.${name};${members(name)}`
};

const STATICS = "type Statics<Class> = Omit<Class, 'prototype'>;";

/** @param {string} name */
const members = name =>
  ` const k${name}: never = null! as Exclude<keyof Contract.${name}, keyof Ours.${name} | ${absent(name)}>;`;

/** @param {string} name */
const given = name =>
  GIVEN.includes(name) ? ` const y${name}: Ours.${name} = null! as Contract.${name};` : "";

/** @param {string} text */
const promises = text =>
  [...text.matchAll(/^export (?:declare )?(interface|type|function|class) (\w+)(.*)/gm)].flatMap(
    ([, kind, name, rest]) => ([LATER[name], GONE[name]].includes("all") ? [] : PROMISES[kind](name, rest))
  );

const OPTIONS = [
  ["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig"],
  ["--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"]
].flat();

/** The compiler's errors. @param {string[]} lines */
function complaints(lines) {
  const file = `${root}target/types.check.ts`;
  const imports = [
    ["Contract", contract],
    ["Ours", `${root}target/npm/index.d.ts`],
    ["Glue", `${root}target/npm/hoso.d.ts`]
  ];
  writeFileSync(
    file,
    [
      ...imports.map(
        ([name, path]) => `import * as ${name} from ${JSON.stringify(path.replace(/\.d\.ts$/, ""))};`
      ),
      STATICS,
      ...lines
    ].join("\n")
  );
  const { stdout, stderr } = spawnSync(`${root}node_modules/.bin/tsc`, [...OPTIONS, file], {
    encoding: "utf8"
  });
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
  assert.match(
    complaints(["const x: never = null! as Exclude<keyof Contract.Options, 'today'>;"]),
    /workers/
  );
  assert.match(complaints(["const x: Contract.Dataset = null! as Ours.Nothing;"]), /Nothing/);
});

test("what is to come later has not come yet, and what went is not there: else it leaves the list", {
  skip
}, () => {
  const shipped = readFileSync(`${root}target/npm/index.d.ts`, "utf8");
  for (const [name, members] of [...Object.entries(LATER), ...Object.entries(GONE)]) {
    if (members === "all") assert.doesNotMatch(shipped, new RegExp(`^export .*\\b${name}\\b`, "m"));
    else
      assert.equal(
        complaints([`const later: never = null! as Extract<keyof Ours.${name}, ${absent(name)}>;`]),
        ""
      );
  }
});
