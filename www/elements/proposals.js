// Proposals, each with a button that accepts it, and a button that accepts all.
import { h } from "./dom.js";

/**
 * `why` stands after the proposal.
 * @typedef {{ key: string, from: string, to: string, why?: string }} Proposal
 */

/**
 * @template {Proposal} One
 * @param {import("./dom.js").Child} title
 * @param {{ take: string, takeAll: (count: number) => string }} words
 * @param {One[]} found
 * @param {(some: One[]) => void} take
 */
export const proposals = (title, words, found, take) =>
  h(
    "div.proposals",
    title,
    h(
      "ul",
      found.map(one =>
        h(
          "li",
          { key: one.key },
          h("span", `${one.from} → `, h("strong", one.to), one.why),
          h(
            "button",
            { "aria-label": `${words.take}: ${one.from} → ${one.to}`, onclick: () => take([one]) },
            words.take
          )
        )
      )
    ),
    found.length > 1 && h("button", { onclick: () => take(found) }, words.takeAll(found.length))
  );
