// The check of another office's receipt.
import { spanOf } from "../../app/periods.js";
import { allSets, codeOf, textOf } from "../../app/state.js";
import { errorIn } from "../../app/words.js";
import { verdictText } from "./receipt.js";

const LONGEST = 50_000_000; // bytes of a receipt

/**
 * @param {import("../../app/actions.js").Store} store
 * @param {import("../../app/actions.js").Answers} answers
 * @param {(type: string, detail: any) => any} act
 * @returns {import("../../app/actions.js").Actions}
 */
export function receiptActions(store, answers, act) {
  /** @param {string} at @param {string} said @param {object} [checked] */
  const tell = (at, said, checked) =>
    store.set({
      of: { ...store.state.of, takeaway: { ...store.state.of.takeaway, checked, note: { at, said } } },
      said
    });
  return {
    async "hoso-check"({ file }) {
      const { files } = store.state;
      tell("receipt", ""); // what was found before is no longer shown
      try {
        const receipt = await parsed(file);
        const verdict = await answers.dataset?.verify(receipt);
        const t = textOf(store.state);
        const checked = verdict && { name: file.name, verdict, files, typed: receipt?.typed, receipt };
        if (verdict) tell("", verdictText(t, file.name, verdict), checked);
      } catch (error) {
        tell("receipt", errorIn(textOf(store.state), codeOf(error)));
      }
      answers.check();
    },
    "hoso-of-receipt": receipt => seen(store, act, receipt),
    "hoso-details"() {
      act("hoso-view", { id: "takeaway" });
      requestAnimationFrame(() => {
        const at = document.getElementById("receipt");
        at?.focus();
        at?.scrollIntoView();
      });
    }
  };
}

/**
 * Puts the receipt's question to the page: period, rules, filters and target set.
 * @param {import("../../app/actions.js").Store} store
 * @param {(type: string, detail: any) => any} act
 * @param {import("../../lib/index.d.ts").Receipt} receipt
 */
async function seen({ state, set }, act, { rules, from, to, where, duplicates, targets }) {
  const keys = Object.values(state.periods).flat();
  const key = keys.find(one => spanOf(one).from === from && spanOf(one).to === to);
  const period = key ?? (from || to ? "custom" : "");
  set({ where: where ?? {} });
  act("hoso-query", { from: from ?? undefined, to: to ?? undefined, ...rules, cut: "", period });
  const same = allSets(state).find(one => JSON.stringify(one) === JSON.stringify(targets));
  if (same || !targets) act("hoso-set-choose", { id: same?.id ?? "" });
  else await act("hoso-set-load", { file: new Blob([JSON.stringify(targets)]) });
  if (duplicates !== (state.duplicates ?? "newest")) await act("hoso-duplicates", { rule: duplicates });
}

/** @param {File} file */
async function parsed(file) {
  const refused = Object.assign(new Error("no receipt"), { code: "bad-receipt" });
  if (file.size > LONGEST) throw refused;
  try {
    return JSON.parse(await file.text());
  } catch {
    throw refused;
  }
}
