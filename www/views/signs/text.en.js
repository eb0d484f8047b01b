// Wording of the view "signs", in English.
import { amount, dossiers, number } from "../../format.en.js";

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  delays: "Returned, slow and overdue",
  shares: {
    returned: "Returned or withdrawn, among ended and returned",
    returnedLate: "Returned after the appointment",
    acceptedLate: "Accepted more than 8 working hours after filing"
  },
  share: (what, count, of, rate) => `${what}: ${number(count)}/${dossiers(of)} (${rate})`,
  handedOverLate: (count, of) =>
    `Finished in time, handed over after the appointment: ${number(count)} of ${dossiers(of)} that have all three days`,
  noHandover:
    "Finished in time, handed over after the appointment: not computable, for no dossier has an appointment, a day finished and a day returned.",
  ages: "Overdue and not ended, by days overdue",
  age: (least, most, count) =>
    `${most === undefined ? `${amount(least, "day")} or more` : `${number(least)}–${amount(most, "day")}`}: ${dossiers(count)}`,
  outages: {
    title: "Outages",
    hint: "Give the days and hours when the software or the network was down, and why. Late dossiers whose appointment or end lies within are counted apart.",
    from: "From",
    to: "To",
    reason: "Reason",
    moment: "dd/mm/yyyy hh:mm",
    add: "Add an outage",
    remove: "Remove",
    noMoment: "Write a day as 19/08/2022, or a day and hour as 19/08/2022 07:30.",
    reversed: "The beginning must be before the end.",
    found: (count, of) =>
      `${number(count)} of ${amount(of, "late dossier")} are due or ended during an outage`,
    rates: "Rates with and without dossiers of the outage",
    measure: "Measure",
    all: "With all dossiers",
    without: "Without these",
    beside:
      "The rate with all dossiers remains the unit's figure; the other stands beside it, never in its place."
  },
  questions: {
    title: "Questions to ask",
    hint: "Each question comes with its dossiers. There may be good reasons for them; this is no finding of fault.",
    togetherField: "Many in one minute: from",
    minutesField: "Shortly before the appointment: minutes",
    together: (count, least, minutes, most) =>
      count
        ? `Why were ${dossiers(count)} ended in bulk, ${number(least)} or more of one unit in the same minute (${amount(minutes, "time")}, ${dossiers(most)} at most)?`
        : `Did a unit ever end ${number(least)} or more dossiers in the same minute?`,
    dayOff: count =>
      count
        ? `Why were ${dossiers(count)} ended on a day off (Saturday, Sunday, holiday)?`
        : "Was any dossier ended on a day off (Saturday, Sunday, holiday)?",
    last: (count, minutes) =>
      count
        ? `Why were ${dossiers(count)} ended in the last ${amount(minutes, "minute")} before the appointment?`
        : `Was any dossier ended in the last ${amount(minutes, "minute")} before the appointment?`,
    nothing: (question, of) => `${question} No, of ${dossiers(of)} looked at.`,
    moved: count =>
      count
        ? `Why is the appointment of ${dossiers(count)} later in the later export than in the earlier one?`
        : "Did any appointment move later between the exports? No.",
    compare: "Were appointments moved later? Compare two exports of the same list to see.",
    noTimes: "Ended in bulk in one minute: cannot be told, for ends have no time of day.",
    noEnds: "Ended on a day off: cannot be told, for no dossier has an end day.",
    noHours:
      "Ended shortly before the appointment: cannot be told, for appointments and ends do not both have a time of day."
  },
  sample: {
    title: "Random sample for a check on the spot",
    hint: "Drawn from the dossiers of the filters and the period that are chosen. The same seed and the same list give the same dossiers to anybody.",
    seed: "Seed",
    size: "Dossiers (200 at most)",
    sheet: "The sample",
    draw: "Draw",
    another: "Draw with another seed",
    print: "Print the list",
    drawn: (count, of, seed) => `${dossiers(count)} drawn from ${number(of)}, seed “${seed}”`,
    noCode: (file, row) => `(no code) ${file}, row ${number(row)}`,
    heads: {
      code: "Code",
      unit: "Unit",
      received: "Received",
      due: "Due",
      ended: "Ended",
      outcome: "Outcome",
      checked: "Checked"
    }
  }
};
