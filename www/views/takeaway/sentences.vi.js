// Wording of sentences about levels, units, series of periods and typed figures.
import { day, dossiers, number, period } from "../../format.vi.js";

/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */
/** @typedef {import("./rates.js").Known} Known */
/** @typedef {{ period: string, until: string | null }} When */

/** @param {string} text */
const lower = text => text.charAt(0).toLowerCase() + text.slice(1);

/** A measure among those of one group. @type {Partial<Record<Measure, string>>} */
const SHORT = {
  onTime: "giải quyết đúng và trước hạn",
  online: "nộp trực tuyến",
  onlineL34: "trực tuyến mức độ 3, 4",
  postalIntake: "tiếp nhận qua BCCI",
  postalReturn: "trả kết quả qua BCCI"
};

/** @param {When} when */
const named = ({ period: key, until }) =>
  `${lower(period(key))}${until ? ` (số liệu đến hết ngày ${day(until)})` : ""}`;

export const sentences = {
  tellLevels: "Nêu từng cấp",
  tellExtremes: "Nêu nơi cao nhất, thấp nhất",
  tellEach: "Nêu từng đơn vị",
  series: "Chuỗi kỳ",
  /** @type {Record<string, string>} */
  seriesSteps: { "": "không nêu", year: "các năm", quarter: "các quý", month: "các tháng" },
  group: {
    /** @param {string} name @param {string[]} parts */
    sentence: (name, parts) => `${name}: ${parts.join("; ") || "chưa có số liệu"}.`,
    /** @param {number} count */
    received: count => `tiếp nhận ${dossiers(count)}`,
    /** @param {number} count */
    endedAlone: count => `đã giải quyết ${dossiers(count)}`,
    /** @param {Counts} counts @param {boolean} unsplit @param {Known | null} rate */
    ended: ({ ended, timely, early, onDueDay, late, noVerdict }, unsplit, rate) => {
      const parts = [
        ...(unsplit
          ? [`đúng và trước hạn ${number(timely)}`]
          : [`trước hạn ${number(early)}`, `đúng hạn ${number(onDueDay)}`]),
        `trễ hạn ${number(late)}`,
        ...(noVerdict ? [`không xét hạn ${number(noVerdict)}`] : [])
      ];
      const share = rate
        ? `; ${SHORT.onTime} ${number(rate.num)}/${number(rate.den)} hồ sơ, đạt ${rate.text}`
        : "";
      return `đã giải quyết ${dossiers(ended)} (${parts.join(", ")})${share}`;
    },
    /** @param {Measure} measure @param {Known} rate @param {Known | null} kept on time among them */
    rate: (measure, { num, den, text }, kept) =>
      num === 0
        ? `không có hồ sơ ${SHORT[measure]}`
        : `${SHORT[measure]}${measure === "onlineL34" ? " là" : ""} ${number(num)}/${number(den)} hồ sơ, đạt ${text}${kept ? ` (đã giải quyết đúng và trước hạn ${number(kept.num)}, trễ hạn ${number(kept.den - kept.num)})` : ""}`,
    /** @param {number} count */
    further: count => `Còn ${number(count)} đơn vị khác, xem bảng số liệu.`
  },
  /** @param {string | null} level @param {number} units @param {string[]} told */
  extremes: (level, units, told) =>
    `Trong ${number(units)} đơn vị${level ? ` cấp ${level}` : level === "" ? " không rõ cấp" : ""}: ${told.join("; ")}.`,
  /** @param {Measure} measure @param {string} highest @param {string} lowest */
  ends: (measure, highest, lowest) =>
    `tỷ lệ ${SHORT[measure]} cao nhất là ${highest}, thấp nhất là ${lowest}`,
  /** @param {Measure} measure @param {number} units @param {string} rate */
  alike: (measure, units, rate) => `tỷ lệ ${SHORT[measure]} của ${number(units)} đơn vị đều là ${rate}`,
  /** @param {string[] | number} units @param {string} rate */
  place: (units, rate) =>
    typeof units === "number"
      ? `${number(units)} đơn vị cùng ở mức ${rate}`
      : `${units.join(", ")} (${rate})`,
  /** @param {(When & { count: number })[]} told */
  seriesReceived: told =>
    `Số hồ sơ tiếp nhận: ${told.map(({ count, ...when }) => `${named(when)} ${dossiers(count)}`).join("; ")}.`,
  /** @param {(When & { rate: Known })[]} told */
  seriesOnTime: told =>
    `Giải quyết đúng và trước hạn: ${told.map(({ rate: { num, den, text }, ...when }) => `${named(when)} ${number(num)}/${number(den)} hồ sơ, đạt ${text}`).join("; ")}.`,
  /** @param {(When & { rate: Known, ended: { timely: number, late: number } | null })[]} told */
  seriesOnline: told =>
    `Nộp trực tuyến: ${told
      .map(({ rate: { num, den, text }, ended, ...when }) =>
        num === 0
          ? `${named(when)} không có hồ sơ nào`
          : `${named(when)} ${number(num)}/${number(den)} hồ sơ, đạt ${text}${ended ? ` (đúng và trước hạn ${number(ended.timely)}, trễ hạn ${number(ended.late)})` : ""}`
      )
      .join("; ")}.`,
  typed: {
    title: "Số liệu nhập tay",
    hint: "Cho số liệu không nằm trong danh sách hồ sơ, ví dụ 26/26 nhiệm vụ, phản ánh qua 1022. Trong báo cáo và biên nhận số liệu, các số này luôn ghi là nhập tay.",
    add: "Thêm số liệu",
    remove: "Xóa",
    /** @param {number} at */
    removeNamed: at => `Xóa số liệu nhập tay thứ ${number(at)}`,
    /** @param {number} at */
    line: at => `Số liệu nhập tay thứ ${number(at)}`,
    cells: {
      name: "Nội dung",
      num: "Số thực hiện",
      den: "Trên tổng số (nếu có)",
      source: "Nguồn",
      day: "Ngày số liệu"
    },
    /** @type {Record<string, string>} */
    faults: {
      noName: "Ghi nội dung, ví dụ “nhiệm vụ trong kế hoạch”.",
      empty: "Nhập số thực hiện.",
      noNumber: "Số phải là số nguyên, ví dụ 1.062.",
      twoWays: "“1,234” có thể là một nghìn hai trăm ba mươi tư hoặc số lẻ; hãy viết 1.234 hoặc 1234.",
      tooLarge: "Số quá lớn.",
      moreThanAll: "Số thực hiện lớn hơn tổng số; hãy xem lại.",
      noWhole: "Tổng số bằng 0 thì không có tỷ lệ; để trống ô này.",
      noDay: "Ngày không có thật; viết như 31/12/2022."
    },
    /** @param {import("./typed.js").Typed} typed */
    one: ({ name, num, den, text, source, day: of }) => {
      const from = [source && `nguồn: ${source}`, of && `ngày ${day(of)}`].filter(Boolean).join(", ");
      const figure = den === undefined ? number(num) : `${number(num)}/${number(den)}, đạt ${text}`;
      return `${name} ${figure}${from ? ` (${from})` : ""}`;
    },
    /** @param {import("./typed.js").Typed[]} typed */
    sentence: typed =>
      `Số liệu nhập tay (không lấy từ danh sách hồ sơ): ${typed.map(one => sentences.typed.one(one)).join("; ")}.`,
    /** @param {import("./typed.js").Typed[]} typed */
    inReceipt: typed =>
      `Biên nhận có ${number(typed.length)} số liệu nhập tay, không đối chiếu được bằng tệp: ${typed.map(one => sentences.typed.one(one)).join("; ")}.`
  },
  columnsTitle: "Cột của bảng",
  columnGroups: {
    carried: "kỳ trước chuyển sang",
    open: "đang giải quyết",
    waiting: "chờ bổ sung, trả lại, rút",
    online: "trực tuyến",
    levels: "mức độ 3, 4",
    postal: "bưu chính công ích",
    counts: "kèm số hồ sơ"
  }
};
