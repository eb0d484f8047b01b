// Wording of <hoso-privacy>.

/** @type {Record<string, string>} */
const ways = {
  fetch: "Gọi mạng (fetch)",
  XMLHttpRequest: "Gọi mạng kiểu cũ (XMLHttpRequest)",
  WebSocket: "Kênh hai chiều (WebSocket)",
  EventSource: "Luồng sự kiện (EventSource)",
  sendBeacon: "Gửi ngầm (sendBeacon)",
  image: "Tải ảnh",
  prefetch: "Nạp trước (prefetch)",
  importScripts: "Nạp thêm mã (importScripts)"
};

export const text = {
  short: "Số liệu không rời khỏi máy này.",
  how: "Bằng chứng và cách kiểm tra",
  asking: "Đang hỏi trình duyệt…",
  again: "Kiểm tra lại",
  requests: "Yêu cầu mạng từ khi chọn được tệp",
  /** @param {number} count */
  requestCount: count =>
    count === 0
      ? "0 – theo sổ ghi của trình duyệt, cả trang lẫn tiến trình xử lý"
      : `${count} – trái với cam kết; hãy báo lại`,
  /** @param {number} count */
  refusedCount: count =>
    `${count} yêu cầu khác đã bị chính sách chặn (thường do tiện ích cài thêm vào trình duyệt).`,
  tries: "Kết quả thử gửi dữ liệu ra ngoài",
  way: "Cách gửi",
  page: "Từ trang",
  worker: "Từ tiến trình xử lý",
  refused: "bị chặn",
  notRefused: "trình duyệt không báo",
  ways,
  policyOfPage: "Chính sách (CSP) đang có hiệu lực ở trang",
  policyOfWorker: "Chính sách (CSP) đang có hiệu lực ở tiến trình xử lý",
  noPolicy: "Không có chính sách nào chặn: trình duyệt quá cũ, hoặc trang bị sửa.",
  module: "Mã băm SHA-256 của phần tính toán (hoso_bg.wasm) trong bộ nhớ",
  /** @param {string} version */
  same: version => `trùng với bản ${version}; đối chiếu thêm với BUILD.json của bản phát hành`,
  /** @param {string} version @param {string} expected */
  differs: (version, expected) => `khác với bản ${version}: ${expected}`,
  noHash: "Trên là mã của bản phát hành; mã trong bộ nhớ chỉ tính được khi trang mở qua https hoặc từ đĩa.",
  webrtc:
    "Chính sách không cấm được WebRTC (gọi thoại, hình), mở sẵn kết nối và chuyển sang trang khác. Tiến trình xử lý, nơi có số liệu, không có các cách ấy; mã của trang không dùng cách nào. Tiện ích cài thêm vào trình duyệt đọc được mọi trang.",
  kept: "Trang được lưu sẵn để mở khi không có mạng (service worker). Trình duyệt có thể tự hỏi máy chủ về bản mới, không mang theo số liệu.",
  yourself: "Tự kiểm tra",
  points: [
    "Ngắt mạng (rút dây, tắt Wi-Fi) rồi mới chọn tệp – trang vẫn chạy đủ.",
    "Nhấn F12, mở thẻ Mạng (Network), chọn tệp – không có yêu cầu nào. Các dòng đỏ hoso.invalid là phép thử ở trên, bị chặn.",
    "Mọi phần của trang đã nằm trong bộ nhớ trước khi chọn được tệp. Từ lúc đó chính sách (CSP) của trang cấm mọi kết nối mạng, cả trong tiến trình xử lý.",
    "Cột có thông tin cá nhân (họ tên, số điện thoại, CCCD, địa chỉ…) được bỏ qua ngay khi đọc.",
    "Những gì trình duyệt ghi nhớ được kê ở cuối trang; không có nội dung tệp. “Xóa dữ liệu” kết thúc tiến trình xử lý, trả lại bộ nhớ."
  ]
};
