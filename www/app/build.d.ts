/**
 * Put in by the build (xtask/src/bundle.rs): the version, and the SHA-256 of hoso_bg.wasm, as BUILD.json
 * states it.
 */
declare const HOSO_BUILD: { version: string; wasm: string };
/** Put into sw.js by the build: the hosted page's files, and a hash over them. */
declare const HOSO_SITE: { version: string; files: string[] };
/** The style of <hoso-board> as text; the build resolves the name. */
declare module "hoso/style" {
  const text: string;
  export default text;
}
/** A guide (docs) as text. */
declare module "*.md" {
  const text: string;
  export default text;
}
