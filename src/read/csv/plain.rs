//! The clever half of the splitter: records in which every quote opens a field or closes one, which is nearly all of
//! them. It writes down where each field ends and nothing else; whatever looks otherwise it leaves to the careful
//! half ([`super::careful`]), which reads any record and which tests hold it against.

use super::super::limits;
use super::marks::Marks;

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// It is whole; the next one begins here.
    Whole(usize),
    /// More bytes are needed, or a more careful look.
    Unsure,
}

/// Finds the fields' ends of the record that begins at `start`, where `marks` stand too.
#[inline]
pub fn record(text: &[u8], start: usize, marks: &mut Marks, ends: &mut Vec<u32>) -> Record {
    let mut field = start;
    ends.clear();
    while let Some(at) = marks.next(text) {
        let byte = text.get(at).copied().unwrap_or_default();
        if byte == b'"' {
            match quoted(text, field, at, marks) {
                Some(_) => continue,
                None => return Record::Unsure,
            }
        }
        let Ok(end) = u32::try_from(at) else { return Record::Unsure };
        ends.push(end);
        if byte == b'\n' {
            return Record::Whole(at + 1);
        }
        if byte == b'\r' {
            return carriage_return(text, at, marks);
        }
        if ends.len() >= limits::COLUMNS {
            return Record::Unsure;
        }
        field = at + 1;
    }
    Record::Unsure
}

/// Steps over a quoted field that opened at `at`, up to its closing quote; none where the quote does not begin the
/// field, or where anything but the field's end follows the closing one.
fn quoted(text: &[u8], field: usize, at: usize, marks: &mut Marks) -> Option<()> {
    if at != field {
        return None;
    }
    let close = loop {
        let mark = marks.next(text)?;
        match text.get(mark)? {
            b'"' => break mark,
            b'\n' => return None, // many lines in one field: a quote that never closes, perhaps
            _ => {}
        }
    };
    let after = *text.get(close + 1)?;
    marks.is_end(after).then_some(())
}

/// Ends a record at a carriage return, which takes a line feed with it.
fn carriage_return(text: &[u8], at: usize, marks: &mut Marks) -> Record {
    match text.get(at + 1) {
        Some(b'\n') => {
            marks.next(text);
            Record::Whole(at + 2)
        }
        Some(_) => Record::Whole(at + 1),
        None => Record::Unsure,
    }
}
