// The check of another office's receipt.
import { codeOf, textOf } from "../../app/state.js";
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
        const checked = verdict && { name: file.name, verdict, files, typed: receipt?.typed };
        if (verdict) tell("", verdictText(t, file.name, verdict), checked);
      } catch (error) {
        tell("receipt", errorIn(textOf(store.state), codeOf(error)));
      }
      answers.check();
    },
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
