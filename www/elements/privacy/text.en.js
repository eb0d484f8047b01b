// Wording of <hoso-privacy>.

/** @type {Record<string, string>} */
const ways = {
  fetch: "Request (fetch)",
  XMLHttpRequest: "Old request (XMLHttpRequest)",
  WebSocket: "Two-way channel (WebSocket)",
  EventSource: "Stream of events (EventSource)",
  sendBeacon: "Beacon (sendBeacon)",
  image: "Image",
  prefetch: "Prefetch",
  importScripts: "Further code (importScripts)"
};

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  short: "The data never leaves this computer.",
  how: "Proof, and how to check",
  asking: "Asking the browser…",
  again: "Check again",
  requests: "Network requests since a file could be chosen",
  requestCount: count =>
    count === 0
      ? "0 – by the browser's record, of the page and its workers"
      : `${count} – against the promise; please report it`,
  refusedCount: count =>
    `${count} other ${count === 1 ? "request was" : "requests were"} refused by the policy (mostly from installed extensions).`,
  tries: "Every way out, tried just now",
  way: "Way out",
  page: "From the page",
  worker: "From a worker",
  refused: "refused",
  notRefused: "the browser does not tell",
  ways,
  policyOfPage: "Policy (CSP) in force in the page",
  policyOfWorker: "Policy (CSP) in force in the worker",
  noPolicy: "No policy refused anything: the browser is too old, or the page was altered.",
  module: "SHA-256 of the computing module (hoso_bg.wasm) in memory",
  same: version => `the same as that of version ${version}; compare with BUILD.json of the release`,
  differs: (version, expected) => `differs from that of version ${version}: ${expected}`,
  noHash:
    "Above is the release's; what is in memory is only worked out for pages opened by https or from disk.",
  webrtc:
    "No policy can forbid WebRTC (calls), connections opened ahead of need, and going to another page. The worker, which has the data, has no access to these; the page's code uses none of them. Extensions that you installed can read any page.",
  kept: "The page is kept so that it opens without a network (service worker). The browser may ask the server for a newer page; that carries no data.",
  yourself: "Check it yourself",
  points: [
    "Go offline (pull the cable, switch Wi-Fi off) and only then choose a file – everything still works.",
    "Press F12, open Network, choose a file – there is no request. Red lines with hoso.invalid are the tries above, refused.",
    "Every part of this page is in memory before a file can be chosen. From then on its policy (CSP) forbids any network connection, in its workers too.",
    "Columns with personal data (names, phone and identity numbers, addresses…) are skipped while reading.",
    "What the browser remembers is listed at the foot of the page: nothing of the files' content. “Clear the data” ends the worker, which frees its memory."
  ]
};
