// The wording of data that were put together elsewhere (lives).
import { day, dossiers } from "../../format.en.js";

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  said: ({ grain, cut }, count) =>
    `Dossiers put together by ${grain}, up to ${day(cut)}: ${dossiers(count)}. Figures are known at the ends of these periods only.`,
  day,
  any: "Not chosen",
  unlisted: "The dossiers are put together by period and cannot be listed. Open the original lists.",
  codes: {
    "bad-lives":
      "The file of dossiers put together cannot be used: its description is missing, its number of dossiers does not match, or its periods differ from an open file's. Write it again with the command hoso lives."
  }
};
