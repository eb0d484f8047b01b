//! Text tables: comma, semicolon, tab or bar between fields, quotes around some (RFC 4180, read leniently). Rows
//! go out as their bytes come in; what is kept is one unfinished record. A quote that never closes is a letter
//! like any other, so that it cannot swallow the rows behind it.

mod dialect;
mod marks;

use super::{RawCell, Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};
use dialect::Dialect;
use marks::Marks;

/// Bytes looked at before the first row goes out.
const SAMPLE: usize = 1 << 16;
/// Line ends that one quoted field may hold; beyond, its quote is taken for a letter.
const FIELD_LINES: u32 = 100;

/// Reader of text tables.
#[derive(Debug, Default)]
pub struct CsvReader {
    dialect: Option<Dialect>,
    /// The unfinished record, then the bytes pushed last.
    buffer: Vec<u8>,
    cells: Vec<RawCell>,
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

impl Reader for CsvReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        self.buffer.extend_from_slice(bytes);
        if self.dialect.is_none() && self.buffer.len() < SAMPLE {
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
        let sample = self.buffer.get(..SAMPLE).unwrap_or(&self.buffer);
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
            Mode::Closed(_) => (scan.field, unquote(self.buffer.get_mut(scan.field..at), scan.field)),
            Mode::Bare | Mode::Quoted => (scan.field, at),
        };
        if self.cells.len() < limits::COLUMNS
            && let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end))
        {
            self.cells.push(RawCell::Text(start, end));
        }
        scan.next_field(at + 1);
    }

    fn end_record(&mut self, scan: &mut Scan, next: usize, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.number = self.number.saturating_add(1);
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
        self.cells.clear();
        *scan = Scan { letter: Some(scan.field), ..Scan::at(scan.record) };
        Marks::new(delimiter, scan.record)
    }

    /// Keeps the unfinished record alone.
    fn keep(&mut self, record: usize) -> Result<(), Error> {
        self.cells.clear();
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
mod tests {
    use super::super::Cell;
    use super::*;

    #[derive(Default)]
    struct Rows(Vec<Vec<String>>);

    impl RowSink for Rows {
        fn table(&mut self, _: TableStart) -> Result<(), Error> {
            Ok(())
        }

        fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
            assert_eq!(row.number as usize, self.0.len() + 1);
            let text = |cell| match cell {
                Cell::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
                _ => String::new(),
            };
            self.0.push(row.iter().map(text).collect());
            Ok(())
        }
    }

    fn read(text: &str, chunk: usize) -> Vec<Vec<String>> {
        let (mut reader, mut rows) = (CsvReader::default(), Rows::default());
        for bytes in text.as_bytes().chunks(chunk) {
            reader.push(bytes, &mut rows).unwrap();
        }
        reader.finish(&mut rows).unwrap();
        rows.0
    }

    #[test]
    fn records_as_people_write_them() {
        for (text, expected) in [
            ("a,b\n1,2", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("a,b\r\n\r\n1,2\r\n", vec![vec!["a", "b"], vec![], vec!["1", "2"]]),
            ("a,b\r1,2\r", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("\u{feff}a;b\n\"1;\n2\";3", vec![vec!["a", "b"], vec!["1;\n2", "3"]]),
            ("a,b\n\"say \"\"hi\"\"\",x\n", vec![vec!["a", "b"], vec!["say \"hi\"", "x"]]),
            ("a,b\n5\" disk,x\n", vec![vec!["a", "b"], vec!["5\" disk", "x"]]),
            ("a,b\n\"x\"y,z\n", vec![vec!["a", "b"], vec!["xy", "z"]]),
            (
                "a,b\n\"never closed,x\n1,2\n",
                vec![vec!["a", "b"], vec!["\"never closed", "x"], vec!["1", "2"]],
            ),
            ("a,b\n,\n\"\",\"\"\n", vec![vec!["a", "b"], vec!["", ""], vec!["", ""]]),
            ("", vec![]),
        ] {
            for chunk in [1, 3, 1000] {
                assert_eq!(read(text, chunk), expected, "{text:?} in {chunk}");
            }
        }
    }

    #[test]
    fn a_stray_quote_swallows_no_rows() {
        let mut text = "a,b\n\"stray,1\n".to_owned();
        text.extend((0..200).map(|n| format!("row{n},2\n")));
        text.push_str("last,\"3\"\n");
        let rows = read(&text, 64);
        assert_eq!(rows.len(), 203);
        assert_eq!(rows[1], ["\"stray", "1"]);
    }

    #[test]
    fn an_endless_record_is_refused() {
        let (mut reader, mut rows) = (CsvReader::default(), Rows::default());
        let text = "x".repeat(limits::RECORD_BYTES + 2);
        assert_eq!(reader.push(text.as_bytes(), &mut rows).unwrap_err().code, ErrorCode::TooLarge);
    }
}
