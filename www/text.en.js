// All English wording of the page; the shape is text.vi.js's.

import { names, text as session } from "./app/session/text.en.js";
import { amount, dossiers, day, decimal, number, period, periodName } from "./format.en.js";
import { text as privacyText } from "./elements/privacy/text.en.js";
import { text as overviewText } from "./views/overview/text.en.js";
import { text as compareText } from "./views/compare/text.en.js";
import { text as trendText } from "./views/trend/text.en.js";
import { text as dossiersText } from "./views/dossiers/text.en.js";
import { text as whatifText } from "./views/whatif/text.en.js";
import { text as livesText } from "./elements/lives/text.en.js";
import { text as takeawayText } from "./views/takeaway/text.en.js";
import { placesIn, rulesIn, whyIn, whysIn } from "./wording.js";

/** @param {import("./lib/index.d.ts").Gap} gap @param {import("./lib/index.d.ts").Measure} measure */
function gap({ atLeast, atMost, met, points, moreNeeded }, measure) {
  const size = decimal(points.replace(/^[+-]/, ""));
  const target = decimal(atLeast ?? atMost ?? "");
  if (met && size === "0.00") return `Exactly on the target of ${target}`;
  if (met)
    return atLeast ? `Met, ${size} points above` : `Met, ${size} points below the ceiling of ${target}`;
  const short = atLeast
    ? `${size} points short of the ${target} target`
    : `${size} points above the ceiling of ${target}`;
  const need =
    moreNeeded === null
      ? "no number of new dossiers can make up for it"
      : `${whatifText.counted(moreNeeded, `more ${whatifText.kinds(measure, undefined, Boolean(atMost))[0]}`)} needed`;
  return `${short} – ${need}`;
}

/** @type {Record<string, Record<string, string>>} */
const values = {
  unitLevel: { tỉnh: "Province", huyện: "District", xã: "Commune" },
  serviceLevel: { 1: "Level 1", 2: "Level 2", 3: "Level 3 (partial)", 4: "Level 4 (full)" },
  intakeChannel: { direct: "In person", online: "Online", postal: "By post", other: "Other" },
  returnChannel: { direct: "In person", online: "Online", postal: "By post", other: "Other" },
  outcome: {
    early: "Early",
    onDueDay: "On the due day",
    late: "Late",
    noVerdict: "Ended, no verdict",
    inTerm: "In term",
    overdue: "Overdue",
    noDue: "No due day",
    waiting: "Waiting",
    stopped: "Stopped",
    notAccepted: "Not accepted"
  }
};

const columns = {
  code: "Dossier code",
  procedure: "Procedure",
  field: "Field",
  unit: "Unit",
  unitLevel: "Administrative level",
  serviceLevel: "Service level",
  submitted: "Filed on",
  received: "Received on",
  due: "Due on",
  finished: "Finished on",
  returned: "Returned on",
  intakeChannel: "Intake channel",
  returnChannel: "Return channel",
  status: "Status"
};

/** @type {import("./text.vi.js").Text} */
export const en = {
  lang: "en",
  number,
  decimal,
  day,
  dossiers,
  gap,
  period,
  columns,
  percentExample: "97.5%",
  title: "hoso – rates of administrative dossiers",
  tagline: "On-time, online and postal rates, and the gap to each target",
  skip: "Skip to main content",
  language: "Language",
  privacy: privacyText,
  drop: {
    title: "Drop files of dossier lists here",
    hint: "Dossier lists exported from the one-stop software: Excel (.xlsx, .xls), CSV, or a ZIP of such files; one file or several, or a folder; files saved by hoso (receipt, session, target set) as well. A table copied from Excel or a web page can be pasted (Ctrl+V).",
    loading: "Getting ready…",
    choose: "Choose files…",
    add: "Add files…",
    samples: "Sample data",
    samplesHint: "Invented dossiers for five localities that match their published figures",
    overlay: "Drop to read the files on this computer",
    needs:
      "Needed: the day received. Useful: code, unit, due day, finished day, intake channel, return channel, service level, status.",
    clear: "Clear the data",
    folder: "Choose a folder…",
    left: count =>
      `${amount(count, "file")} of the folder not read: hidden, empty, pictures, documents, or more than 4,000 (open its folders one by one).`,
    cancel: "Cancel",
    loaded: ({ files, dossiers: all, reported }) =>
      [
        amount(files, "file"),
        (all || !reported) && dossiers(all),
        reported && amount(reported, "row of summaries", "rows of summaries")
      ]
        .filter(Boolean)
        .join(" · "),
    invented: "INVENTED DATA",
    inventedLong: "INVENTED DATA – figures of no office.",
    replace: "Invented data are never added to open files. Close these?",
    replaceYes: "Close the files, open the invented data",
    replaceNo: "Keep the open files",
    sureClear: "Clear all files from memory? Those on the disk stay.",
    clearYes: "Clear the data",
    clearNo: "Keep them",
    gone: "The chosen period is gone; all data are shown.",
    failed: count => `${number(count)} could not be read`,
    strange: count => `${amount(count, "cell")} with an unknown value`
  },
  progress: ({ file, index, files, percent, rows }) =>
    `Reading${files > 1 ? ` file ${index} of ${files}` : ""}: ${file} – ${percent}%${rows ? `, ${amount(rows, "row")}` : ""}`,
  preparingSample: "Making the sample files…",
  announce: {
    reading: files => `Reading ${amount(files, "file")}.`,
    progress: percent => `${percent}% read.`,
    result: (rows, missed, targets, failed = 0) =>
      `Result ready: ${dossiers(rows)}.${failed ? ` ${amount(failed, "file")} could not be read.` : ""}${targets ? ` ${number(targets - missed)} of ${amount(targets, "target")} met.` : ""}`,
    cancelled: "Cancelled. No file was added.",
    cleared: "The data was cleared from memory.",
    sampleClosed: "The invented data were closed.",
    forgotten: "Remembered settings were cleared."
  },
  result: "Result",
  print: "Print",
  printed: today => `Printed on ${day(today)}`,
  headlineOpen: (met, judged, open) =>
    `${number(judged)} of ${amount(judged + open.length, "target")} judged${judged ? `: ${number(met)} met` : ""}; ${number(open.length)} cannot be computed (${whysIn(en, open)}).`,
  headline: (missed, targets) =>
    missed.length
      ? `${number(targets - missed.length)} of ${amount(targets, "target")} met. Missed: ${missed.map(({ measure, points }) => `${en.measures[/** @type {"late"} */ (measure)]} (${decimal(points)} points)`).join(", ")}.`
      : targets === 1
        ? "The target is met."
        : `All ${number(targets)} targets met.`,
  settings: {
    title: "Period and rules",
    period: "Period",
    all: "All data",
    custom: "Own dates",
    years: "Years",
    halves: "Half-years",
    quarters: "Quarters",
    months: "Months",
    from: "From",
    to: "To",
    asOf: "As of the end of",
    /** @param {string} to */
    over: to => `The period is over: figures are as of the end of ${day(to)}.`,
    ends: { data: "by the data", today: "today", period: "period end" },
    clock: "Compared with due",
    basis: "Counted in the period",
    waiting: "Waiting dossiers",
    levelShare: "Base of levels 3, 4",
    endDay: "End of a dossier",
    returned: "Returned, withdrawn",
    noDue: "Ended without a due day",
    blankChannel: "Blank intake channel",
    onTimeOf: "Base of the on-time rate",
    /** The values of each rule. */
    rules: {
      basis: { event: "of each event", received: "of the dossier's intake" },
      clock: { day: "by day", instant: "by hour and minute" },
      waiting: {
        apart: "counted separately",
        inTerm: "as in term",
        pending: "as in progress, judged by their due day"
      },
      levelShare: { level: "dossiers of that level", all: "all received dossiers" },
      endDay: {
        finished: "finished, else returned",
        returned: "returned, else finished",
        finishedOnly: "finished only"
      },
      returned: {
        apart: "counted separately",
        onTime: "as ended on time",
        ownDates: "judged by their own dates"
      },
      noDue: { apart: "no verdict", onTime: "as on time" },
      blankChannel: { direct: "as at the desk", none: "not known" },
      onTimeOf: {
        verdict: "ended with a due day",
        ended: "ended",
        received: "received in the period",
        handled: "carried over and received",
        due: "due in the period"
      }
    },
    duplicates: "Duplicate codes",
    duplicatesAll: {
      newest: "the newest file counts",
      last: "the last row counts",
      first: "the first row counts",
      keep: "every row counts"
    },
    cut: "Reporting month",
    cuts: {
      "": "of the calendar",
      "15-14": "from the 15th to the 14th",
      "21-20": "from the 21st to the 20th"
    },
    ninths: "Nine months",
    weeks: "Weeks",
    outdated: ({ title, validFrom, validTo }) =>
      `⚠ The target set “${title}” holds${validFrom ? ` from ${day(validFrom)}` : ""}${validTo ? ` to ${day(validTo)}` : ""}, which is not the time of these figures.`,
    noDay: "There is no such day. Type day/month/year, such as 30/09/2026.",
    turned: "“From” must not be after “To”.",
    change: "Change the rules",
    targets: "Target set",
    editTargets: "Make or edit a target set",
    noTargets: "No targets"
  },
  rules: (rules, choice) => rulesIn(en, rules, choice),
  troubles: {
    compareFiles: "Compare the two exports",
    title: "Warning: flaws of the data affect figures",
    unread: files => `${amount(files, "file is", "files are")} missing from the figures`,
    further: files => `and ${amount(files, "more file")}`,
    touched: kinds => amount(kinds, "warning", "warnings"),
    conflicts: codes => `${amount(codes, "dossier code has", "dossier codes have")} rows that differ`,
    change: (count, before, after) =>
      before === after
        ? `${number(count)} still “${after}”, with other days, channel or unit`
        : `${number(count)} changed from “${before}” to “${after}”`,
    common: rows => `${amount(rows, "row has", "rows have")} the code of another; of these, differing:`,
    fill: "Fill from the row above",
    dayFirst: "Day before month",
    monthFirst: "Month before day",
    setPeriod: "Enter the report's period",
    fixFor: (what, name) => `${what}: ${name}`,
    told: (what, names) => (names.length ? `${what} (${names.join(", ")})` : what),
    note: told => `Note on the data: ${told.join("; ")}.`
  },
  spellings: names,
  session,
  toReconcile: "Reconcile with the open report",
  sessionSave: "Save the session",
  viewsLabel: "Views of the result",
  /** One a view, by its id. */
  views: {
    overview: overviewText,
    compare: compareText,
    trend: trendText,
    dossiers: dossiersText,
    whatif: whatifText,
    takeaway: takeawayText,
    reconcile: { tab: "Reconcile" },
    signs: { tab: "Checks" }
  },
  filters: {
    label: "Filters",
    all: "All dossiers",
    add: "Filter…",
    by: "Filter by",
    search: "Search the list",
    undo: "Undo",
    click: "Click to filter by this",
    look: "See these dossiers",
    none: "Nothing matches.",
    more: count => `${number(count)} more; type a few letters to search.`,
    others: count => `and ${number(count)} more`,
    remove: name => `Remove the filter ${name}`,
    days: (from, to) =>
      [from && `from ${day(from)}`, to && `to ${day(to)}`].filter(Boolean).join(" ") || "chosen days",
    said: names => `Filtered by ${names.join("; ")}.`
  },
  groups: {
    timeliness: "Processing",
    further: "Acceptance, returns, and what fell due",
    online: "Filed online",
    postal: "By public post"
  },
  measures: {
    onTime: "On time",
    early: "Early",
    late: "Late",
    overdue: "Open and overdue",
    notOverdue: "Not overdue (Decision 766)",
    dueOnTime: "On time of those due",
    returned: "Returned, withdrawn",
    returnedLate: "Returned late",
    acceptedLate: "Accepted late",
    online: "Online",
    onlineL34: "Online, partial and full (levels 3, 4)",
    onlineL3: "Online, partial (level 3)",
    onlineL4: "Online, full (level 4)",
    onlineOnTime: "Online on time",
    postalIntake: "Intake by post",
    postalReturn: "Return by post"
  },
  of: {
    onTime: "ended dossiers with a due day",
    early: "ended dossiers with a due day",
    late: "ended dossiers with a due day",
    overdue: "dossiers in progress with a due day",
    notOverdue: "dossiers carried over and received",
    dueOnTime: "dossiers due in the period",
    returned: "dossiers ended and returned",
    returnedLate: "returned dossiers with a due day and a day of their own",
    acceptedLate: "dossiers with a day filed and received",
    online: "received dossiers",
    onlineL34: "level 3 and 4 dossiers",
    onlineL3: "level 3 dossiers",
    onlineL4: "level 4 dossiers",
    onlineOnTime: "ended online dossiers with a due day",
    postalIntake: "received dossiers",
    postalReturn: "ended dossiers"
  },
  ofAll: "received dossiers",
  ofOnTime: {
    verdict: "ended dossiers with a due day",
    ended: "ended dossiers",
    received: "received dossiers",
    handled: "dossiers carried over and received",
    due: "dossiers due in the period"
  },
  help: /** @type {typeof import("./elements/help/text.en.js").text} */ ({}), // comes with the guides
  guide: "Guide",
  tour: "Four steps with sample data",
  target: "target",
  noTarget: "No target set",
  unavailable: rate => `Cannot be computed: ${whyIn(en, rate)}`,
  unavailables: {
    empty: "no dossier to count in the base",
    "date-order": "it is not settled whether day or month comes first; choose it in the warning above",
    identity: "parts in the report are larger than their whole",
    basis: "only where each event counts in its own period",
    grain: "the data are put together, without the days of single dossiers",
    column: name => `the file has no “${name}” column`,
    other: "the data do not split these figures"
  },
  notComputable: "Not computable",
  counts: {
    title: "Balance of dossiers",
    carriedOver: "Carried over",
    received: "Received",
    ended: "Ended",
    pending: "In progress",
    waiting: "Waiting",
    stopped: "Stopped, withdrawn",
    notAccepted: "Not accepted",
    early: "early",
    onDueDay: "on the due day",
    late: "late",
    noVerdict: "no verdict",
    inTerm: "in term",
    overdue: "overdue",
    noDue: "no due day",
    plus: "plus",
    equals: "equals",
    outside: "Outside the balance:",
    unstated: value => `${dossiers(value)} ended or in progress: the report does not say. `,
    afterAsOf: value => `${dossiers(value)} received after the as-of date not counted. `,
    summariesOutside: value => `${amount(value, "summary row")} cannot be counted for this question.`
  },
  chart: {
    picture: "Show the chart",
    table: "Show the figures",
    label: "“Show the figures” has the numbers",
    save: (title, kind) => `Save the chart “${title}” as ${kind}`
  },
  table: {
    title: "Comparison",
    by: "By",
    show: "Show",
    rates: "rates",
    numbers: "counts",
    legend:
      "▲ best, ▼ worst in the column (of equals, the one with more dossiers); ✕ target missed, the number below is the gap in points.",
    best: "best",
    worst: "worst",
    missed: "missed",
    total: "Total",
    unknown: "not known",
    scroll: "Comparison table, scrolls sideways",
    more: (shown, all) => `${number(shown)} of ${amount(all, "row")} shown.`,
    all: "Show all",
    none: "No dossier in this period.",
    leftOut: measures => `Without a column, since no row can be computed: ${measures.join("; ")}.`,
    rows: rows => amount(rows, "row"),
    dash: "not computable"
  },
  dimensions: {
    unit: "Unit",
    unitLevel: "Administrative level",
    field: "Field",
    procedure: "Procedure",
    serviceLevel: "Service level",
    intakeChannel: "Intake channel",
    returnChannel: "Return channel",
    file: "File",
    outcome: "Outcome",
    ...periodName
  },
  key: (dimension, key) => {
    if (key === "") return "not known";
    return dimension in periodName ? period(key) : (values[dimension]?.[key] ?? key);
  },
  files: {
    title: "Files read",
    kinds: { dossiers: "dossier list", summary: "summary table" },
    format: "Format",
    encoding: "Encoding",
    sheet: "Sheet",
    headerRow: "Header row",
    kind: "Content",
    folded: (files, failed, warned) =>
      [
        amount(files, "file"),
        failed ? `${number(failed)} not read` : "",
        warned ? `${number(warned)} with warnings` : failed ? "" : "no warnings"
      ]
        .filter(Boolean)
        .join(", "),
    removed: name => `${name} was removed.`,
    restore: "Bring the file back",
    details: "What was recognised, which rows do not count",
    mapping: "Map columns",
    remove: "Remove",
    removeNamed: name => `Remove the file ${name}`,
    mappingNamed: name => `Map columns of ${name}`,
    rows: "Balance of rows",
    equation: ({ read, dossiers: counted, duplicates, skipped, rejected }, kind) =>
      `${amount(read, "row")} = ${kind === "summary" ? amount(counted, "row of counts", "rows of counts") : dossiers(counted)} + ${kind === "summary" ? `${number(duplicates)} counted elsewhere` : amount(duplicates, "duplicate")} + ${number(skipped)} skipped + ${number(rejected)} rejected`,
    issueCount: kinds => (kinds ? amount(kinds, "warning") : "no warnings"),
    issues: "Warnings and notes",
    noIssues: "None.",
    ledger: "Rows that gave no dossier",
    kindsOfRow: { skipped: "skipped", rejected: "rejected", duplicate: "duplicate" },
    personal: "not loaded (personal data)",
    ignored: "not used",
    columns: "Recognised columns",
    otherEncoding: "Letters look wrong? Choose another encoding",
    noReadings: "No encoding gives a header that can be read."
  },
  reasons: {
    blank: "blank row",
    title: "title or note above the table",
    "repeated-header": "repeated header",
    numbering: "row that numbers the columns",
    group: "group row",
    total: "total row",
    signature: "signature block",
    "no-received-day": "no received day found",
    superseded: "same code as another row, which counts",
    "superseded-summary": "the unit has a list of dossiers or another report of the same period",
    "no-name": "counts without a unit, field or procedure",
    "not-a-row": "item that is no row",
    deleted: "the status says deleted"
  },
  inColumn: column => `Column “${column}”.`,
  otherIssue: kind => `Another warning (${kind}).`,
  places: placesIn("sheet", "row", number),
  more: "…",
  moreRows: rows => amount(rows, "more row"),
  encodings: {
    "windows-1258": "Windows-1258",
    TCVN3: "TCVN3 (ABC fonts)",
    VNI: "VNI-Windows",
    "UTF-8 đọc nhầm": "UTF-8, misread once",
    "TCVN3 trong UTF-8": "TCVN3 inside UTF-8",
    "VNI trong UTF-8": "VNI inside UTF-8"
  },
  figures: {
    total: "Received in all (with carried over)",
    received: "Received in the period",
    carriedOver: "Carried over",
    online: "Received online",
    onlineFull: "Online, full (level 4)",
    onlinePartial: "Online, partial (level 3)",
    onlineOther: "Online, other ways",
    direct: "Received at the desk",
    directPostal: "Received at the desk or by post (together)",
    postalIntake: "Received by public post",
    ended: "Ended",
    early: "Ended early",
    onDueDay: "Ended on the due day",
    timely: "Ended early or on the due day (together)",
    late: "Ended late",
    pending: "In progress",
    inTerm: "In progress, in term",
    overdue: "In progress, overdue",
    postalReturn: "Results sent by public post",
    timelyRate: "Rate early or on the due day",
    earlyRate: "Rate early",
    onDueDayRate: "Rate on the due day",
    lateRate: "Rate late",
    overdueRate: "Rate overdue",
    onlineRate: "Rate online",
    postalIntakeRate: "Rate received by post",
    postalReturnRate: "Rate sent by post"
  },
  mapping: {
    headerAt: row =>
      row ? `Header's row (now row ${number(row)} of the file)` : "Header's row (now: no row)",
    chooseHeader: "Take this row",
    noHeader: "The table has no header",
    proposals: "Proposed from what the columns hold",
    take: "Use",
    takeAll: count => `Use all ${number(count)}`,
    missing: "Map columns",
    reasons: {
      "first-days": "the earliest days of all columns of days.",
      "filled-days": "later days, hardly ever blank.",
      "later-days": "later days, blank where nothing has ended.",
      "dated-codes": "codes with a day inside, as dossier codes have.",
      codes: "codes that differ in every row.",
      words: "words listed for that column.",
      offices: "names of offices."
    },
    title: "Map columns",
    hint: "Choose what each column means. All files with the same header are read again this way, and the choice is remembered.",
    ignore: "(not used)",
    personal: "Personal data – not loaded",
    apply: "Read the file again",
    cancel: "Leave as it was",
    column: "Column in the file",
    means: "Meaning",
    masked: "not loaded",
    preview: "First rows of the file, scrolls sideways",
    twice: "Two columns cannot mean the same.",
    noReceived: "At least one column must be the day received, the day filed or the dossier code.",
    meaningOf: header => `Meaning of the column ${header}`,
    counts: "Counts of a summary",
    noCounts: "One column must be the unit, the field or the procedure, and at least two must be counts.",
    save: "Save the mapping as JSON",
    load: "Open a mapping from JSON…",
    badFile: "This file holds no mapping of the header at hand."
  },
  targets: {
    heading: "Target sets",
    copy: "Copy to edit",
    create: "New set",
    remove: "Delete this set",
    save: "Save as JSON",
    load: "Open JSON…",
    id: "Id (file name when saved)",
    title: "Title",
    authority: "Issued by",
    decision: "Decision",
    validFrom: "Valid from",
    validTo: "to",
    measure: "Measure",
    bound: "Bound",
    atLeast: "at least",
    atMost: "at most",
    percent: "Rate",
    level: "Level",
    anyLevel: "all levels",
    unit: "Unit",
    anyUnit: "all units",
    add: "Add a target",
    removeRow: "Remove row",
    row: row => `target ${row}`,
    newName: "New target set",
    copyName: name => `${name} (copy)`,
    badPercent: "Enter a rate from 0% to 100% with at most two decimals, such as 97.5%.",
    badFile:
      "This file is no target set: JSON with title and targets (measure, atLeast or atMost) is needed.",
    readOnly: "A built-in set cannot be changed; copy it first."
  },
  memory: {
    title: "Remembered in this browser",
    hint: "Only language, shortcut key, target sets, column mappings, the order of units and (on a hosted page) the places of the last files; no dossier data.",
    clear: "Clear remembered settings"
  },
  lives: livesText,
  errors: {
    title: "Could not be read",
    start: "The page did not load completely. Check the connection and load it again.",
    refused:
      "This page's security policy (CSP) does not let hoso run. Ask its administrator to add to the policy:",
    codes: {
      ...livesText.codes,
      "no-header":
        "No column is recognised. Say under “Map columns” which row is the header and what each column means.",
      "bad-query": "These settings are not valid. Check the dates and the target set.",
      "worker-crashed":
        "Reading this file was interrupted, mostly for want of memory. Split it and add it again.",
      "bad-receipt": "This file is no receipt of hoso."
    },
    other: code => `Something unforeseen went wrong (${code}). Load the page again.`
  },
  footer: "Open source, MIT licence."
};
