//! Shows how a file's header reads in each encoding, so that an official can choose the right one. Only the
//! header row is taken from the file's first bytes, because the rows below it may contain personal names.

use crate::read::{AnyReader, Cell, Encoding, Reader, Row, RowSink, TableStart};
use crate::{Error, ErrorCode};
use serde::Serialize;

/// Highest character that Vietnamese text can contain, even if decoded wrongly. Other text decoded as UTF-16
/// contains characters above it.
const LAST: char = '™';
/// Maximum characters shown of a line.
const SHOWN: usize = 160;
/// Minimum cells of a row to be used as the header where no header was found.
const WIDE: usize = 3;

/// The header in one encoding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderReading {
    /// Name of the encoding, as [`Session::begin_in`](super::Session::begin_in) takes it.
    pub encoding: &'static str,
    /// The row's cells, separated by bars.
    pub line: String,
}

/// Returns the distinct readings of a file's first bytes. `row` is the header's row number; 0 = the first row
/// with at least three text cells.
pub fn readings(sample: &[u8], row: u32) -> Vec<HeaderReading> {
    let mut found: Vec<HeaderReading> = Vec::new();
    for encoding in Encoding::ALL {
        let line = line(sample, encoding, row).unwrap_or_default();
        let broken = line.is_empty() || line.chars().any(|letter| letter > LAST || letter == '\0');
        if !broken && found.iter().all(|other| other.line != line) {
            found.push(HeaderReading { encoding: encoding.name(), line });
        }
    }
    found
}

fn line(sample: &[u8], encoding: Encoding, row: u32) -> Option<String> {
    let mut sink = OneRow { wanted: row, line: None };
    let mut reader = AnyReader::with_encoding(Some(encoding));
    // The sample may end anywhere, and the sink stops the reader, so an error means nothing.
    drop(reader.push(sample, &mut sink).and_then(|()| reader.finish(&mut sink)));
    sink.line
}

/// Stores one row and stops the reader.
struct OneRow {
    wanted: u32,
    line: Option<String>,
}

impl RowSink for OneRow {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let texts = || row.iter().filter_map(text);
        let is_wanted =
            if self.wanted == 0 { texts().nth(WIDE - 1).is_some() } else { row.number == self.wanted };
        if is_wanted {
            self.line = Some(texts().collect::<Vec<_>>().join(" | ").chars().take(SHOWN).collect());
        }
        if is_wanted || (self.wanted > 0 && row.number > self.wanted) {
            Err(ErrorCode::BadQuery.into())
        } else {
            Ok(())
        }
    }
}

fn text(cell: Cell<'_>) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    let text = crate::text::tidy(&String::from_utf8_lossy(text));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(sample: &[u8], row: u32) -> Vec<(&'static str, String)> {
        readings(sample, row).into_iter().map(|reading| (reading.encoding, reading.line)).collect()
    }

    #[test]
    fn the_header_is_readable_in_one_encoding() {
        let sample = b"BAO CAO\nM\xb7 h\xe5 s\xac,Ng\xb5y ti\xd5p nh\xcbn,x\nA1,b\xdd m\xcbt,x\n";
        let found = lines(sample, 2);
        assert!(found.contains(&("TCVN3", "Mã hồ sơ | Ngày tiếp nhận | x".to_owned())), "{found:?}");
        assert!(found.iter().all(|(_, line)| !line.contains("A1")), "{found:?}");
        assert_eq!(found, lines(sample, 0));
    }

    #[test]
    fn plain_letters_read_the_same_everywhere() {
        let found = lines(b"a,b,c\n1,2,3\n", 1);
        assert_eq!(found, [("UTF-8", "a | b | c".to_owned())]);
    }
}
