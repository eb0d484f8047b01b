// Own files and names of units: the English wording.
import { amount, number } from "../../format.en.js";

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  name: "session.json",
  saved: "Session saved; it holds no dossier data.",
  opened: (name, files) => `Session ${name} opened${files ? ` (${amount(files, "file")})` : ""}.`,
  missing: names => `Still to be opened: ${names.join(", ")}.`,
  changed: names => `Changed since the session was saved (SHA-256): ${names.join(", ")}.`,
  same: "The open files are those of the session.",
  set: (title, name) => `Target set “${title}” opened from ${name}.`,
  mapping: (name, tables) =>
    `Mapping taken from ${name}${tables ? `; ${amount(tables, "table")} read again` : ", for tables with that header"}.`,
  aliases: (name, count) => `${amount(count, "other name")} of units taken from ${name}.`,
  order: (name, count) => `Units are in the order of the ${amount(count, "name")} in ${name}.`,
  receipt: (name, files) => `${name} is a receipt. Open these files to check it: ${files.join(", ")}.`,
  verdict: (name, said) =>
    `${name} is the saved result of a check: ${said} Open it in a browser to see each item.`,
  damaged: name => `${name} is a damaged file of hoso's. Save or copy it again.`,
  reopen: names =>
    `Open ${names.length > 1 ? `the last ${amount(names.length, "file")} (${names[0]}…)` : names[0]} again`,
  close: "Close this message"
};

/** @type {typeof import("./text.vi.js").names} */
export const names = {
  title: units => `Names of units (${number(units)})`,
  merged: (spellings, units) =>
    `${amount(spellings, "other spelling was", "other spellings were")} merged into the names of ${amount(units, "unit")}`,
  apart: "Spellings of units are not merged",
  aliases: count => amount(count, "other name"),
  close: count => amount(count, "close name"),
  merge: "Merge the spellings of one unit",
  proposals: "Perhaps one unit:",
  take: "Merge",
  takeAll: count => `Merge all ${number(count)}`,
  hint: "Dossiers of the left name count for the right one; with days, those received on them.",
  from: "Name in the file",
  to: "Counts for",
  validFrom: "From",
  validTo: "To",
  row: row => `row ${number(row)}`,
  add: "Add a name",
  remove: "Remove row",
  save: "Save as JSON",
  file: "names-of-units.json",
  order: "In the order of the opened list.",
  byName: "Order by name",
  howToOrder:
    "To have units in the order of an administrative list, drop a CSV with a column “Đơn vị” in that order.",
  circle: "These names form a circle and are not applied."
};
