// The words that only <hoso-board> has, in both languages.
import { textOf } from "../../app/state.js";

const vi = {
  loading: "Đang đọc số liệu…",
  empty: "Chưa có số liệu.",
  source: "Nguồn:",
  download: "Tải bảng (CSV)",
  /** @param {string} measure */
  columns: measure => [`${measure}: số hồ sơ`, `${measure}: trên tổng`, `${measure}: tỷ lệ`],
  /** @param {number} groups @param {number} below */
  withheld: (groups, below) =>
    `${groups} dòng có dưới ${below} hồ sơ không hiện riêng để giữ kín; vẫn tính trong dòng tổng.`,
  /** @type {Record<string, string>} what citizens may not know by its abbreviation */
  measures: {
    postalIntake: "Tiếp nhận qua dịch vụ bưu chính công ích",
    postalReturn: "Trả kết quả qua dịch vụ bưu chính công ích"
  },
  /** @type {Record<string, (error: any) => string>} */
  errors: {
    "not-found": ({ address, status }) =>
      `Không tải được ${address} (HTTP ${status}). Đề nghị người quản trị kiểm tra địa chỉ này.`,
    "list-not-allowed": () =>
      "Tệp ở src là danh sách hồ sơ, người đọc trang tải về được cả danh sách. Hãy công bố số tổng hợp (“Gói công bố” của hoso), hoặc thêm thuộc tính allow-list nếu danh sách này được phép công khai.",
    "bad-period": ({ period }) =>
      `Không hiểu kỳ “${period}” ở thuộc tính period. Ví dụ: 2025, 2025-H1, 2025-Q3, 2025-09 hoặc 2025-07-01/2025-09-30.`,
    "other-period": () =>
      "Số liệu công bố không phải của kỳ ở thuộc tính period. Hãy công bố số liệu của kỳ này, hoặc bỏ thuộc tính đó."
  }
};

/** @type {typeof vi} */
const en = {
  loading: "Reading the data…",
  empty: "No data yet.",
  source: "Source:",
  download: "Download the table (CSV)",
  columns: measure => [`${measure}: dossiers`, `${measure}: of`, `${measure}: rate`],
  withheld: (groups, below) =>
    `${groups} ${groups === 1 ? "row" : "rows"} with fewer than ${below} dossiers not shown, to protect privacy; still in the total.`,
  measures: {},
  errors: {
    "not-found": ({ address, status }) =>
      `${address} could not be loaded (HTTP ${status}). Ask the site's administrator to check this address.`,
    "list-not-allowed": () =>
      "The file at src is a list of dossiers, and readers of the page can download all of it. Publish totals (hoso's “Publish pack”), or add the attribute allow-list if this list may be public.",
    "bad-period": ({ period }) =>
      `The period “${period}” in the attribute period is not understood. Examples: 2025, 2025-H1, 2025-Q3, 2025-09 or 2025-07-01/2025-09-30.`,
    "other-period": () =>
      "The published figures are not those of the period in the attribute period. Publish the figures of that period, or remove the attribute."
  }
};

/** The page's words, the board's, and names of measures without abbreviations. @param {"vi" | "en"} lang */
export function words(lang) {
  const [t, board] = [textOf(/** @type {any} */ ({ lang })), lang === "en" ? en : vi];
  return { ...t, board, measures: { ...t.measures, ...board.measures } };
}

/** @typedef {ReturnType<typeof words>} Text */
