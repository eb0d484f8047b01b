// Wording of the view "dossiers".
import { dossiers, number } from "../../format.vi.js";

/** @type {Record<string, string>} */
const lists = {
  lateAll: "Trễ hạn và quá hạn",
  late: "Trễ hạn",
  overdue: "Quá hạn",
  dayAfter: "Trễ 1 ngày",
  doubtful: "Dữ liệu cần rà soát",
  all: "Tất cả"
};

export const text = {
  bucket: "Nhóm vừa mở",
  tab: "Danh sách hồ sơ",
  lists: "Các danh sách",
  /** @param {string} list @param {number} [days] */
  list: (list, days = 7) => lists[list] ?? `Sắp đến hạn trong ${number(days)} ngày`,
  /** @param {number} total */
  count: total => dossiers(total),
  /** @param {string} list @param {number} total */
  label: (list, total) => `${list}: ${dossiers(total)}. Phím mũi tên để đi, Enter để lọc theo ô.`,
  none: "Không có hồ sơ nào.",
  unlisted: "Không có hồ sơ nào. Báo cáo tổng hợp chỉ có số liệu, không có danh sách hồ sơ.",
  within: "Đến hạn trong",
  /** @param {number} count */
  days: count => `${number(count)} ngày`,
  order: "Xếp theo",
  asInFiles: "thứ tự trong tệp",
  /** @type {Record<string, string>} */
  orders: {
    daysLate: "số ngày trễ, nhiều trước",
    due: "ngày hẹn trả, sớm trước",
    received: "ngày tiếp nhận, sớm trước"
  },
  /** @type {Record<string, string>} */
  columns: {
    code: "Mã hồ sơ",
    unit: "Đơn vị",
    procedure: "Thủ tục",
    received: "Tiếp nhận",
    due: "Hẹn trả",
    ended: "Kết thúc",
    outcome: "Tình trạng giải quyết",
    daysLate: "Số ngày trễ (dương lịch)",
    doubts: "Nghi vấn",
    file: "Tệp",
    row: "Dòng"
  },
  /** @param {string} list @param {number} from @param {number} to @param {number} total */
  printed: (list, from, to, total) =>
    `${list}: ${dossiers(total)}${to - from + 1 < total ? ` (bản in có dòng ${number(from)}–${number(to)}; cần đủ thì xuất Excel)` : ""}`,
  copy: "Sao chép danh sách",
  exports: { xlsx: "Xuất Excel", csv: "Xuất CSV" },
  code: "Tìm mã hồ sơ",
  byUnit: "Số hồ sơ trễ hạn, quá hạn theo đơn vị",
  fileName: "danh-sach-ho-so",
  /** @param {number} rows @param {number} total */
  copied: (rows, total) =>
    rows < total
      ? `Đã chép ${number(rows)} dòng đầu trên ${number(total)}.`
      : `Đã chép ${number(rows)} dòng; dán vào Excel được.`,
  notCopied: "Trình duyệt không cho sao chép. Hãy dùng nút xuất Excel hoặc CSV."
};
