// Wording of the view "compare".

export const text = {
  tab: "So sánh",
};
