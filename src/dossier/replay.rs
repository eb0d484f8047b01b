//! Converts held rows back to the form in which a reader passes them.

use crate::read::{RawCell, Row};
use crate::schema::{HeldCell, HeldRow};

/// Rebuilds one row at a time, in memory that is reused.
#[derive(Debug, Default)]
pub struct RowRebuilder {
    text: Vec<u8>,
    cells: Vec<RawCell>,
}

impl RowRebuilder {
    /// Returns the row as it was held (long texts are cut, and areas of merged cells are left out), borrowed
    /// until the next call.
    pub fn row(&mut self, row: &HeldRow) -> Row<'_> {
        self.text.clear();
        self.cells.clear();
        for cell in &row.cells {
            let raw = match cell {
                HeldCell::Empty => RawCell::Empty,
                HeldCell::Number(number) => RawCell::Number(*number),
                HeldCell::Date(serial) => RawCell::Date(*serial),
                HeldCell::Error => RawCell::Error,
                HeldCell::Uncalculated => RawCell::Uncalculated,
                HeldCell::Text(text) => {
                    let start = self.text.len();
                    self.text.extend_from_slice(text.as_bytes());
                    text_cell(start, self.text.len())
                }
            };
            self.cells.push(raw);
        }
        Row::new(row.number, &self.text, &[], &self.cells)
    }
}

/// A text cell. Held rows are limited to far less than 4 GB, so the range always fits.
fn text_cell(start: usize, end: usize) -> RawCell {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => RawCell::Text(start, end),
        _ => RawCell::Empty,
    }
}
