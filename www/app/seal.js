// The seal: once every part of the page is in memory, and before a file can be chosen, the page adds a policy
// that forbids every request. A policy in the page can only tighten the policy from the response header, and
// workers made from a Blob inherit it. "blob:" lets workers and their scripts start, "data:" and "blob:" in
// img-src let charts be saved as pictures.
const POLICY = [
  "default-src 'none'",
  "script-src 'wasm-unsafe-eval' blob:",
  "worker-src blob:",
  "img-src data: blob:",
  "base-uri 'none'",
  "form-action 'none'"
].join("; ");

export function sealPage() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = POLICY;
  document.head.append(meta);
}
