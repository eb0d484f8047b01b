// <hoso-board>; the contract stands in docs/embedding.md.
import type { Summary } from "./index.js";

export interface Saved {
  version: number;
  lang?: string;
  measures?: string;
  by?: string;
  targets?: string;
  period?: string;
  own: Record<string, unknown>;
}

/**
 * Attributes: src, allow-list, lang, measures, by, targets, period, heading, source, source-href, theme.
 * Events: "hoso-ready" (detail: Summary), "hoso-error" (detail: { code, lacks }).
 */
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
