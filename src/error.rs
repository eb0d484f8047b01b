//! Fatal errors. An [`Error`] ends the reading of one file, or rejects one question. A flaw in a cell is not
//! an error but an issue, counted in the file's report. Errors never quote a cell.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A fatal error: a stable code, a sentence in Vietnamese that says what to do, and where it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[non_exhaustive]
pub struct Error {
    /// Stable name, kebab-case in JavaScript.
    pub code: ErrorCode,
    /// For the official: what is wrong and what to do. Vietnamese.
    pub message: String,
    /// The file, sheet, row or column, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A place in the files. Rows count from 1, as in a spreadsheet.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub struct Place {
    /// Name of the file as the user chose it.
    pub file: String,
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Row, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<u32>,
    /// Header of the column.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
}

/// Every fatal error. The page looks up its texts by the kebab-case names, so they must not change.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorCode {
    /// The file has no bytes, or only blanks.
    EmptyFile,
    /// A kind of file that hoso does not read (PDF, Word, picture, program …).
    UnsupportedFormat,
    /// A workbook or archive that ends too early or contradicts itself.
    DamagedFile,
    /// A workbook locked with a password.
    EncryptedFile,
    /// A workbook locked with Excel's default password: Excel opens it without asking.
    DefaultPassword,
    /// Text that is not valid in its encoding.
    InvalidEncoding,
    /// The file has rows, but no table.
    NoTable,
    /// A table without a header in its first sixty rows.
    NoHeader,
    /// A header, but no column that gives the day received.
    NoReceivedColumn,
    /// Larger than a limit of `read::limits`.
    TooLarge,
    /// An invalid question: bad date, unknown dimension, bad percentage.
    BadQuery,
    /// An unknown file number.
    NoSuchFile,
    /// More groups than one answer may hold.
    TooManyGroups,
    /// All readers together would exceed the memory limit of `read::limits`.
    OutOfMemory,
    /// A member of an archive uses a compression method that hoso does not support.
    UnsupportedCompression,
    /// The file was changed or removed after it was chosen.
    FileChanged,
    /// The file cannot be opened, or cannot be read to its end.
    UnreadableFile,
    /// The worker that read the file ended unexpectedly.
    WorkerCrashed,
    /// A file of lives that contradicts itself, or does not fit the lives already opened.
    BadLives,
    /// A day that is within a period of lives, where only whole periods are known.
    NotABoundary,
    /// A question for single dossiers or days, where there are lives.
    Grain,
}

impl ErrorCode {
    /// The default message.
    fn sentence(self) -> &'static str {
        match self {
            Self::EmptyFile => "Tệp rỗng. Hãy xuất lại danh sách hồ sơ từ phần mềm một cửa.",
            Self::UnsupportedFormat => {
                "Không phải tệp bảng tính hay văn bản. Hãy xuất danh sách ra Excel (.xlsx) hoặc CSV."
            }
            Self::DamagedFile => "Tệp bị hỏng hoặc chưa tải đủ. Hãy xuất lại hoặc chép lại tệp.",
            Self::EncryptedFile => {
                "Tệp có mật khẩu (nếu Excel mở không hỏi thì là mật khẩu mặc định của Excel). Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại."
            }
            Self::DefaultPassword => {
                "Tệp khóa bằng mật khẩu mặc định của Excel nên Excel mở không hỏi. Hãy mở bằng Excel, bỏ khóa ở Review > Protect Workbook rồi lưu thành tệp .xlsx mới."
            }
            Self::InvalidEncoding => "Bảng mã chữ không hợp lệ. Hãy lưu lại tệp dưới dạng CSV UTF-8.",
            Self::NoTable => "Không thấy bảng dữ liệu nào trong tệp. Hãy kiểm tra lại tệp đã chọn.",
            Self::NoHeader => {
                "Không thấy dòng tiêu đề cột (Mã hồ sơ, Ngày tiếp nhận, Ngày hẹn trả…) trong 60 dòng đầu."
            }
            Self::NoReceivedColumn => {
                "Không có cột nào cho biết ngày tiếp nhận. Hãy khai báo cột Ngày tiếp nhận, Ngày nộp hoặc Mã hồ sơ."
            }
            Self::TooLarge => "Tệp vượt giới hạn an toàn. Hãy chia nhỏ tệp rồi mở lại.",
            Self::BadQuery => "Yêu cầu không hợp lệ.",
            Self::NoSuchFile => "Không có tệp này trong danh sách.",
            Self::TooManyGroups => "Có quá nhiều nhóm. Hãy bỏ bớt tiêu chí phân nhóm hoặc thu hẹp kỳ.",
            Self::OutOfMemory => "Tệp cần nhiều bộ nhớ hơn giới hạn an toàn. Hãy chia nhỏ tệp rồi mở lại.",
            Self::UnsupportedCompression => {
                "Kiểu nén này không mở được. Hãy giải nén rồi mở từng tệp, hoặc nén lại thành .zip thông thường."
            }
            Self::FileChanged => "Tệp đã thay đổi hoặc không còn: hãy chọn lại tệp.",
            Self::UnreadableFile => "Không đọc được tệp. Hãy kiểm tra ổ đĩa và quyền mở tệp, rồi chọn lại.",
            Self::BadLives => "Tệp hồ sơ gộp không dùng được.",
            Self::NotABoundary => "Dữ liệu có hồ sơ gộp: chỉ tính được đến cuối kỳ đã gộp.",
            Self::Grain => "Dữ liệu có hồ sơ gộp: không liệt kê được từng hồ sơ.",
            Self::WorkerCrashed => "Việc đọc tệp bị ngắt. Hãy đóng bớt cửa sổ khác, rồi chọn lại tệp.",
        }
    }
}

// Never inlined: errors are made in about a hundred places, none of them hot.
impl Error {
    /// An error with the default message of its code and no place.
    #[cold]
    #[inline(never)]
    pub fn new(code: ErrorCode) -> Self {
        Self { code, message: code.sentence().to_owned(), place: None }
    }

    /// Appends `detail` to the message.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn detail(mut self, detail: &str) -> Self {
        self.message = format!("{} {detail}", self.message);
        self
    }

    /// Sets the row. The caller that knows the file adds it.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn at_row(mut self, row: u32) -> Self {
        self.place.get_or_insert_with(Place::default).row = Some(row);
        self
    }

    /// Sets the sheet.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn in_sheet(mut self, sheet: &str) -> Self {
        self.place.get_or_insert_with(Place::default).sheet = Some(sheet.to_owned());
        self
    }

    /// Sets the file.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn in_file(mut self, file: &str) -> Self {
        file.clone_into(&mut self.place.get_or_insert_with(Place::default).file);
        self
    }
}

impl From<ErrorCode> for Error {
    #[cold]
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
