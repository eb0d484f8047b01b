// The JavaScript face of hoso: what `import { openFiles } from "hoso"` gives (index.js), and `import init, {
// initSync, Engine } from "hoso/engine"` (hoso.js, wasm-bindgen's web target beside hoso_bg.wasm; touches no
// DOM, so it runs in workers and Node). Everything returned is a plain object, never a Map or a BigInt. These
// names are a contract: the page, the embedded element and outside tests use them. Adding is welcome;
// renaming or dropping is not.
// Names that Rust and the columns of exports write in snake_case are in camelCase here.

export type IsoDay = string; // "2022-08-19"
export type Measure =
  | "onTime"
  | "early"
  | "late"
  | "overdue"
  | "online"
  | "onlineL3"
  | "onlineL4"
  | "onlineL34"
  | "onlineOnTime"
  | "postalIntake"
  | "postalReturn"
  | "notOverdue"
  | "dueOnTime"
  | "returned"
  | "returnedLate"
  | "acceptedLate"; // docs/reference.md, "Definitions"
export type Dimension =
  | "unit"
  | "unitLevel"
  | "field"
  | "procedure"
  | "serviceLevel"
  | "intakeChannel"
  | "returnChannel"
  | "file"
  | "week"
  | "month"
  | "quarter"
  | "half"
  | "year"; // period keys: "2022-W09" (Monday to Sunday, ISO), "2022-03", "2022-Q1", "2022-H1", "2022"
export type Outcome =
  | "early"
  | "onDueDay"
  | "late"
  | "noVerdict"
  | "inTerm"
  | "overdue"
  | "noDue"
  | "waiting"
  | "stopped"
  | "notAccepted";
export type Column =
  | "code"
  | "procedure"
  | "field"
  | "unit"
  | "unitLevel"
  | "serviceLevel"
  | "submitted"
  | "received"
  | "due"
  | "finished"
  | "returned"
  | "intakeChannel"
  | "returnChannel"
  | "status";

/** How figures are defined; every result repeats the rules it was computed with. */
export interface Rules {
  asOf: IsoDay; // default: latest activity day in the data
  clock: "day" | "instant"; // default "day"
  waiting: "apart" | "inTerm" | "pending"; // default "apart"
  levelShare: "level" | "all"; // denominator of onlineL3/L4/L34; default "level"
  basis: "event" | "received"; // default "event"
  // How others count (docs/reference.md, "Against published figures"); the defaults are this contract's own.
  endDay: "finished" | "returned" | "finishedOnly"; // finished else returned (default); returned else finished; finished alone
  returned: "apart" | "onTime" | "ownDates"; // returned dossiers in the verdicts
  noDue: "apart" | "onTime"; // ended ones without appointment
  blankChannel: "direct" | "none";
  onTimeOf: "verdict" | "ended" | "received" | "handled" | "due"; // denominator of onTime; handled = carried over + received
}

export interface Options extends Partial<Rules> {
  duplicates?: "newest" | "last" | "first" | "keep"; // default "newest" (docs/reference.md, "Definitions")
  units?: UnitNames; // spellings and aliases (docs/reference.md, "Definitions")
  daysOff?: { off?: IsoDay[]; on?: IsoDay[] }; // beside the table of holidays
  today?: IsoDay; // default: the host's day; bounds the default as-of date
  encoding?: string; // override for the files being opened
  targets?: TargetSet;
  mappings?: Mapping[]; // remembered by header signature
  onProgress?(p: { file: string; bytesRead: number; bytesTotal: number; rows: number }): void;
  workers?: number; // most workers that read several files at once; default: the machine's cores, at most 8; 1 = one
  signal?: AbortSignal; // rejects with an Error whose name is "AbortError"; memory is given back
}

/** Where worker.js and hoso_bg.wasm are, or they themselves; by default both stand beside index.js. */
export interface Parts {
  worker?: string | URL | Blob; // address of worker.js, or its script
  wasm?: string | URL | BufferSource | WebAssembly.Module;
  asFile?: boolean; // start workers from worker.js's address each time: for pages whose policy allows no blob: workers
}

/**
 * Brings every part into memory. After it resolves, no file that is opened needs the network. When the page
 * is idle next, a worker is made ready for the first file; it has the policy that the page has then.
 */
export function preload(parts?: Parts): Promise<void>;

/** Opens files in a worker. A file that cannot be read does not reject: its report carries the error. */
export function openFiles(files: Iterable<File>, options?: Options): Promise<Dataset>;

export interface Dataset {
  readonly files: FileReport[]; // another array whenever reports may have changed
  readonly rules: Rules;
  add(files: Iterable<File>, options?: Options): Promise<FileReport[]>;
  remap(file: number, mapping: Mapping, encoding?: string): Promise<FileReport>; // reads the file again
  readings(file: number): Promise<HeaderReading[]>; // the header as it reads in each encoding, those that differ
  remove(file: number): Promise<void>;
  summarize(query?: Query): Promise<Summary>;
  dossiers(query: DossierQuery): Promise<DossierPage>;
  // "html": a form, for print and clipboard. A reconciliation reports its progress and can be stopped.
  export(
    kind: "csv" | "xlsx" | "json" | "arrow" | "html",
    query?: ExportQuery,
    options?: WaitOptions
  ): Promise<Blob>;
  compare(before: number[], after: number[], query?: Query, options?: WaitOptions): Promise<Comparison>; // files by number
  reconcile(claims: Claim[], query?: Query, options?: WaitOptions): Promise<ReconciledUnit[]>; // by which ways published figures come out
  claims(): Promise<Claim[]>; // those that summaries beside dossiers make
  signs(query?: SignsQuery): Promise<Signs>; // dossiers to look at first, an outage, a sample: each a list by `bucket`
  setUnits(units: UnitNames): Promise<void>; // spellings, aliases, order: at once, no file is read again
  setDuplicates(rule: Options["duplicates"]): Promise<void>;
  words(): Promise<Words>; // what issues, rules and errors mean
  merged(): Promise<MergedUnit[]>; // units that are spelled in several ways, as setUnits has them
  receipt(query?: Query, options?: HashOptions): Promise<Receipt>; // reads the files once more, for their SHA-256
  verify(receipt: unknown, options?: HashOptions): Promise<Verdict>; // asks this dataset the receipt's question; "bad-receipt"
  close(): void;
}

export interface Query extends Partial<Rules> {
  by?: Dimension[]; // none = totals only
  where?: Partial<Record<Dimension, string[]>> & { outcome?: Outcome[]; stop?: ("returned" | "halted")[] };
  from?: IsoDay;
  to?: IsoDay; // inclusive
  targets?: TargetSet;
  // What if so many further dossiers had come, to every group: the rate of that measure and its gap; counts
  // stay.
  suppose?: { measure: Measure; counting?: number; others?: number };
  // Groups then have this rate alone, no counts, and of its target the bound and `met`: of many groups a view
  // shows no more.
  only?: Measure;
}
export interface Summary {
  rules: Rules;
  total: Group;
  groups: Group[]; // groups in a stable order: by key. Too many: an error "too-many-groups" before memory is taken
  // Codes whose rows disagree in outcome, received, due, end, channel or unit, whatever was asked for; absent
  // where there are none. `changes`: each row that does not count (before) against the one that does (after),
  // of three rows of a code two; a pair may be equal, where they disagree in something else.
  conflicts?: { codes: number; changes: { before: Outcome; after: Outcome; count: number }[] };
  lives?: { grain: string; cut: IsoDay; boundaries: IsoDay[]; engine: string }; // where lives are among the data
  // Not counted: dossiers received after the as-of date; rows of summaries whose period is not known where
  // days are asked for, or not wholly asked for, or that the question (basis "received", outcomes) cannot be
  // put to.
  excluded: { receivedAfterAsOf: number; summariesOutside: number };
}
export interface Group {
  key: Partial<Record<Dimension, string>>;
  counts: Counts;
  measures: Record<Measure, Rate>;
  days?: {
    handled: { sum: number; count: number; median: number };
    overdue: { sum: number; count: number; median: number };
    handedOverLate: number;
  }; // days from received to end; days overdue of the open; finished by D, handed over after it
  partial?: Column[]; // a table of its dossiers lacks these: counts that lean on them cover the other tables only
}
export interface Counts {
  received: number;
  carriedOver: number;
  ended: number;
  stopped: number;
  notAccepted: number;
  returned: number;
  halted: number; // by rule returned "apart", stopped = returned + halted; else stopped = halted
  haltedStanding: number; // halted on or before the period's end (form II.06a)
  acceptedLate: number;
  acceptedTimed: number; // measure acceptedLate
  returnedEarly: number;
  returnedOnDueDay: number;
  returnedLate: number; // of returned, those with an appointment and a day of their own
  dueInPeriod: number;
  dueMet: number; // measure dueOnTime
  timely: number; // early + onDueDay + what a summary gives unsplit
  early: number;
  onDueDay: number;
  late: number;
  noVerdict: number;
  pending: number;
  inTerm: number;
  overdue: number;
  noDue: number;
  waiting: number; // pending = inTerm + overdue + noDue
  direct: number;
  online: number;
  postalIntake: number;
  otherIntake: number;
  receivedL3: number;
  receivedL4: number;
  onlineL3: number;
  onlineL4: number;
  onlineOnTime: number;
  onlineLate: number;
  postalReturn: number;
}
export type Rate =
  | { num: number; den: number; text: string; target?: Gap } // text: "99,83%"
  | {
      unavailable: "missing-column" | "empty" | "date-order" | "identity" | "basis" | "grain";
      column?: Column;
    };
export interface Gap {
  atLeast?: string;
  atMost?: string; // "40%"
  met: boolean;
  points: string; // "-20,47"
  shortBy: number; // existing dossiers that would have had to count
  moreNeeded: number | null; // further counting dossiers; null where no number suffices
  mayLose: number; // existing dossiers that may still turn for the worse with the target met; 0 where it is missed
  mayAdd: number | null; // further dossiers that may come, all for the worse; null where no number loses the target
}

export interface DossierQuery extends Query {
  outcome?: Outcome[];
  doubtful?: boolean;
  dueWithin?: number; // open and due at most N days after the as-of date
  endedLateBy?: [number, number]; // days late, inclusive: [1, 1] = the day after the appointment
  differs?: Partial<Rules>; // only those whose outcome by these rules is another; what they leave open is as in the query
  bucket?: string; // only those of a bucket that reconcile or compare named
  code?: string; // only codes that contain this
  sort?: "daysLate" | "due" | "received"; // latest first; earliest first, none last; earliest first. Default: as in the files
  reverse?: boolean; // the other way round; what has no such day stays last
  offset: number;
  limit: number; // limit 0: the total alone
}
/**
 * What a file holds: the groups of the query and their total, or the dossiers of the list, all of them unless
 * limited. Default: "summary"; of "arrow", which has no other, "dossiers".
 */
export interface ExportQuery extends Omit<DossierQuery, "offset" | "limit"> {
  rows?: "summary" | "dossiers";
  lang?: "vi" | "en"; // of headings and names in csv and xlsx; default "vi"
  offset?: number;
  limit?: number;
  form?: "II.06a"; // "xlsx" and "html" only; from and to are required, basis is "event"
  formRows?: "unit" | "field" | "unitField"; // default "unit"
  subtotals?: boolean; // default true
  compare?: { before: number[]; after: number[] }; // "xlsx" only: two groups of files compared, instead of rows
  reconcile?: Claim[]; // "xlsx" only: published figures against ours, instead of rows; from and to as for Dataset.reconcile
  office?: string;
  recipient?: string;
  place?: string; // printed in head and foot
}
export interface DossierPage {
  total: number;
  rows: DossierRow[];
  changes?: { outcome: Outcome; otherOutcome: Outcome | null; count: number }[]; // with `differs`: the whole list, by both outcomes
}
export interface DossierRow {
  code: string;
  unit: string;
  procedure: string;
  field: string;
  received: string | null;
  due: string | null;
  ended: string | null;
  outcome: Outcome;
  daysLate: number | null;
  workingDaysLate: number | null;
  file: string;
  row: number;
  dueTime?: string;
  endedTime?: string; // "10:00", "10:00:30", where the file gives a time
  otherOutcome?: Outcome | null; // with `differs`: its outcome by those rules; null = not in the period by them
  doubts: string[]; // kinds of issues (docs/reference.md, "Definitions") that its cells have
}

export interface WaitOptions {
  onProgress?(p: { done: number; of: number }): void;
  signal?: AbortSignal;
}
/**
 * A published figure. `figure`: a count, "total" (carried over + received), or a measure (then `value` is a
 * rate as printed, "99,83%").
 */
export interface Claim {
  unit?: string; // none = all units together
  from?: IsoDay;
  to?: IsoDay; // none = those of the query
  figure: string;
  value: number | string;
  source?: string; // a string with % is the measure of that name, anything else the count
}
/**
 * A way of counting: only what differs from the query's own rules. `period`: how the stated days are taken.
 */
export type Way = Partial<Omit<Rules, "asOf" | "levelShare">> & {
  duplicates?: "newest" | "last" | "first" | "keep";
  asOf?: "periodEnd" | "today"; // "today": the query's as-of date A, whatever the period
  period?: "asStated" | "firstDayOut" | "15-14" | "21-20";
};
export interface ReconciledUnit {
  unit: string | null;
  claims: { claim: Claim; num: number; den?: number; text: string; difference: string; met: boolean }[]; // ours, by the query's rules; difference = published - ours
  exact: Way[]; // every way under which all claims come out; fewest rules changed first, then by name
  closest: Way[]; // where none does: most claims met, then least sum of differences of counts and numerators
  shown: Way | null; // the one that `split` explains: exact[0], else closest[0]
  split: {
    // claim by claim, part by part; the changes add up to (by `shown`) - (ours)
    claim: number;
    part: "num" | "den";
    rules: string[];
    needs: "one" | "any" | "all";
    change: number;
    dossiers: number;
    bucket: string; // says everything itself; other parts of a list's query narrow it; "" where the unit has lives
  }[];
  unexplained: {
    claim: number;
    part: "num" | "den";
    change: number;
    equals?: { figure: string; count: number }[];
  }[]; // published - (by `shown`); equals: counts that happen to be as large
  // Beside the contract, of units with lives: values of rules that were not tried; "fixed" when the lives
  // were made, or "grain": they need days within periods.
  leftOut?: { rule: string; values: string[]; why: "fixed" | "grain" }[];
}
/** Two exports of the same dossiers. Lists: DossierQuery with `bucket`. */
export interface Comparison {
  onlyBefore: number;
  onlyAfter: number;
  same: number;
  changed: number;
  withoutCode: number;
  twice: number;
  buckets: Record<"onlyBefore" | "onlyAfter" | "changed" | "withoutCode" | "twice", string>;
  fields: {
    field: Column;
    count: number;
    bucket: string;
    later?: number;
    laterBucket?: string;
    earlier?: number;
    earlierBucket?: string;
  }[]; // later, earlier: of days
  outcomes: { before: Outcome; after: Outcome; count: number; bucket: string }[];
  // Beside the contract, from Engine.compare: the rules of both sides, the columns that both have, the rows
  // of each side, and its figures: of all its dossiers, and of those whose code stands once on both sides
  // (what the changes alone do).
  rules?: Rules;
  compared?: Column[];
  rows?: Record<"before" | "after", { rows: number; withoutCode: number; twice: number }>;
  summaries?: Record<"before" | "after", Summary>;
  common?: Record<"before" | "after", Summary>;
}

/** Which dossiers to look at first (beside the contract). */
export interface SignsQuery extends Query {
  minutes?: number; // the last ones before the hour of the appointment; default 30
  together?: number; // how many dossiers of a unit in one minute are many; default 5
  outages?: { from: string; to: string }[]; // "2022-08-19" or "2022-08-19 07:30"; both ends included
  sample?: { seed: string; size: number };
}
/** "overdueBy" comes once for each range of days. */
export type SignName =
  | "returned"
  | "returnedLate"
  | "acceptedLate"
  | "handedOverLate"
  | "overdueBy"
  | "sameMinute"
  | "dayOff"
  | "lastMinutes"
  | "outage";
export interface Sign {
  sign: SignName;
  least?: number; // days, minutes or dossiers
  most?: number;
  count: number;
  of: number; // dossiers that have what it takes to be looked at for it; 0 = it cannot be told
  bucket: string;
}
export interface Signs {
  summary: Summary; // of the query: its measures have the shares
  signs: Sign[];
  minutes: number; // in which a unit ended as many dossiers as `together`
  mostInAMinute: number;
  outage?: { found: Sign; without: Summary }; // `without`: with those dossiers left out, never in place of `summary`
  sample?: { seed: string; count: number; of: number; bucket: string };
}

/**
 * What was counted, by which rules, from which files: for another office to check, or for a board to show.
 */
export interface Receipt {
  receipt: 1 | 2;
  hoso: string; // format; version of hoso
  rules: Rules;
  duplicates: "newest" | "last" | "first" | "keep";
  where: NonNullable<Query["where"]>;
  from: IsoDay | null;
  to: IsoDay | null;
  targets: TargetSet | null;
  files: {
    name: string;
    size: number;
    sha256: string | null; // hex; null where the file could not be read
    tables: {
      name: string;
      sheet: string | null;
      kind: "dossiers" | "summary";
      format: string;
      rows: FileReport["rows"];
      columns: { header: string; column: Column }[];
      issues: { kind: string; count: number }[];
      error?: string; // issues: those of grade "figures"
    }[];
  }[];
  summaries: Record<"unit" | "unitLevel" | "month" | "quarter" | "year", Summary>;
  /** Figures typed by hand on the page; no file can confirm them. */
  typed?: { name: string; num: number; den?: number; text?: string; source?: string; day?: IsoDay }[];
}
/** Names of units: merged spellings and accepted aliases. No data but names. */
export interface UnitNames {
  mergeSpellings?: boolean; // default true
  order?: string[]; // the administrative list, for forms and tables
  aliases?: { from: string; to: string; level?: string; validFrom?: IsoDay; validTo?: IsoDay }[];
}

/** A unit, the spelling that is shown, and the other ones that files have. */
export interface MergedUnit {
  unit: string;
  spellings: string[];
}

/** How two receipts compare. Files match by their bytes; `agrees` holds with another version of hoso too. */
export interface Verdict {
  agrees: boolean;
  checks: ReceiptCheck[];
}
/**
 * One thing compared; null = one side lacks it. "groups": how many; those that differ follow, by dimension
 * and key, as Counts.
 */
export interface ReceiptCheck {
  of:
    | "version"
    | "duplicates"
    | "rule"
    | "file"
    | "rows"
    | "count"
    | "measure"
    | "groups"
    | keyof Receipt["summaries"];
  name: string;
  agrees: boolean;
  theirs: any;
  ours: any;
}
export interface HashOptions {
  onProgress?(p: { file: string; bytesRead: number; bytesTotal: number }): void;
}

export interface FileReport {
  name: string;
  kind: "dossiers" | "summary";
  format: string;
  encoding: string | null;
  sheet: string | null;
  headerRow: number;
  signature: string;
  mapping: Mapping;
  preview: string[][]; // header and first rows, personal columns masked
  proposals?: { at: number; column: Column; reason: ProposalReason }[]; // meanings for columns not used, by their content; applied by nobody but the user
  rows: { read: number; dossiers: number; duplicates: number; skipped: number; rejected: number }; // read = sum of the rest
  issues: { kind: string; grade: "figures" | "look" | "record"; count: number; examples: Place[] }[]; // figures: it changes or withholds figures
  seen?: { rows: number; by: "lines" | "declared" | "objects" }; // a count that does not come from the reader
  ledger: LedgerEntry[]; // why rows gave no dossier of their own
  error?: HosoError;
  lives?: Lives; // of a file of lives: its rows are then counted in dossiers
}
/**
 * How the dossiers of a file were put together. `boundaries`: the last days of its periods, from the day
 * before the first on, up to the cut.
 */
export interface Lives {
  grain: "month" | "quarter";
  cut: IsoDay;
  boundaries: IsoDay[];
  engine: string;
  dossiers: number;
  duplicates: string;
  endDay: string;
  blankChannel: string;
  units: string;
  source: string;
}
/**
 * In a report of kind "summary", rows.dossiers is the number of rows loaded as counts, duplicates those
 * counted elsewhere.
 */
export type Figure =
  | "total"
  | "received"
  | "carriedOver"
  | "online"
  | "onlineFull"
  | "onlinePartial"
  | "onlineOther"
  | "direct"
  | "directPostal"
  | "postalIntake"
  | "ended"
  | "early"
  | "onDueDay"
  | "timely"
  | "late"
  | "pending"
  | "inTerm"
  | "overdue"
  | "postalReturn"
  | "timelyRate"
  | "earlyRate"
  | "onDueDayRate"
  | "lateRate"
  | "overdueRate"
  | "onlineRate"
  | "postalIntakeRate"
  | "postalReturnRate";
export type ProposalReason =
  | "first-days"
  | "filled-days"
  | "later-days"
  | "dated-codes"
  | "codes"
  | "words"
  | "offices";
export interface LedgerEntry {
  reason: string;
  kind: "skipped" | "rejected" | "duplicate";
  count: number;
  examples: Place[];
}
/**
 * headerRow: the header's row where it was chosen by hand (0: the table has none); the signature stays that
 * of the header found, and empty columns are assigned anew. fillDown: a blank unit is the one above it.
 * dayFirst: how columns that were "month-first" are to be read; none = not settled. period: of a summary
 * whose title gives none.
 */
export interface Mapping {
  headerRow?: number;
  fillDown?: boolean;
  dayFirst?: boolean;
  period?: { from: IsoDay; to: IsoDay };
  signature: string;
  columns: { header: string; column: Column | null; personal: boolean; figure?: Figure }[];
} // figure: summaries only
export interface HeaderReading {
  encoding: string;
  line: string;
} // encoding: as remap and Options take it
export interface Place {
  file: string;
  sheet?: string;
  row?: number;
  column?: string;
}
export interface HosoError {
  code: string;
  message: string;
  place?: Place;
} // code: stable kebab-case

/** The texts that exports have too: of issues, of rules by name and value, of errors; each by language. */
export type Words = [
  issues: Record<string, any>,
  rules: Record<string, Record<string, Record<string, string>>>,
  errors: Record<string, Record<string, string>>
];

export interface TargetSet {
  id: string;
  title: string;
  authority?: string;
  decision?: string;
  validFrom?: IsoDay;
  validTo?: IsoDay;
  targets: { measure: Measure; atLeast?: string; atMost?: string; unitLevel?: string; unit?: string }[]; // "40%", "97,5%"
}

/** The wasm-bindgen class that the worker drives: the same calls, synchronous, for Node and other hosts. */
export class Engine {
  constructor(options?: Options);
  begin(name: string, size?: number, encoding?: string): void; // encoding: an override
  push(chunk: Uint8Array): boolean; // false: an error has stopped the reading, and the rest need not be pushed
  static readings(sample: Uint8Array, row: number): HeaderReading[]; // a file's first bytes; the header's row, 0 = none found
  rows(): number; // rows of the file read so far
  finish(): FileReport[]; // one a table found: sheets, archive entries ("all.zip/a.csv")
  files(): FileReport[]; // as they stand now: a later duplicate changes an earlier file's ledger
  rules(): Rules; // of a question that states none
  setMapping(mapping: Mapping): void; // for tables with that signature pushed from now on
  remove(file: number): void;
  summarize(query?: Query): Summary;
  dossiers(query: DossierQuery): DossierPage;
  summaryJson(query?: Query): Uint8Array; // the same answers as JSON text in UTF-8, to be passed on as bytes
  dossiersJson(query: DossierQuery): Uint8Array;
  export(kind: string, query?: ExportQuery): Uint8Array;
  compare(before: number[], after: number[], query?: Query): Comparison; // files by number
  reconcile(claims: Claim[], query?: Query): ReconciledUnit[];
  claims(): Claim[]; // those that summaries beside dossiers make
  // The same step by step. Nothing may be changed until it ends.
  beginReconcile(claims: Claim[], query?: Query): number; // how many steps
  stepReconcile(): boolean; // false = there was no more to do
  endReconcile(): Uint8Array | undefined; // the ReconciledUnit[] as JSON text in UTF-8
  endReconcileBook(query: ExportQuery): Uint8Array | undefined; // the workbook instead, as export gives it of the same query
  signsJson(query?: SignsQuery): Uint8Array; // Signs as JSON text in UTF-8
  // The same step by step. Nothing may be changed until it ends.
  beginCompare(before: number[], after: number[], query?: Query): number; // how many steps
  stepCompare(): boolean; // false = there was no more to do
  endCompare(): Uint8Array | undefined; // the Comparison as JSON text in UTF-8
  setUnits(units: UnitNames): void;
  setDuplicates(rule: Options["duplicates"]): void;
  merged(): MergedUnit[];
  // Reading in several workers: one hands over what it read, as bytes; another, which keeps the dataset,
  // absorbs it.
  handOver(): Uint8Array | undefined; // ends the file at hand like finish, but gives away what it came to
  absorb(bytes: Uint8Array): FileReport[]; // as if that file had been read here; its reports
  noteUnread(name: string, code: string): FileReport[]; // lists a file that could not be read, by the code of its error
  moveLast(count: number, to: number): void; // the last reports to another place
  free(): void;
}
/** SHA-256 of bytes in any pieces. */
export class Sha256 {
  constructor();
  push(chunk: Uint8Array): void;
  hex(): string; // of all pushed so far; free() follows
  free(): void;
}
export function words(): Uint8Array; // Words as JSON text in UTF-8
export function version(): string; // of hoso: "0.2.0"
