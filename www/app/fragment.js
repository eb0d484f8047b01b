// The state in the address's fragment, so that a page reloaded, or opened from a link, asks the same: view,
// period, rules, target set, language, and what is filtered by where its keys are hoso's own words. Names
// from files (units, procedures, fields, files) are data and never go there: the browser keeps addresses.
// Whatever a link contains is checked.
import { isDay } from "../elements/iso.js";
import { MEASURES } from "../elements/measures.js";
import { isSpan } from "./days.js";
import { PERIODS, PICKED, periodOf } from "./filters.js";

/** @typedef {import("./state.js").State} State */

const WORD = /^[A-Za-z][A-Za-z0-9-]{0,30}$/;
const CHANNELS = ["direct", "online", "postal", "other"];

const NO_SET = "none";

/** @typedef {(text: string) => boolean} Check */
/** @param {string[]} words @returns {Check} */
const oneOf =
  (...words) =>
  text =>
    words.includes(text);
/** @param {RegExp} pattern @returns {Check} */
const like = pattern => text => pattern.test(text);

const PERIOD = like(/^(custom|\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|N1|W(0[1-9]|[1-4]\d|5[0-3])))?)$/);
/** A period by its days. @type {Record<string, Check>} */
const DAYS = { from: isDay, to: isDay };
/** Rules of the question. @type {Record<string, Check>} */
const RULES = {
  asOf: isDay,
  clock: oneOf("day", "instant"),
  waiting: oneOf("apart", "inTerm", "pending"),
  levelShare: oneOf("level", "all"),
  basis: oneOf("event", "received"),
  endDay: oneOf("finished", "returned", "finishedOnly"),
  returned: oneOf("apart", "onTime", "ownDates"),
  noDue: oneOf("apart", "onTime"),
  blankChannel: oneOf("direct", "none"),
  onTimeOf: oneOf("verdict", "ended", "received", "handled", "due")
};
/** Filters whose keys are words of hoso, not data. @type {Record<string, Check>} */
const WHERE = {
  unitLevel: oneOf("tỉnh", "huyện", "xã", ""),
  serviceLevel: oneOf("1", "2", "3", "4", ""),
  intakeChannel: oneOf(...CHANNELS, ""),
  returnChannel: oneOf(...CHANNELS, "")
};
/**
 * Settings of single views, by their name in the fragment.
 * @type {Record<string, { view: string, name: string, check: Check }>}
 */
const OWN = {
  by: { view: "compare", name: "dimension", check: oneOf(...PICKED, ...PERIODS) },
  measure: { view: "compare", name: "measure", check: oneOf(...MEASURES) },
  step: { view: "trend", name: "step", check: oneOf("month", "quarter", "year") },
  of: { view: "trend", name: "measure", check: oneOf(...MEASURES) },
  list: { view: "dossiers", name: "list", check: like(WORD) },
  days: { view: "dossiers", name: "days", check: like(/^[1-9]\d{0,2}$/) }
};
/** An order; "-late" is descending. */
const SORTS = { sort: "compare", order: "dossiers" };

/**
 * The fragment without "#"; "" if everything has its initial value.
 * @param {State} state
 * @param {{ sorts?: boolean }} [which]
 */
export function fragmentOf({ view, query, where, of, lang, chosen }, { sorts = true } = {}) {
  const said = new URLSearchParams();
  const say = (/** @type {string} */ name, /** @type {any} */ value) =>
    value && said.set(name, String(value));
  say("view", view !== "overview" && view);
  const days = query.period === "custom" ? Object.keys(DAYS) : [];
  for (const name of ["period", "cut", ...days, ...Object.keys(RULES)])
    say(name, query[/** @type {keyof typeof query} */ (name)]);
  for (const [name, check] of Object.entries(WHERE)) {
    const keys = where[/** @type {keyof typeof where} */ (name)]?.filter(check);
    if (keys?.length) said.set(name, keys.join(" "));
  }
  for (const [name, own] of Object.entries(OWN)) say(name, of[own.view]?.[own.name]);
  for (const [name, owner] of Object.entries(sorts ? SORTS : {})) {
    const sort = of[owner]?.sort;
    say(name, sort && (sort.descending ? "-" : "") + sort.column);
  }
  say("targets", chosen === "" ? NO_SET : chosen);
  say("lang", lang === "en" && lang);
  return String(said);
}

/**
 * What a fragment says, as a change of the state; invalid parts are ignored.
 * @param {string} fragment with or without "#"
 * @param {{ views: string[], sets: string[] }} known
 * @returns {Partial<State>}
 */
export function stateOf(fragment, { views, sets }) {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const chosen = read(said, "targets", oneOf(...sets, NO_SET));
  return /** @type {any} */ ({
    view: read(said, "view", oneOf(...views)) ?? "overview",
    query: queryIn(said),
    where: known(WHERE, (name, check) => {
      const found = said.get(name)?.split(" ").filter(check);
      return found?.length ? found : undefined;
    }),
    of: ownIn(said),
    ...known({ lang: oneOf("vi", "en") }, (name, check) => read(said, name, check)),
    ...(chosen !== undefined && { chosen: chosen === NO_SET ? "" : chosen })
  });
}

/** A value that passes its check. @param {URLSearchParams} said @param {string} name @param {Check} check */
function read(said, name, check) {
  const text = said.get(name);
  return text !== null && check(text) ? text : undefined;
}

/**
 * The values that are found, by name.
 * @param {Record<string, Check>} names
 * @param {(name: string, check: Check) => any} find
 */
const known = (names, find) =>
  Object.fromEntries(
    Object.entries(names)
      .map(([name, check]) => [name, find(name, check)])
      .filter(([, value]) => value !== undefined)
  );

/** Period and rules. @param {URLSearchParams} said */
function queryIn(said) {
  const period = read(said, "period", PERIOD) ?? "";
  const custom = period === "custom";
  const cut = /** @type {any} */ (read(said, "cut", oneOf("15-14", "21-20")));
  const span = custom && isSpan(read(said, "from", isDay), read(said, "to", isDay)) ? DAYS : {};
  return {
    ...periodOf(custom ? "" : period, cut),
    period,
    ...known({ ...RULES, ...span }, (name, check) => read(said, name, check))
  };
}

/** The settings of single views. @param {URLSearchParams} said */
function ownIn(said) {
  /** @type {Record<string, any>} */
  const of = {};
  const put = (/** @type {string} */ view, /** @type {string} */ name, /** @type {any} */ value) =>
    value !== undefined && (of[view] = { ...of[view], [name]: value });
  for (const [param, { view, name, check }] of Object.entries(OWN)) put(view, name, read(said, param, check));
  for (const [param, view] of Object.entries(SORTS)) {
    const text = read(said, param, text => WORD.test(text.replace(/^-/, "")));
    put(view, "sort", text && { column: text.replace(/^-/, ""), descending: text.startsWith("-") });
  }
  return of;
}
