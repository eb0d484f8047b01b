//! Converts held rows back to the form in which a reader passes them.

use crate::read::{RawCell, Row};
use crate::schema::{HeldCell, HeldRow};

/// Converts one row at a time.
#[derive(Debug, Default)]
pub struct Replay {
    text: Vec<u8>,
    cells: Vec<RawCell>,
}

impl Replay {
    /// Returns the row as its reader passed it, borrowed until the next call.
    pub fn lend(&mut self, row: &HeldRow) -> Row<'_> {
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
                    span(start, self.text.len())
                }
            };
            self.cells.push(raw);
        }
        Row::new(row.number, &self.text, &[], &self.cells)
    }
}

fn span(start: usize, end: usize) -> RawCell {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => RawCell::Text(start, end),
        _ => RawCell::Empty,
    }
}
