// Rows of a list. All values are derived from the row's number, so they are the same in every run.

const CHUNK_ROWS = 10_000;

/** @typedef {{ rows: number, units: number, files: number }} Case */

export const HEAD =
  "STT,Mã hồ sơ,Tên thủ tục,Lĩnh vực,Đơn vị,Cấp,Mức độ,Người nộp,Số điện thoại,Ngày tiếp nhận,Ngày hẹn trả," +
  "Ngày kết thúc,Ngày trả kết quả,Hình thức nộp,Hình thức nhận kết quả,Trạng thái\n";
const CHANNELS = ["Trực tiếp", "Trực tuyến", "Bưu chính công ích"];
const PROCEDURES = Array.from(
  { length: 300 },
  (_, n) => `"Cấp giấy phép số ${n}, đối với cá nhân, hộ gia đình"`
);

/** Days of the years 2020 to 2022 and some beyond, as cells show them and as codes hold them. */
const DAYS = Array.from({ length: 1_200 }, (_, n) => {
  const [year, month, day] = new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10).split("-");
  return { cell: `${day}/${month}/${year}`, code: `${year?.slice(2)}${month}${day}` };
});

/** A row, all of whose values follow from its number. @param {number} n @param {Case} of */
function row(n, { rows, units }) {
  const shuffled = Math.imul(n, 2_654_435_761) >>> 0;
  const received = Math.floor((n / rows) * 1_096);
  const due = received + 1 + (shuffled % 20);
  const ended = received + ((shuffled >>> 5) % 21); // one in some forty is late
  const open = shuffled % 17 === 0;
  const unit = (shuffled >>> 3) % units;
  const time = `${String(8 + (shuffled % 9)).padStart(2, "0")}:${String(shuffled % 60).padStart(2, "0")}:00`;
  return (
    `${n + 1},H20.36.${unit}-${DAYS[received]?.code}-${n},${PROCEDURES[shuffled % 300]},Lĩnh vực ${shuffled % 25},` +
    `UBND xã số ${unit},Xã,${2 + (shuffled % 3)},Nguyễn Văn ${n % 997},09${shuffled % 100_000_000},${DAYS[received]?.cell} ${time},` +
    `${DAYS[due]?.cell} 17:00:00,${open ? "" : `${DAYS[ended]?.cell} ${time}`},,${CHANNELS[(shuffled >>> 7) % 3]},` +
    `${CHANNELS[(shuffled >>> 9) % 3]},${open ? "Đang xử lý" : "Đã trả kết quả"}\n`
  );
}

/** The bytes of file number `file`, piece by piece. @param {number} file @param {Case} of */
export function* pieces(file, of) {
  const encoder = new TextEncoder();
  const [from, to] = [file, file + 1].map(edge => Math.floor((of.rows * edge) / of.files));
  yield encoder.encode(HEAD);
  for (let start = /** @type {number} */ (from); start < /** @type {number} */ (to); start += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, /** @type {number} */ (to) - start);
    yield encoder.encode(Array.from({ length: count }, (_, n) => row(start + n, of)).join(""));
  }
}
