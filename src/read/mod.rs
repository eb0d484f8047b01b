//! Containers: bytes in, rows out. A reader *pushes* borrowed rows into one [`RowSink`], table by table, as
//! bytes arrive; none holds a whole sheet. It refuses what passes a limit of [`limits`], and judges nothing:
//! which row is a header and which cell a date is for the rooms to the right.

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

/// One cell as its container holds it. Text is meant to be UTF-8 but is checked only by whoever keeps it:
/// most cells of a large file are never looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing there.
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

/// Where a cell of a [`Row`] lies: an index into bytes that the reader lends with the row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum RawCell {
    /// Nothing there.
    #[default]
    Empty,
    /// Bytes `start..end` of [`Row::text`].
    Text(u32, u32),
    /// Bytes `start..end` of [`Row::shared`], which does not change within a table.
    Shared(u32, u32),
    /// See [`Cell::Number`].
    Number(f64),
    /// See [`Cell::Date`].
    Date(f64),
    /// See [`Cell::Error`].
    Error,
    /// See [`Cell::Uncalculated`].
    Uncalculated,
}

/// One row, lent to the sink for the time of one call.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Row number from 1, as a spreadsheet program shows it.
    pub number: u32,
    text: &'a [u8],
    shared: &'a [u8],
    cells: Cells<'a>,
}

/// Where a row's cells lie.
#[derive(Debug, Clone, Copy)]
enum Cells<'a> {
    Placed(&'a [RawCell]),
    /// Fields of a text table, each from `start`, or behind the delimiter that ends the one before, to its end.
    Fields {
        start: usize,
        ends: &'a [u32],
    },
}

impl<'a> Row<'a> {
    /// A row over bytes of its own (`text`) and of its table (`shared`).
    pub fn new(number: u32, text: &'a [u8], shared: &'a [u8], cells: &'a [RawCell]) -> Self {
        Self { number, text, shared, cells: Cells::Placed(cells) }
    }

    /// A record of a text table: fields that follow each other in `text` from `start` on, with one byte between
    /// them. One that begins with a quote also ends with one; these two are no part of the cell, nor is a carriage return
    /// that ends the last one.
    pub fn of_fields(number: u32, text: &'a [u8], start: usize, ends: &'a [u32]) -> Self {
        Self { number, text, shared: &[], cells: Cells::Fields { start, ends } }
    }

    /// Number of cells, trailing blanks included as far as the container holds them.
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

    /// The cell in column `index` (from 0); [`Cell::Empty`] beyond the last, and for empty text.
    #[inline(always)]
    pub fn cell(&self, index: usize) -> Cell<'a> {
        match self.cells {
            Cells::Fields { start, ends } => text_cell(self.field(start, ends, index)),
            Cells::Placed(cells) => self.placed(cells.get(index)),
        }
    }

    /// The same, its text cut behind [`limits::CELL_BYTES`]: no code, name or day is longer, and a text that many cells
    /// share must not cost its length in each of them.
    #[inline(always)]
    pub fn short_cell(&self, index: usize) -> Cell<'a> {
        self.cell_up_to(index, limits::CELL_BYTES)
    }

    /// The cell, its text cut after `most` bytes.
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

    /// True if the row holds the very texts that `cells` were kept from, all of them shared within its table; else keeps its
    /// own, if they are so.
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
        // A formula that is nothing but a text keeps spreadsheet programs from making a number of a code.
        Some([b'=', b'"', text @ .., b'"']) if !text.contains(&b'"') => text_cell(Some(text)),
        Some(text) if !text.is_empty() => Cell::Text(text),
        _ => Cell::Empty,
    }
}

/// As much of a text as is looked at, in whole letters.
#[cold]
pub fn cut(text: &[u8], most: usize) -> &[u8] {
    let within = |byte: &u8| byte & 0xc0 == 0x80;
    let letter = |end: &usize| !text.get(*end).is_some_and(within);
    // A letter has at most four bytes; where none begins among so many, the text is none.
    let end = (0..=most).rev().take(4).find(letter).unwrap_or(most);
    text.get(..end).unwrap_or(text)
}

/// The day that Excel serial 0 stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub enum Epoch {
    /// Serial 1 is 01/01/1900; serial 60 is a day that never was.
    #[default]
    Y1900,
    /// Serial 0 is 01/01/1904 (workbooks once made on a Macintosh).
    Y1904,
}

/// What a reader knows about a table before its first row.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TableStart {
    /// Sheet name; none for text files.
    pub sheet: Option<String>,
    /// Epoch of date serials in this table.
    pub epoch: Epoch,
    /// What the container is, for the file's report: one of [`FORMATS`].
    #[borsh(deserialize_with = "format")]
    pub format: Format,
    /// Name of the text encoding where the container leaves one to choose.
    pub encoding: Option<String>,
    /// Path inside the archive, if it came in one: "xa/a.csv"; of nested archives: "xa.zip/a.csv".
    pub entry: Option<String>,
    /// Lines of text that stand above the table without being rows of it, from the top: a web page's headings,
    /// paragraphs and small tables. They are titles: they can name the unit and the period.
    pub captions: Vec<String>,
    /// The workbook hides the sheet.
    pub hidden: bool,
}

/// Cells merged over several rows: the text stands in the first row only and is meant for all of them.
/// Rows count from 1, columns from 0; all ends are inclusive.
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

/// Something about the current table that a reader noticed and the user must know: the rows are passed on all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A record of a text table that takes so many lines of the file, and no rule tells whether a stray quote joined them.
    RecordOverLines {
        /// Row of the record, from 1.
        row: u32,
        /// Lines that it takes.
        lines: u32,
    },
    /// A row that the workbook hides (a filter, or by hand).
    HiddenRow(u32),
    /// The workbook hides the sheet, and says so only after its rows: the same as [`TableStart::hidden`].
    HiddenSheet,
    /// An item between rows that is not a row: its place among the rows. It is counted as a row read, and rejected.
    NotARow(u32),
}

/// A count of a table's rows that does not come from the reader's own splitting into rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Seen {
    /// Rows, the header and titles included.
    pub rows: u64,
    /// What was counted.
    pub by: SeenBy,
}

/// What a [`Seen`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeenBy {
    /// Line ends of a text table, those within quotes included; a last line without an end counts.
    Lines,
    /// Rows that a sheet declares (its used range), from row 1.
    Declared,
    /// Objects or arrays of a JSON.
    Objects,
}

/// Containers, as reports name them; "" where none was recognised.
pub const FORMATS: [&str; 13] = [
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
];

/// One of [`FORMATS`].
pub type Format = &'static str;

/// A format's name, as it was written out.
fn format<R: Read>(from: &mut R) -> io::Result<Format> {
    let name = String::deserialize_reader(from)?;
    let known = FORMATS.into_iter().find(|format| *format == name);
    known.ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// Takes the rows of one file. Errors it returns end the reading and are passed on unchanged.
pub trait RowSink {
    /// A table begins; the one before it, if any, has ended.
    fn table(&mut self, start: TableStart) -> Result<(), Error>;

    /// The next row of the table that began last. Numbers only grow; a gap is rows that the container leaves out.
    fn row(&mut self, row: Row<'_>) -> Result<(), Error>;

    /// The next rows, all at once; by default one by one.
    fn block(&mut self, block: Block<'_>) -> Result<(), Error> {
        let mut single = Single::default();
        (0..block.len()).try_for_each(|index| self.row(block.row(index, &mut single)))
    }

    /// Cells of the table that began last are merged; before or after the rows that they lie in. By default ignored.
    fn merged(&mut self, _merge: Merge) -> Result<(), Error> {
        Ok(())
    }

    /// Something noticed about the table that began last. By default ignored.
    fn notice(&mut self, _notice: Notice) -> Result<(), Error> {
        Ok(())
    }

    /// An independent count of the rows of the table that began last; called at most once, at its end. By default ignored.
    fn seen(&mut self, _seen: Seen) -> Result<(), Error> {
        Ok(())
    }

    /// An entry of an archive, or a sheet of a workbook if one is named, cannot be read to its end; what it gave so far is
    /// the sink's to drop. By default this ends the whole file.
    fn unreadable(&mut self, _entry: TableStart, error: Error) -> Result<(), Error> {
        Err(error)
    }
}

/// Takes rows and keeps nothing, for tests of what is refused.
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
    /// Takes the next bytes; pushes what rows they complete.
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error>;

    /// The same with `length` bytes that `write` puts where this reader keeps them, so that they are copied only once.
    fn fill(
        &mut self,
        length: usize,
        write: &mut dyn FnMut(&mut [u8]),
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        let mut bytes = vec![0; length];
        write(&mut bytes);
        self.push(&bytes, sink)
    }

    /// Takes the end of the file; pushes what remains.
    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error>;
}
