//! Text tables: comma, semicolon, tab or bar between fields, quotes around some (RFC 4180, read leniently). Rows
//! go out as their bytes come in, straight from the bytes pushed; what is kept is one unfinished record.
//!
//! [`plain`] splits the records that look as they should, [`careful`] all others.

mod careful;
mod dialect;
mod lines;
mod marks;
mod plain;
mod scan;

use super::{Notice, RawCell, Reader, RowSink, Seen, SeenBy, TableStart, limits};
use crate::{Error, ErrorCode};
use careful::Careful;
use dialect::{BOM, DELIMITERS, Dialect};
use lines::Lines;
use marks::Marks;
use plain::Plain;

/// Bytes that tell how a table is written.
const SAMPLE: usize = 1 << 16;
/// Bytes by which an unfinished record is first lengthened.
const JOIN: usize = 1 << 12;

/// Reader of text tables.
#[derive(Debug)]
pub struct CsvReader {
    /// Bytes looked at before the first row goes out.
    sample: usize,
    dialect: Option<Dialect>,
    /// The sample while it grows, then the unfinished record.
    kept: Vec<u8>,
    plain: Plain,
    careful: Careful,
    /// Number of the row pushed last.
    number: u32,
    /// Lines of the bytes pushed.
    lines: Lines,
    /// Line ends within cells of several lines, those left out that may have joined records.
    explained: u64,
}

impl Default for CsvReader {
    fn default() -> Self {
        let (plain, careful, lines) = (Plain::default(), Careful::default(), Lines::default());
        Self {
            sample: SAMPLE,
            dialect: None,
            kept: Vec::new(),
            plain,
            careful,
            number: 0,
            lines,
            explained: 0,
        }
    }
}

impl Reader for CsvReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.lines.take(bytes) {
            return self.text(bytes, sink);
        }
        // Databases fill fields of fixed width up with NULs.
        let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        self.lines.take(&text);
        self.text(&text, sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.first_records(true, sink)?;
        let rows = self.lines.count().saturating_sub(self.explained);
        sink.seen(Seen { rows, by: SeenBy::Lines })
    }
}

impl CsvReader {
    fn text(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.dialect.is_none() {
            self.kept.extend_from_slice(bytes);
            return if self.kept.len() < self.sample { Ok(()) } else { self.first_records(false, sink) };
        }
        let bytes = self.join(bytes, sink)?;
        let read = self.records(bytes, false, sink)?;
        self.kept.extend_from_slice(bytes.get(read..).unwrap_or_default());
        self.within_limit()
    }

    /// Begins the table, if that is not done, and reads what is kept.
    fn first_records(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.open(last, sink)?;
        let mut kept = std::mem::take(&mut self.kept);
        let read = self.records(&kept, last, sink)?;
        kept.drain(..read);
        self.kept = kept;
        self.within_limit()
    }

    /// Settles the dialect from the sample and begins the table.
    fn open(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.dialect.is_some() {
            return Ok(());
        }
        let sample = self.kept.get(..self.sample).unwrap_or(&self.kept);
        dialect::check_utf8(sample, last && sample.len() == self.kept.len())?;
        let dialect = Dialect::sniff(sample);
        let encoding = Some("UTF-8".to_owned());
        self.dialect = Some(dialect);
        sink.table(TableStart { format: dialect.format(), encoding, ..TableStart::default() })
    }

    /// Reads the record that was kept to its end; gives the bytes behind it.
    fn join<'a>(&mut self, bytes: &'a [u8], sink: &mut dyn RowSink) -> Result<&'a [u8], Error> {
        let (mut rest, mut step) = (bytes, JOIN);
        while !self.kept.is_empty() && !rest.is_empty() {
            let (piece, behind) = rest.split_at_checked(step).unwrap_or((rest, &[]));
            let mut joined = std::mem::take(&mut self.kept);
            joined.extend_from_slice(piece);
            let read = self.records(&joined, false, sink)?;
            let left = joined.len() - read;
            if let Some(unread) = piece.len().checked_sub(left) {
                return Ok(rest.get(unread..).unwrap_or_default());
            }
            joined.drain(..read);
            self.kept = joined;
            self.within_limit()?;
            (rest, step) = (behind, step * 2);
        }
        Ok(rest)
    }

    /// Pushes every finished record, and the last one when no more bytes come; gives how many bytes they are.
    fn records(&mut self, text: &[u8], last: bool, sink: &mut dyn RowSink) -> Result<usize, Error> {
        let dialect = self.dialect.unwrap_or_default();
        let narrow = dialect.narrow();
        let (mut at, mut marks) = (0, Marks::new(dialect.delimiter, 0));
        loop {
            while text.get(at..).is_some_and(|rest| rest.len() > BOM.len() && rest.starts_with(BOM)) {
                at += BOM.len();
            }
            if let Some(next) = self.plain.record(text, at, &mut marks) {
                let narrow = self.plain.len() <= narrow;
                if !(narrow && self.row_parted_otherwise(text.get(at..next), sink)?) {
                    self.number = self.number.saturating_add(1);
                    sink.row(self.plain.row(self.number, text, at))?;
                }
                at = next;
            } else if let Some(next) = self.careful.record(text, at, dialect, last) {
                let narrow = self.careful.joined == 0 && self.careful.cells.len() <= narrow;
                if !(narrow && self.row_parted_otherwise(text.get(at..next), sink)?) {
                    self.careful_row(text, sink)?;
                }
                at = next;
                marks = Marks::new(dialect.delimiter, at);
            } else {
                return Ok(at);
            }
        }
    }

    /// Pushes a record that was pasted from another table: another character parts it into as many fields as this
    /// table has. False if none does.
    #[cold]
    fn row_parted_otherwise(&mut self, record: Option<&[u8]>, sink: &mut dyn RowSink) -> Result<bool, Error> {
        let (record, dialect) = (record.unwrap_or_default(), self.dialect.unwrap_or_default());
        let others = DELIMITERS.into_iter().filter(|other| *other != dialect.delimiter);
        for delimiter in others {
            let mut careful = Careful::default();
            let read = careful.record(record, 0, Dialect { delimiter, ..dialect }, true);
            if read == Some(record.len()) && dialect.is_wide(careful.cells.len()) {
                self.number = self.number.saturating_add(1);
                sink.row(careful.row(self.number, record))?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn careful_row(&mut self, text: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        self.number = self.number.saturating_add(1);
        sink.row(self.careful.row(self.number, text))?;
        let joined = self.careful.joined;
        if self.careful.doubtful {
            return sink.notice(Notice::RecordOverLines { row: self.number, lines: joined + 1 });
        }
        self.explained += u64::from(joined);
        Ok(())
    }

    fn within_limit(&self) -> Result<(), Error> {
        if self.kept.len() > limits::RECORD_BYTES {
            return Err(Error::new(ErrorCode::TooLarge).at_row(self.number.saturating_add(1)));
        }
        Ok(())
    }
}

fn span(start: usize, end: usize) -> RawCell {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => RawCell::Text(start, end),
        _ => RawCell::Empty,
    }
}

#[cfg(test)]
mod tests;
