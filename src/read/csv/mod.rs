//! Text tables: comma, semicolon, tab or bar between fields, quotes around some (RFC 4180, read leniently).
//! Rows are pushed as their bytes arrive; only one unfinished record is kept.
//!
//! [`segment`] finds ordinary rows, which are pushed in blocks; [`even`] does where nothing but ordinary rows
//! are near. Of the other records, [`plain`] splits those
//! with well-formed quotes, and [`careful`] all others.

mod careful;
mod detect;
mod dialect;
mod even;
mod kept;
mod lanes;
mod lines;
mod marks;
mod places;
mod plain;
mod scan;
mod segment;

use super::{Notice, Reader, RowBlock, RowSink, Seen, SeenBy, TableStart, limits};
use crate::{Error, ErrorCode};
use careful::CarefulRecord;
use dialect::{BOM, DELIMITERS, Dialect};
use kept::InputBuffer;
use lines::Lines;
use marks::Marks;
use plain::PlainRecord;
use segment::{Segment, SegmentRows};

/// Size of the sample from which the dialect is detected.
const SAMPLE: usize = 1 << 16;
/// Bytes taken at once from a larger chunk.
const STEP: usize = 1 << 18;

/// Reader of text tables.
#[derive(Debug)]
pub struct CsvReader {
    /// Bytes examined before the first row is pushed.
    sample: usize,
    dialect: Option<Dialect>,
    /// The sample while it grows, then the unfinished record.
    kept: InputBuffer,
    segment: Segment,
    plain: PlainRecord,
    careful: CarefulRecord,
    /// Number of the last row pushed.
    number: u32,
    /// Lines of the rows pushed.
    lines: Lines,
    /// Line ends within cells, except those that may have joined several records.
    explained: u64,
}

impl Default for CsvReader {
    fn default() -> Self {
        Self {
            sample: SAMPLE,
            dialect: None,
            kept: InputBuffer::default(),
            segment: Segment::default(),
            plain: PlainRecord::default(),
            careful: CarefulRecord::default(),
            number: 0,
            lines: Lines::default(),
            explained: 0,
        }
    }
}

impl Reader for CsvReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut steps = bytes.chunks(STEP);
        steps.try_for_each(|step| self.fill(step.len(), &mut |room| room.copy_from_slice(step), sink))
    }

    fn fill(
        &mut self,
        length: usize,
        write: &mut dyn FnMut(&mut [u8]),
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        self.kept.take(length, write);
        if self.dialect.is_none() {
            self.kept.drop_nuls(self.kept.bytes().len() - length);
        }
        if self.dialect.is_none() && self.kept.bytes().len() < self.sample {
            return Ok(());
        }
        self.read(false, sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.read(true, sink)?;
        let rows = self.lines.count().saturating_sub(self.explained);
        sink.seen(Seen { rows, by: SeenBy::Lines })
    }
}

impl CsvReader {
    /// Begins the table if necessary, and reads what is buffered.
    fn read(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.open(last, sink)?;
        let mut kept = std::mem::take(&mut self.kept);
        let even = self.blocks(kept.bytes(), 0, Segment::mark_even, sink)?;
        // Databases pad fields of fixed width with NULs. Even text has none.
        kept.drop_nuls(even);
        let read = self.records(kept.bytes(), even, last, sink)?;
        kept.drop_first(read);
        self.kept = kept;
        self.within_limit()
    }

    /// Detects the dialect from the sample and begins the table.
    fn open(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.dialect.is_some() {
            return Ok(());
        }
        let kept = self.kept.bytes();
        let sample = kept.get(..self.sample).unwrap_or(kept);
        detect::check_utf8(sample, last && sample.len() == kept.len())?;
        let dialect = Dialect::sniff(sample);
        let encoding = Some("UTF-8".to_owned());
        self.dialect = Some(dialect);
        sink.table(TableStart { format: dialect.format(), encoding, ..TableStart::default() })
    }

    /// Pushes every complete record from `at` on, and at the end of input the last one. Returns where they
    /// end.
    fn records(
        &mut self,
        text: &[u8],
        mut at: usize,
        last: bool,
        sink: &mut dyn RowSink,
    ) -> Result<usize, Error> {
        loop {
            at = self.blocks(text, at, Segment::mark, sink)?;
            while text.get(at..).is_some_and(|rest| rest.len() > BOM.len() && rest.starts_with(BOM)) {
                self.lines.take(BOM);
                at += BOM.len();
            }
            let Some(next) = self.record(text, at, last, sink)? else { return Ok(at) };
            self.lines.take(text.get(at..next).unwrap_or_default());
            at = next;
        }
    }

    /// Pushes ordinary rows, up to a record that is not ordinary or not complete, or that `mark` leaves out.
    /// Returns the start of that record.
    fn blocks(
        &mut self,
        text: &[u8],
        mut at: usize,
        mark: fn(&mut Segment, &[u8], usize, Dialect) -> Option<SegmentRows>,
        sink: &mut dyn RowSink,
    ) -> Result<usize, Error> {
        let dialect = self.dialect.unwrap_or_default();
        while let Some(rows) = mark(&mut self.segment, text, at, dialect).filter(|rows| rows.count > 0) {
            let (ends, doubled) = (self.segment.ends(rows), self.segment.doubled());
            let block = RowBlock::new(self.number.saturating_add(1), text, (ends, doubled), dialect.width);
            self.number = self.number.saturating_add(rows.count as u32);
            if rows.even {
                self.lines.take_whole(rows.count);
            } else {
                self.lines.take(text.get(at..rows.next).unwrap_or_default());
            }
            sink.block(block)?;
            at = rows.next;
            if rows.odd {
                break;
            }
        }
        Ok(at)
    }

    /// Pushes one record of any kind. Returns the start of the next one, or None if the record is incomplete.
    fn record(
        &mut self,
        text: &[u8],
        at: usize,
        last: bool,
        sink: &mut dyn RowSink,
    ) -> Result<Option<usize>, Error> {
        let dialect = self.dialect.unwrap_or_default();
        let narrow = dialect.narrow();
        if let Some(next) = self.plain.record(text, at, &mut Marks::new(dialect.delimiter, at)) {
            let narrow = self.plain.len() <= narrow;
            if !(narrow && self.row_parted_otherwise(text.get(at..next), sink)?) {
                self.number = self.number.saturating_add(1);
                sink.row(self.plain.row(self.number, text, at))?;
            }
            return Ok(Some(next));
        }
        let Some(next) = self.careful.record(text, at, dialect, last) else { return Ok(None) };
        let narrow = self.careful.joined == 0 && self.careful.cells.len() <= narrow;
        if !(narrow && self.row_parted_otherwise(text.get(at..next), sink)?) {
            self.careful_row(text, sink)?;
        }
        Ok(Some(next))
    }

    /// Pushes a record that was pasted from another table: another delimiter splits it into as many fields as
    /// this table has. Returns false if no delimiter does.
    #[cold]
    fn row_parted_otherwise(&mut self, record: Option<&[u8]>, sink: &mut dyn RowSink) -> Result<bool, Error> {
        let (record, dialect) = (record.unwrap_or_default(), self.dialect.unwrap_or_default());
        let others = DELIMITERS.into_iter().filter(|other| *other != dialect.delimiter);
        for delimiter in others {
            let mut careful = CarefulRecord::default();
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
        if self.kept.bytes().len() > limits::RECORD_BYTES {
            return Err(Error::new(ErrorCode::TooLarge).at_row(self.number.saturating_add(1)));
        }
        Ok(())
    }
}

#[cfg(test)]
impl CsvReader {
    /// A reader that looks at so many bytes before its first row goes out; all rows go out one by one, if
    /// that is wanted.
    pub fn looking_at(sample: usize, one_by_one: bool) -> Self {
        let segment = if one_by_one { Segment::none() } else { Segment::default() };
        Self { sample, segment, ..Self::default() }
    }
}

#[cfg(test)]
mod tests;
