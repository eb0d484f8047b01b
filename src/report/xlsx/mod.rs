//! XLSX files: each table has its own sheets with a frozen header and a filter. Numbers are typed, and rates
//! are percentages with exactly the digits that the page shows. Rows go straight into the compressor; only
//! the file is kept in memory.
//!
//! We use our own writer because the layout is fixed. `rust_xlsxwriter` would be a second module of 226 KB
//! with its own memory, into which every cell would be copied.

mod archive;
mod cell;
mod deflate;
mod form;
mod parts;
mod style;

use super::form::{FormSheet, II06A};
use super::grid::{OutCell, OutTable};
use crate::{Error, ErrorCode};
use archive::Archive;
use cell::{Texts, letters};
use std::io::{Error as IoError, Write};

/// Most rows of a sheet.
const SHEET_ROWS: usize = 1_048_576;

/// A workbook of these tables, each on one sheet, or on several if one is too short.
pub fn xlsx(grids: Vec<OutTable<'_>>) -> Result<Vec<u8>, Error> {
    xlsx_of(grids, SHEET_ROWS)
}

/// A workbook with a form on the first sheet and a table on the second.
pub fn form_xlsx(form: &FormSheet, second: OutTable<'_>) -> Result<Vec<u8>, Error> {
    written(|book| {
        book.form(form)?;
        book.table(second, SHEET_ROWS)
    })
}

/// [`xlsx`] with at most `sheet_rows` rows per sheet.
fn xlsx_of(grids: Vec<OutTable<'_>>, sheet_rows: usize) -> Result<Vec<u8>, Error> {
    written(|book| grids.into_iter().try_for_each(|grid| book.table(grid, sheet_rows)))
}

/// The workbook that `fill` writes.
fn written(fill: impl FnOnce(&mut WorkbookWriter) -> Result<(), IoError>) -> Result<Vec<u8>, Error> {
    let mut book = WorkbookWriter::default();
    // Writing to memory fails only without memory, or beyond the limits of a ZIP file.
    fill(&mut book).and_then(|()| book.finish()).map_err(|_| ErrorCode::TooLarge.into())
}

/// A workbook being written.
#[derive(Default)]
struct WorkbookWriter {
    zip: Archive,
    /// Names of the sheets so far.
    sheets: Vec<String>,
    /// Rows of the first sheet repeated on every printed page.
    repeated: Option<(usize, usize)>,
}

impl WorkbookWriter {
    fn form(&mut self, form: &FormSheet) -> Result<(), IoError> {
        self.sheets.push(II06A.text("id").to_owned());
        self.repeated = Some(form::repeated_rows());
        let sheet = form::form_sheet(form);
        self.zip.add("xl/worksheets/sheet1.xml", &mut |out| out.write_all(sheet.as_bytes()))
    }

    fn table(&mut self, grid: OutTable<'_>, sheet_rows: usize) -> Result<(), IoError> {
        let header = grid.header.into_iter().map(OutCell::Head).collect();
        let mut sheet = TableSheets { header, keys: grid.keys, totals: grid.totals, part: 0 };
        let mut rows = grid.rows.peekable();
        while sheet.part == 0 || rows.peek().is_some() {
            sheet.part += 1;
            self.sheets.push(parts::sheet_name(grid.title, sheet.part));
            let name = format!("xl/worksheets/sheet{}.xml", self.sheets.len());
            self.zip.add(&name, &mut |out| sheet.write(out, &mut rows.by_ref().take(sheet_rows - 1)))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, IoError> {
        for (name, text) in parts::of(&self.sheets, self.repeated) {
            self.zip.add(name, &mut |out| out.write_all(text.as_bytes()))?;
        }
        self.zip.finish()
    }
}

/// The sheets of one table, one after another.
struct TableSheets<'a> {
    header: Vec<OutCell<'a>>,
    keys: usize,
    totals: usize,
    part: usize,
}

impl<'a> TableSheets<'a> {
    fn write(
        &self,
        out: &mut dyn Write,
        rows: &mut dyn Iterator<Item = Vec<OutCell<'a>>>,
    ) -> Result<(), IoError> {
        let first: Vec<_> = rows.take(parts::MEASURED).collect();
        out.write_all(parts::sheet_head(self.keys, &self.widths(&first)).as_bytes())?;
        let (mut texts, mut last) = (Texts::default(), 1);
        texts.row(1, &self.header);
        for row in first.into_iter().chain(rows) {
            last += 1;
            texts.row(last, &row);
            texts.give(out, false)?;
        }
        texts.give(out, true)?;
        let end = last.saturating_sub(self.totals).max(1);
        let filter = format!("A1:{}{end}", letters(self.header.len().saturating_sub(1)));
        out.write_all(parts::sheet_foot((self.keys > 0).then_some(&filter)).as_bytes())
    }

    /// Column widths in characters. Headings may break into lines.
    fn widths(&self, rows: &[Vec<OutCell<'a>>]) -> Vec<usize> {
        let mut widths: Vec<usize> =
            self.header.iter().map(|cell| cell.printed().chars().count().min(18)).collect();
        for row in rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.printed().chars().count());
            }
        }
        widths.iter().map(|width| (width + 2).clamp(8, 60)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    #[test]
    fn a_long_table_takes_several_sheets() {
        let rows = Box::new((1..=5).map(|number| vec![OutCell::Number(number)]));
        let grid = OutTable { title: "T", header: vec!["n".into()], keys: 1, rows, totals: 0 };
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(xlsx_of(vec![grid], 3).unwrap())).unwrap();
        assert_eq!(book.sheet_names(), ["T", "T (2)", "T (3)"]);
        let cells =
            |sheet: calamine::Range<Data>| sheet.rows().map(|row| row[0].to_string()).collect::<Vec<_>>();
        assert_eq!(cells(book.worksheet_range("T (2)").unwrap()), ["n", "3", "4"]);
        assert_eq!(cells(book.worksheet_range("T (3)").unwrap()), ["n", "5"]);
    }

    #[test]
    fn a_table_without_rows_has_its_header() {
        let grid = OutTable {
            title: "T",
            header: vec!["n".into()],
            keys: 1,
            rows: Box::new(std::iter::empty()),
            totals: 0,
        };
        let book = xlsx(vec![grid]).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
        assert_eq!(book.worksheet_range("T").unwrap().rows().count(), 1);
    }
}
