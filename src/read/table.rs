//! What readers report about a table beside its rows.

use super::lives::LivesAbout;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use std::io::{self, Read};

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
    /// How the rows were put together, if they are lives.
    pub lives: Option<LivesAbout>,
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
#[non_exhaustive]
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
