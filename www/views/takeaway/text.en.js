// Wording of the view "takeaway", in English.
import { amount, day, decimal, dossiers, number, period } from "../../format.en.js";
import { sentences } from "./sentences.en.js";

/** @param {string} text */
const upper = text => text.charAt(0).toUpperCase() + text.slice(1);
/** @param {string} text */
const lower = text => text.charAt(0).toLowerCase() + text.slice(1);
/** @param {string} points */
const size = points => decimal(points.replace(/^[+-]/, ""));
/** @param {number} count @param {string} kind */
const counted = (count, kind) => `${number(count)} ${kind}`;

/** @param {{ period: string, from?: string, to?: string }} span */
function within({ period: key, from, to }) {
  if (key && key !== "custom") return `in ${period(key)}`;
  return [from && `from ${day(from)}`, to && `to ${day(to)}`].filter(Boolean).join(" ");
}

/** @param {string} asOf @param {{ period: string, from?: string, to?: string }} span */
function whenOf(asOf, span) {
  const period = within(span);
  return period ? `${upper(period)} (data to the end of ${day(asOf)})` : `As of the end of ${day(asOf)}`;
}

/** @type {Record<import("../../lib/index.d.ts").Measure, string>} */
const RATES = {
  onTime: "the on-time rate",
  early: "the early rate",
  late: "the late rate",
  overdue: "the overdue rate of dossiers in progress",
  notOverdue: "the rate not overdue (by index 766)",
  dueOnTime: "the on-time rate of dossiers due",
  returned: "the rate returned",
  returnedLate: "the rate returned late",
  acceptedLate: "the rate accepted late",
  online: "the online rate",
  onlineL3: "the online rate, partial (level 3)",
  onlineL4: "the online rate, full (level 4)",
  onlineL34: "the online rate at levels 3 and 4",
  onlineOnTime: "the on-time rate of online dossiers",
  postalIntake: "the rate of postal intake",
  postalReturn: "the rate of postal return"
};
/** @type {Partial<Record<import("../../lib/index.d.ts").Measure, string>>} */
const WHOLES = {
  online: "dossiers received",
  onlineL3: "level 3 dossiers",
  onlineL4: "level 4 dossiers",
  onlineL34: "dossiers of levels 3 and 4",
  onlineOnTime: "online dossiers ended with a due day",
  postalIntake: "dossiers received",
  postalReturn: "dossiers ended"
};

/**
 * @param {Pick<import("../../lib/index.d.ts").Counts, "stopped" | "returned" | "halted" | "returnedLate">}
 *   counts
 */
function stops({ stopped, returned, halted, returnedLate }) {
  if (stopped !== returned + halted && stopped !== halted) return [counted(stopped, "stopped or withdrawn")];
  const late = returnedLate ? `, ${number(returnedLate)} of them after the due day` : "";
  const within = stopped === halted ? " (counted among the ended)" : "";
  return [
    returned && `${counted(returned, "returned or withdrawn")}${late}${within}`,
    halted && counted(halted, "halted")
  ];
}

/** @param {import("../../lib/index.d.ts").Gap} [gap] */
function against(gap) {
  if (!gap) return "";
  const { atLeast, atMost, met, points } = gap;
  const goal = `the ${atLeast ? "target" : "ceiling"} of ${decimal(atLeast ?? atMost ?? "")}`;
  if (size(points) === "0.00") return `, exactly on ${goal}`;
  return `, ${size(points)} points ${Boolean(atLeast) === met ? "above" : "below"} ${goal}`;
}

/** @type {typeof import("./text.vi.js").words} */
export const words = {
  tab: "Report",
  paragraph: "Text for a report",
  office: "Reporting office (may be left empty)",
  against: "Compared with",
  againsts: { previous: "the period before", year: "the same period a year before", "": "nothing" },
  noEarlier: "There are no data of the period to compare with.",
  needsPeriod: "Choose a period (year, quarter, month) above to compare it with the one before.",
  tellUnits: "Name units that miss targets",
  tellMethod: "State the rules",
  copyParagraph: "Copy the text",
  copyTable: "Copy the table",
  copied: "Copied. Paste it into Word with Ctrl+V.",
  notCopied: "The browser refused to copy. Select the text and press Ctrl+C.",
  opening: ({ day: asOf, span, office, units, scope, basis, received, carriedOver }) => {
    const when = whenOf(asOf, span);
    const who = office || (units > 1 ? amount(units, "unit") : "");
    const limits = scope.length
      ? ` (scope: ${scope.map(([name, keys]) => `${lower(name)}: ${keys.join(", ")}`).join("; ")})`
      : "";
    if (received === null) return `${when}, ${who ? `${who} had given ` : ""}no count of intake${limits}.`;
    const all = `${dossiers(received)}${limits}`;
    const opened = who ? `${who} had received ${all}` : `${all} had been received`;
    if (!carriedOver || basis !== "event") return `${when}, ${opened}.`;
    return `${when}, ${opened}, with ${number(carriedOver)} carried over: ${number(carriedOver + received)} in all.`;
  },
  endedAlone: ended => `${upper(dossiers(ended))} had ended.`,
  ended: ({ ended, timely, early, onDueDay, late, noVerdict }, unsplit, rate) => {
    if (!ended) return "No dossier had ended.";
    const parts = [
      ...(unsplit
        ? [counted(timely, "on time")]
        : [counted(early, "early"), counted(onDueDay, "on the due day")]),
      counted(late, "late"),
      ...(noVerdict ? [counted(noVerdict, "without a verdict")] : [])
    ];
    return `${upper(dossiers(ended))} had ended: ${parts.join(", ")}${rate ? `; the on-time rate is ${decimal(rate.text)}${against(rate.target)}` : ""}.`;
  },
  stock: (
    { pending, overdue, waiting, stopped, returned, halted, returnedLate, notAccepted },
    overdueRate
  ) => {
    const open = pending
      ? `${upper(dossiers(pending))} in progress, ${overdue ? `${number(overdue)} of them overdue (${decimal(overdueRate ?? "")})` : "none of them overdue"}`
      : "No dossier is in progress";
    const rest = [
      waiting && counted(waiting, "waiting for the applicant"),
      ...stops({ stopped, returned, halted, returnedLate }),
      notAccepted && counted(notAccepted, "not accepted")
    ];
    return `${[open, ...rest.filter(Boolean)].join("; ")}.`;
  },
  share: (measure, { num, den, text, target }, { levelShare }, direct = null) => {
    const whole = levelShare === "all" && measure.startsWith("onlineL") ? WHOLES.online : WHOLES[measure];
    const things = den === 1 ? whole?.replace("dossiers", "dossier") : whole;
    const others = direct ? `; ${number(direct)} filed at the desk` : "";
    const late = measure === "onlineOnTime" && den > num ? `; ${number(den - num)} late` : "";
    return `${RATES[measure]} is ${decimal(text)} (${number(num)} of ${number(den)} ${things}${others}${late})${against(target)}`;
  },
  list: told => `${upper(told.join("; "))}.`,
  unavailable: lacks =>
    `Not computed: ${lacks.map(([column, measures]) => `${measures.map(measure => RATES[measure]).join(", ")} (${column ? `the data lack the column “${column}”` : "the data do not split these figures"})`).join("; ")}.`,
  unsettled: measures =>
    `Not computed yet: ${measures.map(measure => RATES[measure]).join(", ")}; it is not settled whether day or month comes first.`,
  standing: (title, met, all, needed, lost) =>
    [
      `Of the targets${title ? ` (${title})` : ""}, ${number(met)} of ${number(all)} ${met === 1 ? "is" : "are"} met.`,
      needed.length ? `To meet them, more are needed: ${needed.join("; ")}.` : "",
      lost.length
        ? `No number of new dossiers can make up for ${lost.map(measure => RATES[measure]).join(", ")}.`
        : ""
    ]
      .filter(Boolean)
      .join(" "),
  byUnit: (measure, missed, all, furthest) =>
    `${upper(RATES[measure])}: ${number(missed)} of ${amount(all, "unit")} ${missed === 1 ? "misses" : "miss"} the target, ${furthest}.`,
  furthest: (named, ceiling) =>
    `${named.length > 1 ? (ceiling ? "the highest being" : "the lowest being") : "namely"} ${named.join(", ")}`,
  equal: (units, missed, rate, ceiling) =>
    units === missed
      ? `all at ${rate}`
      : `${ceiling ? "the highest" : "the lowest"} being ${amount(units, "unit")} alike at ${rate}`,
  comparison: (earlier, moves, rounded) =>
    `Compared with ${period(earlier)}: ${moves.join("; ")}${rounded ? " (differences of the unrounded rates)" : ""}.`,
  movedCount: (now, before) =>
    now === before
      ? `dossiers received unchanged (${number(now)})`
      : `dossiers received ${now > before ? "up" : "down"} by ${number(Math.abs(now - before))} (from ${number(before)} to ${number(now)})`,
  moved: (measure, points, before, now) =>
    points === "0,00"
      ? `${RATES[measure]} unchanged (${now})`
      : `${RATES[measure]} ${points[0] === "+" ? "up" : "down"} by ${size(points)} points (from ${before} to ${now})`,
  method: rules => `Rules: ${lower(rules)}`,
  table: "Table of figures",
  caption: (dimension, when) =>
    `Dossiers received and ended by ${lower(dimension)}${when ? `, ${when}` : ""}`,
  when: (asOf, span) => [within(span), `as of the end of ${day(asOf)}`].filter(Boolean).join(", "),
  number: "No.",
  nameless: dimension =>
    `The row “not known” has dossiers without ${lower(dimension)}; the total includes them.`,
  unsummed: counts =>
    `The total is not the sum of the rows in ${counts}: each row stands at the beginning or end of its own period.`,
  withheld: rows => `${amount(rows, "row")} of few dossiers left out; the total includes them.`,
  rate: "rate",
  form: {
    title: "Form II.06a/VPCP/KSTT",
    hint: "The form of Circular 01/2020/TT-VPCP, in Vietnamese; compare it with the one in force. The reporting office is the field above.",
    needsPeriod: "Choose a period (month, quarter, year, or from a day to a day) above to fill in the form.",
    needsEvents: "The form counts each event in the period it happened in. Use “Change the rules” above.",
    noneCarried:
      "Column 6 will be 0: add the lists of earlier periods if dossiers were carried over from them.",
    rows: "Rows",
    rowKinds: { unit: "Units, by level", field: "Fields", unitField: "Fields of each unit" },
    recipient: "Office that receives the report",
    place: "Place",
    subtotals: "Subtotals",
    kinds: { xlsx: "Excel (.xlsx)", html: "Page to print (.html)" },
    copy: "Copy the form"
  },
  receipt: {
    title: "Receipt",
    hint: "A receipt holds the SHA-256 of each file, the rules, the row equation and the counts. The other office opens the same files and checks it; nothing personal is in it.",
    save: "Save a receipt",
    check: "Check a receipt…",
    result: (name, agrees, all, differing, files) =>
      agrees
        ? `Agrees with ${name}: all ${amount(all, "item")} on files, rows, rules, counts and rates are the same.`
        : `Does not agree with ${name}: ${files}${number(differing)} of ${amount(all, "item")} ${differing === 1 ? "differs" : "differ"}.`,
    figures: when => `Figures of the receipt: ${when}.`,
    see: "View the receipt's figures",
    saveCheck: "Save the result",
    printCheck: "Print the result",
    checkTitle: "Result of checking a receipt",
    checkFile: "result-of-check.html",
    /** @param {string} today @param {string[]} files */
    checked: (today, files) => `Checked on ${day(today)}. Files on this computer: ${files.join(", ")}.`,
    missing: "missing file",
    extra: "extra file",
    other: "other contents in file",
    details: "Show details",
    heads: ["Item", "In the receipt", "On this computer"],
    of: {
      version: "Version of hoso",
      duplicates: "Duplicate codes",
      rule: "Rule",
      file: "File (SHA-256)",
      rows: "Rows",
      count: "Dossiers",
      measure: "Rate",
      groups: "Groups"
    },
    rows: {
      read: "read",
      dossiers: "dossiers",
      duplicates: "duplicates",
      skipped: "skipped",
      rejected: "rejected"
    },
    counts: {
      returned: "returned, withdrawn",
      halted: "halted",
      haltedStanding: "halted, standing at the end of the period",
      returnedEarly: "returned before the due day",
      returnedOnDueDay: "returned on the due day",
      returnedLate: "returned after the due day",
      acceptedLate: "accepted late",
      acceptedTimed: "with both day filed and day received",
      dueInPeriod: "due in the period",
      dueMet: "due in the period and met",
      timely: "on time",
      direct: "filed at the desk",
      online: "filed online",
      postalIntake: "received by public post",
      otherIntake: "filed otherwise",
      receivedL3: "level 3",
      receivedL4: "level 4",
      onlineL3: "level 3 filed online",
      onlineL4: "level 4 filed online",
      onlineOnTime: "online, on time",
      onlineLate: "online, late",
      postalReturn: "returned by public post"
    },
    absent: "none"
  },
  pack: {
    title: "Publish pack",
    hint: below =>
      `Totals only, no dossiers. Rows of fewer than ${dossiers(below)} are left out. Put two files on the portal: the figures, and the part of a page with a table for readers without script.`,
    few: below => `Fewer than ${dossiers(below)} in this period: not published, to protect personal data.`,
    data: "Save the figures (JSON)",
    part: "Save the part of a page (HTML)",
    where: "Put hoso's element.js, worker.js and hoso_bg.wasm at /hoso/; let src name where the figures lie."
  },
  download: "Download",
  files: { table: "Table of figures", dossiers: "List of dossiers" },
  names: { table: "figures", dossiers: "dossiers", receipt: "receipt", invented: "invented-data" },
  kinds: { xlsx: "Excel (.xlsx)", csv: "CSV", json: "JSON", arrow: "Arrow" },
  saved: name => `${name} saved.`,
  total: "Total"
};

export const text = { ...words, ...sentences };
