//! Single records in which every quote opens a field or closes one. It writes down where each field ends and
//! nothing else; whatever looks otherwise it leaves to the careful half ([`super::careful`]), which reads any
//! record and which tests hold it against.

use super::super::{Row, Single, limits};
use super::marks::Marks;

/// Splits records, and keeps where the fields of the last one end.
#[derive(Debug, Default)]
pub struct PlainRecord {
    ends: Vec<u32>,
    /// Some field of the record has doubled quotes.
    doubled: bool,
    /// The record without them.
    single: Single,
}

impl PlainRecord {
    /// Finds the fields of the record that begins at `start`, where `marks` stand too; gives where the next
    /// one begins. None if more bytes are needed, or a more careful look.
    #[inline]
    pub fn record(&mut self, text: &[u8], start: usize, marks: &mut Marks) -> Option<usize> {
        self.ends.clear();
        self.doubled = false;
        loop {
            let ended = if marks.quote_ahead() {
                self.field(text, start, marks)?
            } else {
                // Nothing in this block but ends of fields.
                marks.take_line(&mut self.ends)
            };
            if self.ends.len() > limits::COLUMNS {
                return None;
            }
            if ended {
                return self.line_end(text, marks);
            }
            if !marks.any() {
                marks.turn(text)?;
            }
        }
    }

    /// Finds the end of one field, which may be quoted; true if it ends the line.
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

    /// The place behind the line end found last; a carriage return takes a line feed with it.
    #[inline]
    fn line_end(&self, text: &[u8], marks: &mut Marks) -> Option<usize> {
        let at = *self.ends.last()? as usize;
        if *text.get(at)? == b'\n' {
            return Some(at + 1);
        }
        carriage_return(text, at, marks)
    }

    /// How many fields the record found last has.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The fields of the record found last.
    #[inline]
    pub fn row<'a>(&'a mut self, number: u32, text: &'a [u8], start: usize) -> Row<'a> {
        if self.doubled {
            return self.single.row(number, text, start, &self.ends);
        }
        let blank =
            matches!(*self.ends, [end] if matches!(text.get(start..end as usize), Some(b"" | b"\"\"")));
        Row::of_fields(number, text, start, if blank { &[] } else { &self.ends })
    }

    /// Steps over a quoted field that opened at `at`, up to its closing quote; none where the quote does not
    /// begin the field, or where anything but the field's end follows the closing one.
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
