// Wording of the view "whatif".

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "What if",
};
