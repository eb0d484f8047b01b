/**
 * `node postgres.mjs TABLE.csv STATEMENT.sql RESULT.csv`: runs a statement in Postgres (PGlite) on a CSV file
 * of canonical dossiers, as the table `dossiers`. An empty cell is null; an empty text is quoted.
 */
import { readFile, writeFile } from "node:fs/promises";

const [table = "", statement = "", result = ""] = process.argv.slice(2);
/** The folder into which npm installed it, outside the project's own tools. */
const module = new URL("node_modules/@electric-sql/pglite/dist/index.js", import.meta.url).href;
const { PGlite } = await import(module);

/** @type {Record<string, string>} */
const KINDS = { seq: "bigint", lacks: "smallint", row: "integer" };
const DAYS = ["received", "submitted", "due", "finished", "returned"];

/** @param {string} column */
function typed(column) {
  const kind = DAYS.includes(column) ? "date" : column.endsWith("Time") ? "integer" : "text";
  return `"${column}" ${KINDS[column] ?? kind}`;
}

const bytes = await readFile(table);
const columns = bytes.subarray(0, bytes.indexOf(10)).toString().replaceAll('"', "").trim().split(",");
const postgres = new PGlite();
await postgres.exec(`CREATE TABLE dossiers (${columns.map(typed).join(", ")})`);
const copy = "COPY dossiers FROM '/dev/blob' WITH (FORMAT csv, HEADER true)";
await postgres.query(copy, [], { blob: new Blob([bytes]) });
const grouped = (await readFile(statement, "utf8")).trim();
const found = await postgres.query(`COPY (${grouped}) TO '/dev/blob' WITH (FORMAT csv, HEADER true)`);
await writeFile(result, Buffer.from(await found.blob.arrayBuffer()));
await postgres.close();
