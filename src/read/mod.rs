//! Containers: bytes in, rows out. A reader *pushes* borrowed rows into one [`RowSink`], table by table, as
//! early as its container allows; most readers never hold a whole sheet. Input that exceeds a limit of
//! [`limits`] is an error. Which row is a header and which cell is a date is decided by later stages.

mod arrow;
mod block;
mod bytes;
mod csv;
mod encoding;
mod foreign;
mod gzip;
mod html;
mod json;
mod label;
pub mod limits;
mod markup;
mod memory;
mod merges;
mod mhtml;
mod nest;
mod ods;
mod scatter;
mod single;
mod sniff;
mod spreadsheetml;
mod workbook;
mod xls;
mod xlsb;
mod zipped;

pub use block::Block;
pub use csv::CsvReader;
pub use encoding::Encoding;
pub use foreign::refusal_by_name;
pub use single::Single;
pub use sniff::{AnyReader, Container};

use crate::Error;
use block::bare;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use std::io::{self, Read};

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
    /// An Excel serial that the workbook formats as a date (days since the table's [`Epoch`]).
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

/// One row, borrowed by the sink for the duration of one call.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Row number from 1, as a spreadsheet program shows it.
    pub number: u32,
    text: &'a [u8],
    shared: &'a [u8],
    cells: Cells<'a>,
}

/// Where a row's cells are.
#[derive(Debug, Clone, Copy)]
enum Cells<'a> {
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
        Self { number, text, shared, cells: Cells::Placed(cells) }
    }

    /// A record of a text table: consecutive fields in `text` from `start` on, with one byte between them. A
    /// field that begins with a quote also ends with one. These two quotes are not part of the cell, nor is a
    /// carriage return that ends the last field.
    pub fn of_fields(number: u32, text: &'a [u8], start: usize, ends: &'a [u32]) -> Self {
        Self { number, text, shared: &[], cells: Cells::Fields { start, ends } }
    }

    /// Number of cells, including trailing blanks as far as the container stores them.
    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Placed(cells) => cells.len(),
            Cells::Fields { ends, .. } => ends.len(),
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
            Cells::Fields { start, ends } => text_cell(self.field(start, ends, index)),
            Cells::Placed(cells) => self.placed(cells.get(index)),
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
            Cells::Placed(own) if own.iter().all(shared) => own,
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

/// The day of Excel serial 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub enum Epoch {
    /// Serial 1 is 01/01/1900; serial 60 is a day that does not exist.
    #[default]
    Y1900,
    /// Serial 0 is 01/01/1904 (workbooks first made on a Macintosh).
    Y1904,
}

/// What a reader knows about a table before its first row.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TableStart {
    /// Sheet name; `None` for text files.
    pub sheet: Option<String>,
    /// Epoch of date serials in this table.
    pub epoch: Epoch,
    /// The container, for the file's report: one of [`FORMATS`].
    #[borsh(deserialize_with = "format")]
    pub format: Format,
    /// Name of the text encoding, if the container leaves a choice.
    pub encoding: Option<String>,
    /// Path inside the archive, if the file came in one: "xa/a.csv"; in nested archives: "xa.zip/a.csv".
    pub entry: Option<String>,
    /// Lines of text above the table that are not rows of it, from the top: a web page's headings, paragraphs
    /// and small tables. They are titles, and can name the unit and the period.
    pub captions: Vec<String>,
    /// The workbook hides the sheet.
    pub hidden: bool,
}

/// Cells merged over several rows: the text is in the first row only, but applies to all of them. Rows count
/// from 1, columns from 0; all ends are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub first_row: u32,
    /// Last row.
    pub last_row: u32,
    /// First column.
    pub first_column: u32,
    /// Last column.
    pub last_column: u32,
}

/// Something about the current table that the user must know. The rows are passed on all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A record of a text table over several lines that a stray quote may have joined.
    RecordOverLines {
        /// Row of the record, from 1.
        row: u32,
        /// Lines that the record spans.
        lines: u32,
    },
    /// A row that the workbook hides (by a filter, or by hand); from 1.
    HiddenRow(u32),
    /// Like [`TableStart::hidden`], for a workbook that states it only after the sheet's rows.
    HiddenSheet,
    /// Position of an item among the rows that is not a row. It is counted as a row read, and rejected.
    NotARow(u32),
}

/// A count of a table's rows, made independently of how the reader splits rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Seen {
    /// Rows, including the header and titles.
    pub rows: u64,
    /// What was counted.
    pub by: SeenBy,
}

/// What a [`Seen`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeenBy {
    /// Line ends of a text table, including those within quotes; a last line without a line end counts.
    Lines,
    /// Rows that a sheet declares (its used range), from row 1.
    Declared,
    /// Objects or arrays of a JSON text.
    Objects,
}

/// Containers, by their names in reports; "" if the container is unknown.
pub const FORMATS: [&str; 14] = [
    "",
    "csv",
    "tsv",
    "xlsx",
    "xlsb",
    "xls",
    "ods",
    "spreadsheetml",
    "html",
    "mhtml",
    "json",
    "ndjson",
    "arrow",
    "parquet",
];

/// One of [`FORMATS`].
pub type Format = &'static str;

/// Deserializes a format's name.
fn format<R: Read>(from: &mut R) -> io::Result<Format> {
    let name = String::deserialize_reader(from)?;
    let known = FORMATS.into_iter().find(|format| *format == name);
    known.ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// Receives the rows of one file. An error that it returns ends the reading and is passed on unchanged.
pub trait RowSink {
    /// A table begins; the previous one, if any, has ended.
    fn table(&mut self, start: TableStart) -> Result<(), Error>;

    /// The next row of the current table. Row numbers only increase; a gap means omitted rows.
    fn row(&mut self, row: Row<'_>) -> Result<(), Error>;

    /// The next rows, all at once; by default one by one.
    fn block(&mut self, block: Block<'_>) -> Result<(), Error> {
        let mut single = Single::default();
        (0..block.len()).try_for_each(|index| self.row(block.row(index, &mut single)))
    }

    /// Merged cells of the current table, before or after their rows. Ignored by default.
    fn merged(&mut self, _merge: Merge) -> Result<(), Error> {
        Ok(())
    }

    /// Something noticed about the current table. Ignored by default.
    fn notice(&mut self, _notice: Notice) -> Result<(), Error> {
        Ok(())
    }

    /// An independent count of the current table's rows; called at most once, at its end. Ignored by default.
    fn seen(&mut self, _seen: Seen) -> Result<(), Error> {
        Ok(())
    }

    /// An entry of an archive, or a sheet of a workbook if one is named, could not be read to its end. The
    /// sink must drop what it received of it. By default this ends the whole file.
    fn unreadable(&mut self, _entry: TableStart, error: Error) -> Result<(), Error> {
        Err(error)
    }
}

/// A sink that discards everything, for tests of rejected input.
#[cfg(test)]
struct Nowhere;

#[cfg(test)]
impl RowSink for Nowhere {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, _: Row<'_>) -> Result<(), Error> {
        Ok(())
    }
}

/// A reader of one container, fed with the file's bytes in order, in chunks of any size.
pub trait Reader {
    /// Reads the next bytes; pushes the rows that they complete.
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error>;

    /// Like [`Self::push`], with `length` bytes that `write` puts into this reader's own buffer, so that they
    /// are copied only once.
    fn fill(
        &mut self,
        length: usize,
        write: &mut dyn FnMut(&mut [u8]),
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        self.push(&bytes::filled(length, write), sink)
    }

    /// Ends the file; pushes the remaining rows.
    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error>;
}
