// Wording of the view "compare".

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Compare",
};
