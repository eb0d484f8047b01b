//! XLS workbooks of Excel 5 to 2003: records (BIFF5, BIFF8) in a stream in a compound file, which is held.
//!
//! ```text
//! compound (sectors in chains) ─▶ records ─▶ book (sheets, shared strings, formats)
//!                                        ─▶ sheet (cells as they stand) ─▶ scatter (rows)
//! ```
//!
//! Every worksheet becomes a table, hidden ones too. A formula gives the value that was saved with it. Refused:
//! workbooks with a password, and what Excel 4 or older has made.

mod book;
mod compound;
mod records;
mod sheet;

use self::book::Book;
use self::compound::Compound;
use super::workbook::foreign;
use super::zipped::hold;
use super::{Reader, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// Reader of XLS workbooks. Rows come only at [`Reader::finish`].
#[derive(Debug, Default)]
pub struct XlsReader {
    bytes: Vec<u8>,
}

impl Reader for XlsReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        hold(&mut self.bytes, bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = std::mem::take(&mut self.bytes);
        let refused = foreign::refusal(&bytes);
        if refused.code == ErrorCode::EncryptedFile {
            return Err(refused);
        }
        let stream = workbook_stream(bytes)?;
        let book = Book::read(&stream)?;
        book.sheets.iter().try_for_each(|(name, at)| read_sheet(&stream, &book, name, *at, sink))
    }
}

/// The stream of records; a file may also be nothing else. A compound file without one is a document of another kind.
fn workbook_stream(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    if !bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(bytes);
    }
    let compound = Compound::open(&bytes).ok_or(ErrorCode::DamagedFile)?;
    compound.stream(&["Workbook", "Book"])?.ok_or_else(|| ErrorCode::UnsupportedFormat.into())
}

fn read_sheet(
    stream: &[u8],
    book: &Book,
    name: &str,
    at: usize,
    sink: &mut dyn RowSink,
) -> Result<(), Error> {
    // A sheet ends where the next one begins, so that none is read twice.
    let end = book.sheets.iter().map(|(_, start)| *start).filter(|start| *start > at).min();
    let records = stream.get(at..end.unwrap_or(stream.len())).unwrap_or_default();
    let cells = sheet::read(records, book).map_err(|error| error.in_sheet(name))?;
    let sheet = Some(name.to_owned());
    sink.table(TableStart { sheet, epoch: book.epoch, format: "xls", ..TableStart::default() })?;
    cells.push(&book.text, sink)
}
