//! One worksheet of an old workbook. Its cells are collected as stored, and sorted only if they are out of
//! order: memory grows with the number of cells, not with the area they span.

use super::book::XlsBook;
use super::records::{Pieces, Records, Script, id, place};
use crate::read::bytes::{f64_at, rk_at, u16_at, u32_at};
use crate::read::cell_buffer::CellBuffer;
use crate::read::memory::Memory;
use crate::read::{Merge, RawCell, limits};
use crate::{Error, ErrorCode};

/// Reads the cells of the sheet whose records are at the start of `stream`.
pub fn read(stream: &[u8], book: &XlsBook, memory: &Memory) -> Result<CellBuffer, Error> {
    let mut sheet = XlsSheet { book, cells: CellBuffer::new(memory), formula: None };
    let mut records = Records(stream);
    if records.next().is_none_or(|first| first.id != id::BOF) {
        return Err(ErrorCode::DamagedFile.into());
    }
    // A chart inside the sheet has its own begin and end records.
    let mut depth = 1;
    while let Some(record) = records.next() {
        match record.id {
            id::BOF => depth += 1,
            id::EOF if depth == 1 => break,
            id::EOF => depth -= 1,
            _ if depth > 1 => {}
            id::STRING => sheet.formula_text(records.continued(record))?,
            number => sheet.record(number, record.data)?,
        }
    }
    Ok(sheet.cells)
}

struct XlsSheet<'b> {
    book: &'b XlsBook,
    cells: CellBuffer,
    /// The cell of a formula whose text is in a separate record.
    formula: Option<(u32, usize)>,
}

impl XlsSheet<'_> {
    fn record(&mut self, number: u16, data: &[u8]) -> Result<(), Error> {
        match number {
            id::NUMBER => self.put(data, |sheet| Some(sheet.number(u16_at(data, 4)?, f64_at(data, 6)?))),
            id::RK => self.put(data, |sheet| Some(sheet.number(u16_at(data, 4)?, rk_at(data, 6)?))),
            id::LABEL_SST => self.put(data, |sheet| sheet.shared(u32_at(data, 6)?)),
            id::BOOL_ERR => self.put(data, |sheet| match data.get(6..8)? {
                [value, 0] => sheet.boolean(*value),
                _ => Some(RawCell::Error),
            }),
            id::DIMENSIONS => self.dimensions(data),
            id::ROW => self.hidden(data),
            id::MERGED_CELLS => self.merged(data),
            id::LABEL | id::RICH_LABEL => self.put(data, |sheet| {
                let start = sheet.cells.text.len();
                Pieces::one(data.get(6..)?).string(sheet.book.script, false, &mut sheet.cells.text);
                Some(sheet.cells.span_from(start))
            }),
            id::MUL_RK => self.numbers(data),
            number if id::FORMULAS.contains(&number) => self.formula(data),
            _ => Ok(()),
        }
    }

    /// Puts the result of `value` into the cell at the start of `data`; a record that is too short is
    /// ignored.
    fn put(&mut self, data: &[u8], value: impl FnOnce(&mut Self) -> Option<RawCell>) -> Result<(), Error> {
        match (place(data), value(self)) {
            (Some((row, column)), Some(cell)) => self.cells.put(row, column, cell),
            _ => Ok(()),
        }
    }

    fn number(&self, format: u16, value: f64) -> RawCell {
        if self.book.is_date(format) { RawCell::Date(value) } else { RawCell::Number(value) }
    }

    fn shared(&self, index: u32) -> Option<RawCell> {
        self.book.spans.get(index as usize).map(|(start, end)| RawCell::Shared(*start, *end))
    }

    fn boolean(&mut self, value: u8) -> Option<RawCell> {
        let start = self.cells.text.len();
        self.cells.text.extend_from_slice(if value == 0 { b"FALSE" } else { b"TRUE" });
        Some(self.cells.span_from(start))
    }

    /// Consecutive numbers after the first column: (format, number) pairs.
    fn numbers(&mut self, data: &[u8]) -> Result<(), Error> {
        let Some((row, first)) = place(data) else { return Ok(()) };
        let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
        for (pair, column) in pairs.zip(first..limits::COLUMNS) {
            if let (Some(format), Some(value)) = (u16_at(pair, 0), rk_at(pair, 2)) {
                self.cells.put(row, column, self.number(format, value))?;
            }
        }
        Ok(())
    }

    /// The rows in use: the first, and the one after the last.
    fn dimensions(&mut self, data: &[u8]) -> Result<(), Error> {
        let wide = self.book.script == Script::Unicode;
        let last = if wide { u32_at(data, 4) } else { u16_at(data, 2).map(u32::from) };
        self.cells.declared = last.unwrap_or(0);
        Ok(())
    }

    fn hidden(&mut self, data: &[u8]) -> Result<(), Error> {
        const HIDDEN: u8 = 0x20;
        if let (Some(row), Some(flags)) = (u16_at(data, 0), data.get(12))
            && flags & HIDDEN != 0
        {
            self.cells.hide(row.into());
        }
        Ok(())
    }

    /// Merged areas: first and last row, first and last column of each, from 0.
    fn merged(&mut self, data: &[u8]) -> Result<(), Error> {
        let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
        for area in areas.take(u16_at(data, 0).unwrap_or(0).into()) {
            let number = |at| u16_at(area, at).map_or(0, u32::from);
            let (first_row, last_row) = (number(0) + 1, number(2) + 1);
            self.cells.merge(Merge {
                first_row,
                last_row,
                first_column: number(4),
                last_column: number(6),
            })?;
        }
        Ok(())
    }

    /// A formula's saved value ([MS-XLS] 2.5.133): a number, or a mark for another type.
    fn formula(&mut self, data: &[u8]) -> Result<(), Error> {
        self.formula = None;
        match data.get(6..14) {
            Some([0, .., 0xff, 0xff]) => {
                self.formula = place(data);
                Ok(())
            }
            Some([1, _, value, .., 0xff, 0xff]) => self.put(data, |sheet| sheet.boolean(*value)),
            Some([2, .., 0xff, 0xff]) => self.put(data, |_| Some(RawCell::Error)),
            // Empty text; but a program that calculates nothing writes this as every formula's value, and
            // does not even ask Excel to calculate on opening.
            Some([3, .., 0xff, 0xff]) if self.book.generated && u16_at(data, 14) == Some(0) => {
                self.put(data, |_| Some(RawCell::Uncalculated))
            }
            Some([.., 0xff, 0xff]) | None => Ok(()),
            Some(_) => self.put(data, |sheet| Some(sheet.number(u16_at(data, 4)?, f64_at(data, 6)?))),
        }
    }

    fn formula_text(&mut self, mut pieces: Pieces<'_>) -> Result<(), Error> {
        let Some((row, column)) = self.formula.take() else { return Ok(()) };
        let start = self.cells.text.len();
        pieces.string(self.book.script, false, &mut self.cells.text);
        let text = self.cells.span_from(start);
        self.cells.put(row, column, text)
    }
}
