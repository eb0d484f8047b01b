//! Detects how a text table is written. The delimiter is the character that gives most records the same
//! number of fields; records with more fields have more weight. That number is the table's width.

use super::careful::CarefulRecord;
use super::dialect::{BOM, DELIMITERS, Dialect};
use crate::{Error, ErrorCode};

/// Records of the sample that are examined.
const RECORDS: usize = 200;

impl Dialect {
    /// The dialect of a sample; with a comma if nothing suggests another delimiter.
    pub fn sniff(sample: &[u8]) -> Self {
        let text = sample.strip_prefix(BOM).unwrap_or(sample);
        let of = |delimiter| Self { delimiter, ..Self::default() }.measured(text);
        if let Some(delimiter) = declared(text) {
            return of(delimiter).0;
        }
        // Of equal maxima the last would win, but the list begins with the most common.
        let all = DELIMITERS.map(of);
        let best = all.iter().rev().max_by_key(|(_, score)| *score);
        best.map_or_else(|| of(b',').0, |(dialect, _)| *dialect)
    }

    /// Adds the width of most records in a text. Also returns how well they agree on it: records times
    /// delimiters.
    fn measured(self, text: &[u8]) -> (Self, usize) {
        let mut records_of = std::collections::BTreeMap::<usize, usize>::new();
        for fields in self.field_counts(text) {
            *records_of.entry(fields).or_default() += 1;
        }
        let scores = records_of.iter().map(|(fields, records)| (fields.saturating_sub(1) * records, *fields));
        let (score, width) = scores.max().unwrap_or_default();
        (Self { width, spaced: self.is_spaced(text), ..self }, score)
    }

    /// Number of fields of each record.
    fn field_counts(self, text: &[u8]) -> Vec<usize> {
        let (mut careful, mut at) = (CarefulRecord::default(), 0);
        let next = || {
            at = careful.record(text, at, self, true)?;
            Some(careful.cells.len())
        };
        std::iter::from_fn(next).take(RECORDS).collect()
    }

    fn is_spaced(self, text: &[u8]) -> bool {
        let followers = text.windows(2).filter(|pair| pair.first() == Some(&self.delimiter));
        let (blanks, all) = followers
            .fold((0, 0), |(blanks, all), pair| (blanks + usize::from(pair.last() == Some(&b' ')), all + 1));
        blanks * 2 > all
    }
}

/// The delimiter that a first line "sep=;" declares, as in Excel.
fn declared(text: &[u8]) -> Option<u8> {
    let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, rest @ ..]
            if !delimiter.is_ascii_alphanumeric() && rest.iter().all(|byte| byte == delimiter) =>
        {
            Some(*delimiter).filter(|delimiter| delimiter.is_ascii() && *delimiter != b'"')
        }
        _ => None,
    }
}

/// Fails if the sample is not UTF-8. A character cut off by the sample's end is allowed, unless the file ends
/// there.
pub fn check_utf8(sample: &[u8], whole: bool) -> Result<(), Error> {
    let Err(flaw) = std::str::from_utf8(sample) else { return Ok(()) };
    if flaw.error_len().is_none() && !whole {
        return Ok(());
    }
    let before = sample.get(..flaw.valid_up_to()).unwrap_or_default();
    let row = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    Err(Error::new(ErrorCode::InvalidEncoding).at_row(u32::try_from(row).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steady_delimiter_wins() {
        let sniff = |text: &str| Dialect::sniff(text.as_bytes()).delimiter;
        assert_eq!(sniff("a,b,c\n1,2,3\n"), b',');
        assert_eq!(sniff("a;b;c\n1,5;2,5;3\n4;5;6,5\n"), b';');
        assert_eq!(sniff("Danh sách, quý 1\n\na\tb\tc\n1, 2\t3\t4\n"), b'\t');
        assert_eq!(sniff("a,b\n\"x;y;z\",\"p;q;r\"\n"), b',');
        assert_eq!(sniff("a|b|c\n1|2|3\n"), b'|');
        assert_eq!(sniff("một cột\n"), b',');
    }

    #[test]
    fn a_declared_delimiter_is_taken() {
        let sniff = |text: &str| Dialect::sniff(text.as_bytes()).delimiter;
        assert_eq!(sniff("sep=;\r\na,b;c,d\n1,2;3,4\n"), b';');
        assert_eq!(sniff("\u{feff}\"sep=^\"\na,b^c,d\n"), b'^');
        assert_eq!(sniff("SEP=\t\na,b\tc,d\n"), b'\t');
        assert_eq!(sniff("sep=a\n1,2\n"), b',');
    }

    #[test]
    fn a_stray_quote_in_the_title_hides_no_table() {
        let rows = "A;x;01/03/2022\n".repeat(20);
        for title in ["\"Danh sách;;\n", "Danh sách \"quý I;;\n", "\"Danh sách\n"] {
            let dialect = Dialect::sniff(format!("{title}Mã;Đơn vị;Ngày\n{rows}").as_bytes());
            assert_eq!(dialect, Dialect { delimiter: b';', width: 3, spaced: false }, "{title}");
        }
    }

    #[test]
    fn cells_of_many_lines_are_single_fields() {
        let text = "Mã, Địa chỉ, Ngày\n".to_owned() + &"A, \"Số 1, ấp 2\nxã 3\", 01/03\n".repeat(9);
        assert_eq!(Dialect::sniff(text.as_bytes()), Dialect { delimiter: b',', width: 3, spaced: true });
    }

    #[test]
    fn flaws_have_a_row() {
        assert!(check_utf8("đúng".as_bytes(), true).is_ok());
        assert!(check_utf8(b"a\n\xc4", false).is_ok());
        let error = check_utf8(b"a\nb\xff\n", false).unwrap_err();
        assert_eq!(error.place.and_then(|place| place.row), Some(2));
        assert!(check_utf8(b"a\n\xc4", true).is_err());
    }
}
