//! One table of a page, row by row: where each cell lies once those over several rows and columns have their place (the
//! table model of HTML). A cell over several columns stands in the first of them, even where one from above reaches into
//! these. One over several rows ends with its group of rows; until there it gives its text to each, as the unit's name
//! beside its dossiers does; but not in a header (a row of `thead`, with header cells or with cells over several columns),
//! where it names one column.

use crate::read::{RawCell, Row, limits};
use crate::{Error, ErrorCode};

/// Rows that one cell may span in HTML.
const ROWS: u32 = 65_534;
/// Rows that a table of titles may have, and filled cells in each of them.
const TITLE_ROWS: u32 = 10;
const TITLE_CELLS: usize = 2;

/// A table while it is read.
#[derive(Debug, Default)]
pub struct Grid {
    /// Rows so far.
    pub rows: u32,
    /// Captions, once the table is known to hold more than titles.
    pub captions: Option<Vec<String>>,
    /// Captions of the page that stand before the table.
    pub above: usize,
    cells: Vec<RawCell>,
    text: Vec<u8>,
    /// Text of cells over several rows.
    shared: Vec<u8>,
    /// For each column, the cell over several rows that began in it last.
    spans: Vec<Span>,
    cell: Option<OpenCell>,
    /// A row has begun.
    in_row: bool,
    /// The group at hand is the table's head.
    in_head: bool,
    /// The row at hand names columns.
    header: bool,
    /// Rows that are kept.
    pub held: Vec<HeldRow>,
}

/// A row that is kept.
#[derive(Debug)]
pub struct HeldRow {
    pub number: u32,
    pub text: Vec<u8>,
    pub cells: Vec<RawCell>,
}

/// A column's part of a cell over several rows, which count from 0.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    first: u32,
    /// The row after the last.
    end: u32,
    cell: RawCell,
}

impl Span {
    /// True if it reaches into a row below its first.
    fn covers(&self, row: u32) -> bool {
        self.first < row && row < self.end
    }
}

/// The cell at hand.
#[derive(Debug)]
struct OpenCell {
    start: usize,
    wide: usize,
    high: u32,
}

impl Grid {
    /// A table under so many captions.
    pub fn under(above: usize) -> Self {
        Self { above, ..Self::default() }
    }

    /// Begins a row.
    pub fn open_row(&mut self) {
        self.in_row = true;
    }

    /// Begins a group of rows, or what follows one; no cell reaches from one group into the next.
    pub fn begin_group(&mut self, head: bool) {
        self.spans.clear();
        self.in_head = head;
    }

    /// Begins a cell over so many columns and rows; over no rows: over all that its group has.
    pub fn open_cell(&mut self, wide: u32, high: u32, header: bool) -> Result<(), Error> {
        self.end_cell()?;
        self.in_row = true;
        self.header |= header || wide > 1 || self.in_head;
        let wide = (wide as usize).clamp(1, limits::COLUMNS);
        let high = if high == 0 { ROWS } else { high.min(ROWS) };
        self.cell = Some(OpenCell { start: self.text.len(), wide, high });
        Ok(())
    }

    /// Adds text to the cell at hand, runs of blanks being one.
    pub fn text(&mut self, text: &[u8]) -> Result<(), Error> {
        let Some(cell) = &self.cell else { return Ok(()) };
        join(text, cell.start, &mut self.text);
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

    /// Remembers a cell that reaches into rows below.
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
        self.spans.resize(self.spans.len().max(columns.end), Span::default());
        for (index, place) in self.spans.iter_mut().enumerate().take(columns.end).skip(columns.start) {
            let cell = if index == column { cell } else { RawCell::Empty };
            let end = place.end.max(self.rows.saturating_add(high));
            *place = Span { first: self.rows, end, cell };
        }
        Ok(())
    }

    /// Puts cells that reach down from rows above into the next columns.
    fn fill(&mut self) {
        while let Some(above) = self.spans.get(self.cells.len()).filter(|span| span.covers(self.rows)) {
            self.cells.push(above.cell);
        }
    }

    /// Ends the row at hand; false if there was none, or none of its own cells.
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

    /// Puts what reaches down into columns behind the row's last cell.
    fn fill_rest(&mut self) {
        let row = self.rows;
        while let Some(gap) = self.spans.iter().skip(self.cells.len()).position(|span| span.covers(row)) {
            (0..gap).for_each(|_| self.put(RawCell::Empty));
            self.fill();
        }
    }

    /// True if the row that ended last may belong to a table that holds only titles.
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

    /// The row that ended last, to be passed on.
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

    /// Bytes of the row at hand and of what is carried into others.
    pub fn room(&self) -> usize {
        let cells = self.cells.capacity() * size_of::<RawCell>() + self.spans.capacity() * size_of::<Span>();
        self.text.capacity() + self.shared.capacity() + cells
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

/// Appends text to what begins at `start`, runs of blanks being one, without any at its beginning.
pub fn join(text: &[u8], start: usize, out: &mut Vec<u8>) {
    for &byte in text {
        let blank = byte.is_ascii_whitespace();
        let again = out.len() == start || out.last() == Some(&b' ');
        if !(blank && again) {
            out.push(if blank { b' ' } else { byte });
        }
    }
}

/// True for a number, a share or a day: digits and what stands between them.
fn is_figure(text: &[u8]) -> bool {
    let digits =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'.' | b',' | b'/' | b'-' | b':' | b'%');
    text.iter().any(u8::is_ascii_digit) && text.iter().all(digits)
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
