// Wording of the view "trend".

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Trend",
};
