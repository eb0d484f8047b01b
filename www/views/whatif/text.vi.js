// Wording of the view "whatif".

export const text = {
  tab: "Giả định",
};
