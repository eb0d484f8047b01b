//! XLSB workbooks: the parts of an XLSX as binary records ([MS-XLSB]), streamed from the zip one by one.

mod records;

use self::records::{XlsbRecord, XlsbRecords, id};
use super::bytes::{f64_at, rk_at, u16_at, u32_at};
use super::cell_buffer::CellBuffer;
use super::label::apart;
use super::memory::Lease;
use super::workbook::book::{Relation, relations};
use super::workbook::package::Package;
use super::workbook::styles::{is_date, shows_date};
use super::{Epoch, Merge, RawCell, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Data that all sheets share.
#[derive(Debug, Default)]
struct Shared {
    epoch: Epoch,
    text: Vec<u8>,
    spans: Vec<(u32, u32)>,
    /// For each cell format, whether it shows dates.
    dates: Vec<bool>,
    /// Memory of the strings.
    lease: Lease,
}

/// Path of the workbook's main part; `None` if the package has no binary workbook.
fn main_part(package: &Package<'_>) -> Option<String> {
    let main = relations(package, "").ok()?.into_iter().find(|relation| relation.kind == "officeDocument");
    let path = main.map_or_else(|| "xl/workbook.bin".to_owned(), |relation| relation.path);
    (path.to_ascii_lowercase().ends_with(".bin") && package.has(&path)).then_some(path)
}

/// True if the package has a binary workbook.
pub fn is_one(package: &Package<'_>) -> bool {
    main_part(package).is_some()
}

/// Reads the workbook.
pub fn read(package: &Package<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
    let path = main_part(package).ok_or(ErrorCode::UnsupportedFormat)?;
    let relations = relations(package, &path)?;
    let mut shared = Shared { lease: package.nest().memory().lease(), ..Shared::default() };
    let sheets = each(package, Some(&path), Vec::new(), |record, sheets| shared.book(record, sheets))?;
    let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|r| r.path.as_str());
    each(package, part("sharedStrings"), (), |record, ()| shared.string(record))?;
    let mut state = Styles::default();
    each(package, part("styles"), (), |record, ()| state.take(record))?;
    shared.dates = state.dates;
    sheets.into_iter().try_for_each(|XlsbSheetEntry { name, relation, hidden }| {
        let relation = relations.iter().find(|found| found.id == relation);
        // Chart, dialog and macro sheets hold no rows.
        if relation.is_some_and(|relation| relation.kind != "worksheet") {
            return Ok(());
        }
        let epoch = shared.epoch;
        let start = TableStart { sheet: Some(name), epoch, format: "xlsb", hidden, ..TableStart::default() };
        apart(package.nest(), start, sink, |start, sink| {
            let cells = cells(package, &shared, relation)?;
            sink.table(start)?;
            cells.push(&shared.text, sink)
        })
    })
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
struct XlsbSheetEntry {
    name: String,
    /// Id of the relation to its part.
    relation: String,
    hidden: bool,
}

/// Passes each record of a part to `take`, with a value to fill; does nothing if there is no such part.
fn each<T>(
    package: &Package<'_>,
    path: Option<&str>,
    mut filled: T,
    mut take: impl FnMut(XlsbRecord<'_>, &mut T) -> Result<(), Error>,
) -> Result<T, Error> {
    if let Some(path) = path {
        package.inflate(path, |part| {
            let mut records = XlsbRecords::new(part);
            while let Some(record) = records.next()? {
                take(record, &mut filled)?;
            }
            Ok(())
        })?;
    }
    Ok(filled)
}

/// The cells of a sheet; a sheet whose part is missing is damaged.
fn cells(package: &Package<'_>, shared: &Shared, relation: Option<&Relation>) -> Result<CellBuffer, Error> {
    let path = relation.map(|relation| relation.path.as_str()).filter(|path| package.has(path));
    let path = path.ok_or(ErrorCode::DamagedFile)?;
    let mut sheet = XlsbSheet { shared, row: 0, column: 0, inside: false };
    each(package, Some(path), CellBuffer::new(package.nest().memory()), |record, cells| {
        sheet.take(record, cells)
    })
}

impl Shared {
    /// Stores the epoch, and each sheet's name and relation.
    fn book(&mut self, record: XlsbRecord<'_>, sheets: &mut Vec<XlsbSheetEntry>) -> Result<(), Error> {
        match record.id {
            id::BOOK_PROPERTIES if u32_at(record.data, 0).is_some_and(|flags| flags & 1 == 1) => {
                self.epoch = Epoch::Y1904;
            }
            id::BUNDLE_SHEET => {
                let (relation, next) = record.string(8).ok_or(ErrorCode::DamagedFile)?;
                let (name, _) = record.string(next).ok_or(ErrorCode::DamagedFile)?;
                let hidden = u32_at(record.data, 0).is_some_and(|state| state != 0);
                sheets.push(XlsbSheetEntry { name, relation, hidden });
            }
            _ => {}
        }
        if sheets.len() > limits::SHEETS { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    }

    fn string(&mut self, record: XlsbRecord<'_>) -> Result<(), Error> {
        if record.id != id::SHARED_STRING {
            return Ok(());
        }
        let (text, _) = record.string(1).ok_or(ErrorCode::DamagedFile)?;
        let start = self.text.len() as u32;
        self.text.extend_from_slice(text.as_bytes());
        self.spans.push((start, self.text.len() as u32));
        let long = self.text.len() > limits::SHARED_TEXT_BYTES || self.spans.len() > limits::HELD_CELLS;
        if long {
            return Err(ErrorCode::TooLarge.into());
        }
        self.lease.cover(self.text.capacity() + self.spans.capacity() * size_of::<(u32, u32)>())
    }
}

/// Cell formats, read in the part's order: number formats first.
#[derive(Debug, Default)]
struct Styles {
    custom: BTreeMap<u32, bool>,
    dates: Vec<bool>,
    in_cells: bool,
}

impl Styles {
    fn take(&mut self, record: XlsbRecord<'_>) -> Result<(), Error> {
        match record.id {
            id::FORMAT => {
                let code = record.string(2).map(|(code, _)| shows_date(&code)).unwrap_or_default();
                self.custom.extend(u16_at(record.data, 0).map(|number| (number.into(), code)));
            }
            id::BEGIN_CELL_FORMATS => self.in_cells = true,
            id::END_CELL_FORMATS => self.in_cells = false,
            id::CELL_FORMAT if self.in_cells => {
                self.dates.push(is_date(u16_at(record.data, 2).map(u32::from), &self.custom));
            }
            _ => {}
        }
        let most = self.dates.len().max(self.custom.len());
        if most > limits::CELL_FORMATS { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    }
}

/// One worksheet.
struct XlsbSheet<'s> {
    shared: &'s Shared,
    row: u32,
    /// The column after the last cell.
    column: usize,
    inside: bool,
}

impl XlsbSheet<'_> {
    fn take(&mut self, record: XlsbRecord<'_>, cells: &mut CellBuffer) -> Result<(), Error> {
        match record.id {
            id::BEGIN_SHEET_DATA => self.inside = true,
            id::END_SHEET_DATA => self.inside = false,
            id::ROW => {
                self.row = u32_at(record.data, 0).ok_or(ErrorCode::DamagedFile)?;
                self.column = 0;
                // Outline level, collapsed, hidden: the bits are in this order.
                if record.data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    cells.hide(self.row);
                }
            }
            id::DIMENSION => cells.declared = u32_at(record.data, 4).map_or(0, |last| last.saturating_add(1)),
            id::MERGE_CELL => cells.merge(merge(record.data).ok_or(ErrorCode::DamagedFile)?)?,
            _ if self.inside => {
                if let Some((column, cell)) = self.cell(record)
                    && let Some(value) = self.value(cell, cells)
                {
                    cells.put(self.row, column, value)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The column of a cell's record, and the record from its format on. A short record omits its column: it
    /// follows the previous cell.
    fn cell<'r>(&mut self, record: XlsbRecord<'r>) -> Option<(usize, XlsbRecord<'r>)> {
        let (id, column, data) = match record.id {
            id::SHORT_BLANK..=id::SHORT_SHARED => (record.id - id::TO_SHORT, self.column, record.data),
            id::CELL_BLANK..=id::FORMULA_ERROR | id::CELL_RICH => {
                (record.id, usize::try_from(u32_at(record.data, 0)?).ok()?, record.data.get(4..)?)
            }
            _ => return None,
        };
        self.column = column.saturating_add(1);
        Some((column, XlsbRecord { id, data }))
    }

    /// A cell's value; `None` for a blank one. Its format takes the first four bytes.
    fn value(&self, XlsbRecord { id, data }: XlsbRecord<'_>, cells: &mut CellBuffer) -> Option<RawCell> {
        let text = |at| XlsbRecord { id, data }.string(at);
        match id {
            id::CELL_RK => self.number(data, rk_at(data, 4)),
            id::CELL_REAL | id::FORMULA_NUMBER => self.number(data, f64_at(data, 4)),
            id::CELL_SHARED => {
                let (start, end) = self.shared.spans.get(u32_at(data, 4)? as usize)?;
                Some(RawCell::Shared(*start, *end))
            }
            id::CELL_STRING | id::FORMULA_STRING => Some(keep(cells, &text(4)?.0)),
            id::CELL_RICH => Some(keep(cells, &text(5)?.0)),
            id::CELL_ERROR | id::FORMULA_ERROR => Some(RawCell::Error),
            id::CELL_BOOLEAN | id::FORMULA_BOOLEAN => {
                Some(keep(cells, if data.get(4)? == &0 { "FALSE" } else { "TRUE" }))
            }
            _ => None,
        }
    }

    fn number(&self, data: &[u8], value: Option<f64>) -> Option<RawCell> {
        let format = (u32_at(data, 0)? & 0xff_ffff) as usize;
        let date = self.shared.dates.get(format).copied().unwrap_or(false);
        value.map(|value| if date { RawCell::Date(value) } else { RawCell::Number(value) })
    }
}

/// A merged area: first and last row, first and last column, from 0.
fn merge(data: &[u8]) -> Option<Merge> {
    let (first, last) = (u32_at(data, 0)?, u32_at(data, 4)?);
    let (first_column, last_column) = (u32_at(data, 8)?, u32_at(data, 12)?);
    let [first_row, last_row] = [first, last].map(|row| row.saturating_add(1));
    Some(Merge { first_row, last_row, first_column, last_column })
}

fn keep(cells: &mut CellBuffer, text: &str) -> RawCell {
    let start = cells.text.len();
    cells.text.extend_from_slice(text.as_bytes());
    cells.span_from(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds a shared string of one letter to the data that all sheets share.
    fn string(mut shared: Shared) -> Result<(), ErrorCode> {
        let record = XlsbRecord { id: id::SHARED_STRING, data: b"\0\x01\0\0\0x\0" };
        shared.string(record).map_err(|error| error.code)
    }

    #[test]
    fn shared_strings_are_held_up_to_a_limit() {
        let text = |bytes| Shared { text: vec![0; bytes], ..Shared::default() };
        assert_eq!(string(text(limits::SHARED_TEXT_BYTES - 1)), Ok(()));
        assert_eq!(string(text(limits::SHARED_TEXT_BYTES)), Err(ErrorCode::TooLarge));
        let spans = |count| Shared { spans: vec![(0, 0); count], ..Shared::default() };
        assert_eq!(string(spans(limits::HELD_CELLS - 1)), Ok(()));
        assert_eq!(string(spans(limits::HELD_CELLS)), Err(ErrorCode::TooLarge));
    }

    #[test]
    fn cell_formats_and_sheets_are_limited() {
        let dates = vec![false; limits::CELL_FORMATS - 1];
        let mut styles = Styles { dates, in_cells: true, ..Styles::default() };
        let format = XlsbRecord { id: id::CELL_FORMAT, data: &[0; 16] };
        assert!(styles.take(format).is_ok());
        assert_eq!(styles.take(format).unwrap_err().code, ErrorCode::TooLarge);

        let listed = || XlsbSheetEntry { name: String::new(), relation: String::new(), hidden: false };
        let mut sheets: Vec<XlsbSheetEntry> = (1..limits::SHEETS).map(|_| listed()).collect();
        let sheet = XlsbRecord { id: id::BUNDLE_SHEET, data: &[0; 16] };
        assert!(Shared::default().book(sheet, &mut sheets).is_ok());
        let more = Shared::default().book(sheet, &mut sheets);
        assert_eq!(more.unwrap_err().code, ErrorCode::TooLarge);
    }

    #[test]
    fn the_length_of_a_record_is_limited() {
        // A record whose length is stored with seven bits per byte.
        let record = |length: usize| {
            let size = [0_usize, 7, 14].map(|shift| (length >> shift) as u8 | 0x80);
            [&[19][..], &size, &[(length >> 21) as u8], &vec![0; length]].concat()
        };
        let read = |length| {
            let bytes = record(length);
            let mut part = bytes.as_slice();
            XlsbRecords::new(&mut part)
                .next()
                .map(|found| found.unwrap().data.len())
                .map_err(|error| error.code)
        };
        assert_eq!(read(limits::RECORD_BYTES), Ok(limits::RECORD_BYTES));
        // A longer record is accepted if it is already complete in the window; otherwise it is rejected at
        // once.
        assert_eq!(read(limits::RECORD_BYTES * 2), Err(ErrorCode::TooLarge));
    }
}
