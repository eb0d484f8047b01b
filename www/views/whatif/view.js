// What if: what is missing to reach a target and what it can bear; how a rate would be with further dossiers;
// and the same data by the other rules, with the dossiers that change class.
import { livesOf, queryOf, textOf } from "../../app/state.js";
import { ruleIn } from "../../app/words.js";
import { h } from "../../elements/dom.js";
import { choice } from "../../elements/field.js";
import { choiceOf, otherWay, otherWays, rulesOf, supposed, tried, triedIn, WAYS } from "./choice.js";
import { overall, reach } from "./reach.js";
import { changed, sideBySide } from "./rules.js";
import { simulator } from "./simulator.js";

/** @typedef {import("../../app/state.js").State} State */

/** @type {import("../../app/views.js").View} */
export const whatif = {
  id: "whatif",
  needs(state) {
    const [query, suppose] = [queryOf(state), supposed(state)];
    const list = (/** @type {object} */ rules) => ({
      dossiers: { ...query, ...rules, offset: 0, limit: choiceOf(state).listed }
    });
    const lists = {
      clock: list({ differs: { clock: otherClock(state) } }),
      // What stands in the period by its intake also does by its events, not the other way round: so that way
      // is asked.
      basis: list({ basis: "event", differs: { basis: "received" } }),
      other: list({ differs: Object.fromEntries([otherWay(state)]) })
    };
    const ways = WAYS.map((way, at) => [`way${at}`, { summarize: { ...query, ...way } }]);
    return {
      units: { summarize: { ...tried(state), by: ["unit"] } },
      now: { summarize: triedIn(state) },
      ...(suppose && { then: { summarize: { ...triedIn(state), suppose } } }),
      ...Object.fromEntries(ways),
      ...(!livesOf(state.files) && lists)
    };
  },
  body(state, answers, emit) {
    const t = textOf(state);
    const change = (/** @type {object} */ patch) => emit("hoso-of", { view: "whatif", patch });
    return [
      overall(t, state.summary, change),
      reach(t, choiceOf(state), answers.units, change),
      simulator(t, choiceOf(state), { units: state.units, now: answers.now, then: answers.then }, change),
      sideBySide(
        t,
        rulesOf(state),
        WAYS.map((_, at) => answers[`way${at}`]),
        !queryOf(state).from && !queryOf(state).to
      ),
      livesOf(state.files) ? h("p.hint", t.lives.unlisted) : changes(state, answers, change)
    ];
  }
};

/**
 * The dossiers that are one thing by one rule, and another by the other.
 * @param {State} state
 * @param {Record<string, any>} answers
 * @param {(patch: object) => void} change
 */
function changes(state, answers, change) {
  const t = textOf(state);
  const { clock, basis } = t.settings.rules;
  const words = t.views.whatif;
  const list = (
    /** @type {"clock" | "basis" | "other"} */ name,
    /** @type {[string, string]} */ sides,
    /** @type {import("../../elements/dom.js").Child} */ more = null
  ) => changed(t, name, sides, answers[name], choiceOf(state), change, more);
  const { clock: own } = rulesOf(state);
  return [
    list("clock", [`${words.clock}: ${clock[own]}`, `${words.clock}: ${clock[otherClock(state)]}`]),
    list("basis", [`${words.basis}: ${basis.event}`, `${words.basis}: ${basis.received}`]),
    list("other", [words.inForce, ruleIn(t.lang, ...otherWay(state))], wayChoice(state, change))
  ];
}

/** @param {State} state @param {(patch: object) => void} change */
function wayChoice(state, change) {
  const t = textOf(state);
  return choice(
    t.views.whatif.tryWay,
    "way",
    otherWay(state).join(" "),
    otherWays(state).map(way => {
      const [rule, value] = way.split(" ");
      return [way, ruleIn(t.lang, rule, value)];
    }),
    way => change({ way }),
    "way"
  );
}

/** @param {State} state */
const otherClock = state => (rulesOf(state).clock === "day" ? "instant" : "day");
