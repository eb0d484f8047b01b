//! Text tables: comma, semicolon, tab or bar between fields, quotes around some (RFC 4180, read leniently). Rows
//! go out as their bytes come in; what is kept is one unfinished record. A quote that never closes is a letter
//! like any other, so that it cannot swallow the rows behind it.

mod dialect;
mod marks;

use super::{RawCell, Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};
use dialect::Dialect;
use marks::Marks;

/// Bytes that tell how a table is written.
const SAMPLE: usize = 1 << 16;
/// Line ends that one quoted field may hold; beyond, its quote is taken for a letter.
const FIELD_LINES: u32 = 100;

/// Reader of text tables.
#[derive(Debug)]
pub struct CsvReader {
    /// Bytes looked at before the first row goes out.
    sample: usize,
    dialect: Option<Dialect>,
    /// The unfinished record, then the bytes pushed last.
    buffer: Vec<u8>,
    cells: Vec<RawCell>,
    /// Cells to take the quotes off, with the bytes they lie in. Done when their record is whole: until then its
    /// bytes may have to be scanned once more.
    unclean: Vec<(usize, std::ops::Range<usize>)>,
    /// Number of the row pushed last.
    number: u32,
}

/// Where in a field the scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Bare,
    Quoted,
    /// Behind the closing quote, which stood here.
    Closed(usize),
}

/// The scan's place in the buffer.
#[derive(Debug)]
struct Scan {
    mode: Mode,
    record: usize,
    field: usize,
    /// Marks before this are parts of a mark seen already.
    resume: usize,
    /// The field has doubled quotes, or text behind its closing quote.
    unclean: bool,
    lines: u32,
    /// A quote here opens nothing.
    letter: Option<usize>,
}

/// What one mark leads to.
enum Step {
    On,
    EndField,
    EndRecord(usize),
    /// More bytes are needed to tell.
    Wait,
    /// The field's quote never closes: scan its record again.
    Reread,
}

impl Default for CsvReader {
    fn default() -> Self {
        let (buffer, cells, unclean) = (Vec::new(), Vec::new(), Vec::new());
        Self { sample: SAMPLE, dialect: None, buffer, cells, unclean, number: 0 }
    }
}

impl Reader for CsvReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        self.buffer.extend_from_slice(bytes);
        if self.dialect.is_none() && self.buffer.len() < self.sample {
            return Ok(());
        }
        self.open(false, sink)?;
        self.records(false, sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.open(true, sink)?;
        self.records(true, sink)
    }
}

impl CsvReader {
    /// Settles the dialect from the sample and begins the table.
    fn open(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.dialect.is_some() {
            return Ok(());
        }
        let sample = self.buffer.get(..self.sample).unwrap_or(&self.buffer);
        dialect::check_utf8(sample, last && sample.len() == self.buffer.len())?;
        let dialect = Dialect::sniff(sample);
        self.buffer.drain(..dialect.bom);
        let encoding = Some("UTF-8".to_owned());
        self.dialect = Some(dialect);
        sink.table(TableStart { format: dialect.format(), encoding, ..TableStart::default() })
    }

    /// Pushes every finished record, and the last one when no more bytes come; keeps the rest.
    fn records(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        let delimiter = self.dialect.map_or(b',', |dialect| dialect.delimiter);
        let mut scan = Scan::at(0);
        let mut marks = Marks::new(delimiter, 0);
        loop {
            match marks.next(&self.buffer) {
                Some(at) => match scan.step(&self.buffer, at, delimiter, last) {
                    Step::On => {}
                    Step::EndField => self.end_field(&mut scan, at),
                    Step::EndRecord(next) => {
                        self.end_field(&mut scan, at);
                        self.end_record(&mut scan, next, sink)?;
                    }
                    Step::Wait => break,
                    Step::Reread => marks = self.reread(&mut scan, delimiter),
                },
                None if last && scan.mode == Mode::Quoted => marks = self.reread(&mut scan, delimiter),
                None => break,
            }
        }
        if last {
            self.last_record(&mut scan, sink)?;
        }
        self.keep(scan.record)
    }

    fn end_field(&mut self, scan: &mut Scan, at: usize) {
        let (start, end) = match scan.mode {
            Mode::Closed(close) if !scan.unclean && close + 1 == at => (scan.field + 1, close),
            Mode::Closed(_) => {
                self.unclean.push((self.cells.len(), scan.field..at));
                (scan.field, at)
            }
            Mode::Bare | Mode::Quoted => (scan.field, at),
        };
        if self.cells.len() < limits::COLUMNS {
            self.cells.push(span(start, end));
        }
        scan.next_field(at + 1);
    }

    fn end_record(&mut self, scan: &mut Scan, next: usize, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.number = self.number.saturating_add(1);
        for (cell, field) in self.unclean.drain(..) {
            let start = field.start;
            let end = unquote(self.buffer.get_mut(field), start);
            if let Some(cell) = self.cells.get_mut(cell) {
                *cell = span(start, end);
            }
        }
        if let [RawCell::Text(start, end)] = self.cells.as_slice()
            && start == end
        {
            self.cells.clear();
        }
        sink.row(Row::new(self.number, &self.buffer, &[], &self.cells))?;
        self.cells.clear();
        *scan = Scan { resume: next, letter: None, ..Scan::at(next) };
        Ok(())
    }

    /// The record that no line end closes.
    fn last_record(&mut self, scan: &mut Scan, sink: &mut dyn RowSink) -> Result<(), Error> {
        let end = self.buffer.len();
        if scan.record < end {
            self.end_field(scan, end);
            self.end_record(scan, end, sink)?;
        }
        Ok(())
    }

    /// Begins the record again, the quote of the field at hand being a letter.
    fn reread(&mut self, scan: &mut Scan, delimiter: u8) -> Marks {
        self.forget();
        *scan = Scan { letter: Some(scan.field), ..Scan::at(scan.record) };
        Marks::new(delimiter, scan.record)
    }

    /// Drops what is known of the record at hand.
    fn forget(&mut self) {
        self.cells.clear();
        self.unclean.clear();
    }

    /// Keeps the unfinished record alone.
    fn keep(&mut self, record: usize) -> Result<(), Error> {
        self.forget();
        self.buffer.drain(..record);
        if self.buffer.len() > limits::RECORD_BYTES {
            return Err(Error::new(ErrorCode::TooLarge).at_row(self.number.saturating_add(1)));
        }
        Ok(())
    }
}

impl Scan {
    fn at(record: usize) -> Self {
        Self {
            mode: Mode::Bare,
            record,
            field: record,
            resume: record,
            unclean: false,
            lines: 0,
            letter: None,
        }
    }

    fn next_field(&mut self, at: usize) {
        (self.field, self.mode, self.unclean, self.lines) = (at, Mode::Bare, false, 0);
    }

    #[inline]
    fn step(&mut self, buffer: &[u8], at: usize, delimiter: u8, last: bool) -> Step {
        if at < self.resume {
            return Step::On;
        }
        let byte = buffer.get(at).copied().unwrap_or_default();
        match self.mode {
            Mode::Quoted if byte == b'"' => self.quote(buffer.get(at + 1), at, last),
            Mode::Quoted => self.within(byte),
            _ if byte == delimiter => Step::EndField,
            _ if byte == b'"' => self.open(at),
            _ => line_end(byte, buffer.get(at + 1), at, last),
        }
    }

    /// A quote outside quotes: opens the field it begins, else is a letter.
    fn open(&mut self, at: usize) -> Step {
        match self.mode {
            Mode::Bare if at == self.field && self.letter.is_none_or(|letter| letter < at) => {
                self.mode = Mode::Quoted;
            }
            Mode::Closed(_) => self.unclean = true,
            _ => {}
        }
        Step::On
    }

    /// A quote within quotes: doubled, or closing.
    fn quote(&mut self, next: Option<&u8>, at: usize, last: bool) -> Step {
        match next {
            Some(b'"') => (self.unclean, self.resume) = (true, at + 2),
            None if !last => return Step::Wait,
            _ => self.mode = Mode::Closed(at),
        }
        Step::On
    }

    /// Anything else within quotes.
    fn within(&mut self, byte: u8) -> Step {
        self.lines += u32::from(byte == b'\n');
        if self.lines > FIELD_LINES { Step::Reread } else { Step::On }
    }
}

fn line_end(byte: u8, next: Option<&u8>, at: usize, last: bool) -> Step {
    match (byte, next) {
        (b'\r', Some(b'\n')) => Step::EndRecord(at + 2),
        (b'\r', None) if !last => Step::Wait,
        _ => Step::EndRecord(at + 1),
    }
}

fn span(start: usize, end: usize) -> RawCell {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => RawCell::Text(start, end),
        _ => RawCell::Empty,
    }
}

/// Takes the quotes off a field in place: `"a ""b"" c"d` → `a "b" cd`. Gives its new end in the buffer.
fn unquote(field: Option<&mut [u8]>, start: usize) -> usize {
    let Some(field) = field else { return start };
    let (mut write, mut read, mut quoted) = (0, 1, true);
    while let Some(&byte) = field.get(read) {
        read += 1;
        let doubled = quoted && byte == b'"' && field.get(read) == Some(&b'"');
        if byte == b'"' && !doubled && quoted {
            quoted = false;
            continue;
        }
        read += usize::from(doubled);
        if let Some(slot) = field.get_mut(write) {
            *slot = byte;
        }
        write += 1;
    }
    start + write
}

#[cfg(test)]
mod tests;
