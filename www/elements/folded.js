// Text as Vietnamese is searched: to compare with, never to show.

/** Without case and marks, "đ" as "d". @param {string} text */
export const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
