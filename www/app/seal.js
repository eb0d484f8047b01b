// Once every part is in memory the page forbids itself the network, before a file can be chosen. A meta
// policy can only tighten what the response's header allows; workers made from a Blob inherit it.
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
