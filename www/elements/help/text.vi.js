// What a measure counts, how published reports word it, and the first steps. Figures: as five localities
// published them. Where they have no such sentence, the example is invented, and says so.

/**
 * The sentences are Vietnamese in every language of the page.
 * @type {Record<import("../../lib/index.d.ts").Measure, string>}
 */
export const quotes = {
  onTime: "Thủ Dầu Một 2022: 45.817/45.820 hồ sơ giải quyết đúng và trước hạn, đạt 99,99%",
  early: "Phú Thịnh: 976/1.062 hồ sơ giải quyết trước hạn, đạt 91,90%",
  late: "Phú Thịnh: 42/1.062 hồ sơ giải quyết trễ hạn, chiếm 3,95%",
  overdue: "Ví dụ: 5/80 hồ sơ đang giải quyết đã quá hạn, chiếm 6,25%",
  notOverdue: "Ví dụ: 970/1.000 hồ sơ không quá hạn, đạt 97,00%",
  dueOnTime: "Ví dụ: 96/100 hồ sơ đến hạn được trả đúng và trước hạn, đạt 96,00%",
  returned: "Ví dụ: 12/1.000 hồ sơ rút, trả lại, chiếm 1,20%",
  returnedLate: "Ví dụ: 3/12 hồ sơ trả lại sau ngày hẹn, chiếm 25,00%",
  acceptedLate: "Ví dụ: 30/400 hồ sơ tiếp nhận sau 8 giờ làm việc, chiếm 7,50%",
  online: "Tam Đàn 2022: 106/5.380 hồ sơ nộp trực tuyến, đạt 1,97%",
  onlineL34: "Sa Đéc 2022: hồ sơ trực tuyến mức độ 3, 4 toàn thành phố đạt 19,53%",
  onlineL3: "Đồng Tháp 2022: tỷ lệ xử lý hồ sơ trực tuyến mức độ 3 từ 40% trở lên",
  onlineL4: "Đồng Tháp 2022: tỷ lệ xử lý hồ sơ trực tuyến mức độ 4 từ 10% trở lên",
  onlineOnTime: "Tam Đàn 2022: 106 hồ sơ trực tuyến, 103 hồ sơ đúng hạn, đạt 97,17%",
  postalIntake: "Sa Đéc 2022: không có hồ sơ tiếp nhận qua bưu chính công ích, 0%",
  postalReturn: "Sa Đéc 2022: trả kết quả qua bưu chính công ích đạt 22,79%"
};

export const text = {
  close: "Đóng",
  shortcut: "Phím ? mở hướng dẫn này",
  counted: {
    onTime: "kết thúc trước hoặc đúng ngày hẹn trả",
    early: "kết thúc trước ngày hẹn trả",
    late: "kết thúc sau ngày hẹn trả",
    overdue: "chưa kết thúc, đã qua ngày hẹn trả",
    notOverdue: "không trễ hạn và không quá hạn, kể cả hồ sơ chưa đến hạn",
    dueOnTime: "đến hạn và kết thúc trước hoặc đúng ngày hẹn trả",
    returned: "trả lại, rút, bị từ chối",
    returnedLate: "trả lại sau ngày hẹn trả",
    acceptedLate: "tiếp nhận quá 8 giờ làm việc sau khi nộp",
    online: "nộp trực tuyến",
    onlineL34: "nộp trực tuyến ở mức độ 3 hoặc 4",
    onlineL3: "nộp trực tuyến ở mức độ 3",
    onlineL4: "nộp trực tuyến ở mức độ 4",
    onlineOnTime: "nộp trực tuyến, kết thúc trước hoặc đúng hạn",
    postalIntake: "nhận qua bưu chính công ích",
    postalReturn: "trả kết quả qua bưu chính công ích"
  },
  measures: "Cách tính từng chỉ số",
  columns: ["Chỉ số", "Tử số: hồ sơ", "Mẫu số", "Cách viết trong báo cáo"],
  here: "Trong dữ liệu đang mở",
  note: "Ngày kết thúc là ngày kết thúc xử lý, không có thì lấy ngày trả kết quả. Chỉ số thiếu cột dữ liệu được ghi “không tính được”, không bao giờ ghi 0%.",
  steps: [
    "Kéo thả tệp xuất từ phần mềm một cửa vào khung này. Đang mở số liệu giả định của Sa Đéc.",
    "Chọn kỳ, ngày chốt số liệu và bộ chỉ tiêu. Câu bên dưới là cách tính, đi theo mọi bản in và tệp xuất ra.",
    "Thẻ So sánh cho biết đơn vị nào chưa đạt, thiếu bao nhiêu hồ sơ. Bấm tên đơn vị để lọc mọi thẻ.",
    "Thẻ Báo cáo có đoạn văn, bảng để dán vào Word và tệp Excel. Bấm phím ? để xem hướng dẫn."
  ],
  /** @param {number} at @param {number} of */
  step: (at, of) => `Bước ${at}/${of}`,
  next: "Tiếp",
  done: "Xong",
  leave: "Thôi"
};
