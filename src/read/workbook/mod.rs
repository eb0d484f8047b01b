//! XLSX and XLSM workbooks: the zip is held in memory, everything inside it is streamed.
//!
//! ```text
//! package (zip directory, inflate with limits) ─▶ xml (tokens) ─▶ book (which sheets, which parts)
//!                                                             ─▶ styles, strings (shared by the sheets)
//!                                                             ─▶ sheet (rows, pushed one by one)
//! ```
//!
//! Every worksheet becomes a table, including hidden ones. A formula yields its saved value. A sheet that
//! cannot be read does not affect the others. Input that exceeds a limit is an error.

pub(super) mod book;
pub(super) mod package;
pub(super) mod reference;
mod sheet;
mod short;
mod strings;
pub(super) mod styles;
pub(super) mod text;
pub(super) mod xml;

use self::book::Sheet;
use self::package::Package;
use self::sheet::SheetReader;
use self::strings::Strings;
use super::label::apart;
use super::{RowSink, TableStart};
use crate::{Error, ErrorCode};

/// Reads the workbook of an opened package.
pub fn read_package(package: &Package<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
    let book = book::read(package)?;
    let dates = styles::read(package, book.styles.as_deref())?;
    let strings = Strings::read(package, book.strings.as_deref())?;
    let mut reader = SheetReader::new(&strings, &dates);
    book.sheets.iter().try_for_each(|Sheet { name, path, hidden }| {
        let sheet = Some(name.clone());
        let start =
            TableStart { sheet, epoch: book.epoch, format: "xlsx", hidden: *hidden, ..TableStart::default() };
        apart(package.nest(), start, sink, |start, sink| {
            let path = path.as_ref().ok_or(ErrorCode::DamagedFile)?;
            package
                .read(path, |part| reader.read(part, start, sink))?
                .ok_or_else(|| ErrorCode::DamagedFile.into())
        })
    })
}
