// <hoso-board>; the contract stands in docs/embedding.md.
import type { Summary } from "./index.js";

export interface Saved {
  version: number;
  lang?: string;
  measures?: string;
  by?: string;
  targets?: string;
  own: Record<string, unknown>;
}

/** Attributes: src, lang, measures, by, targets, theme. Events: "hoso-ready" (detail: Summary), "hoso-error" (detail: { code, lacks }). */
export class HosoBoard extends HTMLElement {
  load(files: Iterable<File>): Promise<void>;
  save(): Saved;
  restore(saved: Saved): Promise<void>;
}

export interface HosoBoardEvents {
  "hoso-ready": CustomEvent<Summary>;
  "hoso-error": CustomEvent<{ code: string; lacks: string[] }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "hoso-board": HosoBoard;
  }
}
