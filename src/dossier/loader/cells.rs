//! Single cells: the places of columns, the bytes of a code, the text of a cell.

use crate::read::{Cell, number};
use crate::schema::{Column, Flag, Mapping, flag_in};
use crate::text::bytes::is_ascii;
use crate::text::is_unseen;
use crate::{Error, ErrorCode};

/// The place of each canonical column in a row; beyond every row if it is not mapped.
#[derive(Debug, Clone, Copy)]
pub struct Places([usize; Column::ALL.len()]);

impl Places {
    /// The places in this mapping.
    pub fn of(mapping: &Mapping) -> Self {
        Self(Column::ALL.map(|column| mapping.index_of(column).unwrap_or(usize::MAX)))
    }

    #[inline]
    pub fn of_column(&self, column: Column) -> usize {
        self.0.get(column as usize).copied().unwrap_or(usize::MAX)
    }

    pub fn has(&self, column: Column) -> bool {
        self.of_column(column) != usize::MAX
    }
}

/// True for a code without white space around it, invisible characters, or an apostrophe.
#[inline]
pub fn is_plain(code: &[u8]) -> bool {
    let tight = |end: Option<&u8>| end.is_none_or(|byte| *byte > b'\'');
    is_ascii(code) && tight(code.first()) && tight(code.last())
}

/// Removes white space around a code, invisible characters, and the apostrophe that makes a number text.
/// Fails on bytes that are not UTF-8.
pub fn plain_code<'a>(text: &'a [u8], seen: &'a mut Vec<u8>) -> Result<&'a [u8], Error> {
    if is_plain(text) {
        return Ok(text);
    }
    let text = std::str::from_utf8(text).map_err(|_| ErrorCode::InvalidEncoding)?;
    if !text.contains(is_unseen) {
        return Ok(text.trim().trim_start_matches('\'').as_bytes());
    }
    let shown: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    seen.clear();
    seen.extend_from_slice(shown.trim().trim_start_matches('\'').as_bytes());
    Ok(seen)
}

/// A cell's text; of a number its digits, as a spreadsheet shows it unformatted.
#[inline]
pub fn text_of<'a>(cell: Cell<'a>, digits: &'a mut Vec<u8>) -> &'a [u8] {
    match cell {
        Cell::Empty | Cell::Error | Cell::Uncalculated => &[],
        Cell::Text(text) => text,
        Cell::Number(number) | Cell::Date(number) => digits_of(number, digits),
    }
}

#[cold]
fn digits_of(number: f64, digits: &mut Vec<u8>) -> &[u8] {
    digits.clear();
    digits.extend(number::print(number).as_bytes());
    digits
}

/// How the words of a channel column are interpreted.
pub type ChannelWords = Option<Flag>;

/// The interpretation that follows from the column's header.
pub fn channel_words(mapping: &Mapping, column: Column) -> ChannelWords {
    let entry = mapping.index_of(column).and_then(|index| mapping.columns.get(index));
    entry.and_then(|entry| flag_in(&entry.header))
}
