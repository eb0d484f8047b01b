//! XLSX and XLSM workbooks: the zip is held, everything inside it is streamed.
//!
//! ```text
//! package (zip directory, inflate with limits) ─▶ xml (tokens) ─▶ book (which sheets, which parts)
//!                                                             ─▶ styles, strings (shared by the sheets)
//!                                                             ─▶ sheet (rows, pushed one by one)
//! ```
//!
//! Every worksheet becomes a table, hidden ones too. A formula gives the value that was saved with it. Refused:
//! locked workbooks, old and binary ones (.xls, .xlsb), and whatever passes a limit.

pub(super) mod book;
pub(super) mod foreign;
pub(super) mod number;
pub(super) mod package;
mod sheet;
mod short;
mod strings;
pub(super) mod styles;
pub(super) mod text;
pub(super) mod xml;

use self::book::{Book, Sheet};
use self::package::Package;
use self::sheet::SheetReader;
use self::strings::Strings;
use super::nest::Nest;
use super::zipped::hold;
use super::{Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// Reader of XLSX workbooks. Rows come only at [`Reader::finish`]: a zip's directory stands at its end.
#[derive(Debug, Default)]
pub struct WorkbookReader {
    bytes: Vec<u8>,
}

impl Reader for WorkbookReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        hold(&mut self.bytes, bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = std::mem::take(&mut self.bytes);
        if !bytes.starts_with(b"PK") {
            return Err(foreign::refusal(&bytes));
        }
        let nest = Nest::default();
        nest.feed(&bytes);
        read_package(&Package::open(&bytes, nest)?, sink)
    }
}

/// Reads the workbook in an opened package.
pub fn read_package(package: &Package<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
    let book = book::read(package)?;
    let dates = styles::read(package, book.styles.as_deref())?;
    let strings = Strings::read(package, book.strings.as_deref())?;
    let mut reader = SheetReader::new(&strings, &dates);
    book.sheets.iter().try_for_each(|sheet| read_sheet(package, &book, sheet, &mut reader, sink))
}

/// Reads one sheet. Its own errors get the sheet's name; the sink's are passed on as they are.
fn read_sheet(
    package: &Package<'_>,
    book: &Book,
    sheet: &Sheet,
    reader: &mut SheetReader<'_>,
    sink: &mut dyn RowSink,
) -> Result<(), Error> {
    let start = TableStart {
        sheet: Some(sheet.name.clone()),
        epoch: book.epoch,
        format: "xlsx",
        ..TableStart::default()
    };
    let mut relay = Relay { sink, refusal: None };
    let read = package.read(&sheet.path, |part| reader.read(part, start, &mut relay));
    match (relay.refusal, read) {
        (Some(refusal), _) => Err(refusal),
        (None, Ok(Some(()))) => Ok(()),
        (None, Ok(None)) => Err(Error::new(ErrorCode::DamagedFile).in_sheet(&sheet.name)),
        (None, Err(error)) => Err(error.in_sheet(&sheet.name)),
    }
}

/// Passes rows on and remembers the error with which the sink refused one.
struct Relay<'s> {
    sink: &'s mut dyn RowSink,
    refusal: Option<Error>,
}

impl Relay<'_> {
    fn remember(&mut self, result: Result<(), Error>) -> Result<(), Error> {
        result.inspect_err(|error| self.refusal = Some(error.clone()))
    }
}

impl RowSink for Relay<'_> {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        let result = self.sink.table(start);
        self.remember(result)
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let result = self.sink.row(row);
        self.remember(result)
    }
}

/// The refusal of workbooks that Excel reads and hoso does not.
fn resave() -> Error {
    Error::new(ErrorCode::UnsupportedFormat)
        .detail("Tệp ở định dạng Excel cũ hoặc nhị phân; hãy mở bằng Excel và lưu lại dạng .xlsx.")
}
