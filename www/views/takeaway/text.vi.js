// Wording of the view "takeaway".
import { day, dossiers, number, period } from "../../format.vi.js";
import { sentences } from "./sentences.vi.js";

/** @typedef {import("../../lib/index.d.ts").Counts} Counts */
/** @typedef {import("../../lib/index.d.ts").Gap} Gap */
/** @typedef {import("../../lib/index.d.ts").Measure} Measure */

/** @param {string} text */
const lower = text => text.charAt(0).toLowerCase() + text.slice(1);
/** @param {string} text */
const upper = text => text.charAt(0).toUpperCase() + text.slice(1);
/** @param {string} points */
const size = points => points.replace(/^[+-]/, "");

/** @param {{ period: string, from?: string, to?: string }} span */
function within({ period: key, from, to }) {
  if (key && key !== "custom") return `trong ${lower(period(key))}`;
  return [from && `từ ngày ${day(from)}`, to && `đến ngày ${day(to)}`].filter(Boolean).join(" ");
}

/**
 * The period first, and to which day its figures go.
 * @param {string} asOf
 * @param {{ period: string, from?: string, to?: string }} span
 */
function whenOf(asOf, span) {
  const period = within(span);
  return period
    ? `${period.charAt(0).toUpperCase()}${period.slice(1)} (số liệu đến hết ngày ${day(asOf)})`
    : `Tính đến hết ngày ${day(asOf)}`;
}

/** A rate by its full name, within a sentence. @type {Record<Measure, string>} */
const RATES = {
  onTime: "tỷ lệ giải quyết đúng và trước hạn",
  early: "tỷ lệ giải quyết trước hạn",
  late: "tỷ lệ trễ hạn",
  overdue: "tỷ lệ quá hạn trong số đang giải quyết",
  notOverdue: "tỷ lệ không quá hạn (cách tính của Bộ chỉ số 766)",
  dueOnTime: "tỷ lệ giải quyết đúng hạn trong số đến hạn",
  returned: "tỷ lệ trả lại, rút",
  returnedLate: "tỷ lệ trả lại sau hẹn",
  acceptedLate: "tỷ lệ tiếp nhận chậm",
  online: "tỷ lệ hồ sơ nộp trực tuyến",
  onlineL3: "tỷ lệ trực tuyến một phần (mức 3)",
  onlineL4: "tỷ lệ trực tuyến toàn trình (mức 4)",
  onlineL34: "tỷ lệ trực tuyến mức độ 3, 4",
  onlineOnTime: "tỷ lệ hồ sơ trực tuyến giải quyết đúng hạn",
  postalIntake: "tỷ lệ tiếp nhận qua BCCI",
  postalReturn: "tỷ lệ trả kết quả qua BCCI"
};
/** @type {Partial<Record<Measure, string>>} */
const WHOLES = {
  online: "hồ sơ tiếp nhận",
  onlineL3: "hồ sơ mức độ 3",
  onlineL4: "hồ sơ mức độ 4",
  onlineL34: "hồ sơ mức độ 3, 4",
  onlineOnTime: "hồ sơ trực tuyến đã giải quyết có hạn",
  postalIntake: "hồ sơ tiếp nhận",
  postalReturn: "hồ sơ đã giải quyết"
};

/**
 * Returned and halted apart, where the data tell them apart.
 * @param {Pick<Counts, "stopped" | "returned" | "halted" | "returnedLate">} counts
 */
function stops({ stopped, returned, halted, returnedLate }) {
  if (stopped !== returned + halted && stopped !== halted) return [`dừng, rút, trả lại ${dossiers(stopped)}`];
  const late = returnedLate ? `, trong đó sau ngày hẹn ${number(returnedLate)}` : "";
  const counted = stopped === halted ? " (đã tính trong số đã giải quyết)" : "";
  return [
    returned && `trả lại, rút ${dossiers(returned)}${late}${counted}`,
    halted && `dừng xử lý ${dossiers(halted)}`
  ];
}

/** How a rate stands to its target. @param {Gap} [gap] */
function against(gap) {
  if (!gap) return "";
  const { atLeast, atMost, met, points } = gap;
  const goal = atLeast ? `chỉ tiêu ${atLeast}` : `mức trần ${atMost}`;
  if (size(points) === "0,00") return `, vừa bằng ${goal}`;
  const way = Boolean(atLeast) === met ? "cao hơn" : "thấp hơn";
  return `, ${way} ${size(points)} điểm phần trăm so với ${atLeast ? "chỉ tiêu" : "mức trần"} (${atLeast ?? atMost})`;
}

export const words = {
  tab: "Báo cáo",
  paragraph: "Nội dung đưa vào báo cáo",
  office: "Cơ quan báo cáo (để trống nếu không cần)",
  against: "So với",
  againsts: { previous: "kỳ trước", year: "cùng kỳ năm trước", "": "không so" },
  noEarlier: "Chưa có số liệu của kỳ được so.",
  needsPeriod: "Chọn một kỳ (năm, quý, tháng) ở trên để so với kỳ trước.",
  tellUnits: "Nêu đơn vị chưa đạt",
  tellMethod: "Nêu cách tính",
  copyParagraph: "Sao chép đoạn văn",
  copyTable: "Sao chép bảng",
  copied: "Đã sao chép. Dán vào Word bằng Ctrl+V.",
  notCopied: "Trình duyệt không cho sao chép. Hãy bôi đen rồi nhấn Ctrl+C.",
  /**
   * @param {{ day: string, span: { period: string, from?: string, to?: string }, office: string, units:
   *   number, scope: [string, string[]][], basis: string, received: number | null, carriedOver: number }}
   *   facts
   */
  opening: ({ day: asOf, span, office, units, scope, basis, received, carriedOver }) => {
    const when = whenOf(asOf, span);
    const who = office || (units > 1 ? `${number(units)} đơn vị` : "");
    const limits = scope.length
      ? ` (phạm vi: ${scope.map(([name, keys]) => `${lower(name)}: ${keys.join(", ")}`).join("; ")})`
      : "";
    if (received === null) return `${when}, ${who ? `${who} ` : ""}chưa có số liệu tiếp nhận${limits}.`;
    if (!carriedOver || basis !== "event")
      return `${when}, ${who ? `${who} ` : ""}đã tiếp nhận ${number(received)} hồ sơ thủ tục hành chính${limits}.`;
    const all = `tổng số hồ sơ tiếp nhận, giải quyết${who ? ` của ${who}` : ""}${limits} là ${number(carriedOver + received)}`;
    return `${when}, ${all}, gồm tiếp nhận mới ${number(received)}, kỳ trước chuyển sang ${number(carriedOver)}.`;
  },
  /** @param {number} ended */
  endedAlone: ended => `Đã giải quyết ${dossiers(ended)}.`,
  /** @param {Counts} counts @param {boolean} unsplit @param {{ text: string, target?: Gap } | null} rate */
  ended: ({ ended, timely, early, onDueDay, late, noVerdict }, unsplit, rate) => {
    if (!ended) return "Chưa có hồ sơ nào được giải quyết.";
    const parts = [
      ...(unsplit
        ? [`đúng và trước hạn ${dossiers(timely)}`]
        : [`trước hạn ${dossiers(early)}`, `đúng hạn ${dossiers(onDueDay)}`]),
      `trễ hạn ${dossiers(late)}`
    ];
    const rest = noVerdict ? [`không xét hạn ${dossiers(noVerdict)}`] : [];
    return `Đã giải quyết ${dossiers(ended)}, trong đó ${[...parts, ...rest].join(", ")}${rate ? `; ${RATES.onTime} đạt ${rate.text}${against(rate.target)}` : ""}.`;
  },
  /** @param {Counts} counts @param {string} [overdueRate] */
  stock: (
    { pending, overdue, waiting, stopped, returned, halted, returnedLate, notAccepted },
    overdueRate
  ) => {
    const open = pending
      ? `Đang giải quyết ${dossiers(pending)}, trong đó ${overdue ? `quá hạn ${dossiers(overdue)} (${overdueRate})` : "không có hồ sơ quá hạn"}`
      : "Không còn hồ sơ đang giải quyết";
    const rest = [
      waiting && `chờ bổ sung ${dossiers(waiting)}`,
      ...stops({ stopped, returned, halted, returnedLate }),
      notAccepted && `không tiếp nhận ${dossiers(notAccepted)}`
    ];
    return `${[open, ...rest.filter(Boolean)].join("; ")}.`;
  },
  /**
   * @param {Measure} measure
   * @param {{ num: number, den: number, text: string, target?: Gap }} rate
   * @param {{ levelShare: string }} rules
   * @param {number | null} [direct]
   */
  share: (measure, { num, den, text, target }, { levelShare }, direct = null) => {
    const whole = levelShare === "all" && measure.startsWith("onlineL") ? WHOLES.online : WHOLES[measure];
    const name =
      measure === "postalIntake" ? "tỷ lệ tiếp nhận qua dịch vụ bưu chính công ích (BCCI)" : RATES[measure];
    const others = direct ? `; nộp trực tiếp ${number(direct)}` : "";
    const late = measure === "onlineOnTime" && den > num ? `; trễ hạn ${number(den - num)}` : "";
    return `${name} đạt ${text} (${number(num)}/${number(den)} ${whole}${others}${late})${against(target)}`;
  },
  /** @param {string[]} told */
  list: told => `${upper(told.join("; "))}.`,
  /** @param {[string, Measure[]][]} lacks measures by the column that is missing */
  unavailable: lacks =>
    `Không tính được: ${lacks.map(([column, measures]) => `${measures.map(measure => RATES[measure]).join(", ")} (dữ liệu ${column ? `thiếu cột “${column}”` : "không tách số liệu này"})`).join("; ")}.`,
  /** @param {Measure[]} measures of which the order of days is open */
  unsettled: measures =>
    `Chưa tính ${measures.map(measure => RATES[measure]).join(", ")}: chưa rõ ngày hay tháng đứng trước.`,
  /**
   * @param {string} title
   * @param {number} met
   * @param {number} all
   * @param {string[]} needed
   * @param {Measure[]} lost
   */
  standing: (title, met, all, needed, lost) =>
    [
      `So với chỉ tiêu${title ? ` (${title})` : ""}: đạt ${number(met)}/${number(all)} chỉ tiêu.`,
      needed.length ? `Để đạt chỉ tiêu cần thêm: ${needed.join("; ")}.` : "",
      lost.length ? `Không số hồ sơ mới nào bù được: ${lost.map(measure => RATES[measure]).join(", ")}.` : ""
    ]
      .filter(Boolean)
      .join(" "),
  /** @param {Measure} measure @param {number} missed @param {number} all @param {string} furthest */
  byUnit: (measure, missed, all, furthest) =>
    `${upper(RATES[measure])}: ${number(missed)}/${number(all)} đơn vị chưa đạt chỉ tiêu, ${furthest}.`,
  /** @param {string[]} named @param {boolean} ceiling */
  furthest: (named, ceiling) =>
    `${named.length > 1 ? (ceiling ? "cao nhất là" : "thấp nhất là") : "là"} ${named.join(", ")}`,
  /** @param {number} units @param {number} missed @param {string} rate @param {boolean} ceiling */
  equal: (units, missed, rate, ceiling) =>
    units === missed
      ? `đều ở mức ${rate}`
      : `${ceiling ? "cao nhất" : "thấp nhất"} là ${number(units)} đơn vị cùng ở mức ${rate}`,
  /**
   * @param {string} earlier
   * @param {string[]} moves
   * @param {boolean} rounded a difference is not that of the rates as printed
   */
  comparison: (earlier, moves, rounded) =>
    `So với ${lower(period(earlier))}: ${moves.join("; ")}${rounded ? " (chênh lệch tính từ số chưa làm tròn)" : ""}.`,
  /** @param {number} now @param {number} before */
  movedCount: (now, before) =>
    now === before
      ? `số hồ sơ tiếp nhận không đổi (${number(now)})`
      : `số hồ sơ tiếp nhận ${now > before ? "tăng" : "giảm"} ${dossiers(Math.abs(now - before))} (từ ${number(before)} ${now > before ? "lên" : "xuống"} ${number(now)})`,
  /** @param {Measure} measure @param {string} points @param {string} before @param {string} now */
  moved: (measure, points, before, now) =>
    points === "0,00"
      ? `${RATES[measure]} không đổi (${now})`
      : `${RATES[measure]} ${points[0] === "+" ? "tăng" : "giảm"} ${size(points)} điểm phần trăm (từ ${before} ${points[0] === "+" ? "lên" : "xuống"} ${now})`,
  /** @param {string} rules */
  method: rules => `Cách tính: ${lower(rules)}`,
  table: "Bảng số liệu",
  /** @param {string} dimension @param {string} when */
  caption: (dimension, when) =>
    `Kết quả tiếp nhận, giải quyết thủ tục hành chính theo ${lower(dimension)}${when ? `, ${when}` : ""}`,
  /** @param {string} asOf @param {{ period: string, from?: string, to?: string }} span */
  when: (asOf, span) => [within(span), `tính đến hết ngày ${day(asOf)}`].filter(Boolean).join(", "),
  number: "TT",
  /** @param {string} dimension */
  nameless: dimension => `Dòng “không rõ” là hồ sơ không ghi ${lower(dimension)}, vẫn tính vào Tổng cộng.`,
  /** @param {string} counts */
  unsummed: counts =>
    `Tổng cộng không phải là tổng các dòng ở cột ${counts}: mỗi dòng là số đầu kỳ hoặc cuối kỳ của dòng ấy.`,
  /** @param {number} rows */
  withheld: rows => `Không nêu ${number(rows)} dòng có ít hồ sơ, nhưng vẫn tính vào Tổng cộng.`,
  rate: "tỷ lệ",
  form: {
    title: "Biểu số II.06a/VPCP/KSTT",
    hint: "Mẫu của Thông tư số 01/2020/TT-VPCP; hãy đối chiếu với mẫu đang có hiệu lực. Cơ quan báo cáo lấy ở ô phía trên.",
    needsPeriod: "Chọn một kỳ (tháng, quý, năm hoặc từ ngày đến ngày) ở trên để lập biểu.",
    needsEvents:
      "Biểu chỉ lập được khi tính vào kỳ theo ngày tiếp nhận và ngày kết thúc. Bấm “Đổi cách tính” ở trên.",
    noneCarried: "Cột 6 sẽ là 0: nếu chưa mở danh sách kỳ trước, hãy thêm để có hồ sơ kỳ trước chuyển qua.",
    rows: "Các dòng",
    rowKinds: { unit: "Đơn vị, theo cấp", field: "Lĩnh vực", unitField: "Lĩnh vực của từng đơn vị" },
    recipient: "Đơn vị nhận báo cáo",
    place: "Địa danh",
    subtotals: "Cộng theo nhóm",
    kinds: { xlsx: "Excel (.xlsx)", html: "Trang để in (.html)" },
    copy: "Sao chép biểu"
  },
  receipt: {
    title: "Biên nhận số liệu",
    hint: "Biên nhận ghi mã SHA-256 của từng tệp, cách tính, cân đối dòng và số đếm. Nơi nhận mở cùng các tệp đó rồi đối chiếu; không có thông tin cá nhân.",
    save: "Lưu biên nhận số liệu",
    check: "Kiểm tra biên nhận số liệu…",
    /** @param {string} name @param {boolean} agrees @param {number} all @param {number} differing
     * @param {string} files that differ */
    result: (name, agrees, all, differing, files) =>
      agrees
        ? `Khớp với ${name}: cả ${number(all)} mục về tệp, dòng, cách tính, số đếm và tỷ lệ đều như nhau.`
        : `Không khớp với ${name}: ${files}${number(differing)}/${number(all)} mục khác.`,
    /** @param {string} when */
    figures: when => `Số liệu của biên nhận: ${when}.`,
    see: "Xem số liệu của biên nhận",
    saveCheck: "Lưu kết quả kiểm tra",
    printCheck: "In kết quả kiểm tra",
    checkTitle: "Kết quả kiểm tra biên nhận số liệu",
    checkFile: "ket-qua-kiem-tra.html",
    /** @param {string} today @param {string[]} files */
    checked: (today, files) => `Kiểm tra ngày ${day(today)}. Tệp trên máy này: ${files.join(", ")}.`,
    missing: "thiếu tệp",
    extra: "thừa tệp",
    other: "khác nội dung tệp",
    details: "Xem chi tiết",
    heads: ["Mục", "Trong biên nhận", "Trên máy này"],
    of: {
      version: "Phiên bản phần mềm",
      duplicates: "Hồ sơ trùng mã",
      rule: "Cách tính",
      file: "Tệp (SHA-256)",
      rows: "Dòng",
      count: "Số hồ sơ",
      measure: "Tỷ lệ",
      groups: "Số nhóm"
    },
    rows: { read: "đọc", dossiers: "hồ sơ", duplicates: "trùng", skipped: "bỏ qua", rejected: "loại" },
    counts: {
      returned: "trả lại, rút",
      halted: "dừng xử lý",
      haltedStanding: "dừng xử lý, còn đến cuối kỳ",
      returnedEarly: "trả lại trước hẹn",
      returnedOnDueDay: "trả lại đúng ngày hẹn",
      returnedLate: "trả lại sau hẹn",
      acceptedLate: "tiếp nhận chậm",
      acceptedTimed: "rõ ngày nộp và ngày tiếp nhận",
      dueInPeriod: "đến hạn trong kỳ",
      dueMet: "đến hạn trong kỳ và đúng hạn",
      timely: "đúng và trước hạn",
      direct: "nộp trực tiếp",
      online: "nộp trực tuyến",
      postalIntake: "nhận qua bưu chính công ích",
      otherIntake: "nộp cách khác",
      receivedL3: "mức độ 3",
      receivedL4: "mức độ 4",
      onlineL3: "mức độ 3 nộp trực tuyến",
      onlineL4: "mức độ 4 nộp trực tuyến",
      onlineOnTime: "trực tuyến đúng và trước hạn",
      onlineLate: "trực tuyến trễ hạn",
      postalReturn: "trả qua bưu chính công ích"
    },
    absent: "không có"
  },
  pack: {
    title: "Gói công bố",
    /** @param {number} below */
    hint: below =>
      `Chỉ có số tổng hợp, không có hồ sơ nào. Dòng dưới ${below} hồ sơ không đưa vào. Đặt hai tệp lên cổng: số liệu, và đoạn nhúng có bảng cho máy không chạy được hoso.`,
    /** @param {number} below */
    few: below => `Kỳ này có dưới ${below} hồ sơ: không công bố để giữ kín thông tin cá nhân.`,
    data: "Lưu số liệu (JSON)",
    part: "Lưu đoạn nhúng (HTML)",
    where: "Đặt element.js, worker.js, hoso_bg.wasm của hoso ở /hoso/; sửa src cho đúng chỗ đặt tệp số liệu."
  },
  download: "Tải về",
  files: { table: "Bảng số liệu", dossiers: "Danh sách hồ sơ" },
  names: {
    table: "bang-so-lieu",
    dossiers: "danh-sach-ho-so",
    receipt: "bien-nhan",
    invented: "so-lieu-gia-dinh"
  },
  kinds: { xlsx: "Excel (.xlsx)", csv: "CSV", json: "JSON", arrow: "Arrow" },
  /** @param {string} name */
  saved: name => `Đã lưu ${name}.`,
  total: "Tổng cộng"
};

export const text = { ...words, ...sentences };
