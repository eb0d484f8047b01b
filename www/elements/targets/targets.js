// <hoso-targets>: the editor of target sets. Built-in sets are read only and can be copied; own sets are
// edited in place. model: { t, sets, set: TargetSet | undefined, builtIn: boolean, valid: (percent) =>
// boolean, units: string[], problem: string | null }. Events: hoso-set-choose { id }, hoso-set-change { set
// }, hoso-set-copy, hoso-set-create, hoso-set-remove, hoso-set-save, hoso-set-load { file }.
import { dayField } from "../day.js";
import { h } from "../dom.js";
import { field, input, select } from "../field.js";
import { jsonChooser } from "../json.js";
import { define } from "../element.js";
import { MEASURES } from "../measures.js";

/** @typedef {import("../../lib/index.d.ts").TargetSet} TargetSet */
/** @typedef {TargetSet["targets"][number]} Target */
/** @typedef {import("../element.js").Emit} Emit */

const LEVELS = ["tỉnh", "huyện", "xã"];
const TEXTS = ["title", "id", "authority", "decision"];
const DAYS = ["validFrom", "validTo"];
/** What cannot be emptied keeps its value. @type {Record<string, (set: TargetSet) => string>} */
const REQUIRED = { title: ({ title }) => title, id: ({ id }) => id };

define("hoso-targets", (model, emit) => {
  const { t, sets, set, builtIn, problem } = model;
  return [
    h(
      "div.row",
      null,
      field(
        t.settings.targets,
        select(
          set?.id ?? "",
          [["", t.settings.noTargets], ...sets.map((/** @type {TargetSet} */ one) => [one.id, one.title])],
          id => emit("hoso-set-choose", { id })
        )
      ),
      h("button", { onclick: () => emit("hoso-set-create") }, t.targets.create),
      set && h("button", { onclick: () => emit("hoso-set-copy") }, t.targets.copy),
      loader(t, emit),
      set && h("button", { onclick: () => emit("hoso-set-save") }, t.targets.save),
      set && !builtIn && h("button", { onclick: () => emit("hoso-set-remove") }, t.targets.remove)
    ),
    problem && h("p.problem", { role: "alert" }, problem),
    set && builtIn && h("p.hint", t.targets.readOnly),
    set && editor(model, emit)
  ];
});

/** @param {any} t @param {Emit} emit */
const loader = (t, emit) => jsonChooser(t.targets.load, file => emit("hoso-set-load", { file }));

/** @param {any} model @param {Emit} emit */
function editor(model, emit) {
  const { t, set, builtIn } = model;
  const change = (/** @type {object} */ patch) => emit("hoso-set-change", { set: { ...set, ...patch } });
  return h(
    "fieldset.set",
    { disabled: builtIn },
    h("legend", set.title),
    h(
      "div.settings",
      TEXTS.map(name =>
        field(
          t.targets[name],
          input(
            set[name] ?? "",
            text => change({ [name]: text || REQUIRED[name]?.(set) }),
            { type: "text" },
            "onchange"
          )
        )
      ),
      DAYS.map(name => dayField(t.targets[name], name, set[name], day => change({ [name]: day })))
    ),
    h(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": set.title },
      h(
        "table.grid.targets",
        h(
          "thead",
          h(
            "tr",
            ["measure", "bound", "percent", "level", "unit"].map(name =>
              h("th", { scope: "col" }, t.targets[name])
            ),
            h("td")
          )
        ),
        h(
          "tbody",
          set.targets.map((/** @type {Target} */ target, /** @type {number} */ at) =>
            row(model, target, at, change)
          )
        )
      )
    ),
    h(
      "button",
      {
        onclick: () => change({ targets: [...set.targets, { measure: "onTime", atLeast: "" }] })
      },
      t.targets.add
    )
  );
}

/** @param {any} model @param {Target} target @param {number} at @param {(patch: object) => void} change */
function row({ t, set, valid, units }, target, at, change) {
  const bound = target.atMost === undefined ? "atLeast" : "atMost";
  const put = (/** @type {object} */ patch) =>
    change({
      targets: set.targets.map((/** @type {Target} */ other, /** @type {number} */ n) =>
        n === at ? tidy({ ...other, ...patch }) : other
      )
    });
  const label = (/** @type {string} */ name) => `${t.targets[name]}, ${t.targets.row(at + 1)}`;
  const percent = target[bound] ?? "";
  const wrong = !valid(percent);
  return h(
    "tr",
    h(
      "td",
      pick(
        label("measure"),
        target.measure,
        MEASURES.map(name => [name, t.measures[name]]),
        measure => put({ measure })
      )
    ),
    h(
      "td",
      pick(
        label("bound"),
        bound,
        [
          ["atLeast", t.targets.atLeast],
          ["atMost", t.targets.atMost]
        ],
        to => put({ atLeast: undefined, atMost: undefined, [to]: percent })
      )
    ),
    h(
      "td",
      null,
      input(
        percent,
        to => put({ [bound]: to }),
        {
          type: "text",
          inputmode: "decimal",
          size: 7,
          placeholder: t.percentExample,
          "aria-label": label("percent"),
          "aria-invalid": wrong ? "true" : null,
          "aria-describedby": wrong ? `percent-${at}` : null
        },
        "onchange"
      ),
      wrong && h("p.problem", { id: `percent-${at}` }, t.targets.badPercent)
    ),
    h(
      "td",
      pick(
        label("level"),
        target.unitLevel ?? "",
        [["", t.targets.anyLevel], ...LEVELS.map(level => [level, t.key("unitLevel", level)])],
        unitLevel => put({ unitLevel: unitLevel || undefined })
      )
    ),
    h(
      "td",
      pick(
        label("unit"),
        target.unit ?? "",
        [["", t.targets.anyUnit], ...unitChoices(units, target.unit)],
        unit => put({ unit: unit || undefined })
      )
    ),
    h(
      "td",
      h(
        "button.quiet",
        {
          "aria-label": `${t.targets.removeRow}: ${t.targets.row(at + 1)}`,
          onclick: () =>
            change({
              targets: set.targets.filter((/** @type {Target} */ _, /** @type {number} */ n) => n !== at)
            })
        },
        "✕"
      )
    )
  );
}

/**
 * @param {string} label
 * @param {string} value
 * @param {any} options
 * @param {(value: string) => void} choose
 */
const pick = (label, value, options, choose) => select(value, options, choose, { "aria-label": label });

/**
 * A set may name a unit that the open files do not have.
 * @param {string[]} units
 * @param {string | undefined} own
 */
const unitChoices = (units, own) =>
  (own && !units.includes(own) ? [own, ...units] : units).map(unit => [unit, unit]);

/** Without the properties that are undefined. @param {object} target */
const tidy = target => Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined));
