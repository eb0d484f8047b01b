// Wording of the view "overview".
import { amount, dossiers } from "../../format.en.js";

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Overview",
  channels: {
    title: "Channel and timeliness",
    hint: "Ended dossiers with a due day, by intake channel.",
    onTime: rate => `${rate} on time`
  },
  late: {
    title: "How many days late",
    nobody: "No dossier is late.",
    late: "Days late",
    dossiers: "Dossiers",
    hint: all => `${dossiers(all)} that ended late, by days late.`,
    unlisted: count =>
      `${amount(count, "late dossier is", "late dossiers are")} known from summaries only, without ${count === 1 ? "its" : "their"} days.`,
    days: (from, to) =>
      from === to ? amount(from, "day") : to > 365 ? `over ${from - 1} days` : `${from}–${to} days`
  },
  reached: {
    target: "Target",
    title: "Units and targets",
    met: "Units that meet it",
    missed: "Units missing it",
    furthest: "Furthest from it (points)",
    various: "by unit",
    go: "See each unit",
    units: count => amount(count, "unit"),
    alike: units => `${amount(units, "unit")} alike`
  }
};
