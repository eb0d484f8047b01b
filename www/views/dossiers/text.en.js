// Wording of the view "dossiers".

/** @type {typeof import("./text.vi.js").text} */
export const text = {
  tab: "Dossiers",
};
