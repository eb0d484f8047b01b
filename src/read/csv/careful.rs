//! The careful splitter: reads any record, whatever its quotes. A quote that never closes is an ordinary
//! character, so that it cannot swallow the rows after it. So is a quote that joins lines which look like
//! records, if the result is not as wide as the table, or if the closing quote is invalid.

use super::super::{RawCell, Row, limits};
use super::dialect::Dialect;
use super::marks::Marks;
use super::scan::{Scan, Step};

/// Reads one record at a time; its cells are valid until the next.
#[derive(Debug, Default)]
pub struct CarefulRecord {
    /// Its cells, as ranges of the text, or of `clean` if that is not empty.
    pub cells: Vec<RawCell>,
    /// The record without its quotes; empty if there was nothing to remove.
    pub clean: Vec<u8>,
    /// Line ends within its quotes.
    pub joined: u32,
    /// True if some of its lines look like records of their own.
    pub doubtful: bool,
    /// Cells with quotes to remove, with the ranges that contain them.
    unclean: Vec<(usize, std::ops::Range<usize>)>,
}

impl CarefulRecord {
    /// The last record, given the text from which it was read.
    pub fn row<'a>(&'a self, number: u32, text: &'a [u8]) -> Row<'a> {
        let text = if self.clean.is_empty() { text } else { &self.clean };
        let blank = matches!(self.cells.as_slice(), [RawCell::Text(start, end)] if start == end);
        Row::new(number, text, &[], if blank { &[] } else { &self.cells })
    }

    /// Reads the record that begins at `start` and returns the start of the next one. None if the record is
    /// incomplete; at the end of input (`last`) only if nothing is left.
    pub fn record(&mut self, text: &[u8], start: usize, dialect: Dialect, last: bool) -> Option<usize> {
        let mut scan = Scan::at(start, dialect);
        loop {
            self.forget();
            match self.read(text, &mut scan, last) {
                Step::EndRecord(next) => {
                    let Some(other) = scan.otherwise(self.cells.len()) else {
                        return Some(self.keep(text, start..next, &scan));
                    };
                    scan = other;
                }
                Step::Reread(other) => scan = other,
                _ => return None,
            }
        }
    }

    /// Scans until the record ends, must be read in another way, or needs more bytes.
    fn read(&mut self, text: &[u8], scan: &mut Scan, last: bool) -> Step {
        let mut marks = Marks::new(scan.dialect.delimiter, scan.record);
        loop {
            let (at, step) = match marks.next(text) {
                Some(at) => (at, scan.step(text, at, last)),
                None if last && scan.record < text.len() => (text.len(), scan.text_end(text.len())),
                None => return Step::Wait,
            };
            match step {
                Step::On => {}
                Step::EndField => self.end_field(scan, at),
                Step::EndRecord(_) => {
                    self.end_field(scan, at);
                    return step;
                }
                Step::Wait | Step::Reread(_) => return step,
            }
        }
    }

    fn forget(&mut self) {
        self.cells.clear();
        self.clean.clear();
        self.unclean.clear();
    }

    fn keep(&mut self, text: &[u8], record: std::ops::Range<usize>, scan: &Scan) -> usize {
        let (start, next) = (record.start, record.end);
        self.take_quotes_off(text.get(record).unwrap_or_default(), start);
        (self.joined, self.doubtful) = (scan.joined, scan.doubtful);
        next
    }

    fn end_field(&mut self, scan: &mut Scan, at: usize) {
        let (start, end, unclean) = scan.cell(at);
        if self.cells.len() < limits::COLUMNS {
            if unclean {
                self.unclean.push((self.cells.len(), start..end));
            }
            self.cells.push(RawCell::text(start, end));
        }
        scan.next_field(at + 1);
    }

    /// If some cells have quotes to remove: copies the record, and makes all cells ranges of the copy.
    fn take_quotes_off(&mut self, record: &[u8], start: usize) {
        if self.unclean.is_empty() {
            return;
        }
        self.clean.extend_from_slice(record);
        for cell in &mut self.cells {
            if let RawCell::Text(from, to) = *cell {
                *cell = RawCell::text(from as usize - start, to as usize - start);
            }
        }
        for (cell, field) in self.unclean.drain(..) {
            let from = field.start - start;
            let end = unquote(self.clean.get_mut(from..field.end - start), from);
            if let Some(cell) = self.cells.get_mut(cell) {
                *cell = RawCell::text(from, end);
            }
        }
    }
}

/// Removes the quotes of a field in place: `"a ""b"" c"d` → `a "b" cd`, `"a "b" c"` → `a "b" c`. Returns its
/// new end in the text.
fn unquote(field: Option<&mut [u8]>, start: usize) -> usize {
    let Some(field) = field else { return start };
    let end = field.trim_ascii_end().len();
    let open = field.iter().position(|byte| *byte == b'"').unwrap_or(0);
    // Quotes at both ends enclose the field; otherwise the second quote closes the first.
    let own = end > open + 1 && field.get(end - 1) == Some(&b'"');
    let end = if own { end - 1 } else { field.len() };
    let (mut write, mut read, mut quoted) = (0, open + 1, true);
    while let Some(&byte) = field.get(read).filter(|_| read < end) {
        read += 1;
        let doubled = quoted && byte == b'"' && read < end && field.get(read) == Some(&b'"');
        if byte == b'"' && !doubled && quoted && !own {
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
