// Wording of the view "whatif".
import { dossiers, number } from "../../format.vi.js";
import { kinds } from "./kinds.vi.js";

/** @typedef {import("../../lib/index.d.ts").Gap} Gap */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

export const text = {
  tab: "Tính thử",
  /** @param {string} title */
  scroll: title => `Bảng “${title}”, cuộn ngang được`,
  overall: "Mọi chỉ tiêu, tất cả đơn vị",
  reach: "Số hồ sơ còn thiếu, số hồ sơ còn dư so với chỉ tiêu",
  goal: "Thử mức khác",
  noTarget: "Bộ chỉ tiêu đang chọn không đặt mức cho chỉ số này. Hãy nhập một mức ở ô “Thử mức khác”.",
  /** @param {number} judged @param {number} met @param {number} unjudged */
  tally: (judged, met, unjudged) =>
    `${number(met)}/${number(judged)} đơn vị đạt chỉ tiêu${unjudged ? `; ${number(unjudged)} đơn vị không xét (không tính được tỷ lệ hoặc không đặt mức)` : ""}.`,
  kinds,
  /** @param {[string, string]} kinds what is needed, and what is allowed */
  heads: ([needed, allowed]) => [
    "Tỷ lệ",
    "Chỉ tiêu",
    "Khoảng cách, điểm phần trăm",
    `Cần thêm ${needed}`.trim(),
    "hoặc chuyển đổi trong số đã có",
    `Còn được phép thêm ${allowed}`.trim(),
    "hoặc giảm trong số đã có"
  ],
  /** @param {number} count @param {string} kind */
  counted: (count, kind) => `${number(count)} ${kind}`,
  never: "không bù được",
  any: "không giới hạn",
  /** @param {string} measure */
  suppose: measure => `Nếu có thêm hồ sơ thì sao? – ${measure}`,
  /** @param {string} kind */
  add: kind => `Thêm ${kind}`,
  /** @param {number} count */
  justEnough: count => `Vừa đủ để đạt (${number(count)})`,
  /** @param {number} count */
  toTheEdge: count => `Tối đa mà vẫn đạt (${number(count)})`,
  /** @param {string} subject @param {string | null} from @param {string | null} to */
  moves: (subject, from, to) =>
    to ? `${subject}: ${from ? `từ ${from} ` : ""}thành ${to}.` : `${subject}: hiện là ${from}.`,
  /** @param {Gap} gap @param {Measure} _measure @param {[string, string]} kinds */
  outlook: ({ met, atLeast, atMost, points, moreNeeded, mayAdd }, _measure, [needed, allowed]) => {
    const goal = atLeast ? `chỉ tiêu ít nhất ${atLeast}` : `mức trần ${atMost}`;
    if (met)
      return `Đạt ${goal}; ${mayAdd === null ? `thêm bao nhiêu ${allowed} cũng vẫn đạt` : mayAdd ? `còn được phép thêm ${text.counted(mayAdd, allowed)}` : `thêm một ${allowed} nữa là không đạt chỉ tiêu`}.`;
    const size = points.replace("-", "");
    return `Chưa đạt ${goal}, ${atLeast ? "thiếu" : "vượt"} ${size} điểm phần trăm; ${moreNeeded === null ? "không số hồ sơ mới nào bù được" : `còn cần thêm ${text.counted(moreNeeded, needed)}`}.`;
  },
  ways: "Cùng dữ liệu, bốn cách tính",
  /** @param {number} differing @param {boolean} whole no period is chosen */
  waysHint: (differing, whole) =>
    `${differing ? `${number(differing)} chỉ số khác nhau giữa các cách; dấu ≠ là chỗ khác với cách đang dùng.` : "Bốn cách cho cùng số liệu."}${whole ? " Không chọn kỳ thì hai cách tính kỳ không khác nhau." : ""}`,
  basis: "Kỳ",
  clock: "Hạn",
  inForce: "đang dùng",
  differs: "khác cách đang dùng:",
  changed: {
    clock: "Hồ sơ thay đổi kết quả khi đổi cách so hạn (theo ngày hoặc theo giờ, phút)",
    basis: "Hồ sơ thay đổi kết quả khi chỉ tính vào kỳ theo ngày tiếp nhận",
    other: "Hồ sơ thay đổi kết quả khi đổi một điểm khác trong cách tính"
  },
  tryWay: "Nếu",
  unchanged: "Không hồ sơ nào thay đổi kết quả.",
  /** @param {number} total @param {string[]} kinds */
  changes: (total, kinds) => `${dossiers(total)} thay đổi kết quả: ${kinds.join("; ")}.`,
  outside: "không thuộc kỳ",
  /** @param {number} count @param {string} from @param {string} to outcomes */
  change: (count, from, to) => `${number(count)} từ “${from}” thành “${to}”`
};
