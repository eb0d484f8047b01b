// Wording of the view "trend".

export const text = {
  tab: "Xu hướng",
  step: "Theo",
  /** @param {string} step */
  title: step => `Các chỉ số theo ${step.toLowerCase()}`,
  hint: "Nét đứt là chỉ tiêu. Thang đo của mỗi hình là riêng.",
  against: "So với kỳ trước",
  now: "Kỳ này",
  before: "So với",
  previous: "kỳ liền trước",
  year: "cùng kỳ năm trước",
  figure: "Chỉ số",
  difference: "Chênh lệch (hồ sơ, điểm %)",
  better: "tốt hơn",
  worse: "kém hơn",
  /** @param {string} name */
  count: name => `Số hồ sơ ${name.toLowerCase()}`,
  units: "Đơn vị theo kỳ",
  none: "không có hồ sơ",
  /** @param {string} period @param {string} day */
  unfinished: (period, day) =>
    `${period} mới có số liệu đến hết ngày ${day}: tỷ lệ so được, số hồ sơ chưa đủ kỳ.`
};
