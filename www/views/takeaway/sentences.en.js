// Wording of sentences about levels, units, series of periods and typed figures, in English.
import { amount, day, decimal, dossiers, number, period } from "../../format.en.js";

/** @type {Partial<Record<import("../../lib/index.d.ts").Measure, string>>} */
const SHORT = {
  onTime: "ended on time",
  online: "filed online",
  onlineL34: "filed online at levels 3 and 4",
  postalIntake: "received by post",
  postalReturn: "returned by post"
};

/** @param {{ num: number, den: number, text: string }} rate */
const fraction = ({ num, den, text }) => `${number(num)} of ${number(den)} (${decimal(text)})`;

/** @param {import("./sentences.vi.js").When} when */
const named = ({ period: key, until }) => `${period(key)}${until ? ` (data to ${day(until)})` : ""}`;

/** @type {typeof import("./sentences.vi.js").sentences} */
export const sentences = {
  tellLevels: "Name each level",
  tellExtremes: "Name the highest and the lowest",
  tellEach: "Name each unit",
  series: "Series of periods",
  seriesSteps: { "": "none", year: "years", quarter: "quarters", month: "months" },
  group: {
    sentence: (name, parts) => `${name}: ${parts.join("; ") || "no data"}.`,
    received: count => `${dossiers(count)} received`,
    endedAlone: count => `${dossiers(count)} ended`,
    ended: ({ ended, timely, early, onDueDay, late, noVerdict }, unsplit, rate) => {
      const parts = [
        ...(unsplit
          ? [`${number(timely)} on time`]
          : [`${number(early)} early`, `${number(onDueDay)} on the due day`]),
        `${number(late)} late`,
        ...(noVerdict ? [`${number(noVerdict)} without a verdict`] : [])
      ];
      return `${dossiers(ended)} ended (${parts.join(", ")})${rate ? `; ${SHORT.onTime}: ${fraction(rate)}` : ""}`;
    },
    rate: (measure, rate, kept) =>
      rate.num === 0
        ? `not one ${SHORT[measure]}`
        : `${SHORT[measure]}: ${fraction(rate)}${kept ? `, of which ${number(kept.num)} ended on time and ${number(kept.den - kept.num)} late` : ""}`,
    further: count => `${amount(count, "further unit")}: see the table of figures.`
  },
  extremes: (level, units, told) =>
    `Of ${amount(units, "unit")}${level ? ` of level ${level}` : level === "" ? " of no known level" : ""}: ${told.join("; ")}.`,
  ends: (measure, highest, lowest) =>
    `the highest share ${SHORT[measure]} is that of ${highest}, the lowest that of ${lowest}`,
  alike: (measure, units, rate) =>
    `the share ${SHORT[measure]} is ${rate} in each of ${amount(units, "unit")}`,
  place: (units, rate) =>
    typeof units === "number" ? `${amount(units, "unit")} alike at ${rate}` : `${units.join(", ")} (${rate})`,
  seriesReceived: told =>
    `Dossiers received: ${told.map(({ count, ...when }) => `${named(when)} ${number(count)}`).join("; ")}.`,
  seriesOnTime: told =>
    `Ended on time: ${told.map(({ rate, ...when }) => `${named(when)} ${fraction(rate)}`).join("; ")}.`,
  seriesOnline: told =>
    `Filed online: ${told
      .map(({ rate, ended, ...when }) =>
        rate.num === 0
          ? `${named(when)} not one`
          : `${named(when)} ${fraction(rate)}${ended ? `, of which ${number(ended.timely)} ended on time and ${number(ended.late)} late` : ""}`
      )
      .join("; ")}.`,
  typed: {
    title: "Figures typed by hand",
    hint: "For figures that are in no list of dossiers, such as 26 of 26 tasks or complaints to a hotline. In report and receipt they are always marked as typed.",
    add: "Add a figure",
    remove: "Remove",
    removeNamed: at => `Remove typed figure ${number(at)}`,
    line: at => `Typed figure ${number(at)}`,
    cells: {
      name: "What it counts",
      num: "Number",
      den: "Out of (if there is a whole)",
      source: "Source",
      day: "Day"
    },
    faults: {
      noName: "Say what it counts, such as “tasks of the plan”.",
      empty: "Type the number.",
      noNumber: "A whole number is needed, such as 1.062 or 1062.",
      twoWays: "“1,234” may be a thousand or a fraction; write 1234.",
      tooLarge: "The number is too large.",
      moreThanAll: "The number is larger than the whole; look at both again.",
      noWhole: "There is no rate of a whole of 0; leave the field empty.",
      noDay: "There is no such day; write 31/12/2022."
    },
    one: ({ name, num, den, text, source, day: of }) => {
      const from = [source && `source: ${source}`, of && day(of)].filter(Boolean).join(", ");
      return `${name} ${den === undefined ? number(num) : fraction({ num, den, text: text ?? "" })}${from ? ` (${from})` : ""}`;
    },
    sentence: typed =>
      `Typed by hand, not counted from dossiers: ${typed.map(one => sentences.typed.one(one)).join("; ")}.`,
    inReceipt: typed =>
      `The receipt holds ${amount(typed.length, "figure")} typed by hand, which no file can confirm: ${typed.map(one => sentences.typed.one(one)).join("; ")}.`
  },
  columnsTitle: "Columns of the table",
  columnGroups: {
    carried: "carried over",
    open: "in progress",
    waiting: "waiting, returned",
    online: "online",
    levels: "levels 3 and 4",
    postal: "public post",
    counts: "with counts"
  }
};
