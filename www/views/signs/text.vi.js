// Wording of the view "signs". Signs are questions: what they list may have good reasons.
import { dossiers, number } from "../../format.vi.js";

export const text = {
  delays: "Trả lại, chậm và quá hạn",
  shares: {
    returned: "Trả lại, rút trong số đã giải quyết và trả lại",
    returnedLate: "Trả lại sau ngày hẹn trả",
    acceptedLate: "Tiếp nhận chậm quá 8 giờ làm việc"
  },
  /** @param {string} what @param {number} count @param {number} of @param {string} rate */
  share: (what, count, of, rate) => `${what}: ${number(count)}/${number(of)} hồ sơ (${rate})`,
  /** @param {number} count @param {number} of */
  handedOverLate: (count, of) =>
    `Giải quyết xong đúng hạn nhưng trả kết quả sau ngày hẹn: ${number(count)} trong ${dossiers(of)} có đủ ngày`,
  noHandover:
    "Giải quyết xong đúng hạn nhưng trả kết quả sau ngày hẹn: không tính được, vì không hồ sơ nào có đủ ngày hẹn trả, ngày kết thúc xử lý và ngày trả kết quả.",
  ages: "Quá hạn chưa giải quyết, theo số ngày quá hạn",
  /** @param {number} least @param {number | undefined} most @param {number} count */
  age: (least, most, count) =>
    `${most === undefined ? `Từ ${number(least)} ngày trở lên` : `${number(least)}–${number(most)} ngày`}: ${dossiers(count)}`,
  outages: {
    title: "Lúc hệ thống gián đoạn",
    hint: "Ghi ngày giờ phần mềm hoặc đường truyền gián đoạn, kèm lý do. Hồ sơ trễ hạn có ngày hẹn trả hoặc ngày kết thúc nằm trong lúc đó được đếm riêng.",
    from: "Từ lúc",
    to: "Đến lúc",
    reason: "Lý do",
    moment: "dd/mm/yyyy hh:mm",
    add: "Thêm lần gián đoạn",
    remove: "Bỏ",
    noMoment: "Ghi ngày dạng 19/08/2022, hoặc ngày và giờ dạng 19/08/2022 07:30.",
    reversed: "Lúc bắt đầu phải trước lúc kết thúc.",
    /** @param {number} count @param {number} of */
    found: (count, of) =>
      `${number(count)} trong ${dossiers(of)} trễ hạn có ngày hẹn trả hoặc ngày kết thúc trong lúc gián đoạn`,
    rates: "Tỷ lệ tính đủ và không tính hồ sơ lúc gián đoạn",
    measure: "Chỉ số",
    all: "Tính đủ hồ sơ",
    without: "Không tính các hồ sơ đó",
    beside: "Tỷ lệ tính đủ hồ sơ vẫn là số liệu của đơn vị; tỷ lệ bên cạnh chỉ để xem kèm, không thay thế."
  },
  questions: {
    title: "Điểm cần hỏi lại",
    hint: "Mỗi câu hỏi kèm danh sách hồ sơ. Hồ sơ trong danh sách có thể có lý do chính đáng; đây chưa phải là sai phạm.",
    togetherField: "Nhiều hồ sơ trong một phút: từ",
    minutesField: "Sát giờ hẹn trả: trong số phút",
    /** @param {number} count @param {number} least @param {number} minutes @param {number} most */
    together: (count, least, minutes, most) =>
      count
        ? `Vì sao ${dossiers(count)} được kết thúc dồn, từ ${number(least)} hồ sơ của một đơn vị trong cùng một phút (${number(minutes)} lần, lần nhiều nhất ${dossiers(most)})?`
        : `Có lúc nào một đơn vị kết thúc từ ${number(least)} hồ sơ trong cùng một phút không?`,
    /** @param {number} count */
    dayOff: count =>
      count
        ? `Vì sao ${dossiers(count)} được kết thúc vào ngày nghỉ (thứ Bảy, Chủ nhật, ngày lễ)?`
        : "Có hồ sơ nào được kết thúc vào ngày nghỉ (thứ Bảy, Chủ nhật, ngày lễ) không?",
    /** @param {number} count @param {number} minutes */
    last: (count, minutes) =>
      count
        ? `Vì sao ${dossiers(count)} được kết thúc trong ${number(minutes)} phút cuối trước giờ hẹn trả?`
        : `Có hồ sơ nào được kết thúc trong ${number(minutes)} phút cuối trước giờ hẹn trả không?`,
    /** @param {string} question @param {number} of */
    nothing: (question, of) => `${question} Không, trong ${dossiers(of)} xét được.`,
    /** @param {number} count */
    moved: count =>
      count
        ? `Vì sao ngày hẹn trả của ${dossiers(count)} ở bản xuất sau lùi lại so với bản xuất trước?`
        : "Có ngày hẹn trả nào lùi lại giữa hai bản xuất không? Không.",
    compare: "Ngày hẹn trả có bị lùi lại không? So hai bản xuất của cùng danh sách để biết.",
    noTimes: "Kết thúc dồn trong một phút: không xét được, vì ngày kết thúc không kèm giờ.",
    noEnds: "Kết thúc vào ngày nghỉ: không xét được, vì không hồ sơ nào có ngày kết thúc.",
    noHours: "Kết thúc sát giờ hẹn trả: không xét được, vì ngày hẹn trả và ngày kết thúc không cùng kèm giờ."
  },
  sample: {
    title: "Mẫu ngẫu nhiên để kiểm tra tại chỗ",
    hint: "Bốc ngẫu nhiên từ các hồ sơ trong bộ lọc và kỳ đang chọn. Cùng số bốc và cùng danh sách thì ai bốc lại cũng được đúng các hồ sơ này.",
    seed: "Số bốc",
    size: "Số hồ sơ (tối đa 200)",
    sheet: "Danh sách mẫu",
    draw: "Bốc mẫu",
    another: "Bốc với số khác",
    print: "In danh sách",
    /** @param {number} count @param {number} of @param {string} seed */
    drawn: (count, of, seed) => `${dossiers(count)} bốc từ ${dossiers(of)}, số bốc “${seed}”`,
    /** @param {string} file @param {number} row */
    noCode: (file, row) => `(không có mã) ${file}, dòng ${number(row)}`,
    heads: {
      code: "Mã hồ sơ",
      unit: "Đơn vị",
      received: "Tiếp nhận",
      due: "Hẹn trả",
      ended: "Kết thúc",
      outcome: "Tình trạng",
      checked: "Đã kiểm tra"
    }
  }
};
