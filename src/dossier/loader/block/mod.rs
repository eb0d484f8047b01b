//! Reads many rows at once: column by column, in short loops over cells of one kind, which stay in the cache.
//! The result is that of reading row by row. A row that is odd in any way (no received day, a new word or
//! name, a cell that must be reported) is left to [`Loader::row`], at its place among the others.

mod sheet;

pub use sheet::BlockColumns;

use super::{Loader, REPORTED};
use crate::Error;
use crate::dossier::columns::Strip;
use crate::dossier::dictionary::{Names, Words};
use crate::read::{RowBlock, Single, limits};
use crate::schema::Column;
use crate::value::{Channel, Coded, Status};
use sheet::{DAYS, NOTED, read_names, read_words};
use std::ops::Range;

impl Loader {
    /// Processes the next rows as [`Loader::row`] does. Returns how many: all, unless one is the header of
    /// another table.
    pub fn block(&mut self, block: &RowBlock<'_>) -> Result<usize, Error> {
        if !self.takes(block) {
            return self.rows(block, 0..block.len());
        }
        let mut sheet = std::mem::take(&mut self.sheet);
        self.read(block, &mut sheet);
        let taken = self.enter(block, &mut sheet);
        self.sheet = sheet;
        taken
    }

    /// True if the block's rows can be read together: they are as wide as the header and have codes, and no
    /// unusual order of day and month was chosen.
    fn takes(&self, block: &RowBlock<'_>) -> bool {
        self.width.is_usual(block.columns())
            && self.places.has(Column::Code)
            && !self.reading.swaps()
            && self.echoed.is_none()
            && self.code_bytes + block.bytes() <= limits::CODE_BYTES
    }

    /// Processes some of the rows one by one. Returns the place after the last one processed.
    fn rows(&mut self, block: &RowBlock<'_>, range: Range<usize>) -> Result<usize, Error> {
        let (end, mut single) = (range.end, Single::default());
        for index in range {
            self.row(&block.row(index, &mut single))?;
            if self.other.is_some() {
                return Ok(index + 1);
            }
        }
        Ok(end)
    }

    /// Reads all cells, and changes nothing.
    fn read(&mut self, block: &RowBlock<'_>, sheet: &mut BlockColumns) {
        sheet.resize(block.len());
        sheet.mark_long(block);
        sheet.mark_doubled(block, &self.places);
        sheet.read_codes(block, self.places.of_column(Column::Code));
        sheet.read_days(block, &self.places, self.epoch, DAYS.map(|column| self.may_be_month_first(column)));
        sheet.settle_received();
        self.read_names(block, sheet);
        self.read_words(block, sheet);
        sheet.judge(block.first, self.today);
    }

    fn read_names(&mut self, block: &RowBlock<'_>, sheet: &mut BlockColumns) {
        let BlockColumns { odd, doubled, strip, .. } = sheet;
        let mut read = |column: Column, names: &mut Names, numbers: &mut [u32]| {
            if self.places.has(column) {
                read_names(block, self.places.of_column(column), doubled, names, (numbers, odd));
            }
        };
        read(Column::Unit, &mut self.units, &mut strip.unit);
        read(Column::Field, &mut self.fields, &mut strip.field);
        read(Column::Procedure, &mut self.procedures, &mut strip.procedure);
    }

    fn read_words(&mut self, block: &RowBlock<'_>, sheet: &mut BlockColumns) {
        // Single rows treat these specially: words that name no channel, and deleted dossiers.
        let (no_channel, deleted) = (Channel::Other.number(), Status::Deleted.number());
        let BlockColumns { odd, strip, .. } = sheet;
        let mut read = |column: Column, words: &mut Words, numbers: &mut [u8], except: u8| {
            if self.places.has(column) {
                read_words(block, self.places.of_column(column), (words, except), numbers, odd);
            }
        };
        read(Column::UnitLevel, &mut self.unit_levels, &mut strip.unit_level, u8::MAX);
        read(Column::ServiceLevel, &mut self.service_levels, &mut strip.service_level, u8::MAX);
        read(Column::IntakeChannel, &mut self.intakes, &mut strip.intake, no_channel);
        read(Column::ReturnChannel, &mut self.returns, &mut strip.return_channel, no_channel);
        read(Column::Status, &mut self.statuses, &mut strip.status, deleted);
    }

    /// Adds the rows in order: runs of ordinary rows together, odd rows one by one.
    fn enter(&mut self, block: &RowBlock<'_>, sheet: &mut BlockColumns) -> Result<usize, Error> {
        let (mut start, usual) = (0, !sheet.has_odd());
        while let Some(odd) = sheet.odd.get(start).copied() {
            let rest = sheet.odd.get(start..).unwrap_or_default();
            let alike = || rest.iter().take_while(|other| **other == odd).count();
            let end = start + if usual { rest.len() } else { alike() };
            if odd {
                let taken = self.rows(block, start..end)?;
                if self.other.is_some() {
                    return Ok(taken);
                }
            } else {
                self.enter_run(block, sheet, start..end);
            }
            start = end;
        }
        Ok(block.len())
    }

    fn enter_run(&mut self, block: &RowBlock<'_>, sheet: &mut BlockColumns, range: Range<usize>) {
        self.see_orders(block, sheet, range.clone());
        self.place(&mut sheet.strip, range.clone());
        self.report_run(sheet, range.clone());
        let place = self.places.of_column(Column::Code);
        let codes = block.column(place).skip(range.start);
        self.leftovers.pass();
        self.code_bytes += self.builder.extend(codes, &sheet.strip, range);
    }

    /// Sets the unit and the level of dossiers if no column states them.
    fn place(&mut self, strip: &mut Strip, range: Range<usize>) {
        let units = strip.unit.get_mut(range.clone()).unwrap_or_default();
        if !self.places.has(Column::Unit) {
            units.fill(self.group);
        }
        if !self.places.has(Column::UnitLevel) {
            self.infer_levels();
            let level = |unit: u32| self.inferred.get(unit as usize).copied().unwrap_or(0);
            let levels = strip.unit_level.get_mut(range).unwrap_or_default();
            levels.iter_mut().zip(units).for_each(|(own, unit)| *own = level(*unit));
        }
    }

    /// Records what the cells of a run reveal about the order of day and month.
    fn see_orders(&mut self, block: &RowBlock<'_>, sheet: &BlockColumns, range: Range<usize>) {
        for (column, orders) in DAYS.into_iter().zip(&sheet.orders) {
            let orders = orders.get(range.clone()).unwrap_or_default();
            if self.places.has(column) {
                self.orders.see_run(column, orders, block.number(range.start));
            }
        }
    }

    fn report_run(&mut self, sheet: &BlockColumns, range: Range<usize>) {
        let rows = sheet.strip.row.get(range.clone()).unwrap_or_default();
        let doubts = sheet.strip.doubts.get(range.clone()).unwrap_or_default();
        let notes = sheet.notes.get(range).unwrap_or_default();
        let (doubted, noted) =
            (doubts.iter().fold(0, |all, doubts| all | doubts), notes.iter().fold(0, |all, note| all | note));
        for (bit, kind) in REPORTED.into_iter().filter(|(bit, _)| doubted & bit != 0) {
            let rows = rows.iter().zip(doubts).filter(|(_, doubts)| *doubts & bit != 0);
            self.issues.add_rows(kind, rows.map(|(row, _)| *row));
        }
        for (bit, kind) in NOTED.into_iter().filter(|(bit, _)| noted & bit != 0) {
            let rows = rows.iter().zip(notes).filter(|(_, note)| *note & bit != 0);
            self.issues.add_rows(kind, rows.map(|(row, _)| *row));
        }
    }
}

#[cfg(test)]
mod tests;
