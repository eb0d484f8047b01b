//! One table of a page, row by row: where each cell lies once those over several rows and columns have their place.
//! A cell over several columns stands in the first of them. One over several rows gives its text to each, as the
//! unit's name beside its dossiers does; but not in a header (a row with header cells or cells over several
//! columns), where it names one column.

use crate::read::{RawCell, Row, limits};
use crate::{Error, ErrorCode};

/// Rows that one cell may span in HTML.
const ROWS: u32 = 65_534;

/// A table while it is read.
#[derive(Debug, Default)]
pub struct Grid {
    /// Rows so far.
    pub rows: u32,
    cells: Vec<RawCell>,
    text: Vec<u8>,
    /// Text of cells over several rows.
    shared: Vec<u8>,
    /// What each column still owes to rows below.
    spans: Vec<Span>,
    cell: Option<Cell>,
    header: bool,
    /// Rows of a table that lies inside another.
    pub held: Vec<HeldRow>,
}

/// A row that is kept.
#[derive(Debug)]
pub struct HeldRow {
    pub number: u32,
    pub text: Vec<u8>,
    pub cells: Vec<RawCell>,
}

/// A column's part of a cell over several rows.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    left: u32,
    cell: RawCell,
    fresh: bool,
}

/// The cell at hand.
#[derive(Debug)]
struct Cell {
    start: usize,
    wide: usize,
    high: u32,
}

impl Grid {
    /// Begins a cell over so many columns and rows.
    pub fn open_cell(&mut self, wide: u32, high: u32, header: bool) -> Result<(), Error> {
        self.end_cell()?;
        self.header |= header || wide > 1;
        let wide = (wide as usize).min(limits::COLUMNS);
        self.cell = Some(Cell { start: self.text.len(), wide, high: high.min(ROWS) });
        Ok(())
    }

    /// Adds text to the cell at hand, runs of blanks being one.
    pub fn text(&mut self, text: &[u8]) -> Result<(), Error> {
        let Some(cell) = &self.cell else { return Ok(()) };
        for &byte in text {
            let blank = byte.is_ascii_whitespace();
            let again = self.text.len() == cell.start || self.text.last() == Some(&b' ');
            if !(blank && again) {
                self.text.push(if blank { b' ' } else { byte });
            }
        }
        let long = self.text.len() - cell.start > limits::RECORD_BYTES;
        if long || self.text.len() > limits::ROW_TEXT_BYTES {
            return Err(Error::new(ErrorCode::TooLarge).at_row(self.rows.saturating_add(1)));
        }
        Ok(())
    }

    /// Bytes of the cell at hand.
    pub fn cell_length(&self) -> usize {
        self.cell.as_ref().map_or(0, |cell| self.text.len() - cell.start)
    }

    /// Ends the cell at hand, if there is one.
    pub fn end_cell(&mut self) -> Result<(), Error> {
        let Some(Cell { start, wide, high }) = self.cell.take() else { return Ok(()) };
        if self.text.len() > start && self.text.last() == Some(&b' ') {
            self.text.pop();
        }
        self.fill();
        let column = self.cells.len();
        self.put(span(start, self.text.len()));
        (1..wide).for_each(|_| self.put(RawCell::Empty));
        if high > 1 { self.span(column, wide, high, start) } else { Ok(()) }
    }

    fn put(&mut self, cell: RawCell) {
        if self.cells.len() < limits::COLUMNS {
            self.cells.push(cell);
        }
    }

    /// Remembers what a cell over several rows owes.
    fn span(&mut self, column: usize, wide: usize, high: u32, start: usize) -> Result<(), Error> {
        let text = self.text.get(start..).unwrap_or_default();
        let mut cell = RawCell::Empty;
        if !text.is_empty() && text.len() <= limits::CARRIED_BYTES {
            let start = self.shared.len();
            self.shared.extend_from_slice(text);
            cell = RawCell::Shared(start as u32, self.shared.len() as u32);
        }
        if self.shared.len() > limits::SHARED_TEXT_BYTES {
            return Err(Error::new(ErrorCode::TooLarge).at_row(self.rows.saturating_add(1)));
        }
        let end = (column + wide).min(limits::COLUMNS);
        self.spans.resize(self.spans.len().max(end), Span::default());
        for (index, owed) in self.spans.iter_mut().enumerate().take(end).skip(column) {
            let cell = if index == column { cell } else { RawCell::Empty };
            *owed = Span { left: high - 1, cell, fresh: true };
        }
        Ok(())
    }

    /// Puts what cells of rows above owe to the next columns.
    fn fill(&mut self) {
        while let Some(owed) =
            self.spans.get_mut(self.cells.len()).filter(|owed| owed.left > 0 && !owed.fresh)
        {
            owed.left -= 1;
            let cell = owed.cell;
            self.cells.push(cell);
        }
    }

    /// Ends the row at hand; false if there was none.
    pub fn end_row(&mut self) -> Result<bool, Error> {
        if self.cell.is_none() && self.cells.is_empty() {
            return Ok(false);
        }
        self.end_cell()?;
        self.fill_rest();
        for owed in self.spans.iter_mut().filter(|owed| owed.fresh) {
            owed.fresh = false;
            if self.header {
                owed.cell = RawCell::Empty;
            }
        }
        self.header = false;
        self.rows = self.rows.saturating_add(1);
        Ok(true)
    }

    /// Puts what is owed to columns behind the row's last cell.
    fn fill_rest(&mut self) {
        let owes = |owed: &Span| owed.left > 0 && !owed.fresh;
        while let Some(gap) = self.spans.iter().skip(self.cells.len()).position(owes) {
            (0..gap).for_each(|_| self.put(RawCell::Empty));
            self.fill();
        }
    }

    /// The row that ended last, to be lent on.
    pub fn row(&self) -> Row<'_> {
        Row::new(self.rows, &self.text, &self.shared, &self.cells)
    }

    /// Forgets the row that ended last.
    pub fn begin_row(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Keeps the row that ended last; gives the bytes it takes.
    pub fn hold(&mut self) -> usize {
        let (text, cells) = (std::mem::take(&mut self.text), std::mem::take(&mut self.cells));
        let bytes = text.capacity() + cells.capacity() * size_of::<RawCell>() + size_of::<HeldRow>();
        self.held.push(HeldRow { number: self.rows, text, cells });
        bytes
    }

    /// The table once it has ended: its rows that are kept, and what they point into. None without any.
    pub fn put_away(mut self) -> Option<Self> {
        self.spans = Vec::new();
        (!self.held.is_empty()).then_some(self)
    }

    /// What [`RawCell::Shared`] points into.
    pub fn shared(&self) -> &[u8] {
        &self.shared
    }
}

/// Text of a row is bounded far below 32 bits.
fn span(start: usize, end: usize) -> RawCell {
    if start == end { RawCell::Empty } else { RawCell::Text(start as u32, end as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with so many bytes of text for several rows, and one cell more of these.
    fn carry(bytes: usize, text: &[u8]) -> Result<Grid, ErrorCode> {
        let mut grid = Grid { shared: vec![0; bytes], ..Grid::default() };
        let read = grid.open_cell(1, 2, false).and_then(|()| grid.text(text)).and_then(|()| grid.end_cell());
        read.map(|()| grid).map_err(|error| error.code)
    }

    #[test]
    fn text_of_several_rows_is_held_up_to_a_limit() {
        let most = limits::SHARED_TEXT_BYTES;
        assert!(carry(most - 2, b"xx").is_ok());
        assert_eq!(carry(most - 1, b"xx").unwrap_err(), ErrorCode::TooLarge);
    }

    #[test]
    fn what_is_long_is_carried_to_no_other_row() {
        let carried = |length: usize| carry(0, &b"x".repeat(length)).unwrap().shared.len();
        assert_eq!(carried(limits::CARRIED_BYTES), limits::CARRIED_BYTES);
        assert_eq!(carried(limits::CARRIED_BYTES + 1), 0);
    }
}
