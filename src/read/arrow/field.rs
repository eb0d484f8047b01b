//! The columns that an Arrow file's schema lists: name, type, dictionary. Types, and their variants, are
//! numbered as in Schema.fbs.

use super::flat::FlatTable;
use crate::{Error, ErrorCode};

/// Type and width of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// UTF-8 text; width of the offsets in bytes.
    Text(usize),
    /// Integers: width in bytes, and whether signed.
    Whole(usize, bool),
    /// Floating-point numbers: width in bytes.
    Fraction(usize),
    /// Booleans, one bit each.
    Truth,
    /// Days since 01/01/1970, 32 bits.
    Days,
    /// Timestamps of 64 bits since 01/01/1970: ticks per second.
    Moment(i64),
    /// Times of day since midnight: width in bytes, and ticks per second.
    Time(usize, i64),
    /// A type that no list has: number of buffers to skip.
    Other(usize),
}

impl ValueType {
    /// The type of a field; `None` for nested columns and for those whose number of buffers is unknown.
    /// Types, and their variants, are numbered as in Schema.fbs.
    pub fn of(field: FlatTable<'_>) -> Option<Self> {
        let about = field.table(3)?;
        Some(match field.byte(2)? {
            1 => Self::Other(0),
            2 => Self::of_int(about),
            3 => match about.short(0).unwrap_or(0) {
                1 => Self::Fraction(4),
                2 => Self::Fraction(8),
                _ => Self::Other(2),
            },
            5 => Self::Text(4),
            6 => Self::Truth,
            8 if about.short(0) == Some(0) => Self::Days,
            8 => Self::Moment(1_000),
            9 => {
                Self::Time(if about.word(1) == Some(64) { 8 } else { 4 }, parts(about.short(0).unwrap_or(1)))
            }
            // A timestamp in another time zone may fall on another day here.
            10 if about.text(1).is_some() => Self::Other(2),
            10 => Self::Moment(parts(about.short(0).unwrap_or(0))),
            20 => Self::Text(8),
            // Decimals, intervals, fixed-size binary, durations, large binary.
            7 | 11 | 15 | 18 => Self::Other(2),
            4 | 19 => Self::Other(3),
            _ => return None,
        })
    }

    /// The type of dictionary indices; 32 bits by default.
    pub fn of_index(words: FlatTable<'_>) -> Self {
        words.table(1).map_or(Self::Whole(4, true), Self::of_int)
    }

    fn of_int(int: FlatTable<'_>) -> Self {
        match int.word(0) {
            Some(width @ (8 | 16 | 32 | 64)) => {
                Self::Whole(width as usize / 8, int.byte(1).unwrap_or(0) != 0)
            }
            _ => Self::Other(2),
        }
    }

    /// False for columns that are left out.
    pub fn is_read(self) -> bool {
        !matches!(self, Self::Other(_))
    }

    /// Bytes that this many values take; for texts, their offsets.
    pub fn bytes(self, rows: usize) -> Option<usize> {
        match self {
            Self::Text(_) if rows == 0 => Some(0),
            Self::Text(width) => rows.checked_add(1)?.checked_mul(width),
            Self::Whole(width, _) | Self::Fraction(width) | Self::Time(width, _) => rows.checked_mul(width),
            Self::Truth => Some(rows.div_ceil(8)),
            Self::Days => rows.checked_mul(4),
            Self::Moment(_) => rows.checked_mul(8),
            Self::Other(_) => Some(0),
        }
    }
}

/// One column, the same in every block.
#[derive(Debug, Clone, Copy)]
pub struct ArrowField<'a> {
    /// Its header.
    pub name: &'a str,
    /// Type of the values; for a dictionary column, of the dictionary's values.
    pub kind: ValueType,
    /// The dictionary's number, and the type of the indices.
    pub words: Option<(u64, ValueType)>,
}

impl<'a> ArrowField<'a> {
    /// Reads a field of the schema.
    ///
    /// # Errors
    /// [`ErrorCode::UnsupportedFormat`] if its type is nested or unknown.
    pub fn of(field: FlatTable<'a>) -> Result<Self, Error> {
        let inner = field.tables(5).is_some_and(|children| children.len() > 0);
        let kind = ValueType::of(field).filter(|_| !inner).ok_or(ErrorCode::UnsupportedFormat)?;
        let words = field.table(4).map(|words| (words.long(0).unwrap_or(0), ValueType::of_index(words)));
        Ok(Self { name: field.text(0).unwrap_or_default(), kind, words })
    }
}

/// Ticks per second of a unit: seconds, milliseconds, microseconds, nanoseconds.
fn parts(unit: u16) -> i64 {
    match unit {
        1 => 1_000,
        2 => 1_000_000,
        3 => 1_000_000_000,
        _ => 1,
    }
}
