// Wording of the view "takeaway".

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Report",
};
