// What wasm-bindgen makes (hoso.js beside hoso_bg.wasm); the build resolves the name.
declare module "hoso/engine" {
  export function initSync(parts: { module: BufferSource | WebAssembly.Module }): unknown;
  export const Engine: typeof import("./index.d.ts").Engine;
  export const Sha256: typeof import("./index.d.ts").Sha256;
  export const words: typeof import("./index.d.ts").words;
  export const version: typeof import("./index.d.ts").version;
  export type Engine = import("./index.d.ts").Engine;
}
