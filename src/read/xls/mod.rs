//! XLS workbooks of Excel 5 to 2003: records (BIFF5, BIFF8) in a stream in a compound file, which is held in
//! memory.
//!
//! ```text
//! compound (sectors in chains) ─▶ records ─▶ book (sheets, shared strings, formats)
//!                                        ─▶ sheet (cells as stored) ─▶ cell_buffer (rows)
//! ```
//!
//! Every worksheet becomes a table, including hidden ones. A formula yields its saved value. Workbooks with a
//! password, and those of Excel 4 or older, are errors.

mod book;
mod compound;
mod lock;
mod records;
mod sheet;

use self::book::{ListedSheet, XlsBook};
use self::compound::Compound;
use super::foreign::{Advice, refuse};
use super::inflate_budget::InflateBudget;
use super::label::apart;
use super::memory::{HeldBytes, Memory};
use super::{Reader, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// Reader of XLS workbooks. Rows are pushed only by [`Reader::finish`].
#[derive(Debug)]
pub struct XlsReader {
    bytes: HeldBytes,
    nest: InflateBudget,
}

impl XlsReader {
    /// A reader for a file in `nest`.
    pub fn new(nest: InflateBudget) -> Self {
        Self { bytes: HeldBytes::new(nest.memory()), nest }
    }
}

impl Reader for XlsReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.bytes.append(bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = self.bytes.take();
        let stream = workbook_stream(bytes, self.nest.memory())?;
        let book = XlsBook::read(&stream, self.nest.memory())?;
        book.sheets.iter().try_for_each(|listed| read_sheet(&stream, &book, listed, &self.nest, sink))
    }
}

/// The stream of records; it may also be the whole file. A compound file without one is another kind of
/// document.
fn workbook_stream(bytes: HeldBytes, memory: &Memory) -> Result<HeldBytes, Error> {
    if !bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(bytes);
    }
    let stream = Compound::open(&bytes).map(|compound| compound.stream(&["Workbook", "Book"]));
    match stream {
        Some(Ok(Some(stream))) => HeldBytes::of(stream, memory),
        stream => Err(document(&bytes).unwrap_or_else(|| match stream {
            Some(Ok(None)) => ErrorCode::UnsupportedFormat.into(),
            _ => ErrorCode::DamagedFile.into(),
        })),
    }
}

/// Streams that identify compound files of other kinds; the first one found decides.
const DOCUMENTS: [(&str, &str); 6] = [
    ("EncryptedPackage", ""),
    ("WordDocument", "word"),
    ("PowerPoint Document", "powerpoint"),
    ("VisioDocument", "visio"),
    ("__properties_version1.0", "outlook"),
    ("WksSSWorkBook", "works"),
];

/// The error for a compound file of another kind, or locked with a password ([MS-OFFCRYPTO] 2.3.4.4).
fn document(bytes: &[u8]) -> Option<Error> {
    let has = |name: &str| bytes.chunks_exact(compound::ENTRY).any(|entry| compound::is_named(entry, name));
    let (_, kind) = DOCUMENTS.into_iter().find(|(stream, _)| has(stream))?;
    Some(match kind {
        "" => ErrorCode::EncryptedFile.into(),
        "works" => refuse(kind, Advice::Resave),
        kind => refuse(kind, Advice::Export),
    })
}

fn read_sheet(
    stream: &[u8],
    book: &XlsBook,
    listed: &ListedSheet,
    nest: &InflateBudget,
    sink: &mut dyn RowSink,
) -> Result<(), Error> {
    // A sheet ends where the next one begins, so that no record is read twice.
    let end = book.sheets.iter().map(|other| other.at).filter(|start| *start > listed.at).min();
    let end = end.unwrap_or(stream.len()).min(stream.len());
    let records = stream.get(listed.at..end).unwrap_or_default();
    let (sheet, hidden) = (Some(listed.name.clone()), listed.hidden);
    let start = TableStart { sheet, epoch: book.epoch, format: "xls", hidden, ..TableStart::default() };
    apart(nest, start, sink, |start, sink| {
        let cells = sheet::read(records, book, nest.memory())?;
        sink.table(start)?;
        cells.push(&book.text, sink)
    })
}
