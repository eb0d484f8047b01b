// The wording of data that were put together elsewhere (hồ sơ gộp).
import { day, number } from "../../format.vi.js";

export const text = {
  /** @param {{ grain: string, cut: string }} lives @param {number} dossiers */
  said: ({ grain, cut }, dossiers) =>
    `Hồ sơ gộp theo ${grain === "quarter" ? "quý" : "tháng"}, chốt ngày ${day(cut)}, ${number(dossiers)} hồ sơ. Chỉ tính được đến cuối các kỳ đã gộp.`,
  day,
  any: "Không chọn",
  unlisted: "Hồ sơ đã gộp theo kỳ nên không liệt kê được từng hồ sơ. Hãy mở danh sách gốc.",
  codes: {
    "bad-lives":
      "Tệp hồ sơ gộp không dùng được: thiếu thông tin gộp, số hồ sơ không khớp, hoặc khác kỳ, ngày chốt với tệp đã mở. Hãy ghi lại bằng lệnh hoso lives."
  }
};
