//! The canonical columns and the words in headers that name them (`headers.tsv`, `personal.tsv`).

use crate::order::filled;
use crate::text::{contains_words, fold, fold_words};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A column of a dossier list that hoso loads (docs/reference.md, "Files"). Personal columns are never among
/// them.
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
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Column {
    /// Dossier code.
    Code,
    /// Procedure, by name or code.
    Procedure,
    /// Field of administration (lĩnh vực).
    Field,
    /// Unit that handles the dossier.
    Unit,
    /// Administrative level of the unit.
    UnitLevel,
    /// Online level of the procedure.
    ServiceLevel,
    /// Day the applicant filed.
    Submitted,
    /// Day the desk accepted.
    Received,
    /// Day of the appointment.
    Due,
    /// Day processing ended.
    Finished,
    /// Day the result was handed over.
    Returned,
    /// Channel by which it was filed.
    IntakeChannel,
    /// Channel by which the result went back.
    ReturnChannel,
    /// State in the source system.
    Status,
}

impl Column {
    /// Every column, in the order of `headers.tsv`.
    pub const ALL: [Self; 14] = [
        Self::Code,
        Self::Procedure,
        Self::Field,
        Self::Unit,
        Self::UnitLevel,
        Self::ServiceLevel,
        Self::Submitted,
        Self::Received,
        Self::Due,
        Self::Finished,
        Self::Returned,
        Self::IntakeChannel,
        Self::ReturnChannel,
        Self::Status,
    ];

    /// True if the column's cells are days.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Submitted | Self::Received | Self::Due | Self::Finished | Self::Returned)
    }

    /// True if its cells are days on which dossiers ended.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Finished | Self::Returned)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "code" => Self::Code,
            "procedure" => Self::Procedure,
            "field" => Self::Field,
            "unit" => Self::Unit,
            "unit_level" => Self::UnitLevel,
            "service_level" => Self::ServiceLevel,
            "submitted" => Self::Submitted,
            "received" => Self::Received,
            "due" => Self::Due,
            "finished" => Self::Finished,
            "returned" => Self::Returned,
            "intake_channel" => Self::IntakeChannel,
            "return_channel" => Self::ReturnChannel,
            "status" => Self::Status,
            _ => return None,
        })
    }
}

/// One entry of `headers.tsv`.
struct Word {
    column: Column,
    /// Position in the list; lower is better.
    rank: usize,
    words: String,
}

static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| {
    let lines = include_str!("headers.tsv").lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once('\t'));
    entries
        .enumerate()
        .filter_map(|(rank, (name, header))| {
            Some(Word { column: Column::named(name)?, rank, words: fold_words(header) })
        })
        .collect()
});

static WHOLE: LazyLock<BTreeMap<String, (Column, usize)>> = LazyLock::new(|| {
    let entries = WORDS.iter().rev();
    filled(entries.map(|word| (word.words.replace(' ', ""), (word.column, word.rank))))
});

/// The column that a whole header names, and the rank of its entry. A number before the header and brackets
/// after it are ignored; of a nested name ("donVi.ten") only the telling part is compared. An expected end
/// ("dự kiến") names no column.
pub fn named_by(header: &str) -> Option<(Column, usize)> {
    let bare = bare(header);
    let without_brackets = bare.split(['(', '[', '*', '\n']).next().unwrap_or_default();
    let found = [header, bare, without_brackets, nested(bare)]
        .iter()
        .find_map(|text| WHOLE.get(&fold(text)))
        .copied();
    found.filter(|(column, _)| !is_expected(header) || !column.is_end())
}

/// A header without the number that some programs put before it: "2. Mã hồ sơ", "(2) Mã hồ sơ".
pub fn bare(header: &str) -> &str {
    let text = header.trim_start().trim_start_matches(['(', '[']);
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = text.len() - rest.len();
    let marked = rest.trim_start_matches([')', ']', '.', ':', '-', '/', ' ']);
    let numbered = (1..=2).contains(&digits) && marked.len() < rest.len();
    if numbered && marked.starts_with(char::is_alphabetic) { marked } else { header.trim_start() }
}

/// The telling part of a nested name: "trangThai.tenTrangThai" → "tenTrangThai", "donVi.ten" → "donVi".
fn nested(header: &str) -> &str {
    match header.rsplit_once(['.', '/']) {
        Some((of, "ten" | "name" | "label" | "text" | "title" | "value" | "Ten" | "Name")) => of,
        Some((_, leaf)) => leaf,
        None => header,
    }
}

/// True for a header of an expected day: "Ngày trả kết quả dự kiến" is not the day of return.
fn is_expected(header: &str) -> bool {
    contains_words(&fold_words(header), "du kien") || fold(header).contains("dukien")
}

/// True if a cell names a column, as in a second header row.
pub fn names_column(text: &str) -> bool {
    named_by(text).is_some() || is_counter(text)
}

/// A column that states by yes or no, or by a number, what other columns state in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Filed online: true, có, x, 1.
    Online,
    /// The result goes by post: 2.
    ByPost,
}

/// The flag that a header names.
pub fn flag_in(header: &str) -> Option<Flag> {
    let lowest = header.rsplit(" > ").next().unwrap_or_default();
    match fold(bare(lowest)).as_str() {
        "tructuyen" | "online" | "hosoduoctiepnhantructuyenonline" => Some(Flag::Online),
        "viapostal" => Some(Flag::ByPost),
        _ => None,
    }
}

/// The date column with the longest entry contained in a header ("Ngày tiếp nhận của bộ phận một cửa"). Weak
/// evidence: use it only for a column whose content is days. It ranks after every whole match.
pub fn date_named_in(header: &str) -> Option<(Column, usize)> {
    let text = fold_words(header);
    let listed = WORDS.iter().filter(|word| word.column.is_date() && word.words.contains(' '));
    let within = listed.filter(|word| contains_words(&text, &word.words));
    let longest = within
        .max_by_key(|word| word.words.len())
        .filter(|word| !is_expected(header) || !word.column.is_end());
    longest.map(|word| (word.column, WORDS.len() + word.rank))
}

static PERSONAL: LazyLock<Vec<(bool, String)>> = LazyLock::new(|| {
    let lines = include_str!("personal.tsv").lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once('\t'));
    entries.map(|(mark, words)| (mark == "=", words.to_owned())).collect()
});

/// True if a header names a personal column, which is never loaded (docs/reference.md, "What stays private").
/// Its words may be written without spaces.
pub fn is_personal(header: &str) -> bool {
    let (words, whole) = (fold_words(&taken_apart(header)), fold(header));
    let is_run = !header.trim().contains([' ', '\u{a0}', '\n']);
    PERSONAL.iter().any(|(exact, entry)| {
        if *exact {
            whole == *entry
        } else {
            contains_words(&words, entry) || (is_run && runs_in(&whole, entry))
        }
    })
}

/// True if words occur in a run of letters. Words under five letters are ignored: they may occur by chance.
fn runs_in(run: &str, words: &str) -> bool {
    words.len() >= 5 && run.contains(words.replace(' ', "").as_str())
}

/// "soDienThoai" → "so Dien Thoai".
fn taken_apart(header: &str) -> String {
    let mut apart = String::with_capacity(header.len() + 8);
    for ch in header.chars() {
        if ch.is_uppercase() && apart.ends_with(char::is_lowercase) {
            apart.push(' ');
        }
        apart.push(ch);
    }
    apart
}

/// True for the header of a running number, with which most lists begin.
pub fn is_counter(header: &str) -> bool {
    matches!(fold(bare(header)).as_str(), "stt" | "tt" | "sott" | "sothutu" | "no")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_columns() {
        for (header, column) in [
            ("Cơ quan/đơn vị", Column::Unit),
            ("NGÀY HẸN TRẢ", Column::Due),
            ("Mã hồ sơ (*)", Column::Code),
            ("KenhThucHien", Column::IntakeChannel),
            ("Cấp", Column::UnitLevel),
        ] {
            assert_eq!(named_by(header).map(|(column, _)| column), Some(column), "{header}");
        }
        assert_eq!(named_by("Đơn vị tính"), None);
        assert_eq!(named_by("Đơn vị tính: hồ sơ"), None);
        assert_eq!(date_named_in("Ngày hẹn trả kết quả cho dân").map(|found| found.0), Some(Column::Due));
    }

    #[test]
    fn headers_in_any_spelling() {
        for (header, column) in [
            ("2. Mã hồ sơ", Column::Code),
            ("(2) Mã hồ sơ", Column::Code),
            ("[12] Ngày hẹn trả", Column::Due),
            ("NGAY_HEN_TRA", Column::Due),
            ("ngayHenTra", Column::Due),
            ("NgayTiepNhan", Column::Received),
            ("ma_ho_so", Column::Code),
            ("donVi.ten", Column::Unit),
            ("trangThai.tenTrangThai", Column::Status),
            ("received_at", Column::Received),
            ("Hẹn Trả", Column::Due),
        ] {
            assert_eq!(named_by(header).map(|(column, _)| column), Some(column), "{header}");
        }
        for header in ["Mã hồ sơ gốc", "Ngày trả kết quả (dự kiến)", "ngayTraKetQuaDuKien", "3 tháng"]
        {
            assert_eq!(named_by(header), None, "{header}");
        }
        assert_eq!(date_named_in("Ngày trả kết quả dự kiến"), None);
        assert_eq!(flag_in("9. Trực tuyến"), Some(Flag::Online));
    }

    #[test]
    fn better_words_rank_lower() {
        assert!(named_by("Ngày hẹn trả").unwrap().1 < named_by("Hạn xử lý").unwrap().1);
        assert_eq!(WHOLE.len(), WORDS.len() - repeated(), "a word names one column only");
    }

    /// Words that fold alike are listed in two spellings on purpose (with and without spaces).
    fn repeated() -> usize {
        let mut folded: Vec<_> =
            WORDS.iter().map(|word| (word.words.replace(' ', ""), word.column)).collect();
        let all = folded.len();
        folded.sort();
        folded.dedup();
        all - folded.len()
    }

    #[test]
    fn personal_headers_are_recognised() {
        for header in [
            "Chủ hồ sơ",
            "Họ và tên",
            "Số điện thoại",
            "SĐT",
            "Số CCCD",
            "Địa chỉ",
            "Cán bộ xử lý",
            "hoTen",
            "HoVaTen",
            "HO_VA_TEN",
            "HOVATEN",
            "soDienThoai",
            "chuHoSo",
            "Canboxuly",
            "canBoXuLy",
            "delegateName",
            "contactName",
            "lastActionUser",
            "currentActionUser",
            "postalAddress",
            "applicant_name",
            "officer_name",
            "phone_number",
            "customerName",
            "receiverName",
            "Chủ Sử Dụng",
            "NV Xử Lý",
            "Người KT",
            "Người Ký Duyệt",
            "Giao Nhân Viên",
            "Người gửi",
            "khách hàng",
            "tên chủ",
        ] {
            assert!(is_personal(header), "{header}");
        }
        assert!(!is_personal("Mã hồ sơ") && !is_personal("Đơn vị"));
    }
}
