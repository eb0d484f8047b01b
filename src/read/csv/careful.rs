//! The careful half of the splitter: any record, whatever its quotes do. A quote that never closes is read as a
//! letter, so that it cannot swallow the rows behind it.

use super::super::{RawCell, limits};
use super::marks::Marks;
use super::span;

/// Line ends that one quoted field may hold; beyond, its quote is taken for a letter.
const FIELD_LINES: u32 = 100;

/// Where in a field the scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Bare,
    Quoted,
    /// Behind the closing quote, which stood here.
    Closed(usize),
}

/// The scan's place in the text.
#[derive(Debug)]
struct Scan {
    mode: Mode,
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
    /// The field's quote never closes: scan the record again.
    Reread,
}

/// Reads one record at a time; keeps its cells until the next.
#[derive(Debug, Default)]
pub struct Careful {
    /// Its cells, as places in the text given, or in `clean` where that is filled.
    pub cells: Vec<RawCell>,
    /// The record's bytes with its quotes taken off; empty where there was nothing to take off.
    pub clean: Vec<u8>,
    /// Cells to take the quotes off, with the bytes they lie in.
    unclean: Vec<(usize, std::ops::Range<usize>)>,
}

impl Careful {
    /// Reads the record that begins at `start`; gives where the next one begins. None if it is not whole, unless no
    /// more bytes come (`last`); then only if there is none.
    pub fn record(&mut self, text: &[u8], start: usize, delimiter: u8, last: bool) -> Option<usize> {
        self.forget();
        let mut scan = Scan::at(start);
        let mut marks = Marks::new(delimiter, start);
        loop {
            let step = match marks.next(text) {
                Some(at) => (at, scan.step(text, at, delimiter, last)),
                None if last && scan.mode == Mode::Quoted => (text.len(), Step::Reread),
                None if last && start < text.len() => (text.len(), Step::EndRecord(text.len())),
                None => return None,
            };
            match step {
                (_, Step::On) => {}
                (at, Step::EndField) => self.end_field(&mut scan, at),
                (at, Step::EndRecord(next)) => {
                    self.end_field(&mut scan, at);
                    self.take_quotes_off(text.get(start..next).unwrap_or_default(), start);
                    return Some(next);
                }
                (_, Step::Wait) => return None,
                (_, Step::Reread) => {
                    self.forget();
                    scan = Scan { letter: Some(scan.field), ..Scan::at(start) };
                    marks = Marks::new(delimiter, start);
                }
            }
        }
    }

    fn forget(&mut self) {
        self.cells.clear();
        self.clean.clear();
        self.unclean.clear();
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

    /// Where some cells have quotes to take off: copies the record, and lets all cells point into the copy.
    fn take_quotes_off(&mut self, record: &[u8], start: usize) {
        if self.unclean.is_empty() {
            return;
        }
        self.clean.extend_from_slice(record);
        for cell in &mut self.cells {
            if let RawCell::Text(from, to) = *cell {
                *cell = span(from as usize - start, to as usize - start);
            }
        }
        for (cell, field) in self.unclean.drain(..) {
            let from = field.start - start;
            let end = unquote(self.clean.get_mut(from..field.end - start), from);
            if let Some(cell) = self.cells.get_mut(cell) {
                *cell = span(from, end);
            }
        }
    }
}

impl Scan {
    fn at(record: usize) -> Self {
        Self { mode: Mode::Bare, field: record, resume: record, unclean: false, lines: 0, letter: None }
    }

    fn next_field(&mut self, at: usize) {
        (self.field, self.mode, self.unclean, self.lines) = (at, Mode::Bare, false, 0);
    }

    fn step(&mut self, text: &[u8], at: usize, delimiter: u8, last: bool) -> Step {
        if at < self.resume {
            return Step::On;
        }
        let byte = text.get(at).copied().unwrap_or_default();
        match self.mode {
            Mode::Quoted if byte == b'"' => self.quote(text.get(at + 1), at, last),
            Mode::Quoted => self.within(byte),
            _ if byte == delimiter => Step::EndField,
            _ if byte == b'"' => self.open(at),
            _ => line_end(byte, text.get(at + 1), at, last),
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

/// Takes the quotes off a field in place: `"a ""b"" c"d` → `a "b" cd`. Gives its new end in the text.
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
