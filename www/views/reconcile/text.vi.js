// Wording of the view "reconcile". It stands here and not among the page's texts, for it comes with
// further.js.
import { day, dossiers, number } from "../../format.vi.js";

/** @param {number} change */
const signed = change => `${change > 0 ? "+" : change < 0 ? "−" : ""}${number(Math.abs(change))}`;

export const text = {
  signed,
  modes: "Đối chiếu với",
  modeNames: { published: "số đã công bố", exports: "một bản xuất khác" },
  hint: "So số đã công bố với số tính từ danh sách hồ sơ đang mở, từng đơn vị một, và tìm cách tính cho ra đúng số đã công bố.",
  sources: "Số đã công bố lấy từ",
  sourceNames: {
    files: "tệp báo cáo đang mở",
    grid: "bảng nhập hoặc dán từ Excel",
    sentence: "một đoạn văn"
  },
  noFiles:
    "Chưa có báo cáo tổng hợp nào mở cùng danh sách hồ sơ. Mở thêm tệp báo cáo, hoặc nhập, dán số liệu.",
  /** @param {number} claims @param {number} units */
  fromFiles: (claims, units) => `${number(claims)} số liệu của ${number(units)} đơn vị trong tệp báo cáo.`,
  period: "Kỳ của số đã công bố",
  choosePeriod: "Chọn kỳ",
  from: "Từ ngày",
  to: "Đến ngày",
  needsPeriod: "Số đã công bố là của kỳ nào? Chọn kỳ, hoặc ghi từ ngày, đến ngày.",
  badPeriod: "Ngày không có thật, hoặc từ ngày sau đến ngày.",
  /** @param {string} from @param {string} to */
  span: (from, to) => `${day(from)} – ${day(to)}`,
  /** @param {string[]} periods */
  severalPeriods: periods =>
    `Các số thuộc ${number(periods.length)} kỳ khác nhau (${periods.join("; ")}). Số của hai kỳ không đối chiếu chung được; chọn một kỳ:`,
  unit: "Đơn vị",
  allUnits: "Tất cả đơn vị",
  unitHint: "để trống là tất cả",
  figure: "Số liệu",
  value: "Giá trị",
  noFigure: "(chọn số liệu)",
  /** @param {string} unit @param {string} figure */
  valueOf: (unit, figure) => `${unit}: ${figure}`,
  /** @param {number} column */
  figureOf: column => `Số liệu của cột ${number(column)}`,
  /** @param {number} row */
  unitOf: row => `Đơn vị dòng ${number(row)}`,
  gridHint:
    "Dán cả bảng từ Excel vào một ô: dòng đầu có tên số liệu thì các cột được nhận theo tên. Tỷ lệ ghi kèm dấu %.",
  addRow: "Thêm đơn vị",
  addColumn: "Thêm cột số liệu",
  clear: "Xóa bảng",
  /** @param {number} cells */
  tooMany: cells =>
    `Bảng dán có ${number(cells)} ô, quá lớn để đối chiếu. Hãy dán tối đa 20.000 ô: chỉ cột đơn vị và các cột số liệu cần xem.`,
  sentence: "Dán câu có số liệu",
  sentenceExample: "Ví dụ: Năm 2021 đã giải quyết đúng và trước hạn 25.925/25.969 hồ sơ, đạt 99,83%.",
  read: "Đọc số liệu trong câu",
  nothingRead: "Không thấy số liệu nào dạng 25.925/25.969, 99,83% hoặc 1.062 hồ sơ.",
  confirm: "Đúng số liệu này",
  confirmHint: "Kiểm tra từng số rồi đánh dấu; chỉ số đã đánh dấu mới được đối chiếu.",
  confirmAll: "Đánh dấu tất cả",
  moreThanAll: "Tử số lớn hơn mẫu số; hãy xem lại.",
  /** @param {string} rate */
  isAnother: rate => `Tử số chia mẫu số là ${rate}, không phải tỷ lệ ghi trong câu.`,
  /** @type {Record<string, string>} */
  faults: {
    unknownUnit: "Không có đơn vị này trong dữ liệu.",
    noFigure: "Chọn số liệu.",
    noNumber: "Không phải số: viết 1.062 hoặc 99,83%.",
    twoWays: "“1,234” là một nghìn hai trăm ba mươi tư hay số lẻ? Viết 1.234 hoặc 1234.",
    tooLarge: "Số quá lớn.",
    noPercent: "Tỷ lệ phải từ 0% đến 100%.",
    noRate: "Số liệu này là số đếm, không có tỷ lệ.",
    noCount: "Số liệu này là tỷ lệ: ghi kèm dấu %."
  },
  /** @param {string} unit */
  isIt: unit => `Là “${unit}”`,
  /** @param {number} faults */
  faulty: faults => `${number(faults)} ô cần sửa trước khi đối chiếu.`,
  run: "Đối chiếu",
  cancel: "Hủy",
  /** @param {number} percent */
  running: percent => `Đang tìm cách tính: ${number(percent)}%`,
  cancelled: "Đã hủy đối chiếu.",
  stale: "Dữ liệu hoặc cách tính đã đổi từ lần đối chiếu này; bấm “Đối chiếu” để tính lại.",
  tried: "Đã thử mọi cách đổi tối đa ba điểm trong cách tính.",
  /** @param {number} units @param {number} same @param {number} exact @param {string} open others by name */
  summary: (units, same, exact, open) =>
    `${number(units)} đơn vị: ${number(same)} khớp ngay, ${number(exact)} khớp khi đổi cách tính, ${number(units - same - exact)} còn chênh lệch chưa rõ${open && `: ${open}`}.`,
  /** @param {string} fixed @param {string} grain */
  untold: (fixed, grain) =>
    `Hồ sơ gộp chỉ so được số lượng, không liệt kê được. Không thử được: ${fixed} (đã định khi gộp)${grain && `; ${grain} (cần từng ngày trong kỳ)`}.`,
  heads: { figure: "Số liệu", published: "Công bố", ours: "Tính được", difference: "Chênh lệch" },
  unknown: "không tính được",
  equal: "khớp",
  /** @param {number} met @param {number} all */
  same: (met, all) => `Khớp ${number(met)}/${number(all)} số với cách tính đang dùng.`,
  /** @param {number} all @param {string} way */
  exact: (all, way) => `Khớp ${number(all)}/${number(all)} số nếu ${way}.`,
  /** @param {number} ways */
  several: ways =>
    `Có ${number(ways)} cách tính đều cho đúng các số đã công bố; số liệu không cho biết đã dùng cách nào:`,
  /** @param {number} met @param {number} all @param {string} way */
  closest: (met, all, way) =>
    `Không cách nào khớp hết. Gần nhất, khớp ${number(met)}/${number(all)} số, nếu ${way}.`,
  severalClosest: "Các cách gần nhất như nhau:",
  noneCloser: "Không cách tính nào gần số đã công bố hơn cách đang dùng.",
  and: " và ",
  or: " hoặc ",
  unchanged: "giữ nguyên cách tính",
  splitTitle: "Chênh lệch do đâu",
  parts: { num: "", den: " (mẫu số)" },
  /** @param {string} figure @param {number} change @param {number} count @param {string} why */
  bucket: (figure, change, count, why) => `${figure}: ${signed(change)} do ${why}: ${dossiers(count)}`,
  unexplainedTitle: "Chưa giải thích được",
  /** @param {string} figure @param {number} change */
  unexplained: (figure, change) => `${figure}: ${signed(change)}`,
  /** @param {string} figure @param {number} count */
  equals: (figure, count) => `bằng ${figure} (${number(count)}), chỉ bằng số, chưa phải chứng minh`,
  /** @type {Record<string, string>} */
  lookalikes: {
    superseded: "số dòng trùng mã không được tính",
    halted: "số hồ sơ dừng xử lý trong kỳ",
    haltedStanding: "số hồ sơ dừng xử lý đến cuối kỳ",
    noVerdict: "số hồ sơ đã giải quyết không xét hạn",
    noDue: "số hồ sơ đang giải quyết không rõ hạn",
    otherIntake: "số hồ sơ không rõ hình thức nộp"
  },
  /** @type {Record<string, string>} */
  figures: {
    total: "Tổng số (kỳ trước và mới)",
    received: "Tiếp nhận mới",
    carriedOver: "Kỳ trước chuyển sang",
    ended: "Đã giải quyết",
    timely: "Đúng và trước hạn",
    early: "Trước hạn",
    onDueDay: "Đúng hạn",
    late: "Trễ hạn",
    pending: "Đang giải quyết",
    inTerm: "Chưa đến hạn",
    overdue: "Quá hạn",
    waiting: "Chờ bổ sung",
    returned: "Trả lại, rút",
    notAccepted: "Không tiếp nhận",
    online: "Nộp trực tuyến",
    onlineL34: "Trực tuyến mức độ 3, 4",
    onlineL3: "Trực tuyến một phần (mức 3)",
    onlineL4: "Trực tuyến toàn trình (mức 4)",
    direct: "Nộp trực tiếp",
    postalIntake: "Tiếp nhận qua BCCI",
    postalReturn: "Trả kết quả qua BCCI",
    notOverdue: "Không quá hạn (QĐ 766)",
    dueOnTime: "Đúng hạn trong số đến hạn"
  },
  /** @param {string} name */
  rate: name => `${name}, tỷ lệ`,
  print: "In phiếu đối chiếu",
  copy: "Sao chép bảng",
  copied: "Đã sao chép. Dán vào Excel hoặc Word bằng Ctrl+V.",
  notCopied: "Trình duyệt không cho sao chép.",
  fileName: "doi-chieu-so-lieu.xlsx",
  dots: "………………………………",
  state: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"],
  signedAt: "…………, ngày …… tháng …… năm ………",
  sheetTitle: "PHIẾU ĐỐI CHIẾU SỐ LIỆU",
  /** @param {string} from @param {string} to */
  sheetPeriod: (from, to) => `Kỳ: từ ngày ${day(from)} đến ngày ${day(to)}`,
  /** @param {string} rules */
  sheetRules: rules => `Cách tính đang dùng: ${rules}`,
  signatures: ["Đơn vị được đối chiếu", "Người đối chiếu"],
  signHere: "(ký, ghi rõ họ tên)",
  lists: "Danh sách đối chiếu",
  exports: {
    hint: "Chọn tệp của bản xuất trước và tệp của bản xuất sau. Hồ sơ được ghép theo mã; thứ tự mở tệp không ảnh hưởng.",
    files: "Tệp",
    sides: { before: "Bản trước", after: "Bản sau", "": "Không so" },
    /** @param {string} name */
    sideOf: name => `Bản xuất của tệp ${name}`,
    needsBoth: "Chọn ít nhất một tệp cho mỗi bản.",
    run: "So hai bản xuất",
    noCommon:
      "Hai bản không có mã hồ sơ nào chung. Hãy kiểm tra lại tệp: có thể khác đơn vị hoặc khác kiểu mã.",
    title: "Hồ sơ của hai bản",
    /** @type {Record<string, string>} */
    counts: {
      onlyBefore: "chỉ có ở bản trước (mã không còn ở bản sau)",
      onlyAfter: "chỉ có ở bản sau",
      same: "giống nhau",
      changed: "có thay đổi",
      withoutCode: "không có mã hoặc mã hỏng, không ghép được",
      twice: "một mã có nhiều dòng trong cùng một bản"
    },
    /** @param {string} what @param {number} count */
    line: (what, count) => `${dossiers(count)} ${what}`,
    fields: "Thay đổi theo cột",
    /** @param {string} column @param {number} count */
    field: (column, count) => `${column}: ${dossiers(count)}`,
    /** @param {number} count */
    later: count => `lùi về sau ${number(count)}`,
    /** @param {number} count */
    earlier: count => `sớm lên ${number(count)}`,
    outcomes: "Thay đổi về tình trạng giải quyết",
    /** @param {number} count @param {string} before @param {string} after */
    outcome: (count, before, after) => `${dossiers(count)}: ${before} → ${after}`,
    none: "Không có.",
    identical: "Hai bản giống hệt nhau ở mọi cột được so.",
    /** @param {string[]} columns */
    compared: columns => `Các cột được so, vì cả hai bản đều có: ${columns.join(", ")}.`,
    effect: "Chỉ số của từng bản",
    common: "Chỉ số của riêng những hồ sơ có ở cả hai bản: ảnh hưởng của các thay đổi",
    heads: {
      measure: "Chỉ số",
      before: "Bản trước",
      after: "Bản sau",
      points: "Chênh lệch (điểm phần trăm)"
    },
    xlsx: "Tải Excel (.xlsx)",
    print: "In",
    fileName: "so-sanh-hai-ban-xuat.xlsx"
  }
};
