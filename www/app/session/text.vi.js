// Own files and names of units: the Vietnamese wording.
import { number } from "../../format.vi.js";

export const text = {
  name: "phien-lam-viec.json",
  saved: "Đã lưu phiên làm việc; trong đó không có dữ liệu hồ sơ.",
  /** @param {string} name @param {number} files */
  opened: (name, files) => `Đã mở phiên làm việc ${name}${files ? ` (${number(files)} tệp)` : ""}.`,
  /** @param {string[]} names */
  missing: names => `Còn cần mở: ${names.join(", ")}.`,
  /** @param {string[]} names */
  changed: names => `Đã khác so với lúc lưu phiên (SHA-256): ${names.join(", ")}.`,
  same: "Các tệp đang mở đúng là các tệp của phiên.",
  /** @param {string} title @param {string} name */
  set: (title, name) => `Đã mở bộ chỉ tiêu “${title}” từ tệp ${name}.`,
  /** @param {string} name @param {number} tables */
  mapping: (name, tables) =>
    `Đã nhận cách khai báo cột từ tệp ${name}${tables ? `; đã đọc lại ${number(tables)} bảng` : ", dùng cho bảng có dòng tiêu đề ấy"}.`,
  /** @param {string} name @param {number} count */
  aliases: (name, count) => `Đã nhận ${number(count)} tên thay thế của đơn vị từ tệp ${name}.`,
  /** @param {string} name @param {number} count */
  order: (name, count) => `Đơn vị được xếp theo danh sách ${number(count)} tên trong tệp ${name}.`,
  /** @param {string} name @param {string[]} files */
  receipt: (name, files) => `${name} là biên nhận số liệu. Mở các tệp sau để đối chiếu: ${files.join(", ")}.`,
  /** @param {string} name @param {string} said */
  verdict: (name, said) => `${name} là kết quả kiểm tra đã lưu: ${said} Mở bằng trình duyệt để xem từng mục.`,
  /** @param {string} name */
  damaged: name => `${name} là tệp của hoso nhưng bị hỏng. Hãy lưu lại hoặc chép lại tệp.`,
  /** @param {string[]} names */
  reopen: names =>
    `Mở lại ${names.length > 1 ? `${number(names.length)} tệp lần trước (${names[0]}…)` : names[0]}`,
  close: "Đóng thông báo"
};

export const names = {
  /** @param {number} units */
  title: units => `Tên đơn vị (${number(units)})`,
  /** @param {number} spellings @param {number} units */
  merged: (spellings, units) =>
    `Đã gộp ${number(spellings)} cách viết khác vào tên của ${number(units)} đơn vị`,
  apart: "Không gộp các cách viết tên đơn vị",
  /** @param {number} count */
  aliases: count => `${number(count)} tên thay thế`,
  /** @param {number} count */
  close: count => `${number(count)} tên gần giống`,
  merge: "Gộp các cách viết của cùng một đơn vị",
  proposals: "Có thể là cùng một đơn vị:",
  take: "Gộp",
  /** @param {number} count */
  takeAll: count => `Gộp cả ${number(count)}`,
  hint: "Hồ sơ của tên bên trái được tính cho tên bên phải; có ngày thì chỉ tính hồ sơ tiếp nhận trong những ngày đó (ví dụ từ 01/07/2025 khi sáp nhập).",
  from: "Tên trong tệp",
  to: "Tính cho đơn vị",
  validFrom: "Từ ngày",
  validTo: "Đến ngày",
  /** @param {number} row */
  row: row => `dòng ${number(row)}`,
  add: "Thêm tên",
  remove: "Xóa dòng",
  save: "Lưu ra tệp JSON",
  file: "ten-don-vi.json",
  order: "Xếp theo danh sách đã mở.",
  byName: "Xếp theo tên",
  howToOrder:
    "Muốn xếp đơn vị theo danh mục hành chính: thả vào trang tệp CSV có cột “Đơn vị” theo đúng thứ tự.",
  circle: "Các tên thay thế nối thành vòng nên chưa áp dụng."
};
