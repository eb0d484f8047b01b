//! Classifies rows of a table's body without a received day: numbering, repeated headers, groups, totals,
//! signatures, or a dossier without its day. Called only for such rows, so speed does not matter.

use super::ledger::Reason;
use crate::schema::{Column, HeldCell, HeldRow, Mapping, labelled, named_by, names_column, names_group};
use crate::text::{contains_words, fold, fold_words};

/// First words of a total.
const TOTALS: [&str; 3] = ["tong", "trong do", "luy ke"];
/// Words after "tổng" that form the name of a unit: Tổng cục Thuế, Tổng công ty Điện lực.
const UNITS: [&str; 4] = ["cuc", "cong ty", "lanh su", "thanh tra"];
/// Maximum number of rows kept as titles of the next table.
const TITLES: usize = 20;
/// Words that begin a signature block.
const SIGNATURES: [&str; 14] = [
    "nguoi bao cao",
    "nguoi lap bieu",
    "nguoi lap",
    "nguoi tong hop",
    "noi nhan",
    "thu truong",
    "ky ten",
    "ky ghi ro ho ten",
    "chu tich",
    "pho chu tich",
    "giam doc",
    "truong phong",
    "kt chu tich",
    "tm uy ban nhan dan",
];

/// Classifies such rows in order. A signature block continues to the next header, group or dossier row.
#[derive(Debug)]
pub struct RowClassifier {
    headers: Vec<String>,
    /// Index of each mapped column.
    places: Vec<(usize, Column)>,
    code: Option<usize>,
    signed: bool,
    /// Rows with one or two cells since the last dossier: they may be titles of another table.
    words: Vec<HeldRow>,
}

impl RowClassifier {
    /// Creates the classifier for a table with this mapping.
    pub fn new(mapping: &Mapping) -> Self {
        let headers = mapping.columns.iter().map(|entry| {
            let lowest = entry.header.rsplit(" > ").next().unwrap_or_default();
            fold(lowest)
        });
        let places = mapping.columns.iter().enumerate().filter_map(|(at, entry)| Some((at, entry.column?)));
        Self {
            headers: headers.collect(),
            places: places.collect(),
            code: mapping.index_of(Column::Code),
            signed: false,
            words: Vec::new(),
        }
    }

    /// Records that a dossier row was read.
    #[inline]
    pub fn pass(&mut self) {
        self.signed = false;
        if !self.words.is_empty() {
            self.words.clear();
        }
    }

    /// If the row is a header with other columns, or with the same columns in other places, returns it with
    /// the titles above it.
    pub fn other_table(&mut self, row: &HeldRow) -> Option<Vec<HeldRow>> {
        let labels = row.cells.iter().map(HeldCell::label).enumerate();
        let filled: Vec<(usize, String)> = labels.filter(|(_, text)| !text.is_empty()).collect();
        let named = filled.iter().filter_map(|(at, text)| Some((*at, named_by(text)?.0)));
        let found: Vec<(usize, Column)> = named.collect();
        let received = |(_, column): &(usize, Column)| matches!(column, Column::Received | Column::Submitted);
        let header = found.len() >= 3 && found.len() * 2 >= filled.len() && found.iter().any(received);
        let other =
            || !found.iter().all(|place| self.places.contains(place)) && !self.repeats_header(&filled);
        if !header || !other() {
            self.keep_words(row, filled.len());
            return None;
        }
        let mut rows = std::mem::take(&mut self.words);
        rows.push(row.clone());
        Some(rows)
    }

    fn keep_words(&mut self, row: &HeldRow, filled: usize) {
        if (1..=2).contains(&filled) && self.words.len() < TITLES {
            self.words.push(row.clone());
        }
    }

    /// Returns why the row is not a dossier.
    pub fn judge(&mut self, row: &HeldRow) -> Reason {
        let filled: Vec<(usize, String)> = row.cells.iter().map(|cell| cell.label()).enumerate().collect();
        let filled: Vec<_> = filled.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        if filled.is_empty() {
            return Reason::Blank;
        }
        if self.repeats_header(&filled) || names_columns(&filled) {
            self.signed = false;
            return Reason::RepeatedHeader;
        }
        if is_numbering(&filled) {
            return Reason::Numbering;
        }
        self.by_words(&filled)
    }

    fn repeats_header(&self, filled: &[(usize, String)]) -> bool {
        let same = |(index, text): &&(usize, String)| {
            self.headers.get(*index).is_some_and(|header| !header.is_empty() && *header == fold(text))
        };
        let same = filled.iter().filter(same).count();
        same >= 2 && same * 2 >= filled.len()
    }

    fn by_words(&mut self, filled: &[(usize, String)]) -> Reason {
        let texts: Vec<_> = filled.iter().filter(|(_, text)| !is_count(text)).collect();
        let Some((index, first)) = texts.first().map(|(index, text)| (*index, fold_words(text))) else {
            return Reason::NoReceivedDay;
        };
        if texts.len() <= 2 && is_total(&first) {
            return Reason::Total;
        }
        let names_unit = |text: &str| names_group(text) && !is_signed(text);
        if self.signed && texts.len() == 1 && texts.iter().all(|(_, text)| names_unit(text)) {
            self.signed = false;
        }
        if texts.len() <= 3 && (self.signed || texts.iter().any(|(_, text)| is_signature(text))) {
            self.signed = true;
            return Reason::Signature;
        }
        let is_code = self.code == Some(index) && !first.contains(' ');
        let names_group = texts.len() == 1 && !is_code && first.contains(char::is_alphabetic);
        if names_group { Reason::Group } else { Reason::NoReceivedDay }
    }
}

/// The name in a group row: its only cell with words. A leading number, a leading "Đơn vị:" and a trailing
/// row count are removed.
pub fn group_name(row: &HeldRow) -> Option<String> {
    let text = row.cells.iter().map(|cell| cell.label()).find(|text| !text.is_empty() && !is_count(text))?;
    let (mark, rest) = text.split_once(['.', ')']).unwrap_or(("", &text));
    let name = if !mark.is_empty() && is_count(mark) { rest.trim() } else { &text };
    Some(without_count(labelled(name).unwrap_or(name)).to_owned())
}

/// Removes a trailing count: "UBND xã A - 3 Văn bản (Hồ sơ)", "UBND xã A (12 hồ sơ)" and "UBND xã A: 12"
/// all become "UBND xã A".
fn without_count(name: &str) -> &str {
    let counted = |(at, mark): &(usize, &str)| {
        let after = fold_words(name.get(at + mark.len()..).unwrap_or_default());
        let (number, what) = after.split_once(' ').unwrap_or((&after, ""));
        let of_what =
            ["ho so", "van ban", "hs", "thu tuc", "dong", "don"].iter().any(|word| what.starts_with(word));
        let closed = what.is_empty() && *mark != " - ";
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && (of_what || closed)
    };
    let marks = [" - ", " – ", "(", ":", ", "].iter().flat_map(|mark| name.match_indices(mark));
    let at = marks.filter(counted).map(|(at, _)| at).min();
    at.and_then(|at| name.get(..at)).map(str::trim).filter(|name| !name.is_empty()).unwrap_or(name)
}

/// True for a second header row with the column names in another language.
fn names_columns(filled: &[(usize, String)]) -> bool {
    let named = filled.iter().filter(|(_, text)| names_column(text)).count();
    named >= 3 && named * 2 >= filled.len()
}

/// True for "Tổng số …" and "Cộng: 12 hồ sơ", but not for "Công an xã …", whose first word folds to the same
/// letters.
fn is_total(words: &str) -> bool {
    let rest = |word: &str| words.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let unit = |rest: &str| UNITS.iter().any(|unit| rest.trim_start().starts_with(unit));
    let whole = TOTALS.iter().any(|word| rest(word).is_some_and(|rest| !unit(rest)));
    whole || rest("cong").is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphabetic))
}

/// True for a row of at least two numbers in ascending order that only numbers the columns.
fn is_numbering(filled: &[(usize, String)]) -> bool {
    let number = |text: &str| {
        let text = text.trim_matches(['(', ')', '[', ']', ' ']);
        let digits = text.split('=').next().unwrap_or_default().trim_matches(['(', ')', ' ']);
        digits.parse::<u16>().ok().filter(|_| digits.len() <= 2)
    };
    let is_letter = |text: &str| matches!(text.as_bytes(), [b'A'..=b'Z']);
    let numbers: Vec<_> = filled.iter().filter_map(|(_, text)| number(text)).collect();
    let only = filled.iter().all(|(_, text)| number(text).is_some() || is_letter(text));
    only && numbers.len() >= 2 && numbers.iter().zip(numbers.iter().skip(1)).all(|(one, next)| one < next)
}

/// True for a running number or count next to a name: 12, 1.062, IV, A, 1.2, 99,83%.
fn is_count(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')', '%']);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let roman = text.len() <= 6 && text.bytes().all(|byte| b"IVXLC".contains(&byte));
    digits || roman || matches!(text.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z'])
}

/// True if signature words occur anywhere in the text: "P. GIÁM ĐỐC".
fn is_signed(text: &str) -> bool {
    let words = fold_words(text);
    is_signature(text) || SIGNATURES.iter().any(|signature| contains_words(&words, signature))
}

fn is_signature(text: &str) -> bool {
    let words = fold_words(text);
    let dated = ["ngay", "thang", "nam"].iter().all(|word| contains_words(&words, word));
    dated || SIGNATURES.iter().any(|signature| words.starts_with(signature))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MappedColumn;

    fn leftovers() -> RowClassifier {
        let headers = ["STT", "Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận"];
        let mut mapping = Mapping::of(headers.iter().map(|header| (*header).to_owned()));
        let columns: &mut Vec<MappedColumn> = &mut mapping.columns;
        columns[1].column = Some(Column::Code);
        RowClassifier::new(&mapping)
    }

    fn row(line: &str) -> HeldRow {
        HeldRow { number: 1, cells: line.split('|').map(HeldCell::text).collect() }
    }

    #[test]
    fn rows_that_are_not_dossiers() {
        for (line, reason) in [
            ("|||", Reason::Blank),
            ("STT|Mã hồ sơ|ĐƠN VỊ|Ngày tiếp nhận", Reason::RepeatedHeader),
            ("(1)|(2)|(3)|(4)", Reason::Numbering),
            ("A|B|1|2", Reason::Numbering),
            ("|Tổng số|12|", Reason::Total),
            ("Cộng: 12 hồ sơ|||", Reason::Total),
            ("Công dân 1|A5|UBND xã A|", Reason::NoReceivedDay),
            ("I|Công an các xã||", Reason::Group),
            ("I|Sở ban ngành||", Reason::Group),
            ("Xã, phường, thị trấn|||", Reason::Group),
            ("||Đồng Tháp, ngày 3 tháng 4 năm 2022|", Reason::Signature),
            ("5|A5|UBND xã A|", Reason::NoReceivedDay),
            ("|A5||", Reason::NoReceivedDay),
            ("5|||", Reason::NoReceivedDay),
        ] {
            assert_eq!(leftovers().judge(&row(line)), reason, "{line}");
        }
    }

    #[test]
    fn a_signature_block_ends() {
        for line in ["STT|Mã hồ sơ|Đơn vị|Ngày tiếp nhận", "II|UBND xã B||"] {
            let mut leftovers = leftovers();
            assert_eq!(leftovers.judge(&row("|||Người lập biểu")), Reason::Signature);
            leftovers.judge(&row(line));
            assert!(!leftovers.signed, "{line}");
            assert_eq!(leftovers.judge(&row("3|B3||")), Reason::NoReceivedDay);
        }
    }

    #[test]
    fn units_of_groups() {
        for (line, name) in [
            ("I|UBND xã A - 3 Văn bản (Hồ sơ)||", "UBND xã A"),
            ("I. UBND xã A (12 hồ sơ)|||", "UBND xã A"),
            ("UBND phường 3 (12)|||", "UBND phường 3"),
            ("Đơn vị: UBND xã A: 5 hồ sơ|||", "UBND xã A"),
            ("Phòng Văn hóa - Xã hội|||", "Phòng Văn hóa - Xã hội"),
            ("II|Tổng cục Thuế||", "Tổng cục Thuế"),
        ] {
            assert_eq!(group_name(&row(line)).as_deref(), Some(name), "{line}");
            assert_eq!(leftovers().judge(&row(line)), Reason::Group, "{line}");
        }
        assert_eq!(leftovers().judge(&row("Tổng cộng|||")), Reason::Total);
    }

    #[test]
    fn a_signature_block_continues() {
        let mut leftovers = leftovers();
        assert_eq!(leftovers.judge(&row("|||Người báo cáo")), Reason::Signature);
        assert_eq!(leftovers.judge(&row("|||Nguyễn Văn A")), Reason::Signature);
    }
}
