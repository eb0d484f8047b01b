//! Cells in the order in which a binary workbook has them, which is nearly always that of rows and columns but
//! need not be. Memory follows the number of cells, not the box around them.

use super::{RawCell, Row, RowSink, limits};
use crate::{Error, ErrorCode};

/// The cells of one sheet.
#[derive(Debug, Default)]
pub struct Scatter {
    cells: Vec<(u32, u32, RawCell)>,
    /// Text that [`RawCell::Text`] points into.
    pub text: Vec<u8>,
    unordered: bool,
}

impl Scatter {
    /// The text appended since `start`, as a cell.
    pub fn span_from(&self, start: usize) -> RawCell {
        RawCell::Text(start as u32, self.text.len() as u32)
    }

    /// Adds a cell; row and column from 0. Of several at one place the last counts.
    pub fn put(&mut self, row: u32, column: usize, cell: RawCell) -> Result<(), Error> {
        if column >= limits::COLUMNS || row >= limits::SHEET_ROWS {
            return Ok(());
        }
        let full = self.cells.len() >= limits::HELD_CELLS || self.text.len() > limits::SHARED_TEXT_BYTES;
        if full || self.cells.try_reserve(1).is_err() {
            return Err(Error::new(ErrorCode::TooLarge).at_row(row + 1));
        }
        let place = (row, column as u32);
        self.unordered |= self.cells.last().is_some_and(|(row, column, _)| (*row, *column) >= place);
        self.cells.push((place.0, place.1, cell));
        Ok(())
    }

    /// Pushes all rows, `shared` being what [`RawCell::Shared`] points into.
    pub fn push(mut self, shared: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.unordered {
            self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        }
        let mut cells = Vec::new();
        for row in self.cells.chunk_by(|one, next| one.0 == next.0) {
            cells.clear();
            for &(_, column, cell) in row {
                cells.resize((column as usize + 1).max(cells.len()), RawCell::Empty);
                if let Some(place) = cells.get_mut(column as usize) {
                    *place = cell;
                }
            }
            let number = row.first().map_or(0, |(row, ..)| row + 1);
            sink.row(Row::new(number, &self.text, shared, &cells))?;
        }
        Ok(())
    }
}
