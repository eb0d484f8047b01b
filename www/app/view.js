// The whole page as a function of the state.
import { keysOf } from "../elements/crumbs/crumbs.js";
import "../elements/dropzone/dropzone.js";
import "../elements/files/files.js";
import "../elements/panel/panel.js";
import "../elements/privacy/privacy.js";
import "../elements/settings/settings.js";
import "../elements/tabs/tabs.js";
import "../elements/targets/targets.js";
import "../elements/troubles/troubles.js";
import { h } from "../elements/dom.js";
import { today } from "../elements/iso.js";
import { Dataset } from "../lib/dataset.js";
import { lookUp } from "./answers.js";
import { filtersOf, nameOf, PICKED } from "./filters.js";
import { askable } from "./periods.js";
import {
  allSets,
  chosenSet,
  dossiersIn,
  duplicatesOf,
  hasBoth,
  isOutdated,
  livesIn,
  livesOf,
  pickerAsks,
  pickerOf,
  rulesText,
  textOf,
  unjudged,
  verdicts
} from "./state.js";
import { BUILT_IN, percentOf } from "./targets.js";
import { troublesOf } from "./troubles.js";
import { viewsInOrder } from "./views.js";
import { errorIn } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("../elements/element.js").Emit} Emit */
/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("../text.vi.js").Text} Text */
/** @typedef {import("../lib/index.d.ts").Summary} Summary */

/** @param {string} percent */
const isPercent = percent => percentOf(percent) !== null;

/** @param {State} state @param {Frame | null} frame @param {Emit} emit */
export const page = (state, frame, emit) => [
  h("a.skip", { href: "#main" }, textOf(state).skip),
  header(state, emit),
  h(
    "main",
    { id: "main", tabindex: -1, class: state.tour === null ? null : `tour-${state.tour}` },
    h("div", tour(state)),
    h("section", { id: "drop", tabindex: -1 }, h("hoso-dropzone", { model: dropzone(state) })),
    h("div", trouble(state)),
    h("div", told(state, emit)),
    h("div", flaws(state)),
    h("div", frame && result(state, frame, emit)),
    h("div", state.files.length > 0 && files(state, emit)),
    targets(state),
    h("section", { "aria-labelledby": "definitions" }, definitions(state)),
    memory(state, emit)
  ),
  h("footer", h("p", textOf(state).footer)),
  h("div", guide(state)),
  h("div.visually-hidden", { role: "status" }, state.said),
  h("div", state.dragging && h("div.overlay", h("p", textOf(state).drop.overlay)))
];

/** It comes with further.js. @param {State} state */
const tour = state =>
  state.tour !== null &&
  h("hoso-tour", {
    id: "tour",
    role: "region",
    tabindex: -1,
    "aria-label": textOf(state).tour,
    model: { t: textOf(state), step: state.tour }
  });

/** It comes with further.js. @param {State} state */
const guide = state =>
  state.phase === "ready" &&
  h("hoso-help", {
    model: { t: textOf(state), guide: state.guides[state.lang], shortcut: state.shortcut }
  });

/** @param {State} state @param {Emit} emit */
function header(state, emit) {
  const t = textOf(state);
  const language = (/** @type {"vi" | "en"} */ lang, /** @type {string} */ name) =>
    h(
      "button",
      { lang, "aria-pressed": `${state.lang === lang}`, onclick: () => emit("hoso-lang", { lang }) },
      name
    );
  return h(
    "header",
    h(
      "div.bar",
      h("div.brand", h("h1", "hoso"), h("p", t.tagline)),
      h("p.paper.letterhead", letterhead(state)),
      h("button.quiet", { onclick: () => emit("hoso-help") }, t.guide),
      h(
        "div.languages",
        { role: "group", "aria-label": t.language },
        language("vi", "Tiếng Việt"),
        language("en", "English")
      )
    ),
    h(
      "details.privacy",
      { ontoggle: (/** @type {any} */ { target }) => target.open && emit("hoso-prove") },
      h("summary", h("strong", t.privacy.short), " ", h("span.how", t.privacy.how)),
      h("hoso-privacy", { model: { t, proof: state.proof } })
    )
  );
}

/** The letterhead in print: the office and the day of printing. @param {State} state */
const letterhead = ({ of, ...state }) =>
  [of.takeaway?.office, textOf(/** @type {State} */ (state)).printed(today())].filter(Boolean).join(" – ");

/** An error that is not shown by the result. @param {State} state */
function trouble({ phase, summary, ...state }) {
  const t = textOf(/** @type {State} */ (state));
  const problem = state.problem ?? (summary ? null : state.unanswered);
  if (state.lacks.length) return lacking(t.errors.refused, state.lacks);
  const sentence = phase === "failed" ? t.errors.start : problem && errorIn(t, problem);
  return sentence && h("p.problem", { role: "alert" }, sentence);
}

/** Messages about our own files that were opened. @param {State} state @param {Emit} emit */
const told = (state, emit) =>
  state.told &&
  h(
    "div.told",
    h(
      "ul",
      state.told.map(line =>
        line.agrees === undefined
          ? h("li", { class: line.damaged && "problem" }, line.said)
          : h("li", verdictOn(state, line, emit))
      )
    ),
    h(
      "button.quiet",
      {
        "aria-label": textOf(state).session.close,
        onclick: () => emit("hoso-told")
      },
      "✕"
    )
  );

/** A verdict, with a link to its details further down. @param {State} state
 * @param {import("./state.js").Told} verdict @param {Emit} emit */
const verdictOn = (state, { said, agrees }, emit) =>
  h(
    "p",
    { class: agrees ? "supposed agrees" : "problem" },
    said,
    " ",
    h("button.quiet", { onclick: () => emit("hoso-details") }, textOf(state).views.takeaway.receipt.details)
  );

/** @param {string} sentence @param {string[]} lacks */
const lacking = (sentence, lacks) =>
  h(
    "div.problem",
    { role: "alert" },
    h("p", sentence),
    h(
      "ul",
      lacks.map(line => h("li", h("code", line)))
    )
  );

/** @param {State} state */
function dropzone(state) {
  const { phase, progress, files } = state;
  const t = textOf(state);
  return {
    t,
    samples: state.samples,
    invented: state.invented,
    asking: state.asking,
    ready: phase === "ready",
    left: state.left,
    recent: state.recent,
    loaded: files.length
      ? {
          files: files.length,
          dossiers: dossiersIn(files),
          reported: dossiersIn(files, "summary"),
          failed: files.filter(({ error }) => error).length,
          strange: strangeIn(files)
        }
      : null,
    progress:
      progress &&
      (progress === "sample"
        ? { text: t.preparingSample }
        : { text: t.progress(progress), value: progress.percent })
  };
}

/**
 * The number of cells with unknown words. They count as "other", so a rate may be far off.
 * @param {State["files"]} files
 */
const strangeIn = files =>
  files
    .flatMap(({ issues }) => issues)
    .reduce((sum, { kind, count }) => sum + (kind === "unknown-value" ? count : 0), 0);

/** What is wrong with the files, above the first figure. @param {State} state */
function flaws(state) {
  const troubles = troublesOf(state.files, state.summary);
  return (
    troubles.length > 0 &&
    h("hoso-troubles", {
      role: "region",
      "aria-labelledby": "troubles",
      model: {
        t: textOf(state),
        troubles,
        duplicates: duplicatesOf(state) ?? "newest",
        compares: "compare" in Dataset.prototype,
        busy: state.busy
      }
    })
  );
}

/** @param {State} state @param {Frame} frame @param {Emit} emit */
function result(state, { view, complete, ...frame }, emit) {
  const { summary } = frame.state; // so that headline and rules always belong to the figures below
  if (!summary) return null;
  const t = textOf(state);
  return h(
    "section",
    { "aria-labelledby": "result" },
    h(
      "div.headline",
      heading(state, view.id),
      h(
        "span.row.print",
        h("button.quiet", { onclick: () => emit("hoso-session-save") }, t.sessionSave),
        h("button.quiet", { onclick: () => print() }, t.print)
      ),
      targetsMet(t, frame.state, summary)
    ),
    h("hoso-settings", { model: settings(state, frame.state, summary) }),
    summary.lives && h("hoso-lives", { model: { t, lives: summary.lives, dossiers: livesIn(state.files) } }),
    scope(state, view.id, emit),
    h("hoso-tabs", { model: tabs(t, view.id) }),
    h("hoso-panel", {
      ...PANEL,
      key: view.id,
      "aria-labelledby": `tab-${view.id}`,
      "aria-busy": complete ? null : "true",
      model: { view, ...frame }
    })
  );
}

/** @param {Text} t @param {Emit} emit */
const toReconcile = (t, emit) =>
  h("p.screen", h("button", { onclick: () => emit("hoso-view", { id: "reconcile" }) }, t.toReconcile));

const PANEL = { role: "tabpanel", id: "panel", tabindex: 0 };

/** @param {State} state @param {keyof Text["views"]} shown */
function heading(state, shown) {
  const t = textOf(state);
  return h(
    "h2",
    { id: "result", tabindex: -1 },
    t.result,
    state.invented && h("strong.invented", ` – ${t.drop.invented}`),
    h("span.paper", ` – ${t.views[shown].tab}`)
  );
}

/** How many targets are met, in a sentence. @param {Text} t @param {State} state @param {Summary} summary */
function targetsMet(t, state, summary) {
  const gaps = verdicts(summary);
  const open = unjudged(state, summary);
  const missed = gaps.filter(({ met }) => !met);
  if (open.length) return h("p", t.headlineOpen(gaps.length - missed.length, gaps.length, open));
  return gaps.length > 0 && h("p", t.headline(missed, gaps.length));
}

/** @param {State} state @param {State} counted that of the figures @param {Summary} summary */
function settings(state, counted, summary) {
  const { query, typed, periods, unanswered } = state;
  return {
    t: textOf(state),
    query,
    typed,
    rules: summary.rules,
    duplicates: duplicatesOf(state),
    said: rulesText({ ...counted, lang: state.lang }),
    periods,
    sets: allSets(state),
    chosen: chosenSet(state)?.id ?? "",
    outdated: isOutdated(state),
    problem: unanswered,
    lives: summary.lives
  };
}

/**
 * What the figures are of: filters, and names of units.
 * @param {State} state
 * @param {string} shown
 * @param {Emit} emit
 */
const scope = (state, shown, emit) =>
  h(
    "div.scope",
    h("hoso-crumbs", { model: crumbs(state) }),
    hasBoth(state) && shown !== "reconcile" && toReconcile(textOf(state), emit),
    (state.units.length > 1 || state.aliases.length > 0) &&
      h("hoso-spellings", { model: { t: textOf(state), ...state } }) // comes with further.js
  );

/** @param {Text} t @param {string} shown */
const tabs = (t, shown) => ({
  label: t.viewsLabel,
  tabs: viewsInOrder().map(({ id }) => ({ id, name: t.views[id].tab })),
  shown
});

/** @param {State} state */
function crumbs(state) {
  const t = textOf(state);
  const picker = pickerOf(state);
  const { keys } = lookUp(state, pickerAsks(state)).answers;
  return {
    t,
    steps: state.steps,
    picker,
    dimensions: askable(PICKED, livesOf(state.files)),
    keys: keys ? keysOf(t, picker.dimension, keys) : null,
    filters: filtersOf(state).map(filter => ({ ...filter, name: nameOf(t, filter, state.query) }))
  };
}

/**
 * Offers to bring back a file that was just removed.
 * @param {Text} t
 * @param {File} removed
 * @param {Emit} emit
 */
const restoring = (t, removed, emit) =>
  h(
    "p.row.removed",
    { role: "status" },
    t.files.removed(removed.name),
    h("button", { onclick: () => emit("hoso-restore") }, t.files.restore)
  );

/** @param {State} state @param {Emit} emit */
function files(state, emit) {
  const t = textOf(state);
  const { files, removed, mapping, badMapping, readings, busy } = state;
  const warned = files.filter(({ issues }) => issues.some(({ grade }) => grade !== "record")).length;
  const failed = files.filter(({ error }) => error).length;
  const open = state.unfolded ?? failed > 0;
  const ontoggle = (/** @type {any} */ { target }) =>
    target.open !== open && emit("hoso-unfold", { open: target.open });
  return h(
    "section",
    { "aria-labelledby": "files" },
    removed && restoring(t, removed, emit),
    h(
      "details.panel",
      { open, ontoggle },
      h(
        "summary",
        h("h2", { id: "files", tabindex: -1 }, t.files.title),
        ` – ${t.files.folded(files.length, failed, warned)}`
      ),
      h("hoso-files", { model: { t, files, mapping, badMapping, readings, busy } })
    )
  );
}

/** @param {State} state */
function targets(state) {
  const t = textOf(state);
  const set = chosenSet(state);
  return h(
    "section",
    { "aria-labelledby": "targets" },
    h(
      "details.panel",
      h("summary", h("h2", { id: "targets" }, t.targets.heading)),
      state.phase === "ready" &&
        h("hoso-targets", {
          model: {
            t,
            set,
            sets: allSets(state),
            builtIn: BUILT_IN.some(({ id }) => id === set?.id),
            units: state.units,
            valid: isPercent,
            problem: state.badSet ? t.targets.badFile : null
          }
        })
    )
  );
}

/** The definitions of measures; open while there is no result. @param {State} state */
function definitions({ files, summary, ...state }) {
  const t = textOf(/** @type {State} */ (state));
  return (
    state.phase === "ready" &&
    h(
      "details.panel",
      { key: files.length ? "closed" : "open", open: files.length === 0 },
      h("summary", h("h2", { id: "definitions" }, t.help.measures)),
      h("hoso-measures", { model: { t, measures: summary?.total.measures } }) // comes with further.js
    )
  );
}

/** @param {State} state @param {Emit} emit */
function memory(state, emit) {
  const { memory } = textOf(state);
  return h(
    "section.memory",
    { "aria-labelledby": "memory" },
    h("h2", { id: "memory" }, memory.title),
    h("p.hint", memory.hint),
    h("button", { onclick: () => emit("hoso-forget") }, memory.clear)
  );
}
