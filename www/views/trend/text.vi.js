// Wording of the view "trend".

export const text = {
  tab: "Xu hướng",
};
