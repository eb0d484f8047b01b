//! Arrow IPC files (the format of `.arrow` and Feather 2): hoso's own export read back, and flat tables of
//! other programs. The file is held in memory, as its directory is at its end. Texts are borrowed as byte
//! ranges of the file.
//!
//! ```text
//! flat (tables of the directory) ─▶ file (schema, blocks) ─▶ column (one column, bounds checked) ─▶ rows
//! ```
//!
//! arrow-ipc's own reader allocates by the lengths that a file claims. The tests use arrow-ipc to write their
//! files. Compressed blocks and nested columns are errors. Columns of types that no list has (bytes,
//! decimals, timestamps of other time zones) are left out.

mod column;
mod field;
mod file;
mod flat;
mod origin;
mod weights;

use self::column::{ArrowColumn, Value};
use self::file::ArrowFile;
use self::origin::{Origins, ShownColumn, SourceTable};
use self::weights::ArrowWeights;
use super::memory::{HeldBytes, Memory};
use super::{RawCell, Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Write;

/// The spreadsheet serial of 01/01/1970.
const EPOCH_SERIAL: i64 = 25_569;
/// Serials up to this one are different days in different programs.
const UNCERTAIN_SERIAL: i64 = 60;

/// Reader of Arrow IPC files.
#[derive(Debug, Default)]
pub struct ArrowReader {
    bytes: HeldBytes,
}

impl ArrowReader {
    /// A reader that counts its bytes in this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { bytes: HeldBytes::new(memory) }
    }
}

impl Reader for ArrowReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.bytes.append(bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = self.bytes.take();
        let file = ArrowFile::open(&bytes)?;
        let fields = file.fields()?;
        let mut words = BTreeMap::new();
        file.dictionaries(&fields, |id, column| words.extend([(id, column)]))?;
        let origins = Origins::of(file.about(), &fields)?;
        let mut rows = RowPusher {
            bytes: &bytes,
            words: &words,
            table: None,
            left: 0,
            lines: CurrentRow::default(),
            weights: None,
        };
        rows.weights = origins.lives.as_ref().map(ArrowWeights::new);
        let mut tables = origins.tables();
        file.blocks(&fields, |columns, count| rows.block(columns, count, &mut tables, sink))?;
        // A table without rows is still a table; one with fewer rows than declared was truncated.
        if rows.table.is_none() {
            rows.next_table(&mut tables, sink)?;
        }
        if rows.left > 0 && !origins.is_foreign() {
            return Err(ErrorCode::DamagedFile.into());
        }
        rows.weights.map_or(Ok(()), |weights| weights.check())
    }
}

/// Pushes rows, each to its table.
struct RowPusher<'r, 'a> {
    bytes: &'a [u8],
    words: &'r BTreeMap<u64, ArrowColumn<'a>>,
    table: Option<&'r SourceTable>,
    /// Rows that the current table is still missing.
    left: u64,
    lines: CurrentRow,
    /// Of lives: how many dossiers each row stands for.
    weights: Option<ArrowWeights<'r>>,
}

/// The current row.
#[derive(Debug, Default)]
struct CurrentRow {
    number: u32,
    text: Vec<u8>,
    cells: Vec<RawCell>,
}

impl<'r, 'a> RowPusher<'r, 'a> {
    fn block(
        &mut self,
        columns: &[ArrowColumn<'a>],
        count: usize,
        tables: &mut dyn Iterator<Item = &'r SourceTable>,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        for row in 0..count {
            while self.left == 0 {
                self.next_table(tables, sink)?;
            }
            self.left -= 1;
            match self.weight(columns, row)? {
                None => self.row(columns, row, sink)?,
                Some(often) => self.often(often, columns, row, sink)?,
            }
        }
        Ok(())
    }

    /// Begins the next table and pushes its header; there must be one.
    fn next_table(
        &mut self,
        tables: &mut dyn Iterator<Item = &'r SourceTable>,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        let table = tables.next().ok_or(ErrorCode::DamagedFile)?;
        (self.table, self.left) = (Some(table), table.rows);
        let lives = self.weights.as_ref().map(|weights| weights.about.clone());
        // Lives belong to one file, whatever their columns say.
        let entry = table.file.clone().filter(|_| lives.is_none());
        sink.table(TableStart {
            sheet: table.sheet.clone(),
            entry,
            lives,
            format: "arrow",
            ..TableStart::default()
        })?;
        self.lines.begin(1);
        table.columns.iter().for_each(|column| self.lines.words(&column.name));
        sink.row(Row::new(1, &self.lines.text, self.bytes, &self.lines.cells))
    }

    /// How many dossiers a row stands for; None if each row is one.
    fn weight(&mut self, columns: &[ArrowColumn<'a>], row: usize) -> Result<Option<u64>, Error> {
        let Some(weights) = &mut self.weights else { return Ok(None) };
        let value =
            columns.get(weights.column).map_or(Ok(Value::Null), |column| column.value(row, self.words));
        let number = self.lines.number + 1;
        value.and_then(|value| weights.take(value)).map(Some).map_err(|error| error.at_row(number))
    }

    /// Pushes a row that stands for several dossiers; as several rows if they are too many for one.
    fn often(
        &mut self,
        often: u64,
        columns: &[ArrowColumn<'a>],
        row: usize,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        let mut left = often;
        while left > 0 {
            let now = u32::try_from(left).unwrap_or(u32::MAX).min(limits::WEIGHT);
            sink.weight(self.lines.number + 1, now)?;
            self.row(columns, row, sink)?;
            left -= u64::from(now);
        }
        Ok(())
    }

    fn row(&mut self, columns: &[ArrowColumn<'a>], row: usize, sink: &mut dyn RowSink) -> Result<(), Error> {
        let number = self.lines.number + 1;
        if number > limits::ROWS {
            return Err(Error::new(ErrorCode::TooLarge).at_row(number));
        }
        self.lines.begin(number);
        let unreadable = self.unreadable(columns, row).map_err(|error| error.at_row(number))?;
        for shown in self.table.map_or(&[][..], |table| &table.columns) {
            let [value, time] = self.values(columns, shown, row).map_err(|error| error.at_row(number))?;
            match value {
                Value::Null
                    if unreadable.split(|byte| *byte == b' ').any(|name| name == shown.name.as_bytes()) =>
                {
                    self.lines.cells.push(RawCell::Error);
                }
                _ => self.lines.cell(value, time),
            }
        }
        sink.row(Row::new(number, &self.lines.text, self.bytes, &self.lines.cells))
    }

    /// Names of the row's day columns that had a value but could not be read.
    fn unreadable(&self, columns: &[ArrowColumn<'a>], row: usize) -> Result<&'a [u8], Error> {
        let column = self.table.and_then(|table| columns.get(table.unreadable?));
        Ok(match column.map(|column| column.value(row, self.words)).transpose()? {
            Some(Value::Text(start, end)) => self.bytes.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        })
    }

    /// A cell's value, and the time of day from its own column.
    fn values(
        &self,
        columns: &[ArrowColumn<'a>],
        shown: &ShownColumn,
        row: usize,
    ) -> Result<[Value; 2], Error> {
        let value = |at: Option<usize>| match at.and_then(|at| columns.get(at)) {
            Some(column) => column.value(row, self.words),
            None => Ok(Value::Null),
        };
        Ok([value(Some(shown.at))?, value(shown.time)?])
    }
}

impl CurrentRow {
    fn begin(&mut self, number: u32) {
        self.number = number;
        self.text.clear();
        self.cells.clear();
    }

    fn words(&mut self, words: &str) {
        let start = self.text.len();
        self.text.extend_from_slice(words.as_bytes());
        self.end_text(start);
    }

    fn cell(&mut self, value: Value, time: Value) {
        let cell = match value {
            Value::Null => RawCell::Empty,
            Value::Text(start, end) => RawCell::Shared(start, end),
            Value::Number(number) => RawCell::Number(number),
            Value::Truth(truth) => return self.words(if truth { "TRUE" } else { "FALSE" }),
            Value::Moment(day, second) => match (time, second) {
                (Value::Number(second), _) => return self.moment(day, Some(second as i64)),
                (_, 0) => return self.moment(day, None),
                (_, second) => return self.moment(day, Some(second)),
            },
        };
        self.cells.push(cell);
    }

    /// Adds a day: as a serial if it has no time and the serial is unambiguous, else as text, "2022-03-05
    /// 16:30:15".
    fn moment(&mut self, day: i64, second: Option<i64>) {
        let serial = day.saturating_add(EPOCH_SERIAL);
        if second.is_none() && serial > UNCERTAIN_SERIAL {
            return self.cells.push(RawCell::Date(serial as f64));
        }
        let start = self.text.len();
        if let Some(date) = i32::try_from(day).ok().and_then(NaiveDate::from_epoch_days) {
            // Writing into a vector cannot fail.
            drop(write!(self.text, "{date}"));
            if let Some(second) = second {
                let (hour, minute) = (second / 3_600, second / 60 % 60);
                drop(write!(self.text, " {hour:02}:{minute:02}:{:02}", second % 60));
            }
        }
        self.end_text(start);
    }

    fn end_text(&mut self, start: usize) {
        self.cells.push(RawCell::Text(start as u32, self.text.len() as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Nowhere;
    use super::*;

    #[test]
    fn rows_are_counted_up_to_a_limit() {
        let words = BTreeMap::new();
        let lines = CurrentRow { number: limits::ROWS - 1, ..CurrentRow::default() };
        let mut rows = RowPusher { bytes: b"", words: &words, table: None, left: 0, lines, weights: None };
        assert!(rows.row(&[], 0, &mut Nowhere).is_ok());
        assert_eq!(rows.row(&[], 0, &mut Nowhere).unwrap_err().code, ErrorCode::TooLarge);
    }
}
