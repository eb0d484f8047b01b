/* tslint:disable */
/* eslint-disable */

/**
 * A dataset of dossiers: files in, answers out.
 */
export class Engine {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Takes in what a `Piece` that begins here handed over; if false, its bytes are to be pushed.
     */
    absorbPiece(bytes: Uint8Array | number[]): boolean;
    /**
     * Takes in what another engine handed over: `FileReport[]`, as `finish` gives them.
     */
    absorb(bytes: Uint8Array | number[]): any;
    /**
     * Takes a part kept out of the core; there is none, so its bytes are not looked at.
     */
    addPart(name: string, _wasm: any): void;
    /**
     * Begins a file; `encoding` overrides what its letters tell.
     */
    begin(name: string, size?: number | null, encoding?: string | null): void;
    /**
     * The same as JSON text.
     */
    dossiersJson(query: any): Uint8Array;
    /**
     * `DossierPage` of a query.
     */
    dossiers(query: any): any;
    /**
     * The answer to a query as a file.
     */
    export(kind: string, query?: any): Uint8Array;
    /**
     * `FileReport[]` of all files as they stand now.
     */
    files(): any;
    /**
     * Ends the file: `FileReport[]`.
     */
    finish(): any;
    /**
     * Ends the file, and gives what it came to as bytes for another engine's `absorb`.
     */
    handOver(): Uint8Array | undefined;
    /**
     * An empty engine; `today` defaults to the host's day.
     */
    constructor(options?: any);
    /**
     * `Outline` for `Piece`s of the file; null where it cannot be read in pieces.
     */
    outline(): any;
    /**
     * Takes its next bytes.
     */
    push(chunk: Uint8Array | number[]): void;
    /**
     * `HeaderReading[]`: how the header in row `row` (0 = not found) reads in each encoding, from a file's first bytes.
     */
    static readings(sample: Uint8Array | number[], row: number): any;
    /**
     * Takes a file out again.
     */
    remove(file: number): void;
    /**
     * Rows of the file read so far.
     */
    rows(): number;
    /**
     * `Rules` of a question that states none.
     */
    rules(): any;
    /**
     * Remembers a mapping for tables pushed from now on.
     */
    setMapping(mapping: any): void;
    /**
     * `Summary` of a query.
     */
    summarize(query?: any): any;
    /**
     * The `Summary` of a query as JSON text in UTF-8, for whoever passes it on: a copy of bytes costs less than one of objects.
     */
    summaryJson(query?: any): Uint8Array;
}

/**
 * A piece of a large text table, read apart from the rest. It begins at a record.
 */
export class Piece {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Ends the piece, the table's `last` or not, for `absorbPiece`; nothing where it cannot be read apart.
     */
    handOver(last: boolean): Uint8Array | undefined;
    /**
     * A piece of the table with this `Outline`.
     */
    constructor(outline: any);
    /**
     * Takes its next bytes.
     */
    push(chunk: Uint8Array | number[]): void;
    /**
     * Rows read so far.
     */
    rows(): number;
}

/**
 * SHA-256 of a file in pieces; the browser's own takes only whole ones.
 */
export class Sha256 {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The hash of all pushed so far, in hex.
     */
    hex(): string;
    /**
     * Of no bytes yet.
     */
    constructor();
    /**
     * Takes the next bytes.
     */
    push(chunk: Uint8Array | number[]): void;
}

/**
 * The version of hoso.
 */
export function version(): string;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_engine_free: (a: number, b: number) => void;
    readonly __wbg_piece_free: (a: number, b: number) => void;
    readonly __wbg_sha256_free: (a: number, b: number) => void;
    readonly engine_absorb: (a: number, b: number, c: number) => [number, number, number];
    readonly engine_absorbPiece: (a: number, b: number, c: number) => number;
    readonly engine_addPart: (a: number, b: number, c: number, d: any) => [number, number];
    readonly engine_begin: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => void;
    readonly engine_dossiers: (a: number, b: any) => [number, number, number];
    readonly engine_dossiersJson: (a: number, b: any) => [number, number, number, number];
    readonly engine_export: (a: number, b: number, c: number, d: any) => [number, number, number];
    readonly engine_files: (a: number) => [number, number, number];
    readonly engine_finish: (a: number) => [number, number, number];
    readonly engine_handOver: (a: number) => [number, number];
    readonly engine_new: (a: any) => [number, number, number];
    readonly engine_outline: (a: number) => [number, number, number];
    readonly engine_push: (a: number, b: number, c: number) => void;
    readonly engine_readings: (a: number, b: number, c: number) => [number, number, number];
    readonly engine_remove: (a: number, b: number) => [number, number];
    readonly engine_rows: (a: number) => number;
    readonly engine_rules: (a: number) => [number, number, number];
    readonly engine_setMapping: (a: number, b: any) => [number, number];
    readonly engine_summarize: (a: number, b: any) => [number, number, number];
    readonly engine_summaryJson: (a: number, b: any) => [number, number, number, number];
    readonly piece_handOver: (a: number, b: number) => [number, number];
    readonly piece_new: (a: any) => [number, number, number];
    readonly piece_push: (a: number, b: number, c: number) => void;
    readonly piece_rows: (a: number) => number;
    readonly sha256_hex: (a: number) => [number, number];
    readonly sha256_new: () => number;
    readonly sha256_push: (a: number, b: number, c: number) => void;
    readonly version: () => [number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
