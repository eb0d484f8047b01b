// <hoso-targets>: the editor of target sets. Built-in sets are read only and can be copied; own sets are
// edited in place. model: { t, sets, set: TargetSet | undefined, builtIn: boolean, valid: (percent) =>
// boolean, units: string[], problem: string | null }. Events: hoso-set-choose { id }, hoso-set-change { edit:
// (set) => set }, hoso-set-copy, hoso-set-create, hoso-set-remove, hoso-set-save, hoso-set-load { file }.
import { dayField } from "../day.js";
import { h } from "../dom.js";
import { field, input, named, select } from "../field.js";
import { jsonChooser } from "../json.js";
import { define } from "../element.js";
import { MEASURES } from "../measures.js";

/** @typedef {import("../../lib/index.d.ts").TargetSet} TargetSet */
/** @typedef {TargetSet["targets"][number]} Target */
/** @typedef {import("../element.js").Emit} Emit */

const LEVELS = ["tỉnh", "huyện", "xã"];
const TEXTS = ["title", "id", "authority", "decision"];
const DAYS = ["validFrom", "validTo"];
/**
 * Fields that cannot be emptied; they keep their value.
 * @type {Record<string, (set: TargetSet) => string>}
 */
const REQUIRED = { title: ({ title }) => title, id: ({ id }) => id };

define("hoso-targets", (model, emit) => {
  const { t, sets, set, builtIn, problem } = model;
  const titles = sets.map((/** @type {TargetSet} */ { id, title }) => [id, title]);
  return [
    h(
      "div.row",
      field(
        t.settings.targets,
        select(set?.id ?? "", [["", t.settings.noTargets], ...titles], id => emit("hoso-set-choose", { id }))
      ),
      h("button", { onclick: () => emit("hoso-set-create") }, t.targets.create),
      set && h("button", { onclick: () => emit("hoso-set-copy") }, t.targets.copy),
      loader(t, emit),
      set && h("button", { disabled: !isWhole(model), onclick: () => emit("hoso-set-save") }, t.targets.save),
      set && !builtIn && h("button", { onclick: () => emit("hoso-set-remove") }, t.targets.remove)
    ),
    problem && h("p.problem", { role: "alert" }, problem),
    set && builtIn && h("p.hint", t.targets.readOnly),
    set && editor(model, emit)
  ];
});

/** True if every rate is one: a file with fewer targets than the screen would deceive. @param {any} model */
const isWhole = ({ set, valid }) =>
  set.targets.every((/** @type {Target} */ { atLeast, atMost }) => valid(atLeast ?? atMost ?? ""));

/** @param {any} t @param {Emit} emit */
const loader = (t, emit) => jsonChooser(t.targets.load, file => emit("hoso-set-load", { file }));

/** @param {any} model @param {Emit} emit */
function editor(model, emit) {
  const { t, set, builtIn } = model;
  // A field is left by the click on a button: both edits apply, each to the set as it is then.
  const change = (/** @type {(set: TargetSet) => object} */ patch) =>
    emit("hoso-set-change", { edit: (/** @type {TargetSet} */ set) => ({ ...set, ...patch(set) }) });
  const rows = set.targets.map((/** @type {Target} */ target, /** @type {number} */ at) =>
    row(model, target, at, instead =>
      change(({ targets }) => ({ targets: targets.flatMap((one, n) => (n === at ? instead(one) : one)) }))
    )
  );
  return h(
    "fieldset.set",
    { disabled: builtIn },
    h("legend", set.title),
    h(
      "div.settings",
      TEXTS.map(name => textField(model, name, change)),
      DAYS.map(name => dayField(t.targets[name], name, set[name], day => change(() => ({ [name]: day }))))
    ),
    h(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": set.title },
      h("table.grid.targets", heads(t), h("tbody", rows))
    ),
    h(
      "button",
      {
        onclick: () =>
          change(({ targets }) => ({ targets: [...targets, { measure: "onTime", atLeast: "" }] }))
      },
      t.targets.add
    )
  );
}

/** @param {any} model @param {string} name @param {(patch: (set: TargetSet) => object) => void} change */
const textField = ({ t, set }, name, change) =>
  field(
    t.targets[name],
    input(
      set[name] ?? "",
      text => change(set => ({ [name]: text || REQUIRED[name]?.(set) })),
      { type: "text" },
      "onchange"
    )
  );

/** @param {any} t */
const heads = ({ targets }) =>
  h(
    "thead",
    h(
      "tr",
      ["measure", "bound", "percent", "level", "unit"].map(name => h("th", { scope: "col" }, targets[name])),
      h("td")
    )
  );

/**
 * @param {any} model
 * @param {Target} target
 * @param {number} at
 * @param {(instead: (target: Target) => object[]) => void} replace
 */
function row({ t, valid, units }, target, at, replace) {
  const bound = target.atMost === undefined ? "atLeast" : "atMost";
  const percent = target[bound] ?? "";
  const put = (/** @type {object} */ patch) => replace(target => [tidy({ ...target, ...patch })]);
  const label = (/** @type {string} */ name, join = ", ") => t.targets[name] + join + t.targets.row(at + 1);
  const pick = (
    /** @type {string} */ name,
    /** @type {string} */ value,
    /** @type {any} */ options,
    /** @type {(value: string) => object} */ patchOf
  ) =>
    h(
      "td",
      select(value, options, value => put(patchOf(value)), { "aria-label": label(name) })
    );
  return h(
    "tr",
    pick("measure", target.measure, named(MEASURES, t.measures), measure => ({ measure })),
    pick("bound", bound, named(BOUNDS, t.targets), to => ({ ...NO_BOUND, [to]: percent })),
    percentCell(t, at, percent, valid(percent), label("percent"), to => put({ [bound]: to })),
    pick("level", target.unitLevel ?? "", levels(t), level => ({ unitLevel: level || undefined })),
    pick("unit", target.unit ?? "", unitsOf(t, units, target.unit), unit => ({ unit: unit || undefined })),
    h(
      "td",
      h("button.quiet", { "aria-label": label("removeRow", ": "), onclick: () => replace(() => []) }, "✕")
    )
  );
}

const BOUNDS = ["atLeast", "atMost"];
const NO_BOUND = { atLeast: undefined, atMost: undefined };

/** @param {any} t */
const levels = t => [["", t.targets.anyLevel], ...LEVELS.map(level => [level, t.key("unitLevel", level)])];

/**
 * A set may name a unit that the open files do not have.
 * @param {any} t
 * @param {string[]} units
 * @param {string | undefined} own
 */
const unitsOf = (t, units, own) => [
  ["", t.targets.anyUnit],
  ...(own && !units.includes(own) ? [own, ...units] : units).map(unit => [unit, unit])
];

/**
 * @param {any} t
 * @param {number} at
 * @param {string} percent
 * @param {boolean} valid
 * @param {string} label
 * @param {(percent: string) => void} put
 */
const percentCell = (t, at, percent, valid, label, put) =>
  h(
    "td",
    null,
    input(
      percent,
      put,
      {
        type: "text",
        inputmode: "decimal",
        size: 7,
        placeholder: t.percentExample,
        "aria-label": label,
        "aria-invalid": valid ? null : "true",
        "aria-describedby": valid ? null : `percent-${at}`
      },
      "onchange"
    ),
    !valid && h("p.problem", { id: `percent-${at}` }, t.targets.badPercent)
  );

/** Without the properties that are undefined. @param {object} target */
const tidy = target => Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined));
