//! A row as its reader holds it: cells as places in bytes that the row borrows.

use super::limits;

/// One cell as its container holds it. Text should be UTF-8, but only code that keeps it checks this: most
/// cells of a large file are never read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// No content.
    Empty,
    /// Text, unquoted and unescaped, not trimmed.
    Text(&'a [u8]),
    /// A number with no date format.
    Number(f64),
    /// An Excel serial that the workbook formats as a date (days since the table's [`Epoch`](super::Epoch)).
    Date(f64),
    /// A workbook's error value: #REF!, #N/A ...
    Error,
    /// A formula whose result the workbook does not hold: it was never calculated.
    Uncalculated,
}

/// Where a cell of a [`Row`] is: a range of the bytes that the row borrows from the reader.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum RawCell {
    /// No content.
    #[default]
    Empty,
    /// Bytes `start..end` of the row's text.
    Text(u32, u32),
    /// Bytes `start..end` of the table's text, which does not change within a table.
    Shared(u32, u32),
    /// A [`Cell::Number`].
    Number(f64),
    /// A [`Cell::Date`].
    Date(f64),
    /// A [`Cell::Error`].
    Error,
    /// A [`Cell::Uncalculated`].
    Uncalculated,
}

impl RawCell {
    /// Bytes `start..end` of the row's text; empty beyond 4 GB, which no row reaches.
    pub fn text(start: usize, end: usize) -> Self {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Self::Text(start, end),
            _ => Self::Empty,
        }
    }
}

/// One row, borrowed by the sink for the duration of one call.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Row number from 1, as a spreadsheet program shows it.
    pub number: u32,
    text: &'a [u8],
    shared: &'a [u8],
    cells: CellPlaces<'a>,
}

/// Where a row's cells are.
#[derive(Debug, Clone, Copy)]
enum CellPlaces<'a> {
    Placed(&'a [RawCell]),
    /// Fields of a text table. The first begins at `start`, each other one after the delimiter at the
    /// previous end.
    Fields {
        start: usize,
        ends: &'a [u32],
    },
}

impl<'a> Row<'a> {
    /// A row over its own bytes (`text`) and those of its table (`shared`).
    pub fn new(number: u32, text: &'a [u8], shared: &'a [u8], cells: &'a [RawCell]) -> Self {
        Self { number, text, shared, cells: CellPlaces::Placed(cells) }
    }

    /// A record of a text table: consecutive fields in `text` from `start` on, with one byte between them. A
    /// field that begins with a quote also ends with one. These two quotes are not part of the cell, nor is a
    /// carriage return that ends the last field.
    pub fn of_fields(number: u32, text: &'a [u8], start: usize, ends: &'a [u32]) -> Self {
        Self { number, text, shared: &[], cells: CellPlaces::Fields { start, ends } }
    }

    /// Number of cells, including trailing blanks as far as the container stores them.
    pub fn len(&self) -> usize {
        match self.cells {
            CellPlaces::Placed(cells) => cells.len(),
            CellPlaces::Fields { ends, .. } => ends.len(),
        }
    }

    /// True if the row has no cells at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell in column `index` (from 0); [`Cell::Empty`] beyond the last one, and for empty text.
    #[inline(always)]
    pub fn cell(&self, index: usize) -> Cell<'a> {
        match self.cells {
            CellPlaces::Fields { start, ends } => text_cell(self.field(start, ends, index)),
            CellPlaces::Placed(cells) => self.placed(cells.get(index)),
        }
    }

    /// Like [`Self::cell`], with text truncated to [`limits::CELL_BYTES`]: no code, name or day is longer,
    /// and a text that many cells share must not cost its full length in each of them.
    #[inline(always)]
    pub fn short_cell(&self, index: usize) -> Cell<'a> {
        self.cell_up_to(index, limits::CELL_BYTES)
    }

    /// Like [`Self::cell`], with text truncated to `most` bytes.
    #[inline(always)]
    pub fn cell_up_to(&self, index: usize, most: usize) -> Cell<'a> {
        match self.cell(index) {
            Cell::Text(text) if text.len() > most => Cell::Text(cut(text, most)),
            cell => cell,
        }
    }

    #[inline(always)]
    fn field(&self, first: usize, ends: &[u32], index: usize) -> Option<&'a [u8]> {
        let end = *ends.get(index)? as usize;
        let start = if index == 0 { first } else { *ends.get(index - 1)? as usize + 1 };
        Some(bare(self.text.get(start..end), index + 1 == ends.len()))
    }

    #[inline]
    fn placed(&self, cell: Option<&RawCell>) -> Cell<'a> {
        match cell {
            Some(&RawCell::Text(start, end)) => text_cell(self.text.get(start as usize..end as usize)),
            Some(&RawCell::Shared(start, end)) => text_cell(self.shared.get(start as usize..end as usize)),
            Some(&RawCell::Number(number)) => Cell::Number(number),
            Some(&RawCell::Date(serial)) => Cell::Date(serial),
            Some(RawCell::Error) => Cell::Error,
            Some(RawCell::Uncalculated) => Cell::Uncalculated,
            Some(RawCell::Empty) | None => Cell::Empty,
        }
    }

    /// True if the row's cells equal `cells` and are all shared texts of the table. Otherwise stores the
    /// row's cells in `cells` if they are all shared, and clears it if not.
    pub fn repeats(&self, cells: &mut Vec<RawCell>) -> bool {
        let shared = |cell: &RawCell| matches!(cell, RawCell::Shared(..) | RawCell::Empty);
        let own = match self.cells {
            CellPlaces::Placed(own) if own.iter().all(shared) => own,
            _ => &[],
        };
        if !own.is_empty() && own == cells.as_slice() {
            return true;
        }
        own.clone_into(cells);
        false
    }

    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = Cell<'a>> + '_ {
        (0..self.len()).map(|index| self.cell(index))
    }
}

#[inline(always)]
fn text_cell(text: Option<&[u8]>) -> Cell<'_> {
    match text {
        // A formula that is only a text constant keeps spreadsheet programs from turning a code into a
        // number.
        Some([b'=', b'"', text @ .., b'"']) if !text.contains(&b'"') => text_cell(Some(text)),
        Some(text) if !text.is_empty() => Cell::Text(text),
        _ => Cell::Empty,
    }
}

/// The first `most` bytes of a text, without a partial character at the end.
#[cold]
pub fn cut(text: &[u8], most: usize) -> &[u8] {
    let within = |byte: &u8| byte & 0xc0 == 0x80;
    let letter = |end: &usize| !text.get(*end).is_some_and(within);
    // A character has at most four bytes; if none starts in the last four, this is not UTF-8.
    let end = (0..=most).rev().take(4).find(letter).unwrap_or(most);
    text.get(..end).unwrap_or(text)
}

/// A field without the quotes around it; the last of a record without the carriage return that is part of the
/// line end.
#[inline(always)]
pub fn bare(field: Option<&[u8]>, last: bool) -> &[u8] {
    let field = match field {
        Some([field @ .., b'\r']) if last => field,
        Some(field) => field,
        None => &[],
    };
    if let [b'"', bare @ .., b'"'] = field { bare } else { field }
}
