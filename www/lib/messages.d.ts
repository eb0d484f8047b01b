// The messages between the page and its worker: what each call passes and gives. protocol.js moves them,
// worker.js answers them.
import type {
  Claim,
  Comparison,
  DossierPage,
  DossierQuery,
  ExportQuery,
  FileReport,
  HeaderReading,
  Mapping,
  MergedUnit,
  Options,
  Place,
  Query,
  ReconciledUnit,
  Rules,
  Signs,
  SignsQuery,
  Summary,
  UnitNames,
  Words
} from "./index.d.ts";

/** How far the reading of a file is. */
export interface Part {
  bytesRead: number;
  rows: number;
}

/**
 * By name: the argument, the answer, and what is reported before it. A JSON answer arrives as what it says.
 */
export interface Calls {
  start: Call<{ wasm: BufferSource | WebAssembly.Module; options: Options }, void>;
  warm: Call<{ wasm: BufferSource | WebAssembly.Module }, void>;
  /**
   * "finish": the tables stay with the worker, and FileReport[] is answered. "handOver": all of it is bytes.
   */
  read: Call<
    { file: File; encoding?: string; own?: Mapping | null; ending: "finish" | "handOver" },
    any,
    Part
  >;
  absorb: Call<Uint8Array, FileReport[]>;
  noteUnread: Call<{ name: string; code: string }, FileReport[]>;
  moveLast: Call<{ count: number; to: number }, void>;
  readings: Call<{ file: File; row: number }, HeaderReading[]>;
  files: Call<void, FileReport[]>;
  rules: Call<void, Rules>;
  setMapping: Call<Mapping, void>;
  remove: Call<number, void>;
  summarize: Call<Query | undefined, Summary>;
  dossiers: Call<DossierQuery, DossierPage>;
  export: Call<{ kind: string; query?: ExportQuery }, Uint8Array>;
  /** Between two steps it is heard that the call is given up. */
  claims: Call<void, Claim[]>;
  reconcile: Call<{ claims: Claim[]; query: Query }, ReconciledUnit[], { done: number; of: number }>;
  compare: Call<
    { before: number[]; after: number[]; query: Query },
    Comparison,
    { done: number; of: number }
  >;
  signs: Call<SignsQuery | undefined, Signs>;
  merged: Call<void, MergedUnit[]>;
  setUnits: Call<UnitNames, void>;
  setDuplicates: Call<Options["duplicates"], void>;
  /** SHA-256 in hex; bytes read so far are reported. */
  hash: Call<File, string, number>;
  version: Call<void, string>;
  /** Of issues and of rules, by name and language. */
  words: Call<void, Words>;
  probe: Call<void, import("./probe.js").Probe>;
  /** Number of requests of the worker since it began. */
  requests: Call<void, number>;
}

interface Call<Argument, Answer, Progress = never> {
  args: Argument;
  answer: Answer;
  progress: Progress;
}

/** From the page to the worker. */
export interface Request {
  id: number;
  name: string;
  args: any;
}

/** From the page to the worker: nobody waits for the call with this number any more. */
export interface Stop {
  stop: number;
}

/** What is thrown, as it can be posted. */
export interface Fault {
  code: string;
  message: string;
  place?: Place;
}

/** From the worker to the page: progress any number of times, then one of the others. */
export interface Reply {
  id: number;
  progress?: any;
  value?: any;
  /** The answer as JSON in UTF-8. */
  json?: Uint8Array;
  fault?: Fault;
}
