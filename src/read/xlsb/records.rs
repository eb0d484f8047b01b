//! Records of a binary part ([MS-XLSB] 2.1.4): number and length with seven bits per byte, then the data.

use crate::read::bytes::{u16_at, u32_at};
use crate::read::limits;
use crate::read::workbook::package::read_some;
use crate::{Error, ErrorCode};
use std::io::Read;

/// Record numbers, by content.
pub mod id {
    pub const ROW: u32 = 0;
    pub const CELL_BLANK: u32 = 1;
    pub const CELL_RK: u32 = 2;
    pub const CELL_ERROR: u32 = 3;
    pub const CELL_BOOLEAN: u32 = 4;
    pub const CELL_REAL: u32 = 5;
    pub const CELL_STRING: u32 = 6;
    pub const CELL_SHARED: u32 = 7;
    pub const FORMULA_STRING: u32 = 8;
    pub const FORMULA_NUMBER: u32 = 9;
    pub const FORMULA_BOOLEAN: u32 = 10;
    pub const FORMULA_ERROR: u32 = 11;
    pub const SHORT_BLANK: u32 = 12;
    pub const SHORT_SHARED: u32 = 18;
    /// Difference from a cell's record number to the short one of its kind: blank, RK, error, boolean, real,
    /// string, shared.
    pub const TO_SHORT: u32 = 11;
    pub const SHARED_STRING: u32 = 19;
    pub const FORMAT: u32 = 44;
    pub const CELL_FORMAT: u32 = 47;
    pub const CELL_RICH: u32 = 62;
    pub const BEGIN_SHEET_DATA: u32 = 145;
    pub const END_SHEET_DATA: u32 = 146;
    pub const DIMENSION: u32 = 148;
    pub const BOOK_PROPERTIES: u32 = 153;
    pub const BUNDLE_SHEET: u32 = 156;
    pub const MERGE_CELL: u32 = 176;
    pub const BEGIN_CELL_FORMATS: u32 = 617;
    pub const END_CELL_FORMATS: u32 = 618;
}

/// Bytes requested from the inflater at once.
const WINDOW: usize = 64 << 10;

/// One record.
#[derive(Debug, Clone, Copy)]
pub struct XlsbRecord<'a> {
    pub id: u32,
    pub data: &'a [u8],
}

impl XlsbRecord<'_> {
    /// The string at an offset in the data, and the offset after it.
    pub fn string(&self, at: usize) -> Option<(String, usize)> {
        let length = usize::try_from(u32_at(self.data, at)?).ok()?;
        let end = length.checked_mul(2)?.checked_add(at + 4)?;
        let units = self.data.get(at + 4..end)?.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
        let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        Some((letters.collect(), end))
    }
}

/// Consecutive records of a part.
pub struct XlsbRecords<'p> {
    part: &'p mut dyn Read,
    window: Vec<u8>,
    at: usize,
}

impl<'p> XlsbRecords<'p> {
    /// The records from the part's start.
    pub fn new(part: &'p mut dyn Read) -> Self {
        Self { part, window: Vec::new(), at: 0 }
    }

    /// The next record; `None` at the part's end. A truncated record is damage; one longer than
    /// [`limits::RECORD_BYTES`] is too large.
    pub fn next(&mut self) -> Result<Option<XlsbRecord<'_>>, Error> {
        loop {
            let rest = self.window.get(self.at..).unwrap_or_default();
            let head = head(rest);
            if let Some((id, length, size)) = head
                && rest.len() >= size + length
            {
                let start = self.at + size;
                self.at = start + length;
                return Ok(Some(XlsbRecord {
                    id,
                    data: self.window.get(start..self.at).unwrap_or_default(),
                }));
            }
            if head.is_some_and(|(_, length, _)| length > limits::RECORD_BYTES) {
                return Err(ErrorCode::TooLarge.into());
            }
            if !self.refill()? {
                let done = self.at == self.window.len();
                return if done { Ok(None) } else { Err(ErrorCode::DamagedFile.into()) };
            }
        }
    }

    fn refill(&mut self) -> Result<bool, Error> {
        self.window.drain(..self.at);
        self.at = 0;
        let held = self.window.len();
        self.window.resize(held + WINDOW, 0);
        let count = read_some(self.part, self.window.get_mut(held..).unwrap_or_default())?;
        self.window.truncate(held + count);
        Ok(count > 0)
    }
}

/// Number, data length and total length of a record's head and data; `None` if the head is incomplete.
fn head(bytes: &[u8]) -> Option<(u32, usize, usize)> {
    let &first = bytes.first()?;
    let (id, mut at) = match first {
        0x80.. => (u32::from(first & 0x7f) | u32::from(*bytes.get(1)? & 0x7f) << 7, 2),
        _ => (first.into(), 1),
    };
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let &byte = bytes.get(at)?;
        at += 1;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((id, length, at))
}
