// Wording of the view "compare".
import { dossiers, number } from "../../format.vi.js";

export const text = {
  tab: "So sánh",
  /** @param {string} measure @param {string} dimension */
  ranking: (measure, dimension) => `${measure}: xếp theo ${dimension.toLowerCase()}`,
  /** @param {string} dimension */
  profile: dimension => `Các chỉ số theo ${dimension.toLowerCase()}`,
  ranks: "Tốt nhất ở trên.",
  /** @param {string} bound "≥ 40%"; "" where units have several */
  target: bound => `Vạch dọc là chỉ tiêu ${bound}; ✕ chưa đạt.`.replace(" ;", ";"),
  scale: "Mỗi biểu đồ có thang đo riêng.",
  lacks: "“Thiếu” (“vượt”) tính trong số hồ sơ đã có; số cần thêm mới xem ở “Tính thử”.",
  /** @param {number} count */
  without: count => `${number(count)} dòng không tính được, chỉ có trong bảng số.`,
  /** @param {number} count */
  between: count => `… ${number(count)} dòng ở giữa …`,
  /** @param {number} count */
  all: count => `Hiện cả ${number(count)} dòng`,
  ends: "Chỉ hiện tốt nhất và kém nhất",
  /** @param {string} points @param {boolean} met */
  gap: (points, met) => (met ? points : `✕ ${points}`),
  /** @param {number} count @param {boolean} ceiling */
  short: (count, ceiling) => `${ceiling ? "vượt" : "thiếu"} ${dossiers(count)}`,
  /** @param {string} dimension */
  short2: dimension => `${dimension} và chỉ tiêu: còn thiếu bao nhiêu hồ sơ`,
  shortHint: "✕ số hồ sơ còn thiếu (hoặc vượt mức trần) trong số đã có; ✓ đạt; số nhỏ là tỷ lệ.",
  cross: "Chia cột theo",
  noCross: "không chia",
  /** @param {string} measure @param {string} down @param {string} across */
  pivot: (measure, down, across) => `${measure}: ${down.toLowerCase()} theo ${across.toLowerCase()}`,
  missedTargets: "Số chỉ tiêu chưa đạt",
  copy: "Sao chép bảng này",
  rank: "Hạng",
  num: "Tử số",
  den: "Mẫu số",
  points: "Cách (điểm phần trăm)",
  shortBy: "Thiếu (hồ sơ)",
  figures: "Bảng số liệu",
  heat: "tô màu",
  heatLegend:
    "Màu xanh đậm là tốt hơn, màu đỏ đậm là kém hơn so với cả cột; cột có chỉ tiêu: xanh là đạt, đỏ là chưa đạt, càng đậm càng cách xa."
};
