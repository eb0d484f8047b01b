//! Cells in the order in which a binary workbook stores them, which is nearly always by row and column but
//! need not be. Memory grows with the number of cells, not with the area they span.

use super::memory::{Lease, Memory};
use super::merges::{Merges, declare};
use super::{Merge, Notice, RawCell, Row, RowSink, limits};
use crate::order::arrange;
use crate::{Error, ErrorCode};

/// The cells of one sheet, and what it states about its rows.
#[derive(Debug)]
pub struct CellBuffer {
    cells: Vec<(u32, u32, RawCell)>,
    /// How many more cells are allowed.
    room: usize,
    /// Text of the [`RawCell::Text`] cells.
    pub text: Vec<u8>,
    unordered: bool,
    /// Merged areas.
    merges: Vec<Merge>,
    /// Hidden rows, from 1; as numbers of eight bytes, because the module already has a sort for these.
    hidden: Vec<u64>,
    /// Rows that the sheet declares as used.
    pub declared: u32,
    lease: Lease,
}

impl CellBuffer {
    /// Starts without cells.
    pub fn new(memory: &Memory) -> Self {
        Self {
            lease: memory.lease(),
            cells: Vec::new(),
            room: limits::HELD_CELLS,
            text: Vec::new(),
            unordered: false,
            merges: Vec::new(),
            hidden: Vec::new(),
            declared: 0,
        }
    }

    /// The text appended since `start`, as a cell.
    pub fn span_from(&self, start: usize) -> RawCell {
        RawCell::Text(start as u32, self.text.len() as u32)
    }

    /// Adds a cell; row and column from 0. If one is added twice, the last counts.
    pub fn put(&mut self, row: u32, column: usize, cell: RawCell) -> Result<(), Error> {
        let too_large = || Error::new(ErrorCode::TooLarge).at_row(row.saturating_add(1));
        // The text of a cell that is left out was appended all the same.
        if self.text.len() > limits::SHARED_TEXT_BYTES {
            return Err(too_large());
        }
        if column >= limits::COLUMNS || row >= limits::SHEET_ROWS {
            return Ok(());
        }
        self.room = self.room.checked_sub(1).ok_or_else(too_large)?;
        self.cells.try_reserve(1).map_err(|_| too_large())?;
        let place = (row, column as u32);
        self.unordered |= self.cells.last().is_some_and(|(row, column, _)| (*row, *column) >= place);
        self.cells.push((place.0, place.1, cell));
        self.lease.cover(self.text.capacity() + self.cells.capacity() * size_of::<(u32, u32, RawCell)>())
    }

    /// Adds a merged area.
    pub fn merge(&mut self, area: Merge) -> Result<(), Error> {
        if self.merges.len() >= limits::MERGES {
            return Err(ErrorCode::TooLarge.into());
        }
        self.merges.push(area);
        Ok(())
    }

    /// Adds a hidden row, from 0.
    pub fn hide(&mut self, row: u32) {
        if row < limits::SHEET_ROWS && self.hidden.len() < limits::SHEET_ROWS as usize {
            self.hidden.push(u64::from(row) + 1);
        }
    }

    /// Pushes all rows; `shared` is the text of the [`RawCell::Shared`] cells.
    pub fn push(mut self, shared: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.unordered {
            arrange(&mut self.cells, |one, next| (one.0, one.1).cmp(&(next.0, next.1)));
        }
        self.hidden.sort_unstable();
        let (mut cells, mut last, mut merges) = (Vec::new(), 0, Merges::default());
        self.merges.into_iter().try_for_each(|area| merges.add(area, sink))?;
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
            if self.hidden.binary_search(&number.into()).is_ok() {
                sink.notice(Notice::HiddenRow(number))?;
            }
            last = number;
        }
        declare(self.declared, last, sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Default for CellBuffer {
        fn default() -> Self {
            Self::new(&Memory::default())
        }
    }

    fn put(cells: &mut CellBuffer, row: u32, column: usize) -> Result<(), ErrorCode> {
        cells.put(row, column, RawCell::Number(1.0)).map_err(|error| error.code)
    }

    #[test]
    fn the_number_of_cells_is_limited() {
        assert_eq!(CellBuffer::default().room, limits::HELD_CELLS);
        let mut cells = CellBuffer { room: 2, ..CellBuffer::default() };
        assert_eq!((put(&mut cells, 0, 0), put(&mut cells, 0, 1)), (Ok(()), Ok(())));
        // A cell that is left out takes no room.
        assert_eq!(put(&mut cells, 0, limits::COLUMNS), Ok(()));
        assert_eq!(put(&mut cells, 0, 2), Err(ErrorCode::TooLarge));
    }

    #[test]
    fn merged_areas_are_limited() {
        let area = Merge { first_row: 1, last_row: 2, first_column: 0, last_column: 0 };
        let mut cells = CellBuffer { merges: vec![area; limits::MERGES - 1], ..CellBuffer::default() };
        assert!(cells.merge(area).is_ok());
        assert_eq!(cells.merge(area).unwrap_err().code, ErrorCode::TooLarge);
    }

    #[test]
    fn text_is_limited_even_if_its_cell_is_left_out() {
        let with = |bytes| CellBuffer { text: vec![0; bytes], ..CellBuffer::default() };
        for (row, column) in [(0, 0), (0, limits::COLUMNS), (limits::SHEET_ROWS, 0), (u32::MAX, 0)] {
            assert_eq!(put(&mut with(limits::SHARED_TEXT_BYTES), row, column), Ok(()));
            assert_eq!(put(&mut with(limits::SHARED_TEXT_BYTES + 1), row, column), Err(ErrorCode::TooLarge));
        }
    }
}
