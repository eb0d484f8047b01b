//! The cells of one row of an ODS sheet, and their values by their attributes.

use crate::read::memory::{Lease, Memory};
use crate::read::workbook::text;
use crate::read::workbook::text::append;
use crate::read::workbook::xml::{XmlAttributes, XmlToken};
use crate::read::{Merge, RawCell, limits, number};
use crate::{Error, ErrorCode};

/// A row.
#[derive(Debug, Default)]
pub struct RowCells {
    pub cells: Vec<RawCell>,
    pub text: Vec<u8>,
    /// Columns so far, including trailing blank ones.
    column: usize,
    /// Merged cells that begin in this row; it counts as row 1.
    pub merges: Vec<Merge>,
    lease: Lease,
}

/// A cell: its value, if its attributes state one, and the start of its text.
pub struct PendingCell {
    value: Option<RawCell>,
    start: usize,
    paragraphs: usize,
    formula: bool,
    /// The attributes mark it as an error.
    error: bool,
    /// Its value is text, which may be empty.
    string: bool,
    /// Number of rows and columns that it spans.
    spans: [u32; 2],
}

impl PendingCell {
    /// A cell with these attributes (ODF 1.3, 19.385-19.390).
    pub fn open(attributes: XmlAttributes<'_>, row: &mut RowCells) -> Self {
        let stated = |name: &[u8]| attributes.get(name).and_then(text::attribute);
        let kind = attributes.get(b"office:value-type");
        let value = match kind {
            Some(b"float" | b"currency" | b"percentage") => {
                attributes.get(b"office:value").and_then(number::parse).map(RawCell::Number)
            }
            Some(b"date") => stated(b"office:date-value").map(|moment| row.keep(&moment)),
            Some(b"time") => stated(b"office:time-value").map(|time| row.keep(&time)),
            Some(b"boolean") => {
                stated(b"office:boolean-value").map(|value| row.keep(&value.to_ascii_uppercase()))
            }
            Some(b"string") => stated(b"office:string-value").map(|value| row.keep(&value)),
            _ => None,
        };
        let spans: [&[u8]; 2] = [b"table:number-rows-spanned", b"table:number-columns-spanned"];
        Self {
            value,
            start: row.text.len(),
            paragraphs: 0,
            formula: attributes.get(b"table:formula").is_some(),
            error: attributes.get(b"calcext:value-type") == Some(b"error"),
            string: kind == Some(b"string"),
            spans: spans.map(|name| times(attributes, name)),
        }
    }

    /// True if the cell's text may be its value, or its formula's error.
    pub fn takes_text(&self) -> bool {
        self.value.is_none() || self.formula
    }

    /// The cell's value; `shown` is its text, which ends at `end`.
    fn content(&self, shown: &[u8], end: usize) -> RawCell {
        if self.error || self.formula && is_error(shown) {
            return RawCell::Error;
        }
        match self.value {
            Some(value) => value,
            None if !shown.is_empty() => RawCell::Text(self.start as u32, end as u32),
            None if self.formula && !self.string => RawCell::Uncalculated,
            None => RawCell::Empty,
        }
    }
}

/// True for an error as a formula shows it: "#N/A", "#REF!", "#NAME?", "Err:502".
fn is_error(shown: &[u8]) -> bool {
    match shown {
        b"#N/A" | [b'#', .., b'!' | b'?'] => true,
        [b'E', b'r', b'r', b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

impl RowCells {
    /// A row that counts its bytes in this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { lease: memory.lease(), ..Self::default() }
    }

    /// Empties the row.
    pub fn clear(&mut self) {
        self.cells.clear();
        self.text.clear();
        self.merges.clear();
        self.column = 0;
    }

    fn keep(&mut self, text: &str) -> RawCell {
        let start = self.text.len();
        self.text.extend_from_slice(text.as_bytes());
        RawCell::Text(start as u32, self.text.len() as u32)
    }

    /// Begins a paragraph of a cell.
    pub fn paragraph(&mut self, cell: &mut PendingCell) -> Result<(), Error> {
        if cell.paragraphs > 0 {
            self.text.push(b'\n');
        }
        cell.paragraphs += 1;
        self.within_limit()
    }

    fn within_limit(&mut self) -> Result<(), Error> {
        if self.text.len() > limits::ROW_TEXT_BYTES {
            return Err(ErrorCode::TooLarge.into());
        }
        let cells = self.cells.capacity() * size_of::<RawCell>();
        self.lease.cover(self.text.capacity() + cells + self.merges.capacity() * size_of::<Merge>())
    }

    /// Appends an element inside a paragraph as text: blanks, a tab, a line break.
    pub fn blank(&mut self, name: &[u8], attributes: XmlAttributes<'_>) -> Result<(), Error> {
        let count =
            || attributes.get(b"text:c").and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        match name {
            b"s" => self.text.extend((0..count().unwrap_or(1).min(limits::NAME_BYTES)).map(|_| b' ')),
            b"tab" => self.text.push(b'\t'),
            b"line-break" => self.text.push(b'\n'),
            _ => {}
        }
        self.within_limit()
    }

    /// Adds text of a cell.
    pub fn text(&mut self, token: XmlToken<'_>, cell: &PendingCell) -> Result<(), Error> {
        append(token, &mut self.text, (cell.start + limits::RECORD_BYTES).min(limits::ROW_TEXT_BYTES))
    }

    /// Adds a cell to the next columns. Text from its attributes counts against the limits even if the cell
    /// is left out.
    pub fn put(&mut self, cell: &PendingCell, times: u32) -> Result<(), Error> {
        self.within_limit()?;
        let value = cell.content(self.text.get(cell.start..).unwrap_or_default(), self.text.len());
        let (first, last) = (self.column, self.column.saturating_add(times as usize));
        self.column = last;
        if first >= limits::COLUMNS {
            return Ok(());
        }
        let [rows, columns] = cell.spans;
        if rows > 1 {
            self.merge(first as u32, rows, columns);
        }
        if value != RawCell::Empty {
            self.cells.resize(first, RawCell::Empty);
            self.cells.resize(last.min(limits::COLUMNS), value);
        }
        Ok(())
    }

    fn merge(&mut self, first_column: u32, rows: u32, columns: u32) {
        let last_column = first_column.saturating_add(columns - 1);
        self.merges.push(Merge { first_row: 1, last_row: rows, first_column, last_column });
    }
}

/// A repeat count, at least 1.
pub fn times(attributes: XmlAttributes<'_>, name: &[u8]) -> u32 {
    let stated = attributes.get(name).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    stated.unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_counts_towards_the_memory_limit() {
        let put = |others: usize| {
            let memory = Memory::default();
            let mut lease = memory.lease();
            lease.cover(others)?;
            let mut row = RowCells::new(&memory);
            row.text = Vec::with_capacity(1_000);
            let (value, spans) = (None, [1, 1]);
            let mut cell = PendingCell {
                value,
                start: 0,
                paragraphs: 0,
                formula: false,
                error: false,
                string: false,
                spans,
            };
            row.paragraph(&mut cell)
        };
        assert!(put(limits::MEMORY_BYTES - 1_000).is_ok());
        assert_eq!(put(limits::MEMORY_BYTES - 999).unwrap_err().code, ErrorCode::OutOfMemory);
    }
}
