//! One table of a page, row by row: computes where each cell is once cells spanning several rows and columns
//! are placed (the table model of HTML). A cell spanning several columns is in the first of them, even if a
//! cell from above extends into them. A cell spanning several rows ends with its row group. Until then its
//! text is repeated in each row, such as the unit's name beside its dossiers; but not in a header (a row of
//! `thead`, with header cells, or with cells spanning several columns), where it names one column.

use crate::read::{RawCell, Row, limits};
use crate::{Error, ErrorCode};

/// Rows that one cell may span in HTML.
const ROWS: u32 = 65_534;
/// Rows that a table of titles may have, and filled cells in each of them.
const TITLE_ROWS: u32 = 10;
const TITLE_CELLS: usize = 2;

/// A table being read.
#[derive(Debug, Default)]
pub struct Grid {
    /// Rows so far.
    pub rows: u32,
    /// Captions, once the table is known to hold more than titles.
    pub captions: Option<Vec<String>>,
    /// Number of captions on the page above the table.
    pub above: usize,
    cells: Vec<RawCell>,
    text: Vec<u8>,
    /// Text of cells spanning several rows.
    shared: Vec<u8>,
    /// For each column, the last cell spanning several rows that began in it.
    spans: Vec<RowSpan>,
    cell: Option<OpenCell>,
    /// A row has begun.
    in_row: bool,
    /// The current row group is the table's head.
    in_head: bool,
    /// The current row names columns.
    header: bool,
    /// Rows held in memory.
    pub held: Vec<PendingRow>,
}

/// A row held in memory.
#[derive(Debug)]
pub struct PendingRow {
    pub number: u32,
    pub text: Vec<u8>,
    pub cells: Vec<RawCell>,
}

/// One column of a cell that spans several rows; rows count from 0.
#[derive(Debug, Clone, Copy, Default)]
struct RowSpan {
    first: u32,
    /// The row after the last.
    end: u32,
    cell: RawCell,
}

impl RowSpan {
    /// True if it extends into this row, below its first.
    fn covers(&self, row: u32) -> bool {
        self.first < row && row < self.end
    }
}

/// The current cell.
#[derive(Debug)]
struct OpenCell {
    start: usize,
    wide: usize,
    high: u32,
}

impl Grid {
    /// A table below this many captions.
    pub fn under(above: usize) -> Self {
        Self { above, ..Self::default() }
    }

    /// Begins a row.
    pub fn open_row(&mut self) {
        self.in_row = true;
    }

    /// Begins a row group, or the content after one; no cell extends from one group into the next.
    pub fn begin_group(&mut self, head: bool) {
        self.spans.clear();
        self.in_head = head;
    }

    /// Begins a cell spanning `wide` columns and `high` rows; 0 rows means the rest of its row group.
    pub fn open_cell(&mut self, wide: u32, high: u32, header: bool) -> Result<(), Error> {
        self.end_cell()?;
        self.in_row = true;
        self.header |= header || wide > 1 || self.in_head;
        let wide = (wide as usize).clamp(1, limits::COLUMNS);
        let high = if high == 0 { ROWS } else { high.min(ROWS) };
        self.cell = Some(OpenCell { start: self.text.len(), wide, high });
        Ok(())
    }

    /// Adds text to the current cell, with white space collapsed.
    pub fn text(&mut self, text: &[u8]) -> Result<(), Error> {
        let Some(cell) = &self.cell else { return Ok(()) };
        join(text, cell.start, &mut self.text);
        let long = self.text.len() - cell.start > limits::RECORD_BYTES;
        if long || self.text.len() > limits::ROW_TEXT_BYTES {
            return Err(Error::new(ErrorCode::TooLarge).at_row(self.rows.saturating_add(1)));
        }
        Ok(())
    }

    /// Bytes of the current cell.
    pub fn cell_length(&self) -> usize {
        self.cell.as_ref().map_or(0, |cell| self.text.len() - cell.start)
    }

    /// Ends the current cell, if there is one.
    pub fn end_cell(&mut self) -> Result<(), Error> {
        let Some(OpenCell { start, wide, high }) = self.cell.take() else { return Ok(()) };
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

    /// Remembers a cell that extends into the rows below.
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
        let columns = column.min(limits::COLUMNS)..(column + wide).min(limits::COLUMNS);
        self.spans.resize(self.spans.len().max(columns.end), RowSpan::default());
        for (index, place) in self.spans.iter_mut().enumerate().take(columns.end).skip(columns.start) {
            let cell = if index == column { cell } else { RawCell::Empty };
            let end = place.end.max(self.rows.saturating_add(high));
            *place = RowSpan { first: self.rows, end, cell };
        }
        Ok(())
    }

    /// Fills the next columns with cells that extend down from rows above.
    fn fill(&mut self) {
        while let Some(above) = self.spans.get(self.cells.len()).filter(|span| span.covers(self.rows)) {
            self.cells.push(above.cell);
        }
    }

    /// Ends the current row; false if there was none, or it had no cells of its own.
    pub fn end_row(&mut self) -> Result<bool, Error> {
        let began = std::mem::take(&mut self.in_row);
        if self.cell.is_none() && self.cells.is_empty() {
            self.rows = self.rows.saturating_add(began.into());
            return Ok(false);
        }
        self.end_cell()?;
        self.fill_rest();
        if std::mem::take(&mut self.header) {
            let fresh = self.spans.iter_mut().filter(|span| span.first == self.rows);
            fresh.for_each(|span| span.cell = RawCell::Empty);
        }
        self.rows = self.rows.saturating_add(1);
        Ok(true)
    }

    /// Fills columns after the row's last cell with cells that extend down into them.
    fn fill_rest(&mut self) {
        let row = self.rows;
        while let Some(gap) = self.spans.iter().skip(self.cells.len()).position(|span| span.covers(row)) {
            (0..gap).for_each(|_| self.put(RawCell::Empty));
            self.fill();
        }
    }

    /// True if the last finished row may belong to a table that holds only titles.
    pub fn is_titles(&self) -> bool {
        let row = self.row();
        let (mut filled, mut figures) = (0, false);
        for cell in row.iter() {
            if let crate::read::Cell::Text(text) = cell {
                filled += 1;
                figures |= is_figure(text);
            }
        }
        let short = self.text.len() <= limits::CELL_BYTES && self.rows <= TITLE_ROWS;
        short && filled <= TITLE_CELLS && !figures
    }

    /// The last finished row, to be pushed.
    pub fn row(&self) -> Row<'_> {
        Row::new(self.rows, &self.text, &self.shared, &self.cells)
    }

    /// Clears the last finished row.
    pub fn begin_row(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Holds the last finished row; returns the bytes that it takes.
    pub fn hold(&mut self) -> usize {
        let (text, cells) = (std::mem::take(&mut self.text), std::mem::take(&mut self.cells));
        let bytes = text.capacity() + cells.capacity() * size_of::<RawCell>() + size_of::<PendingRow>();
        self.held.push(PendingRow { number: self.rows, text, cells });
        bytes
    }

    /// Bytes of the current row and of text carried into other rows.
    pub fn room(&self) -> usize {
        let cells =
            self.cells.capacity() * size_of::<RawCell>() + self.spans.capacity() * size_of::<RowSpan>();
        self.text.capacity() + self.shared.capacity() + cells
    }

    /// The finished table, with the rows it holds and their text; `None` if it holds no rows.
    pub fn finished(mut self) -> Option<Self> {
        self.spans = Vec::new();
        (!self.held.is_empty()).then_some(self)
    }

    /// Text of the [`RawCell::Shared`] cells.
    pub fn shared(&self) -> &[u8] {
        &self.shared
    }
}

/// Appends text with white space collapsed; blanks are dropped where the text from `start` on is empty.
pub fn join(text: &[u8], start: usize, out: &mut Vec<u8>) {
    for &byte in text {
        let blank = byte.is_ascii_whitespace();
        let again = out.len() == start || out.last() == Some(&b' ');
        if !(blank && again) {
            out.push(if blank { b' ' } else { byte });
        }
    }
}

/// True for a number, a percentage or a day: digits and their separators.
fn is_figure(text: &[u8]) -> bool {
    let digits =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'.' | b',' | b'/' | b'-' | b':' | b'%');
    text.iter().any(u8::is_ascii_digit) && text.iter().all(digits)
}

/// A range of the row's text, which is limited far below 32 bits.
fn span(start: usize, end: usize) -> RawCell {
    if start == end { RawCell::Empty } else { RawCell::Text(start as u32, end as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that holds this many bytes of text for several rows, after adding one more such cell.
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
    fn long_text_is_not_repeated_in_other_rows() {
        let carried = |length: usize| carry(0, &b"x".repeat(length)).unwrap().shared.len();
        assert_eq!(carried(limits::CARRIED_BYTES), limits::CARRIED_BYTES);
        assert_eq!(carried(limits::CARRIED_BYTES + 1), 0);
    }
}
