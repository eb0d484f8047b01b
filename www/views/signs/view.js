// What to look at first: returned and delayed dossiers, outages, signs that ask a question, and a sample for
// a check on the spot. Every count is a sentence that opens its list.
import { livesOf, textOf } from "../../app/state.js";
import { h } from "../../elements/dom.js";
import { field, input } from "../../elements/field.js";
import { cell, grid, head, line, name, written } from "../../elements/grid.js";
import { askOf, faultOf, own } from "./own.js";
import { text as en } from "./text.en.js";
import { text as vi } from "./text.vi.js";

/** @typedef {import("../../app/state.js").State} State */
/** @typedef {import("../../elements/element.js").Emit} Emit */
/** @typedef {import("../../lib/index.d.ts").Signs} Signs */
/** @typedef {import("../../lib/index.d.ts").Sign} Sign */
/** @typedef {import("../../text.vi.js").Text} Text */
/** @typedef {import("./own.js").Own} Own */
/**
 * @typedef {{ words: typeof vi, t: Text, mine: Own, emit: Emit, change: (patch: Partial<Own>) => void }} Here
 */

/**
 * The question for the rows of the sample, once its bucket is known.
 * @param {State} state
 * @param {any} ask
 */
function sampleOf(state, ask) {
  const { sample } = state.answers.get(JSON.stringify({ signs: ask }))?.value ?? {};
  return sample && { dossiers: { bucket: sample.bucket, offset: 0, limit: sample.count || 1 } };
}

/** @type {import("../../app/views.js").View} */
export const signs = {
  id: "signs",
  needs(state) {
    if (livesOf(state.files)) return {};
    const ask = askOf(state);
    const sample = sampleOf(state, ask);
    return { found: { signs: ask }, ...(sample && { sample }) };
  },
  body(state, { found, sample }, emit) {
    if (livesOf(state.files)) return [h("p.hint", textOf(state).lives.unlisted)];
    if (!found) return [];
    const here = {
      words: state.lang === "en" ? en : vi,
      t: textOf(state),
      mine: own(state),
      emit,
      change: (/** @type {Partial<Own>} */ patch) => emit("hoso-of", { view: "signs", patch })
    };
    return [
      section("delays", here.words.delays, delays(here, found)),
      section("outages", here.words.outages.title, outages(here, found)),
      section("questions", here.words.questions.title, questions(here, found, state)),
      section("sample", here.words.sample.title, drawing(here, found, sample))
    ];
  }
};

/** @param {string} id @param {string} title @param {import("../../elements/dom.js").Child[]} content */
const section = (id, title, content) =>
  h("section.signs", { "aria-labelledby": `signs-${id}` }, h("h3", { id: `signs-${id}` }, title), content);

/**
 * A sentence that opens the list behind it.
 * @param {Here} here
 * @param {string} sentence
 * @param {{ count: number, bucket: string }} sign
 */
const link = ({ emit }, sentence, { count, bucket }) =>
  count
    ? h(
        "button.link",
        { type: "button", onclick: () => emit("hoso-bucket", { bucket, name: sentence }) },
        sentence
      )
    : sentence;

/** @param {import("../../elements/dom.js").Child[]} lines */
const list = lines =>
  h(
    "ul.compared",
    lines.map(line => h("li", line))
  );

/** @param {Signs} found @param {Sign["sign"]} name */
const named = ({ signs }, name) => signs.filter(({ sign }) => sign === name);

/** @param {Here} here @param {Signs} found */
function delays(here, found) {
  const { words, t } = here;
  const { measures } = found.summary.total;
  const share = (/** @type {"returned" | "returnedLate" | "acceptedLate"} */ id) => {
    const rate = measures[id];
    const [sign] = named(found, id);
    return "num" in rate
      ? link(here, words.share(words.shares[id], sign.count, rate.den, t.decimal(rate.text)), sign)
      : `${words.shares[id]}: ${t.unavailable(rate)}`;
  };
  const [handed] = named(found, "handedOverLate");
  const ages = named(found, "overdueBy");
  const overdue = measures.overdue;
  return [
    list([
      share("returned"),
      share("returnedLate"),
      share("acceptedLate"),
      handed.of ? link(here, words.handedOverLate(handed.count, handed.of), handed) : words.noHandover
    ]),
    h("h4", words.ages),
    "num" in overdue || ages[0].of
      ? list(ages.map(age => link(here, words.age(age.least ?? 0, age.most, age.count), age)))
      : h("p.hint", t.unavailable(overdue))
  ];
}

/**
 * @param {string} label
 * @param {string} key
 * @param {string} value
 * @param {(value: string) => void} set
 * @param {Record<string, any>} [more]
 */
const typed = (label, key, value, set, { on = "onchange", ...more } = {}) =>
  field(label, input(value, set, { name: key, ...more }, on));

/** @param {Here} here @param {Signs} found */
function outages(here, found) {
  const { mine, change } = here;
  const text = here.words.outages;
  const all = mine.outages;
  const faults = all.filter(one => one.from && one.to && faultOf(one));
  return [
    h("p.hint", text.hint),
    all.map((_, at) => outageRow(here, at)),
    faults.length > 0 && h("p.problem", { role: "alert" }, text[faultOf(faults[0]) || "noMoment"]),
    h(
      "div.row.screen",
      h(
        "button",
        { type: "button", onclick: () => change({ outages: [...all, { from: "", to: "", reason: "" }] }) },
        text.add
      )
    ),
    found.outage && outage(here, found, found.outage)
  ];
}

/** @param {Here} here @param {number} at */
function outageRow({ words, mine, change }, at) {
  const { outages: all } = mine;
  const text = words.outages;
  const cell = (/** @type {"from" | "to" | "reason"} */ name, /** @type {string} */ label) =>
    typed(
      label,
      `outage-${name}`,
      all[at][name],
      value => change({ outages: all.with(at, { ...all[at], [name]: value }) }),
      { placeholder: name === "reason" ? null : text.moment, on: "oninput" }
    );
  const remove = () => change({ outages: all.toSpliced(at, 1) });
  return h(
    "div.row.outage",
    cell("from", text.from),
    cell("to", text.to),
    cell("reason", text.reason),
    h("button.screen", { type: "button", onclick: remove }, text.remove)
  );
}

/**
 * The rates with and without.
 * @param {Here} here
 * @param {Signs} found
 * @param {NonNullable<Signs["outage"]>} outage
 */
function outage(here, { summary }, { found, without }) {
  const { words, t } = here;
  const text = words.outages;
  return [
    h("p", link(here, text.found(found.count, found.of), found)),
    grid(text.rates, [text.measure, text.all, text.without], {
      rows: /** @type {const} */ (["onTime", "late"]),
      row: id =>
        line(null, [
          name(t.measures[/** @type {"late"} */ (id)]),
          [summary, without].map(({ total }) =>
            cell(null, written(t, total.measures[/** @type {"late"} */ (id)]))
          )
        ])
    }),
    h("p.hint", text.beside)
  ];
}

/** @param {Here} here @param {Signs} found @param {State} state */
function questions(here, found, state) {
  const text = here.words.questions;
  const [together] = named(found, "sameMinute");
  const [dayOff] = named(found, "dayOff");
  const [last] = named(found, "lastMinutes");
  const ask = (/** @type {Sign} */ sign, /** @type {string} */ missing, /** @type {string} */ question) =>
    sign.of ? link(here, sign.count ? question : text.nothing(question, sign.of), sign) : missing;
  const { count, least = 0 } = together;
  const compare = () => here.emit("hoso-compare-files");
  return [
    h("p.hint", text.hint),
    h(
      "div.row.screen",
      number(here, "together", text.togetherField),
      number(here, "minutes", text.minutesField)
    ),
    list([
      ask(together, text.noTimes, text.together(count, least, found.minutes, found.mostInAMinute)),
      ask(dayOff, text.noEnds, text.dayOff(dayOff.count)),
      ask(last, text.noHours, text.last(last.count, last.least ?? 0)),
      moved(here, state) ?? h("button.link", { type: "button", onclick: compare }, text.compare)
    ])
  ];
}

/** @param {Here} here @param {"together" | "minutes"} name @param {string} label */
const number = ({ mine, change }, name, label) =>
  typed(label, `signs-${name}`, mine[name], value => change({ [name]: value }), { inputmode: "numeric" });

/**
 * Appointments that moved later, of the comparison that was made of these files.
 * @param {Here} here
 * @param {State} state
 */
function moved(here, { of, files }) {
  const compared = of.reconcile?.compared;
  if (!compared || compared.files !== files) return null;
  const due = compared.comparison.fields.find((/** @type {any} */ { field }) => field === "due");
  const { later = 0, laterBucket = "" } = due ?? {};
  return link(here, here.words.questions.moved(later), { count: later, bucket: laterBucket });
}

/**
 * @param {Here} here
 * @param {Signs} found
 * @param {import("../../lib/index.d.ts").DossierPage | undefined} sample
 */
function drawing(here, { sample: drawn }, sample) {
  const { words, t, mine, change } = here;
  const text = words.sample;
  return [
    h("p.hint", text.hint),
    h(
      "div.row.screen",
      typed(text.seed, "sample-seed", mine.seed, seed => change({ seed }), { maxlength: 60 }),
      typed(text.size, "sample-size", mine.size, size => change({ size }), { inputmode: "numeric" }),
      h("button.primary", { type: "button", onclick: () => change({ drawn: true }) }, text.draw),
      h("button", { type: "button", onclick: () => change({ seed: anySeed(), drawn: true }) }, text.another),
      drawn && h("button", { type: "button", onclick: () => print() }, text.print)
    ),
    drawn && h("p", link(here, text.drawn(drawn.count, drawn.of, drawn.seed), drawn)),
    drawn && sample && sheet(text, t, sample.rows)
  ];
}

const anySeed = () => String(crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000);

/**
 * The sample as it is taken along, with room to write.
 * @param {typeof vi["sample"]} text
 * @param {Text} t
 * @param {import("../../lib/index.d.ts").DossierRow[]} rows
 */
const sheet = (text, t, rows) =>
  grid(
    text.sheet,
    [
      text.heads.code,
      ...[
        text.heads.unit,
        text.heads.received,
        text.heads.due,
        text.heads.ended,
        text.heads.outcome,
        text.heads.checked
      ].map((title, at) => head(at % 4 ? null : { class: "said" }, h("span", title)))
    ],
    {
      rows,
      row: row =>
        line(null, [
          name(row.code || text.noCode(row.file, row.row)),
          cell({ class: "said" }, row.unit),
          [row.received, row.due, row.ended].map(day => cell(null, day ? t.day(day) : "")),
          cell({ class: "said" }, t.key("outcome", row.outcome)),
          cell({ class: "tick-here" }, "☐")
        ])
    }
  );
