// Wording of the view "dossiers".

export const text = {
  tab: "Danh sách hồ sơ",
};
