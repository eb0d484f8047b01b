// Wording of the view "overview".

export const text = {
  tab: "Tổng quan",
};
