// The seal: once every part is in memory, and before a file can be chosen, the page adds a policy that
// forbids every request. A meta policy can only tighten the one of the response's header; workers made from a
// Blob inherit it.
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
