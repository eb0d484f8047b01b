// All Vietnamese wording of the page. text.en.js has the same shape; tsc holds them together.

import { dossiers, day, decimal, number, period, periodName } from "./format.vi.js";
import { text as privacyText } from "./elements/privacy/text.vi.js";
import { text as overviewText } from "./views/overview/text.vi.js";
import { text as trendText } from "./views/trend/text.vi.js";
import { text as dossiersText } from "./views/dossiers/text.vi.js";
import { kinds } from "./views/whatif/kinds.vi.js";
import { placesIn, rulesIn, whyIn, whysIn } from "./wording.js";

/** @param {import("./lib/index.d.ts").Gap} gap @param {import("./lib/index.d.ts").Measure} measure */
function gap({ atLeast, atMost, met, points, moreNeeded }, measure) {
  const size = points.replace(/^[+-]/, "");
  const target = atLeast ?? atMost;
  if (met && size === "0,00") return `Vừa đạt chỉ tiêu ${target}`;
  if (met)
    return atLeast
      ? `Đạt, vượt ${size} điểm phần trăm`
      : `Đạt, còn cách mức trần ${target} là ${size} điểm phần trăm`;
  const short = atLeast
    ? `Thiếu ${size} điểm phần trăm so với chỉ tiêu ${target}`
    : `Vượt mức trần ${target} là ${size} điểm phần trăm`;
  const need =
    moreNeeded === null
      ? "không số hồ sơ mới nào bù được"
      : `cần thêm ${number(moreNeeded)} ${kinds(measure, undefined, Boolean(atMost))[0]}`;
  return `${short} – ${need}`;
}

/** @type {Record<string, Record<string, string>>} */
const values = {
  unitLevel: { tỉnh: "Cấp tỉnh", huyện: "Cấp huyện", xã: "Cấp xã" },
  serviceLevel: { 1: "Mức độ 1", 2: "Mức độ 2", 3: "Mức độ 3 (một phần)", 4: "Mức độ 4 (toàn trình)" },
  intakeChannel: { direct: "Trực tiếp", online: "Trực tuyến", postal: "Bưu chính công ích", other: "Khác" },
  returnChannel: { direct: "Trực tiếp", online: "Trực tuyến", postal: "Bưu chính công ích", other: "Khác" },
  outcome: {
    early: "Trước hạn",
    onDueDay: "Đúng hạn",
    late: "Trễ hạn",
    noVerdict: "Đã giải quyết, không xét hạn",
    inTerm: "Chưa đến hạn",
    overdue: "Quá hạn",
    noDue: "Không rõ hạn",
    waiting: "Chờ bổ sung",
    stopped: "Dừng, rút, trả lại",
    notAccepted: "Không tiếp nhận"
  }
};

const columns = {
  code: "Mã hồ sơ",
  procedure: "Thủ tục hành chính",
  field: "Lĩnh vực",
  unit: "Đơn vị giải quyết",
  unitLevel: "Cấp hành chính",
  serviceLevel: "Mức độ dịch vụ công",
  submitted: "Ngày nộp",
  received: "Ngày tiếp nhận",
  due: "Ngày hẹn trả",
  finished: "Ngày kết thúc xử lý",
  returned: "Ngày trả kết quả",
  intakeChannel: "Hình thức nộp",
  returnChannel: "Hình thức trả kết quả",
  status: "Trạng thái"
};

export const vi = {
  lang: "vi",
  number,
  decimal,
  day,
  dossiers,
  gap,
  period,
  columns,
  percentExample: "97,5%",
  title: "hoso – tỷ lệ hồ sơ thủ tục hành chính",
  tagline: "Tỷ lệ đúng hạn, trực tuyến, bưu chính công ích và khoảng cách tới chỉ tiêu",
  skip: "Đến nội dung chính",
  language: "Ngôn ngữ",
  privacy: privacyText,
  drop: {
    title: "Kéo thả tệp danh sách hồ sơ vào đây",
    hint: "Danh sách hồ sơ xuất từ phần mềm một cửa: Excel (.xlsx, .xls), CSV, hoặc tệp nén ZIP chứa các tệp đó; một hay nhiều tệp, cả thư mục; tệp do hoso lưu (biên nhận, phiên làm việc, bộ chỉ tiêu) cũng thả vào đây. Cũng dán được (Ctrl+V) một bảng chép từ Excel hay trang web.",
    loading: "Đang chuẩn bị…",
    choose: "Chọn tệp…",
    add: "Thêm tệp…",
    samples: "Dùng thử",
    samplesHint: "Số liệu giả định của năm địa phương, khớp các con số đã công bố",
    overlay: "Thả tệp để đọc trên máy này",
    needs:
      "Cần có: ngày tiếp nhận. Nên có: mã hồ sơ, đơn vị, ngày hẹn trả, ngày kết thúc xử lý, hình thức nộp, hình thức trả kết quả, mức độ, trạng thái.",
    clear: "Xóa dữ liệu",
    folder: "Chọn thư mục…",
    /** @param {number} count */
    left: count =>
      `${number(count)} tệp trong thư mục không đọc: tệp ẩn, tệp rỗng, ảnh, văn bản, hoặc quá 4.000 tệp (hãy mở từng thư mục con).`,
    cancel: "Hủy",
    /** @param {{ files: number, dossiers: number, reported: number }} loaded */
    loaded: ({ files, dossiers: all, reported }) =>
      [
        `${number(files)} tệp`,
        (all || !reported) && dossiers(all),
        reported && `${number(reported)} dòng báo cáo tổng hợp`
      ]
        .filter(Boolean)
        .join(" · "),
    invented: "SỐ LIỆU GIẢ ĐỊNH",
    inventedLong: "SỐ LIỆU GIẢ ĐỊNH – không phải số liệu của cơ quan nào.",
    replace: "Số liệu giả định không được cộng với tệp đang mở. Đóng các tệp này?",
    replaceYes: "Đóng tệp, mở số liệu giả định",
    replaceNo: "Giữ các tệp đang mở",
    sureClear: "Xóa mọi tệp khỏi bộ nhớ? Các tệp trên đĩa không bị ảnh hưởng.",
    clearYes: "Xóa dữ liệu",
    clearNo: "Giữ lại",
    gone: "Kỳ đã chọn không còn trong dữ liệu; đang hiện toàn bộ dữ liệu.",
    /** @param {number} count */
    failed: count => `${number(count)} tệp không đọc được`,
    /** @param {number} count */
    strange: count => `${number(count)} ô có giá trị lạ`
  },
  /** @param {{ file: string, index: number, files: number, percent: number, rows: number }} p */
  progress: ({ file, index, files, percent, rows }) =>
    `Đang đọc${files > 1 ? ` tệp ${index}/${files}` : ""}: ${file} – ${percent}%${rows ? `, ${number(rows)} dòng` : ""}`,
  preparingSample: "Đang tạo tệp dùng thử…",
  announce: {
    /** @param {number} files */
    reading: files => `Bắt đầu đọc ${number(files)} tệp.`,
    /** @param {number} percent */
    progress: percent => `Đã đọc ${percent}%.`,
    /** @param {number} rows @param {number} missed @param {number} targets @param {number} [failed] files */
    result: (rows, missed, targets, failed = 0) =>
      `Đã có kết quả: ${dossiers(rows)}.${failed ? ` ${number(failed)} tệp không đọc được.` : ""}${targets ? ` Đạt ${number(targets - missed)} trên ${number(targets)} chỉ tiêu.` : ""}`,
    cancelled: "Đã hủy. Không tệp nào được thêm.",
    cleared: "Đã xóa dữ liệu khỏi bộ nhớ.",
    sampleClosed: "Đã đóng số liệu giả định.",
    forgotten: "Đã xóa thiết lập ghi nhớ."
  },
  result: "Kết quả",
  print: "In",
  /** @param {string} today */
  printed: today => `In ngày ${day(today)}`,
  /**
   * Of targets that some rate is lacking for.
   * @param {number} met
   * @param {number} judged
   * @param {{ measure: string, rate: any }[]} open
   */
  headlineOpen: (met, judged, open) =>
    `Xét được ${number(judged)}/${number(judged + open.length)} chỉ tiêu${judged ? `: đạt ${number(met)}` : ""}; không tính được ${number(open.length)} (${whysIn(vi, open)}).`,
  /** @param {{ measure: string, points: string }[]} missed @param {number} targets */
  headline: (missed, targets) =>
    missed.length
      ? `Đạt ${number(targets - missed.length)}/${number(targets)} chỉ tiêu. Chưa đạt: ${missed.map(({ measure, points }) => `${vi.measures[/** @type {"late"} */ (measure)]} (${decimal(points)} điểm phần trăm)`).join(", ")}.`
      : `Đạt cả ${number(targets)} chỉ tiêu.`,
  settings: {
    title: "Kỳ và cách tính",
    period: "Kỳ số liệu",
    all: "Toàn bộ dữ liệu",
    custom: "Tự chọn ngày",
    years: "Năm",
    halves: "6 tháng",
    quarters: "Quý",
    months: "Tháng",
    from: "Từ ngày",
    to: "Đến ngày",
    asOf: "Tính đến hết ngày",
    ends: { data: "theo dữ liệu", today: "hôm nay", period: "cuối kỳ" },
    /** @param {string} to */
    over: to => `Kỳ đã hết: số liệu tính đến hết ngày ${day(to)}.`,
    clock: "So với hạn",
    basis: "Tính vào kỳ theo",
    waiting: "Hồ sơ chờ bổ sung",
    levelShare: "Mẫu số mức độ 3, 4",
    endDay: "Ngày kết thúc",
    returned: "Hồ sơ trả lại, rút",
    noDue: "Đã giải quyết, không có hạn",
    blankChannel: "Hình thức nộp để trống",
    onTimeOf: "Mẫu số tỷ lệ đúng và trước hạn",
    /** The values of each rule. */
    rules: {
      basis: { event: "ngày tiếp nhận và ngày kết thúc", received: "ngày tiếp nhận" },
      clock: { day: "theo ngày", instant: "theo giờ, phút" },
      waiting: {
        apart: "tính riêng",
        inTerm: "tính là chưa đến hạn",
        pending: "tính là đang giải quyết, xét theo hạn"
      },
      levelShare: { level: "hồ sơ cùng mức độ", all: "mọi hồ sơ tiếp nhận" },
      endDay: {
        finished: "kết thúc xử lý, không có thì trả kết quả",
        returned: "trả kết quả, không có thì kết thúc xử lý",
        finishedOnly: "chỉ kết thúc xử lý"
      },
      returned: {
        apart: "tính riêng",
        onTime: "tính là giải quyết đúng hạn",
        ownDates: "xét theo ngày của từng hồ sơ"
      },
      noDue: { apart: "không xét hạn", onTime: "tính là đúng hạn" },
      blankChannel: { direct: "tính là trực tiếp", none: "không rõ" },
      onTimeOf: {
        verdict: "đã giải quyết có hạn",
        ended: "đã giải quyết",
        received: "tiếp nhận trong kỳ",
        handled: "chuyển sang và tiếp nhận",
        due: "đến hạn trong kỳ"
      }
    },
    duplicates: "Trùng mã hồ sơ",
    duplicatesAll: {
      newest: "lấy tệp mới nhất",
      last: "lấy dòng sau cùng",
      first: "lấy dòng đầu tiên",
      keep: "tính mọi dòng"
    },
    cut: "Tháng báo cáo",
    cuts: { "": "theo lịch", "15-14": "từ ngày 15 đến ngày 14", "21-20": "từ ngày 21 đến ngày 20" },
    ninths: "9 tháng",
    weeks: "Tuần",
    /** @param {import("./lib/index.d.ts").TargetSet} set */
    outdated: ({ title, validFrom, validTo }) =>
      `⚠ Bộ chỉ tiêu “${title}” có hiệu lực${validFrom ? ` từ ${day(validFrom)}` : ""}${validTo ? ` đến ${day(validTo)}` : ""}, không trùng kỳ số liệu.`,
    noDay: "Không có ngày này. Nhập ngày/tháng/năm, ví dụ 30/09/2026.",
    turned: "“Từ ngày” phải trước hoặc bằng “Đến ngày”.",
    change: "Đổi cách tính",
    targets: "Bộ chỉ tiêu",
    noTargets: "Không so chỉ tiêu",
    editTargets: "Tạo, sửa bộ chỉ tiêu"
  },
  /** @param {import("./lib/index.d.ts").Rules} rules @param {Parameters<typeof rulesIn>[2]} choice */
  rules: (rules, choice) => rulesIn(vi, rules, choice),
  troubles: {
    compareFiles: "So hai bản xuất",
    title: "Cảnh báo: dữ liệu có lỗi ảnh hưởng đến số liệu",
    /** @param {number} files */
    unread: files => `${number(files)} tệp không có trong số liệu`,
    /** @param {number} files */
    further: files => `và ${number(files)} tệp khác`,
    /** @param {number} kinds */
    touched: kinds => `${number(kinds)} cảnh báo`,
    /** @param {number} codes */
    conflicts: codes => `${number(codes)} mã hồ sơ có các dòng khác nhau`,
    /** @param {number} count @param {string} before @param {string} after */
    change: (count, before, after) =>
      before === after
        ? `${number(count)} vẫn là “${after}”, khác về ngày, hình thức hoặc đơn vị`
        : `${number(count)} đổi từ “${before}” thành “${after}”`,
    /** @param {number} rows */
    common: rows => `Trùng mã hồ sơ: ${number(rows)} dòng; trong đó khác nhau:`,
    fill: "Điền như dòng trên",
    dayFirst: "Ngày trước tháng",
    monthFirst: "Tháng trước ngày",
    setPeriod: "Nhập kỳ của báo cáo",
    /** @param {string} what @param {string} name */
    fixFor: (what, name) => `${what}: ${name}`,
    /** @param {string} what @param {string[]} names */
    told: (what, names) => (names.length ? `${what} (${names.join(", ")})` : what),
    /** @param {string[]} told */
    note: told => `Lưu ý về dữ liệu: ${told.join("; ")}.`
  },
  // These come with the further parts (views/words.vi.js).
  spellings: /** @type {typeof import("./app/session/text.vi.js").names} */ ({}),
  session: /** @type {typeof import("./app/session/text.vi.js").text} */ ({}),
  toReconcile: "Đối chiếu với báo cáo đang mở",
  sessionSave: "Lưu phiên làm việc",
  viewsLabel: "Cách xem kết quả",
  /** One a view, by its id. */
  views: {
    overview: overviewText,
    compare: /** @type {typeof import("./views/compare/text.vi.js").text} */ ({ tab: "So sánh" }),
    trend: trendText,
    dossiers: dossiersText,
    whatif: /** @type {typeof import("./views/whatif/text.vi.js").text} */ ({ tab: "Tính thử" }),
    takeaway: /** @type {typeof import("./views/takeaway/text.vi.js").text} */ ({ tab: "Báo cáo" }),
    reconcile: { tab: "Đối chiếu" },
    signs: { tab: "Rà soát" }
  },
  filters: {
    label: "Bộ lọc",
    all: "Tất cả hồ sơ",
    add: "Lọc…",
    by: "Lọc theo",
    search: "Tìm trong danh sách",
    undo: "Hoàn tác",
    click: "Bấm để lọc theo mục này",
    look: "Xem các hồ sơ này",
    none: "Không có mục nào khớp.",
    /** @param {number} count */
    more: count => `Còn ${number(count)} mục nữa; gõ vài chữ để tìm.`,
    /** @param {number} count */
    others: count => `và ${number(count)} mục khác`,
    /** @param {string} name */
    remove: name => `Bỏ lọc ${name}`,
    /** @param {string | undefined} from @param {string | undefined} to */
    days: (from, to) =>
      [from && `từ ${day(from)}`, to && `đến ${day(to)}`].filter(Boolean).join(" ") || "tự chọn ngày",
    /** @param {string[]} names */
    said: names => `Đang lọc theo ${names.join("; ")}.`
  },
  groups: {
    timeliness: "Giải quyết hồ sơ",
    further: "Tiếp nhận, trả lại và đến hạn",
    online: "Nộp trực tuyến",
    postal: "Bưu chính công ích (BCCI)"
  },
  measures: {
    onTime: "Đúng và trước hạn",
    early: "Trước hạn",
    late: "Trễ hạn",
    overdue: "Đang giải quyết, quá hạn",
    notOverdue: "Không quá hạn (QĐ 766)",
    dueOnTime: "Đúng hạn trong số đến hạn",
    returned: "Trả lại, rút",
    returnedLate: "Trả lại sau hẹn",
    acceptedLate: "Tiếp nhận chậm",
    online: "Trực tuyến",
    onlineL34: "Trực tuyến một phần, toàn trình (mức 3, 4)",
    onlineL3: "Trực tuyến một phần (mức 3)",
    onlineL4: "Trực tuyến toàn trình (mức 4)",
    onlineOnTime: "Trực tuyến đúng hạn",
    postalIntake: "Tiếp nhận qua BCCI",
    postalReturn: "Trả kết quả qua BCCI"
  },
  of: {
    onTime: "hồ sơ đã giải quyết có hạn",
    early: "hồ sơ đã giải quyết có hạn",
    late: "hồ sơ đã giải quyết có hạn",
    overdue: "hồ sơ đang giải quyết, rõ hạn",
    notOverdue: "hồ sơ kỳ trước chuyển sang và tiếp nhận",
    dueOnTime: "hồ sơ đến hạn trong kỳ",
    returned: "hồ sơ đã giải quyết và trả lại",
    returnedLate: "hồ sơ trả lại có hạn, rõ ngày",
    acceptedLate: "hồ sơ có ngày nộp và ngày tiếp nhận",
    online: "hồ sơ tiếp nhận",
    onlineL34: "hồ sơ mức độ 3, 4",
    onlineL3: "hồ sơ mức độ 3",
    onlineL4: "hồ sơ mức độ 4",
    onlineOnTime: "hồ sơ trực tuyến đã giải quyết có hạn",
    postalIntake: "hồ sơ tiếp nhận",
    postalReturn: "hồ sơ đã giải quyết"
  },
  ofAll: "hồ sơ tiếp nhận",
  /** By the rule of that name. */
  ofOnTime: {
    verdict: "hồ sơ đã giải quyết có hạn",
    ended: "hồ sơ đã giải quyết",
    received: "hồ sơ tiếp nhận",
    handled: "hồ sơ kỳ trước chuyển sang và tiếp nhận",
    due: "hồ sơ đến hạn trong kỳ"
  },
  // This comes with the guides (elements/help/guides.js).
  help: /** @type {typeof import("./elements/help/text.vi.js").text} */ ({}),
  guide: "Hướng dẫn",
  tour: "Xem thử trong bốn bước",
  target: "chỉ tiêu",
  noTarget: "Chưa đặt chỉ tiêu",
  /** @param {Extract<import("./lib/index.d.ts").Rate, { unavailable: string }>} rate */
  unavailable: rate => `Không tính được: ${whyIn(vi, rate)}`,
  unavailables: {
    empty: "không có hồ sơ nào trong mẫu số",
    "date-order": "chưa rõ ngày hay tháng đứng trước; chọn ở phần cảnh báo",
    identity: "số thành phần trong báo cáo lớn hơn tổng",
    basis: "chỉ tính được khi tính vào kỳ theo ngày tiếp nhận và ngày kết thúc",
    grain: "dữ liệu đã gộp, không có ngày của từng hồ sơ",
    /** @param {string} name */
    column: name => `tệp thiếu cột “${name}”`,
    other: "dữ liệu không tách số liệu này"
  },
  notComputable: "Không tính được",
  counts: {
    title: "Cân đối hồ sơ",
    carriedOver: "Kỳ trước chuyển sang",
    received: "Tiếp nhận",
    ended: "Đã giải quyết",
    pending: "Đang giải quyết",
    waiting: "Chờ bổ sung",
    stopped: "Dừng, rút, trả lại",
    notAccepted: "Không tiếp nhận",
    early: "trước hạn",
    onDueDay: "đúng hạn",
    late: "trễ hạn",
    noVerdict: "không xét hạn",
    inTerm: "chưa đến hạn",
    overdue: "quá hạn",
    noDue: "không rõ hạn",
    plus: "cộng",
    equals: "bằng",
    outside: "Ngoài cân đối:",
    /** @param {number} value */
    unstated: value => `${dossiers(value)} không rõ đã giải quyết hay chưa: báo cáo không ghi. `,
    /** @param {number} value */
    afterAsOf: value => `${dossiers(value)} tiếp nhận sau ngày chốt số liệu không được tính. `,
    /** @param {number} value */
    summariesOutside: value => `${number(value)} dòng báo cáo tổng hợp không tính được theo cách hỏi này.`
  },
  chart: {
    picture: "Xem biểu đồ",
    table: "Xem bảng số",
    label: "Số liệu có ở “Xem bảng số”",
    /** @param {string} title @param {string} kind */
    save: (title, kind) => `Lưu biểu đồ “${title}” ra tệp ${kind}`
  },
  table: {
    title: "So sánh",
    by: "Theo",
    show: "Hiện",
    rates: "tỷ lệ",
    numbers: "số hồ sơ",
    legend:
      "▲ tốt nhất cột, ▼ kém nhất cột (bằng nhau thì lấy nơi nhiều hồ sơ hơn); ✕ chưa đạt chỉ tiêu, số dưới là khoảng cách theo điểm phần trăm.",
    best: "tốt nhất",
    worst: "kém nhất",
    missed: "chưa đạt",
    total: "Tổng cộng",
    unknown: "không rõ",
    scroll: "Bảng so sánh, cuộn ngang được",
    /** @param {number} shown @param {number} all */
    more: (shown, all) => `Đang hiện ${number(shown)} trên ${number(all)} dòng.`,
    all: "Hiện tất cả",
    none: "Không có hồ sơ nào trong kỳ này.",
    /** @param {string[]} measures */
    leftOut: measures => `Không tính được ở dòng nào nên không có cột: ${measures.join("; ")}.`,
    /** @param {number} rows */
    rows: rows => `${number(rows)} dòng`,
    dash: "không tính được"
  },
  dimensions: {
    unit: "Đơn vị",
    unitLevel: "Cấp hành chính",
    field: "Lĩnh vực",
    procedure: "Thủ tục",
    serviceLevel: "Mức độ dịch vụ công",
    intakeChannel: "Hình thức nộp",
    returnChannel: "Hình thức trả kết quả",
    file: "Tệp",
    outcome: "Tình trạng giải quyết",
    ...periodName
  },
  /** @param {string} dimension @param {string} key */
  key: (dimension, key) => {
    if (key === "") return "không rõ";
    return dimension in periodName ? period(key) : (values[dimension]?.[key] ?? key);
  },
  files: {
    title: "Tệp đã đọc",
    kinds: { dossiers: "danh sách hồ sơ", summary: "bảng tổng hợp" },
    format: "Định dạng",
    encoding: "Bảng mã",
    sheet: "Trang tính",
    headerRow: "Dòng tiêu đề",
    kind: "Nội dung",
    /** @param {number} files @param {number} failed @param {number} warned */
    folded: (files, failed, warned) =>
      [
        `${number(files)} tệp`,
        failed ? `${number(failed)} không đọc được` : "",
        warned ? `${number(warned)} có cảnh báo` : failed ? "" : "không có cảnh báo"
      ]
        .filter(Boolean)
        .join(", "),
    /** @param {string} name */
    removed: name => `Đã bỏ tệp ${name}.`,
    restore: "Đưa tệp trở lại",
    details: "Chi tiết nhận dạng cột và các dòng không tính",
    mapping: "Khai báo cột",
    remove: "Bỏ tệp",
    /** @param {string} name */
    removeNamed: name => `Bỏ tệp ${name}`,
    /** @param {string} name */
    mappingNamed: name => `Khai báo cột của tệp ${name}`,
    rows: "Cân đối dòng",
    /** @param {import("./lib/index.d.ts").FileReport["rows"]} rows @param {"dossiers" | "summary"} [kind] */
    equation: ({ read, dossiers, duplicates, skipped, rejected }, kind) =>
      `${number(read)} dòng = ${number(dossiers)} ${kind === "summary" ? "dòng số liệu" : "hồ sơ"} + ${number(duplicates)} ${kind === "summary" ? "đã tính ở nơi khác" : "trùng"} + ${number(skipped)} bỏ qua + ${number(rejected)} loại`,
    /** @param {number} kinds */
    issueCount: kinds => (kinds ? `${number(kinds)} cảnh báo` : "không có cảnh báo"),
    issues: "Cảnh báo và ghi chú",
    noIssues: "Không có.",
    ledger: "Dòng không thành hồ sơ",
    kindsOfRow: { skipped: "bỏ qua", rejected: "loại", duplicate: "trùng" },
    personal: "không nạp (thông tin cá nhân)",
    ignored: "không dùng",
    columns: "Cột đã nhận ra",
    otherEncoding: "Chữ hiện sai? Chọn bảng mã khác",
    noReadings: "Không đọc được dòng tiêu đề theo bảng mã nào."
  },
  /** @type {Record<string, string>} */
  reasons: {
    blank: "dòng trống",
    title: "tiêu đề, chú thích phía trên bảng",
    "repeated-header": "dòng tiêu đề lặp lại",
    numbering: "dòng đánh số cột",
    group: "dòng tên nhóm",
    total: "dòng tổng cộng",
    signature: "phần ký tên",
    "no-received-day": "không tìm được ngày tiếp nhận",
    superseded: "trùng mã với dòng khác được tính",
    "superseded-summary": "đơn vị đã có danh sách hồ sơ hoặc báo cáo khác cùng kỳ",
    "no-name": "có số liệu nhưng không ghi đơn vị, lĩnh vực hay thủ tục",
    "not-a-row": "phần tử không phải một dòng dữ liệu",
    deleted: "trạng thái ghi là đã xóa"
  },
  /** @param {string} column */
  inColumn: column => `Cột “${column}”.`,
  /** @param {string} kind */
  otherIssue: kind => `Cảnh báo khác (${kind}).`,
  places: placesIn("trang tính", "dòng", number),
  more: "…",
  /** @param {number} rows */
  moreRows: rows => `thêm ${number(rows)} dòng`,
  /** @type {Record<string, string>} */
  encodings: { "windows-1258": "Windows-1258", TCVN3: "TCVN3 (phông ABC)", VNI: "VNI-Windows" },
  /** @type {Record<import("./lib/index.d.ts").Figure, string>} */
  figures: {
    total: "Tổng số tiếp nhận (cả kỳ trước chuyển qua)",
    received: "Tiếp nhận trong kỳ",
    carriedOver: "Kỳ trước chuyển qua",
    online: "Tiếp nhận trực tuyến",
    onlineFull: "Trực tuyến toàn trình (mức độ 4)",
    onlinePartial: "Trực tuyến một phần (mức độ 3)",
    onlineOther: "Trực tuyến hình thức khác",
    direct: "Tiếp nhận trực tiếp",
    directPostal: "Tiếp nhận trực tiếp, bưu chính (gộp)",
    postalIntake: "Tiếp nhận qua bưu chính công ích",
    ended: "Đã giải quyết",
    early: "Giải quyết trước hạn",
    onDueDay: "Giải quyết đúng hạn",
    timely: "Giải quyết đúng và trước hạn (gộp)",
    late: "Giải quyết trễ hạn",
    pending: "Đang giải quyết",
    inTerm: "Đang giải quyết, trong hạn",
    overdue: "Đang giải quyết, quá hạn",
    postalReturn: "Trả kết quả qua bưu chính công ích",
    timelyRate: "Tỷ lệ đúng và trước hạn",
    earlyRate: "Tỷ lệ trước hạn",
    onDueDayRate: "Tỷ lệ đúng hạn",
    lateRate: "Tỷ lệ trễ hạn",
    overdueRate: "Tỷ lệ quá hạn",
    onlineRate: "Tỷ lệ trực tuyến",
    postalIntakeRate: "Tỷ lệ tiếp nhận qua bưu chính",
    postalReturnRate: "Tỷ lệ trả kết quả qua bưu chính"
  },
  mapping: {
    /** @param {number} row */
    headerAt: row =>
      row ? `Dòng tiêu đề (đang là dòng ${number(row)} của tệp)` : "Dòng tiêu đề (đang là: không có)",
    chooseHeader: "Lấy dòng này",
    noHeader: "Bảng không có dòng tiêu đề",
    proposals: "Đề xuất theo nội dung của cột",
    take: "Dùng",
    /** @param {number} count */
    takeAll: count => `Dùng cả ${number(count)} đề xuất`,
    missing: "Khai báo cột",
    /** @type {Record<import("./lib/index.d.ts").ProposalReason, string>} */
    reasons: {
      "first-days": "ngày sớm nhất trong các cột ngày.",
      "filled-days": "ngày muộn hơn, hầu như dòng nào cũng có.",
      "later-days": "ngày muộn hơn, để trống ở hồ sơ chưa xong.",
      "dated-codes": "mã có ngày ở giữa, như mã hồ sơ.",
      codes: "mã khác nhau ở mỗi dòng.",
      words: "các từ trong danh mục của cột này.",
      offices: "tên cơ quan, đơn vị."
    },
    title: "Khai báo cột",
    hint: "Chọn ý nghĩa cho từng cột. Các tệp có cùng dòng tiêu đề được đọc lại theo cách này, và cách này được ghi nhớ.",
    ignore: "(không dùng)",
    personal: "Thông tin cá nhân – không nạp",
    apply: "Đọc lại tệp",
    cancel: "Thôi",
    column: "Cột trong tệp",
    means: "Ý nghĩa",
    masked: "không nạp",
    preview: "Các dòng đầu của tệp, cuộn ngang được",
    twice: "Hai cột không thể có cùng một ý nghĩa.",
    noReceived: "Cần ít nhất một cột Ngày tiếp nhận, Ngày nộp hoặc Mã hồ sơ.",
    /** @param {string} header */
    meaningOf: header => `Ý nghĩa của cột ${header}`,
    counts: "Số liệu tổng hợp",
    noCounts: "Cần một cột Đơn vị, Lĩnh vực hoặc Thủ tục và ít nhất hai cột số liệu.",
    save: "Lưu cách khai báo ra tệp JSON",
    load: "Mở cách khai báo từ tệp JSON…",
    badFile: "Tệp này không có cách khai báo cho dòng tiêu đề của bảng đang mở."
  },
  targets: {
    heading: "Bộ chỉ tiêu",
    copy: "Tạo bản sao để sửa",
    create: "Bộ mới",
    remove: "Xóa bộ này",
    save: "Lưu ra tệp JSON",
    load: "Mở tệp JSON…",
    id: "Mã (tên tệp khi lưu)",
    title: "Tên",
    authority: "Cơ quan ban hành",
    decision: "Văn bản",
    validFrom: "Hiệu lực từ",
    validTo: "đến",
    measure: "Chỉ số",
    bound: "Mức",
    atLeast: "ít nhất",
    atMost: "nhiều nhất",
    percent: "Tỷ lệ",
    level: "Cấp",
    anyLevel: "mọi cấp",
    unit: "Đơn vị",
    anyUnit: "mọi đơn vị",
    add: "Thêm chỉ tiêu",
    removeRow: "Xóa dòng",
    /** @param {number} row */
    row: row => `chỉ tiêu thứ ${row}`,
    newName: "Bộ chỉ tiêu mới",
    /** @param {string} name */
    copyName: name => `${name} (bản sao)`,
    badPercent: "Nhập tỷ lệ từ 0% đến 100%, tối đa hai chữ số lẻ, ví dụ 97,5%.",
    badFile: "Tệp này không phải bộ chỉ tiêu: cần JSON có title và targets (measure, atLeast hoặc atMost).",
    readOnly: "Bộ có sẵn không sửa được; hãy tạo bản sao."
  },
  memory: {
    title: "Ghi nhớ trên trình duyệt này",
    hint: "Chỉ có ngôn ngữ, phím tắt, bộ chỉ tiêu, cách khai báo cột, thứ tự đơn vị và (khi mở qua mạng) vị trí các tệp mở lần trước; không có dữ liệu hồ sơ.",
    clear: "Xóa thiết lập đã ghi nhớ"
  },
  lives: /** @type {typeof import("./elements/lives/text.vi.js").text} */ ({}),
  errors: {
    title: "Không đọc được",
    start: "Trang chưa tải đủ. Kiểm tra kết nối rồi tải lại trang.",
    refused:
      "Chính sách bảo mật (CSP) của trang này không cho hoso chạy. Đề nghị người quản trị thêm vào chính sách:",
    /**
     * Errors whose wording differs from the module's, or that occur without it.
     * @type {Record<string, string>}
     */
    codes: {
      "no-header":
        "Không nhận ra cột nào của bảng. Bấm “Khai báo cột” để chỉ dòng tiêu đề và ý nghĩa từng cột.",
      "bad-query": "Thiết lập không hợp lệ. Hãy xem lại ngày và bộ chỉ tiêu.",
      "worker-crashed": "Việc đọc tệp này bị ngắt, thường do thiếu bộ nhớ. Hãy chia nhỏ tệp rồi thêm lại.",
      "bad-receipt": "Tệp này không phải biên nhận số liệu của hoso."
    },
    /** @param {string} code */
    other: code => `Có lỗi không lường trước (${code}). Hãy tải lại trang.`
  },
  footer: "Mã nguồn mở, giấy phép MIT."
};

/** @typedef {typeof vi} Text */
