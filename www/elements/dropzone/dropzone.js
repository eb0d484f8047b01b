// <hoso-dropzone>: where files are chosen: a large area while there are no files, one line above the result
// afterwards; progress with a way out; and the samples. Dropping works on the whole page (app/drop.js).
// model: { t, ready, left (files of a folder not read), loaded: null | { files, dossiers, failed, strange },
// progress: null | { text, value }, samples: { id, title }[] }. Also `invented` (the data are samples) and
// `asking` (a sample that would take the place of files). Events: hoso-files { files }, hoso-folder { files
// }, hoso-sample { id, sure }, hoso-keep, hoso-cancel, hoso-clear, hoso-tour { step: 0 }. `recent`: handles
// of the last files, null if handles cannot be stored; then hoso-pick and hoso-reopen.
import { h } from "../dom.js";
import { define } from "../element.js";

/** @typedef {import("../element.js").Emit} Emit */

define("hoso-dropzone", (model, emit) => [
  h(
    "div",
    { class: model.loaded ? "drop compact" : "drop" },
    h(
      "div.drop-say",
      model.loaded
        ? loaded(model, emit)
        : [h("h2.drop-title", model.t.drop.title), h("p", model.t.drop.hint)],
      model.left > 0 && h("p.hint", model.t.drop.left(model.left))
    ),
    h(
      "div.row",
      chooser(model, emit),
      again(model, emit),
      folderChooser(model, emit),
      samples(model, emit),
      model.loaded && clear(model, emit)
    ),
    model.asking && question(model, emit),
    h("div.drop-foot", null, progress(model, emit), !model.loaded && !model.progress && needs(model, emit))
  )
]);

/** What is open, in one line. @param {any} model @param {Emit} emit */
const loaded = (model, emit) =>
  h(
    "p.drop-title",
    null,
    model.invented && h("strong.invented", model.t.drop.invented, " · "),
    model.t.drop.loaded(model.loaded),
    ["failed", "strange"].map(what => amiss(model, what, emit))
  );

/** Which columns files need. @param {any} model @param {Emit} emit */
const needs = ({ t, ready }, emit) =>
  h(
    "p.hint",
    t.drop.needs,
    h("button.quiet", { disabled: !ready, onclick: () => emit("hoso-tour", { step: 0 }) }, t.tour)
  );

/**
 * Files with problems, mentioned where the user looks first; the reasons are shown with the files.
 * @param {any} model
 * @param {string} what
 * @param {Emit} emit
 */
const amiss = ({ t, loaded }, what, emit) =>
  loaded[what] > 0 && [
    " · ",
    h(
      "a.missed",
      { href: "#files", onclick: () => emit("hoso-unfold", { open: true }) },
      t.drop[what](loaded[what])
    )
  ];

/** @param {any} model @param {Emit} emit */
function chooser({ t, ready, loaded, progress, recent }, emit) {
  const chosen = (/** @type {any} */ event) => {
    const files = [...event.target.files];
    event.target.value = ""; // the same file may be chosen again
    if (files.length) emit("hoso-files", { files });
  };
  const pick = (/** @type {Event} */ event) => {
    if (!recent) return;
    event.preventDefault(); // the other picker also gives handles of the files
    emit("hoso-pick");
  };
  return h(
    "label",
    { class: ready && !progress ? "button primary" : "button primary off" },
    !ready ? t.drop.loading : loaded ? t.drop.add : t.drop.choose,
    h("input.visually-hidden", {
      type: "file",
      multiple: true,
      disabled: !ready || !!progress,
      onclick: pick,
      onchange: chosen
    })
  );
}

/**
 * Offers to open the last files again, if the browser kept their handles.
 * @param {any} model
 * @param {Emit} emit
 */
const again = ({ t, loaded, progress, recent }, emit) =>
  !loaded &&
  recent?.length > 0 &&
  h(
    "button",
    { disabled: !!progress, onclick: () => emit("hoso-reopen") },
    t.session.reopen(recent.map((/** @type {any} */ { name }) => name))
  );

/** Not offered on phones, which have no folders to choose. @param {any} model @param {Emit} emit */
function folderChooser({ t, ready, progress }, emit) {
  const choose = () => {
    const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true });
    input.onchange = () => emit("hoso-folder", { files: [...(input.files ?? [])] });
    input.click();
  };
  return (
    !matchMedia("(pointer: coarse)").matches &&
    h("button", { disabled: !ready || !!progress, onclick: choose }, t.drop.folder)
  );
}

/** @param {any} model @param {Emit} emit */
function samples({ t, ready, progress, samples }, emit) {
  const choose = (/** @type {any} */ event, /** @type {string} */ id) => {
    event.currentTarget.closest("details").open = false;
    emit("hoso-sample", { id });
  };
  const onEscape = (/** @type {any} */ event) => {
    if (event.key !== "Escape") return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary").focus();
  };
  return h(
    "details.menu",
    { onkeydown: onEscape },
    h("summary.button", t.drop.samples),
    h(
      "div.menu-list",
      h("p.hint", t.drop.samplesHint),
      h(
        "ul",
        samples.map((/** @type {any} */ { id, title }) =>
          h(
            "li",
            h(
              "button",
              {
                disabled: !ready || !!progress,
                onclick: (/** @type {any} */ event) => choose(event, id)
              },
              title
            )
          )
        )
      )
    )
  );
}

/** Asks before open files are closed. @param {any} model @param {Emit} emit */
const question = ({ t, asking }, emit) => {
  const [said, yes, no, act] =
    asking === "clear"
      ? [t.drop.sureClear, t.drop.clearYes, t.drop.clearNo, () => emit("hoso-clear")]
      : [
          t.drop.replace,
          t.drop.replaceYes,
          t.drop.replaceNo,
          () => emit("hoso-sample", { id: asking, sure: true })
        ];
  return h(
    "div.question",
    {
      role: "alertdialog",
      "aria-label": asking === "clear" ? t.drop.clear : t.drop.samples
    },
    h("p", said),
    h(
      "div.row",
      h("button", { onclick: act }, yes),
      h("button.primary", { onclick: () => emit("hoso-keep") }, no)
    )
  );
};

/** @param {any} model @param {Emit} emit */
const clear = ({ t, progress }, emit) =>
  h("button", { disabled: !!progress, onclick: () => emit("hoso-ask", { id: "clear" }) }, t.drop.clear);

/** @param {any} model @param {Emit} emit */
const progress = ({ t, progress }, emit) =>
  progress &&
  h(
    "div.progress",
    h(
      "label",
      null,
      progress.text,
      h("progress", progress.value === undefined ? {} : { max: 100, value: progress.value })
    ),
    h("button", { onclick: () => emit("hoso-cancel") }, t.drop.cancel)
  );
