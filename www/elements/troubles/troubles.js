// <hoso-troubles>: what is wrong with the files and changes figures: how often, where first, what to do, and
// where one click can do it, the click. model: { t, troubles: Trouble[], duplicates: which row of one code
// counts, busy }. Events: hoso-fix { file, patch } with a patch of the file's mapping, hoso-duplicates { rule
// }.
import { troubleWords } from "../../app/troubles.js";
import { h } from "../dom.js";
import { field, select } from "../field.js";
import { define } from "../element.js";
import { isDay, isoOf } from "../iso.js";

/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("../element.js").Emit} Emit */
/** @typedef {import("../../app/troubles.js").Trouble} Trouble */
/** @typedef {import("../../app/troubles.js").Found} Found */
/** @typedef {(t: Text, found: Found, busy: boolean, emit: Emit) => import("../dom.js").Child} Fix */

const FILES = 3; // named of each kind
const ROWS = 5; // named of each file

define("hoso-troubles", ({ t, troubles, duplicates, busy, compares }, emit) => [
  h("h2", { id: "troubles", tabindex: -1 }, h("span", { "aria-hidden": "true" }, "⚠ "), t.troubles.title),
  h(
    "ul.troubles",
    troubles.map((/** @type {Trouble} */ trouble) =>
      h(
        "li",
        { key: trouble.kind },
        line(t, trouble),
        trouble.changes && conflicts(t, trouble, duplicates, busy, compares, emit),
        places(t, trouble, busy, emit)
      )
    )
  )
]);

/** @param {Text} t @param {Trouble} trouble */
function line(t, trouble) {
  const { meaning, action } = troubleWords(t, trouble);
  return h(
    "p",
    h("strong", trouble.error ? t.troubles.unread(trouble.count) : t.number(trouble.count)),
    " – ",
    meaning,
    " ",
    action
  );
}

/** @param {Text} t @param {Trouble} trouble @param {boolean} busy @param {Emit} emit */
const places = (t, { kind, found }, busy, emit) =>
  found.length > 0 &&
  h(
    "ul.where",
    found
      .slice(0, FIXES[kind] ? found.length : FILES)
      .map(one => place(t, one, FIXES[kind]?.(t, one, busy, emit))),
    !FIXES[kind] && found.length > FILES && h("li", t.troubles.further(found.length - FILES))
  );

/** @param {Text} t @param {Found} found @param {import("../dom.js").Child} fix */
function place(t, { file, name, count, places }, fix) {
  const where = t.places(places.slice(0, ROWS));
  return h(
    "li",
    h("a", { href: `#file-${file}` }, name),
    where && ` – ${where}${count > Math.min(places.length, ROWS) ? t.more : ""}`,
    fix
  );
}

/**
 * What became of the codes, and which of their rows counts.
 * @param {Text} t
 * @param {Trouble} trouble
 * @param {string} rule
 * @param {boolean} busy
 * @param {boolean} compares two exports can be compared
 * @param {Emit} emit
 */
const conflicts = (t, { changes = [], common = 0 }, rule, busy, compares, emit) => [
  h(
    "ul.where",
    common > 0 && h("li", t.troubles.common(common)),
    changes.map(({ before, after, count }) =>
      h("li", t.troubles.change(count, t.key("outcome", before), t.key("outcome", after)))
    )
  ),
  field(
    t.settings.duplicates,
    select(rule, Object.entries(t.settings.duplicatesAll), rule => emit("hoso-duplicates", { rule }), {
      name: "which-row",
      disabled: busy
    }),
    "fix"
  ),
  compares && h("button", { onclick: () => emit("hoso-compare-files") }, t.troubles.compareFiles)
];

/**
 * @param {Text} t
 * @param {Found} found
 * @param {boolean} busy
 * @param {Emit} emit
 * @param {[string, object][]} ways
 */
const buttons = (t, { file, name }, busy, emit, ways) =>
  h(
    "span.row.fix",
    ways.map(([text, patch]) =>
      h(
        "button",
        {
          disabled: busy,
          "aria-label": t.troubles.fixFor(text, name),
          onclick: () => emit("hoso-fix", { file, patch })
        },
        text
      )
    )
  );

/** Corrections by one click. @type {Record<string, Fix>} */
const FIXES = {
  "unit-blank": (t, found, busy, emit) =>
    buttons(t, found, busy, emit, [[t.troubles.fill, { fillDown: true }]]),
  "month-first": (t, found, busy, emit) =>
    buttons(t, found, busy, emit, [
      [t.troubles.dayFirst, { dayFirst: true }],
      [t.troubles.monthFirst, { dayFirst: false }]
    ]),
  "period-unknown": periodForm
};

/** @type {Fix} */
function periodForm(t, { file, name }, busy, emit) {
  const give = (/** @type {any} */ event) => {
    event.preventDefault();
    const inputs = ["from", "to"].map(id => event.currentTarget.elements[id]);
    const [from, to] = inputs.map(({ value }) => isoOf(value));
    const wrong = [!isDay(from), !isDay(to) || from > to];
    inputs.forEach((input, at) =>
      input.setCustomValidity(wrong[at] ? (isDay([from, to][at]) ? t.settings.turned : t.settings.noDay) : "")
    );
    if (event.currentTarget.reportValidity()) emit("hoso-fix", { file, patch: { period: { from, to } } });
  };
  const day = (/** @type {"from" | "to"} */ id) =>
    h(
      "label.field",
      t.settings[id],
      h("input.day", {
        name: id,
        placeholder: "dd/mm/yyyy",
        inputmode: "numeric",
        autocomplete: "off",
        oninput: (/** @type {any} */ event) => event.target.setCustomValidity("")
      })
    );
  return h(
    "form.row.fix",
    {
      novalidate: false,
      "aria-label": t.troubles.fixFor(t.troubles.setPeriod, name),
      onsubmit: give
    },
    day("from"),
    day("to"),
    h("button", { type: "submit", disabled: busy }, t.troubles.setPeriod)
  );
}
