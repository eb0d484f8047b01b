//! The cells of one row of an ODS sheet, and what each one's attributes say of its value.

use crate::read::workbook::text::append;
use crate::read::workbook::xml::{Attributes, Token};
use crate::read::workbook::{number, text};
use crate::read::{RawCell, limits};
use crate::{Error, ErrorCode};

/// A row.
#[derive(Debug, Default)]
pub struct RowCells {
    pub cells: Vec<RawCell>,
    pub text: Vec<u8>,
    /// Columns so far, blank ones at the end too.
    column: usize,
}

/// A cell: its value, if its attributes have told it; else where its text begins.
pub struct Cell {
    value: Option<RawCell>,
    start: usize,
    paragraphs: usize,
}

impl Cell {
    /// A cell with these attributes (ODF 1.3, 19.385-19.390).
    pub fn open(attributes: Attributes<'_>, row: &mut RowCells) -> Self {
        let start = row.text.len();
        let stated = |name: &[u8]| attributes.get(name).and_then(text::attribute);
        let value = match attributes.get(b"office:value-type") {
            Some(b"float" | b"currency" | b"percentage") => {
                attributes.get(b"office:value").and_then(number::parse).map(RawCell::Number)
            }
            Some(b"date") => stated(b"office:date-value").map(|moment| row.keep(&moment)),
            Some(b"time") => stated(b"office:time-value").map(|time| row.keep(&time)),
            Some(b"boolean") => stated(b"office:boolean-value").map(|value| row.keep(&value.to_uppercase())),
            Some(b"string") => stated(b"office:string-value").map(|value| row.keep(&value)),
            _ => None,
        };
        Self { value, start, paragraphs: 0 }
    }

    /// True if what the cell shows is its value.
    pub fn takes_text(&self) -> bool {
        self.value.is_none()
    }
}

impl RowCells {
    /// An empty row.
    pub fn clear(&mut self) {
        self.cells.clear();
        self.text.clear();
        self.column = 0;
    }

    fn keep(&mut self, text: &str) -> RawCell {
        let start = self.text.len();
        self.text.extend_from_slice(text.as_bytes());
        RawCell::Text(start as u32, self.text.len() as u32)
    }

    /// Begins a paragraph of a cell.
    pub fn paragraph(&mut self, cell: &mut Cell) -> Result<(), Error> {
        if cell.paragraphs > 0 {
            self.text.push(b'\n');
        }
        cell.paragraphs += 1;
        self.within_limit()
    }

    fn within_limit(&self) -> Result<(), Error> {
        if self.text.len() > limits::ROW_TEXT_BYTES { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    }

    /// Adds what an element inside a paragraph stands for: blanks, a tab, a line's end.
    pub fn blank(&mut self, name: &[u8], attributes: Attributes<'_>) -> Result<(), Error> {
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
    pub fn text(&mut self, token: Token<'_>, cell: &Cell) -> Result<(), Error> {
        append(token, &mut self.text, (cell.start + limits::RECORD_BYTES).min(limits::ROW_TEXT_BYTES))
    }

    /// Puts a cell into the next columns. What its attributes say counts too, also where it is left out.
    pub fn put(&mut self, cell: &Cell, times: u32) -> Result<(), Error> {
        self.within_limit()?;
        let end = self.text.len();
        let text =
            if end > cell.start { RawCell::Text(cell.start as u32, end as u32) } else { RawCell::Empty };
        let value = cell.value.unwrap_or(text);
        let (first, last) = (self.column, self.column.saturating_add(times as usize));
        self.column = last;
        if value == RawCell::Empty || first >= limits::COLUMNS {
            return Ok(());
        }
        self.cells.resize(first, RawCell::Empty);
        self.cells.resize(last.min(limits::COLUMNS), value);
        Ok(())
    }
}
