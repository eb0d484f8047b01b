// Wording of the view "takeaway".

export const text = {
  tab: "Báo cáo",
};
