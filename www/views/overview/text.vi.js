// Wording of the view "overview".
import { number } from "../../format.vi.js";

export const text = {
  tab: "Tổng quan",
  channels: {
    title: "Hình thức nộp và thời hạn",
    hint: "Hồ sơ đã giải quyết có hạn, theo hình thức nộp.",
    /** @param {string} rate */
    onTime: rate => `${rate} đúng và trước hạn`
  },
  late: {
    title: "Trễ bao nhiêu ngày",
    nobody: "Không hồ sơ nào trễ hạn.",
    late: "Số ngày trễ",
    dossiers: "Số hồ sơ",
    /** @param {number} all */
    hint: all => `${number(all)} hồ sơ đã giải quyết trễ hạn, theo số ngày trễ.`,
    /** @param {number} count */
    unlisted: count => `${number(count)} hồ sơ trễ hạn chỉ có trong báo cáo tổng hợp, không rõ số ngày.`,
    /** @param {number} from @param {number} to */
    days: (from, to) =>
      from === to ? `${from} ngày` : to > 365 ? `trên ${from - 1} ngày` : `${from}–${to} ngày`
  },
  reached: {
    target: "Chỉ tiêu",
    title: "Đơn vị và chỉ tiêu",
    met: "Đơn vị đạt",
    missed: "Chưa đạt",
    furthest: "Xa chỉ tiêu nhất (điểm phần trăm)",
    various: "theo đơn vị",
    go: "Xem từng đơn vị",
    /** @param {number} count */
    units: count => `${number(count)} đơn vị`,
    /** @param {number} units */
    alike: units => `${number(units)} đơn vị cùng`
  }
};
