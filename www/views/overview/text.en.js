// Wording of the view "overview".

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Overview",
};
