//! Which character parts the fields, told from the first bytes: the one that gives most records the same number of
//! fields, more fields counting more.

use crate::{Error, ErrorCode};

/// Records of the sample that are looked at.
const RECORDS: usize = 200;
const DELIMITERS: [u8; 4] = *b",;\t|";
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How a text table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What parts the fields.
    pub delimiter: u8,
    /// Bytes of the byte order mark.
    pub bom: usize,
}

impl Dialect {
    /// The dialect of a sample; a comma where nothing speaks for another.
    pub fn sniff(sample: &[u8]) -> Self {
        let bom = if sample.starts_with(BOM) { BOM.len() } else { 0 };
        let text = sample.get(bom..).unwrap_or_default();
        let scores = DELIMITERS.map(|delimiter| (score(text, delimiter), delimiter));
        // The last of equal maxima would win; the list begins with the commonest.
        let best = scores.iter().rev().max_by_key(|(score, _)| *score);
        Self { delimiter: best.map_or(b',', |(_, delimiter)| *delimiter), bom }
    }

    /// The container's name in reports.
    pub fn format(self) -> &'static str {
        if self.delimiter == b'\t' { "tsv" } else { "csv" }
    }
}

/// Records that agree on a number of fields, times the fields they have beyond one; the best such number.
fn score(text: &[u8], delimiter: u8) -> usize {
    let mut tally = std::collections::BTreeMap::<usize, usize>::new();
    for fields in field_counts(text, delimiter).into_iter().take(RECORDS) {
        *tally.entry(fields).or_default() += 1;
    }
    tally.iter().map(|(fields, records)| (fields - 1) * records).max().unwrap_or(0)
}

/// Fields of each record; quotes respected where they balance within a line or so.
fn field_counts(text: &[u8], delimiter: u8) -> Vec<usize> {
    let (mut counts, mut fields, mut quoted, mut before) = (Vec::new(), 1, false, b'\n');
    for &byte in text {
        match byte {
            b'"' if quoted || before == delimiter || before == b'\n' => quoted = !quoted,
            b'\n' if !quoted => {
                counts.push(fields);
                fields = 1;
            }
            _ if byte == delimiter && !quoted => fields += 1,
            _ => {}
        }
        before = byte;
    }
    if fields > 1 {
        counts.push(fields);
    }
    counts
}

/// Fails where the sample is not UTF-8. A character cut off by the sample's end is none, unless the file ends there.
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
    fn flaws_have_a_row() {
        assert!(check_utf8("đúng".as_bytes(), true).is_ok());
        assert!(check_utf8(b"a\n\xc4", false).is_ok());
        let error = check_utf8(b"a\nb\xff\n", false).unwrap_err();
        assert_eq!(error.place.and_then(|place| place.row), Some(2));
        assert!(check_utf8(b"a\n\xc4", true).is_err());
    }
}
