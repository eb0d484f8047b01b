// Wording of the view "trend".

export const text = {
  tab: "Xu hướng",
  step: "Theo",
  every: "Xu hướng gồm mọi kỳ trong dữ liệu, không chỉ kỳ đang chọn ở trên.",
  /** @param {string} step */
  title: step => `Các chỉ số theo ${step.toLowerCase()}`,
  hint: "Nét đứt là chỉ tiêu. Mỗi biểu đồ có thang đo riêng; hai số bên trái là hai đầu thang.",
  against: "So với kỳ trước",
  now: "Kỳ này",
  before: "So với",
  previous: "kỳ liền trước",
  year: "cùng kỳ năm trước",
  figure: "Chỉ số",
  difference: "Chênh lệch (hồ sơ, điểm phần trăm; tính từ số chưa làm tròn)",
  better: "tốt hơn",
  worse: "kém hơn",
  /** @param {string} name */
  count: name => `Số hồ sơ ${name.toLowerCase()}`,
  units: "Đơn vị theo kỳ",
  each: "Từng đơn vị, cùng thang đo",
  /** @param {number} shown @param {number} all */
  most: (shown, all) => `${shown} đơn vị có nhiều hồ sơ nhất trong ${all} đơn vị.`,
  none: "không có hồ sơ",
  /** @param {string} period @param {string} day */
  unfinished: (period, day) =>
    `${period} mới có số liệu đến hết ngày ${day}: tỷ lệ so được, số hồ sơ chưa đủ kỳ.`
};
