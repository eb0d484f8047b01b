// <hoso-privacy>: what the browser itself says about the promise that nothing leaves, and how anyone can
// check it. model: { t, proof: null | "asked" | Proof }. Event: hoso-prove, to ask the browser again.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../../app/proof.js").Proof} Proof */
/** @typedef {import("../../text.vi.js").Text} Text */

define("hoso-privacy", ({ t, proof }, emit) => [
  proof && proof !== "asked" ? evidence(t, proof) : h("p.hint", { role: "status" }, t.privacy.asking),
  h(
    "div.row",
    h("button", { disabled: proof === "asked", onclick: () => emit("hoso-prove") }, t.privacy.again)
  ),
  h("h2", t.privacy.yourself),
  h(
    "ul",
    t.privacy.points.map((/** @type {string} */ point) => h("li", point))
  )
]);

/** @param {Text} t @param {Proof} proof */
const evidence = (t, proof) => [
  h(
    "dl.proof",
    null,
    fact(
      t.privacy.requests,
      verdict(proof.requests === 0, t.privacy.requestCount(proof.requests)),
      proof.refused > 0 && h("p", t.privacy.refusedCount(proof.refused))
    ),
    fact(t.privacy.tries, tries(t, proof)),
    fact(t.privacy.policyOfPage, policies(t, proof.page.policies)),
    fact(t.privacy.policyOfWorker, policies(t, proof.worker.policies)),
    fact(t.privacy.module, module(t, proof))
  ),
  h("p.hint", t.privacy.webrtc),
  proof.kept && h("p.hint", t.privacy.kept)
];

/** @param {string} name @param {import("../dom.js").Child[]} children */
const fact = (name, ...children) => h("div", h("dt", name), h("dd", children));

/** @param {boolean} good @param {string} sentence */
const verdict = (good, sentence) =>
  h(
    "p",
    { class: good ? "proof-good" : "proof-bad" },
    h("span", { "aria-hidden": "true" }, good ? "✓" : "✕"),
    " ",
    sentence
  );

/** @param {Text} t @param {Proof} proof */
function tries(t, { page, worker }) {
  const ways = [...new Set([...page.tries, ...worker.tries].map(({ way }) => way))];
  const cell = (/** @type {Proof["page"]} */ { tries }, /** @type {string} */ way) => {
    const found = tries.find(one => one.way === way);
    if (!found) return h("td", "–");
    // Not every browser reports every refusal.
    return h("td", found.refused ? verdict(true, t.privacy.refused) : t.privacy.notRefused);
  };
  return h(
    "table.columns",
    h(
      "thead",
      h(
        "tr",
        [t.privacy.way, t.privacy.page, t.privacy.worker].map(name => h("th", { scope: "col" }, name))
      )
    ),
    h(
      "tbody",
      ways.map(way =>
        h("tr", h("th", { scope: "row" }, t.privacy.ways[way] ?? way), cell(page, way), cell(worker, way))
      )
    )
  );
}

/** @param {Text} t @param {string[]} policies */
const policies = (t, policies) =>
  policies.length ? policies.map(policy => h("p", h("code", policy))) : verdict(false, t.privacy.noPolicy);

/** @param {Text} t @param {Proof} proof */
const module = (t, { sha256, build }) => [
  h("p", h("code", sha256 ?? build.wasm)),
  sha256
    ? verdict(
        sha256 === build.wasm,
        sha256 === build.wasm ? t.privacy.same(build.version) : t.privacy.differs(build.version, build.wasm)
      )
    : h("p", t.privacy.noHash)
];
