//! The plain splitter: single records in which every quote opens or closes a field. It only records the end
//! of each field, and leaves any other record to the careful splitter ([`super::careful`]), with which tests
//! compare it.

use super::super::{Row, Single, limits};
use super::marks::Marks;

/// Splits records, and keeps the field ends of the last one.
#[derive(Debug, Default)]
pub struct PlainRecord {
    ends: Vec<u32>,
    /// True if some field of the record has doubled quotes.
    doubled: bool,
    /// The record with these quotes made single.
    single: Single,
}

impl PlainRecord {
    /// Finds the fields of the record that begins at `start`, the current position of `marks`. Returns the
    /// start of the next record. None if more bytes are needed, or the careful splitter.
    #[inline]
    pub fn record(&mut self, text: &[u8], start: usize, marks: &mut Marks) -> Option<usize> {
        self.ends.clear();
        self.doubled = false;
        loop {
            let ended = if marks.quote_ahead() {
                self.field(text, start, marks)?
            } else {
                // This block has only field ends.
                marks.take_line(&mut self.ends)
            };
            if self.ends.len() > limits::COLUMNS {
                return None;
            }
            if ended {
                return self.line_end(text, marks);
            }
            if !marks.any() {
                marks.next_block(text)?;
            }
        }
    }

    /// Finds the end of one field, which may be quoted. Returns whether it ends the line.
    fn field(&mut self, text: &[u8], start: usize, marks: &mut Marks) -> Option<bool> {
        let begins = self.ends.last().map_or(start, |end| *end as usize + 1);
        let mut at = marks.next(text)?;
        if text.get(at) == Some(&b'"') {
            self.quoted(text, begins, at, marks)?;
            at = marks.next(text)?;
        }
        let ended = match *text.get(at)? {
            b'"' => return None,
            byte => matches!(byte, b'\n' | b'\r'),
        };
        self.ends.push(u32::try_from(at).ok()?);
        Some(ended)
    }

    /// The position after the last line end; a carriage return and a line feed are one line end.
    #[inline]
    fn line_end(&self, text: &[u8], marks: &mut Marks) -> Option<usize> {
        let at = *self.ends.last()? as usize;
        if *text.get(at)? == b'\n' {
            return Some(at + 1);
        }
        carriage_return(text, at, marks)
    }

    /// Number of fields of the last record.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The fields of the last record.
    #[inline]
    pub fn row<'a>(&'a mut self, number: u32, text: &'a [u8], start: usize) -> Row<'a> {
        if self.doubled {
            return self.single.row(number, text, start, &self.ends);
        }
        let blank =
            matches!(*self.ends, [end] if matches!(text.get(start..end as usize), Some(b"" | b"\"\"")));
        Row::of_fields(number, text, start, if blank { &[] } else { &self.ends })
    }

    /// Skips a quoted field that opened at `at`, up to its closing quote. None if the quote does not begin
    /// the field, or if anything but the field's end follows the closing quote.
    fn quoted(&mut self, text: &[u8], field: usize, at: usize, marks: &mut Marks) -> Option<()> {
        if at != field {
            return None;
        }
        loop {
            let mark = marks.next(text)?;
            match (text.get(mark)?, text.get(mark + 1)?) {
                (b'"', b'"') => {
                    marks.next(text);
                    self.doubled = true;
                }
                (b'"', &after) => return marks.is_end(after).then_some(()),
                (b'\n' | b'\r', _) => return None, // many lines in one field: a quote that never closes, perhaps
                _ => {}
            }
        }
    }
}

/// Ends a record at a carriage return.
fn carriage_return(text: &[u8], at: usize, marks: &mut Marks) -> Option<usize> {
    if *text.get(at + 1)? != b'\n' {
        return Some(at + 1);
    }
    marks.next(text);
    Some(at + 2)
}
