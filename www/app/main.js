// Starts the page in any of its homes (www/homes): loads every part into memory, seals the page, and only
// then lets the user choose a file.
import { vi } from "../text.vi.js"; // first: wording is packed smaller side by side (further.js)
import { render } from "../elements/dom.js";
import { spareWhenIdle } from "../lib/parts.js";
import { createActions } from "./actions.js";
import { Answers } from "./answers.js";
import { listenForDrops } from "./drop.js";
import { filtersOf, nameOf } from "./filters.js";
import { stateOf } from "./fragment.js";
import { createFrames } from "./frame.js";
import { Steps } from "./history.js";
import { createProof } from "./proof.js";
import { remember } from "./memory.js";
import { holdPresses } from "./press-guard.js";
import { sealPage } from "./seal.js";
import { addText, allSets, dossiersIn, hasData, initialState, textOf, unjudged, verdicts } from "./state.js";
import { createStore } from "./store.js";
import { page } from "./view.js";
import { addViews, VIEW_IDS } from "./views.js";

const root = document.body;
const store = createStore(initialState(), show);
const answers = new Answers(store, spoken);
const frameOf = createFrames();
const proof = createProof(store);
const steps = new Steps(store, fromFragment);
/** @type {Record<string, (detail: any) => unknown>} */
const actions = {
  ...createActions(store, answers, focus, steps.undo),
  "hoso-prove": proof.ask,
  "hoso-lang"({ lang }) {
    remember({ lang });
    store.set({ lang });
    const { summary } = store.state;
    store.set({ said: summary ? spoken(store.state, summary) : "" });
  }
};
/** @param {typeof actions} more */
function listen(more) {
  Object.assign(actions, more);
  for (const type of Object.keys(more))
    root.addEventListener(type, event => act(type, /** @type {CustomEvent} */ (event).detail));
}
const act = (/** @type {string} */ type, /** @type {any} */ detail) => actions[type]?.(detail);

/** @type {Element | null} */
let focused = null;
root.addEventListener("focusin", ({ target }) => (focused = /** @type {Element} */ (target)));

holdPresses(root);
root.addEventListener("keydown", ({ key, target }) => {
  if (
    key === "?" &&
    store.state.shortcut &&
    !(/** @type {Element} */ (target).closest("input, select, textarea"))
  )
    act("hoso-help", {});
});
listen(actions);

/** @param {import("./state.js").State} state */
function show(state) {
  document.documentElement.lang = state.lang;
  document.title = textOf(state).title;
  render(root, page(state, frameOf(state), act));
  answers.follow();
  steps.follow();
  requestAnimationFrame(keepFocus);
}

/**
 * If the focused element was removed (filtered out, for example), the focus moves to the filters, not to the
 * start of the page.
 */
function keepFocus() {
  if (focused && !focused.isConnected && document.activeElement === root)
    document.getElementById("filters")?.focus({ preventScroll: true });
}

/** The state that a fragment describes. @param {string} fragment */
function fromFragment(fragment) {
  return stateOf(fragment, { views: VIEW_IDS, sets: allSets(store.state).map(({ id }) => id) });
}

/**
 * The announcement of a result for screen readers.
 * @param {import("./state.js").State} state
 * @param {import("../lib/index.d.ts").Summary} summary
 */
function spoken(state, summary) {
  const t = textOf(state);
  const gaps = verdicts(summary);
  const filters = filtersOf(state).map(filter => nameOf(t, filter, state.query));
  const { received, carriedOver, notAccepted } = summary.total.counts;
  const dossiers =
    filters.length || !dossiersIn(state.files)
      ? received + carriedOver + notAccepted
      : dossiersIn(state.files);
  const open = unjudged(state, summary);
  const met = gaps.filter(gap => gap.met).length;
  return [
    filters.length ? t.filters.said(filters) : "",
    t.announce.result(
      dossiers,
      gaps.length - met,
      open.length ? 0 : gaps.length,
      state.files.filter(({ error }) => error).length
    ),
    open.length ? t.headlineOpen(met, gaps.length, open) : ""
  ]
    .join(" ")
    .trim();
}

/**
 * Moves the focus after the next rendering, because the element may not exist before. If the user has moved
 * the focus meanwhile, it stays there.
 * @param {string} id
 */
function focus(id) {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    if ([before, root].includes(document.activeElement)) document.getElementById(id)?.focus();
  });
}

async function bringFurther() {
  const { en, samples, views, furtherActions, guides, help } = await import("./further.js");
  Object.assign(vi.help, help.vi);
  Object.assign(en.help, help.en);
  addText("en", en);
  addViews(views);
  listen(furtherActions(store, answers, act));
  store.set({ samples, guides });
}

/**
 * @param {() => Promise<unknown>} bring everything else into memory
 * @param {string} [first] what is done first of all
 */
export async function start(bring, first) {
  store.set(fromFragment(location.hash));
  addEventListener("popstate", event => steps.arrive(event.state));
  try {
    await Promise.all([bring(), bringFurther()]);
  } catch (error) {
    return store.set({ phase: "failed", lacks: /** @type {any} */ (error).lacks ?? [] });
  }
  addEventListener(
    "beforeunload",
    event => hasData(store.state.files) && !store.state.invented && event.preventDefault()
  );
  sealPage();
  proof.begin();
  store.set({ phase: "ready" });
  if (first) act(first, {});
  spareWhenIdle(); // not before the page is sealed: a worker gets the policy that the page has when it starts
  listenForDrops({
    ready: () => store.state.phase === "ready",
    over: dragging => dragging !== store.state.dragging && store.set({ dragging }),
    files({ handles, ...found }) {
      act("hoso-files", found);
      if (handles) act("hoso-handles", { handles });
    }
  });
}

/** Opens files that were passed to a home. @param {File[]} files */
export const open = files => act("hoso-files", { files });
