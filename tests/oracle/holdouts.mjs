// node tests/oracle/holdouts.mjs PKG FOLDER...: reads the files of every case folder below FOLDER with the
// synchronous Engine of a built package (the folder with hoso.js and hoso_bg.wasm), asks every question of
// its case.toml, and prints each figure, list row or conflict that differs from expected.json. expected.json
// may state less than the result. The exit code is 1 if something differs. HOLDOUT_FLAWS=N limits the lines
// per case (default 12).
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "smol-toml";

const PIECE = 65536,
  MOST = Number(process.env.HOLDOUT_FLAWS ?? 12);
const [pkg, ...roots] = process.argv.slice(2).map(name => path.resolve(name));
const { Engine, initSync } = await import(pathToFileURL(path.join(pkg, "hoso.js")).href);
initSync({ module: fs.readFileSync(path.join(pkg, "hoso_bg.wasm")) });

/** @param {string} root @returns {string[]} */
function folders(root) {
  if (fs.existsSync(path.join(root, "case.toml"))) return [root];
  return fs
    .readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => folders(path.join(root, name)))
    .sort();
}

/** The answers to a case, in the shape of expected.json. @param {string} folder @param {any} question */
function answers(folder, question) {
  const engine = new Engine(question.options ?? {});
  for (const name of question.files) {
    const bytes = fs.readFileSync(path.join(folder, name));
    engine.begin(name, bytes.length);
    for (let at = 0; at < bytes.length; at += PIECE) engine.push(bytes.subarray(at, at + PIECE));
    engine.finish();
  }
  const made = {
    files: engine.files().map(report),
    queries: (question.queries ?? []).map((/** @type {any} */ query) => tried(() => engine.summarize(query))),
    lists: (question.lists ?? []).map((/** @type {any} */ query) => tried(() => engine.dossiers(query)))
  };
  engine.free();
  return made;
}

/** @param {any} report */
function report({ name, sheet, rows, issues, error }) {
  const counted = Object.fromEntries(issues.map((/** @type {any} */ issue) => [issue.kind, issue.count]));
  return error ? { name, error: error.code } : { name, sheet, rows, issues: counted };
}

/** @param {() => any} ask */
function tried(ask) {
  try {
    return ask();
  } catch (error) {
    return { error: /** @type {any} */ (error).code ?? String(error) };
  }
}

/**
 * Everything that `told` states and `got` does not.
 * @param {any} told
 * @param {any} got
 * @param {string} at
 * @returns {string[]}
 */
function lacking(told, got, at) {
  if (Array.isArray(told) && Array.isArray(got))
    return told[0]?.key || got[0]?.key ? groups(told, got, at) : rows(told, got, at);
  if (told && got && typeof told === "object" && typeof got === "object")
    return Object.keys(told).flatMap(key => lacking(told[key], got[key], `${at}.${key}`));
  return told === got ? [] : [`${at}: ${JSON.stringify(got)}, should be ${JSON.stringify(told)}`];
}

/** @param {any[]} told @param {any[]} got @param {string} at */
function rows(told, got, at) {
  if (told.length !== got.length)
    return [`${at}: ${got.length} entries (${brief(got)}), should be ${told.length} (${brief(told)})`];
  return told.flatMap((one, number) =>
    lacking(one, got[number], `${at}[${one?.code ?? one?.name ?? number}]`)
  );
}

/**
 * By key, so that one extra group does not shift the others; their order is compared too.
 * @param {any[]} told
 * @param {any[]} got
 * @param {string} at
 */
function groups(told, got, at) {
  const keys = (/** @type {any[]} */ list) =>
      list.map(({ key }) =>
        Object.keys(key)
          .sort()
          .map(name => key[name])
          .join(" | ")
      ),
    theirs = keys(got);
  const order =
    keys(told).join("\n") === theirs.join("\n")
      ? []
      : [`${at}: groups ${brief(theirs)}, should be ${brief(keys(told))}`];
  return order.concat(
    told.flatMap((group, number) => {
      const found = got[theirs.indexOf(keys(told)[number])];
      return found ? lacking(group, found, `${at}[${keys(told)[number]}]`) : [];
    })
  );
}

/** @param {any[]} list */
const brief = list => JSON.stringify(list.map(one => one?.code ?? one)).slice(0, 300);

/** @param {any} question @param {string} kind @param {number} number */
const asked = (question, kind, number) => JSON.stringify(question[kind][number]);

/** @param {string} folder */
function differences(folder) {
  const question = JSON.parse(JSON.stringify(parse(fs.readFileSync(path.join(folder, "case.toml"), "utf8"))));
  const told = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8")),
    got = answers(folder, question);
  const of = (/** @type {"queries" | "lists"} */ kind) =>
    (told[kind] ?? []).flatMap((/** @type {any} */ one, /** @type {number} */ number) =>
      lacking(one, got[kind][number], "").map(flaw => `${kind} ${asked(question, kind, number)}${flaw}`)
    );
  return [...lacking(told.files ?? [], got.files, "files"), ...of("queries"), ...of("lists")];
}

let wrong = 0;
const all = roots.flatMap(folders);
for (const folder of all) {
  const found = tried(() => differences(folder)),
    flaws = found.error ? [`refused: ${found.error}`] : found;
  if (!flaws.length) continue;
  wrong += 1;
  console.log([`${path.basename(folder)}: ${flaws.length} differ`, ...flaws.slice(0, MOST)].join("\n    "));
}
console.log(`${all.length - wrong} of ${all.length} cases as they should be`);
process.exit(wrong ? 1 : 0);
