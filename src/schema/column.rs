//! The canonical columns and the header words that name them (`headers.tsv`, `personal.tsv`).

use crate::text::{contains_words, fold, fold_words};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A column of a dossier list that hoso knows (spec section 1). Personal columns are none of these.
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
pub enum Column {
    /// Dossier code.
    Code,
    /// Procedure, by name or code.
    Procedure,
    /// Domain (lĩnh vực).
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
    /// Appointment.
    Due,
    /// Day processing ended.
    Finished,
    /// Day the result was handed over.
    Returned,
    /// How it was filed.
    IntakeChannel,
    /// How the result went back.
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
    /// Place in the list: the lower, the better the word.
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
    entries.map(|word| (word.words.replace(' ', ""), (word.column, word.rank))).collect()
});

/// The column that a header names as a whole, and the word's rank; brackets behind it are passed over.
pub fn named_by(header: &str) -> Option<(Column, usize)> {
    let without_brackets = header.split(['(', '[', '*', '\n']).next().unwrap_or_default();
    [header, without_brackets].iter().find_map(|text| WHOLE.get(&fold(text))).copied()
}

/// The date column whose longest word stands in a header among others ("Ngày tiếp nhận của bộ phận một cửa").
/// Weak evidence: only for a column whose content is days. Ranked behind every whole match.
pub fn date_named_in(header: &str) -> Option<(Column, usize)> {
    let text = fold_words(header);
    let listed = WORDS.iter().filter(|word| word.column.is_date() && word.words.contains(' '));
    let within = listed.filter(|word| contains_words(&text, &word.words));
    within.max_by_key(|word| word.words.len()).map(|word| (word.column, WORDS.len() + word.rank))
}

static PERSONAL: LazyLock<Vec<(bool, String)>> = LazyLock::new(|| {
    let lines = include_str!("personal.tsv").lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once('\t'));
    entries.map(|(mark, words)| (mark == "=", words.to_owned())).collect()
});

/// True if a header names a personal column, which is never loaded (spec section 8).
pub fn is_personal(header: &str) -> bool {
    let (words, whole) = (fold_words(header), fold(header));
    PERSONAL.iter().any(|(exact, entry)| if *exact { whole == *entry } else { contains_words(&words, entry) })
}

/// True for the running number that most lists begin with.
pub fn is_counter(header: &str) -> bool {
    matches!(fold(header).as_str(), "stt" | "tt" | "sott" | "sothutu" | "no")
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
    fn personal_headers_are_known() {
        for header in ["Chủ hồ sơ", "Họ và tên", "Số điện thoại", "SĐT", "Số CCCD", "Địa chỉ", "Cán bộ xử lý"]
        {
            assert!(is_personal(header), "{header}");
        }
        assert!(!is_personal("Mã hồ sơ") && !is_personal("Đơn vị"));
    }
}
