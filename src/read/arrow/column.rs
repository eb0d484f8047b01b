//! One column of a block: its buffers, checked against the number of rows, and its values one by one.

use super::field::{ArrowField, ValueType};
use crate::read::bytes::{u16_at, u32_at, u64_at};
use crate::read::limits;
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Null,
    /// A byte range in the file.
    Text(u32, u32),
    Number(f64),
    Truth(bool),
    /// Days since 01/01/1970, and seconds of that day.
    Moment(i64, i64),
}

/// One column of a block.
#[derive(Debug)]
pub struct ArrowColumn<'a> {
    kind: ValueType,
    words: Option<(u64, ValueType)>,
    rows: usize,
    /// One bit per row that is not null; empty if no row is null.
    valid: &'a [u8],
    /// Values, or the offsets of texts.
    data: &'a [u8],
    /// Bytes of texts, and their position in the file.
    letters: &'a [u8],
    start: usize,
}

impl<'a> ArrowColumn<'a> {
    /// Takes the column's buffers from `next`, which returns each with its position in the file.
    pub fn take(
        field: &ArrowField<'_>,
        rows: usize,
        next: &mut dyn FnMut() -> Result<(usize, &'a [u8]), Error>,
    ) -> Result<Self, Error> {
        let kind = field.words.map_or(field.kind, |(_, index)| index);
        let mut column =
            Self { kind, words: field.words, rows, valid: &[], data: &[], letters: &[], start: 0 };
        if let ValueType::Other(buffers) = kind {
            (0..buffers).try_for_each(|_| next().map(drop))?;
            return Ok(column);
        }
        (column.valid, column.data) = (next()?.1, next()?.1);
        if let ValueType::Text(_) = kind {
            (column.start, column.letters) = next()?;
        }
        let fits = |bytes: &[u8], needed: Option<usize>| needed.is_some_and(|needed| needed <= bytes.len());
        let valid = column.valid.is_empty() || fits(column.valid, Some(rows.div_ceil(8)));
        if valid && fits(column.data, kind.bytes(rows)) {
            Ok(column)
        } else {
            Err(ErrorCode::DamagedFile.into())
        }
    }

    /// The value of a row; in a dictionary column, the dictionary's value.
    pub fn value(&self, row: usize, words: &BTreeMap<u64, ArrowColumn<'a>>) -> Result<Value, Error> {
        if row >= self.rows || !(self.valid.is_empty() || bit(self.valid, row)) {
            return Ok(Value::Null);
        }
        let Some((id, _)) = self.words else { return self.plain(row, limits::RECORD_BYTES) };
        let words = words.get(&id).ok_or(ErrorCode::DamagedFile)?;
        let place = self.whole(row).and_then(|place| usize::try_from(place).ok());
        let place = place.filter(|place| *place < words.rows).ok_or(ErrorCode::DamagedFile)?;
        let null = !(words.valid.is_empty() || bit(words.valid, place));
        // A dictionary value is a name: every row may repeat it.
        if null { Ok(Value::Null) } else { words.plain(place, limits::NAME_BYTES) }
    }

    fn plain(&self, row: usize, most: usize) -> Result<Value, Error> {
        Ok(match self.kind {
            ValueType::Text(_) => return self.text(row, most),
            ValueType::Whole(..) => {
                self.whole(row).map_or(Value::Null, |number| Value::Number(number as f64))
            }
            ValueType::Fraction(4) => {
                number(u32_at(self.data, row * 4).map(|bits| f64::from(f32::from_bits(bits))))
            }
            ValueType::Fraction(_) => number(u64_at(self.data, row * 8).map(f64::from_bits)),
            ValueType::Truth => Value::Truth(bit(self.data, row)),
            ValueType::Days => {
                let day = u32_at(self.data, row * 4).map(u32::cast_signed);
                day.map_or(Value::Null, |day| Value::Moment(day.into(), 0))
            }
            ValueType::Moment(parts) => {
                let second = u64_at(self.data, row * 8).map(|all| all.cast_signed().div_euclid(parts));
                second.map_or(Value::Null, |second| {
                    Value::Moment(second.div_euclid(DAY), second.rem_euclid(DAY))
                })
            }
            ValueType::Time(width, parts) => {
                let second = unsigned(self.data, row, width).map(|all| all / parts.unsigned_abs());
                number(second.map(|second| second as f64))
            }
            ValueType::Other(_) => Value::Null,
        })
    }

    /// An integer, if it fits a signed 64-bit one.
    fn whole(&self, row: usize) -> Option<i64> {
        let ValueType::Whole(width, signed) = self.kind else { return None };
        let number = unsigned(self.data, row, width)?;
        match (signed, width) {
            (true, 1) => Some(i64::from(number as i8)),
            (true, 2) => Some(i64::from(number as i16)),
            (true, 4) => Some(i64::from(number as i32)),
            (true, _) => Some(number.cast_signed()),
            (false, _) => i64::try_from(number).ok(),
        }
    }

    fn text(&self, row: usize, most: usize) -> Result<Value, Error> {
        let place = |row: usize| match self.kind {
            ValueType::Text(8) => u64_at(self.data, row * 8).and_then(|at| usize::try_from(at).ok()),
            _ => u32_at(self.data, row * 4).and_then(|at| usize::try_from(at).ok()),
        };
        let (Some(from), Some(to)) = (place(row), place(row + 1)) else {
            return Err(ErrorCode::DamagedFile.into());
        };
        let text = self.letters.get(from..to).ok_or(ErrorCode::DamagedFile)?;
        if text.len() > most {
            return Err(ErrorCode::TooLarge.into());
        }
        let place = |at: usize| u32::try_from(self.start + at).map_err(|_| ErrorCode::TooLarge);
        Ok(Value::Text(place(from)?, place(to)?))
    }
}

/// A number as a value; null if it is infinite or NaN.
fn number(value: Option<f64>) -> Value {
    value.filter(|number| number.is_finite()).map_or(Value::Null, Value::Number)
}

fn bit(bits: &[u8], at: usize) -> bool {
    bits.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1)
}

fn unsigned(data: &[u8], row: usize, width: usize) -> Option<u64> {
    match width {
        1 => data.get(row).copied().map(u64::from),
        2 => u16_at(data, row * 2).map(u64::from),
        4 => u32_at(data, row * 4).map(u64::from),
        _ => u64_at(data, row * 8),
    }
}
