//! References to cells and areas, as worksheets write them: "AB12", "B2:B5".

use crate::read::Merge;

/// The number that `digits` spell; `None` for anything else, and if it exceeds 32 bits.
#[inline]
pub fn digits_of(digits: &[u8]) -> Option<u32> {
    let digit = |value: u32, byte: &u8| {
        byte.is_ascii_digit().then(|| value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))).flatten()
    };
    if digits.is_empty() { None } else { digits.iter().try_fold(0, digit) }
}

/// Column from 0 of a reference such as "AB12"; `None` if it does not begin with letters.
#[inline]
pub fn column_of(reference: &[u8]) -> Option<usize> {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_alphabetic());
    // Six letters cannot overflow, and are far beyond the last possible column.
    let column = letters
        .take(6)
        .fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// Row (from 1) and column of a cell, with or without "$".
fn cell(reference: &[u8]) -> Option<(u32, u32)> {
    let plain: Vec<u8> = reference.iter().copied().filter(|byte| *byte != b'$').take(16).collect();
    let letters = plain.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    Some((digits_of(plain.get(letters..)?)?, column_of(&plain)? as u32))
}

/// The area between two corners, or of one cell.
pub fn area(reference: &[u8]) -> Option<Merge> {
    let mut corners = reference.split(|byte| *byte == b':').map(cell);
    let (first, last) = (corners.next()??, corners.next());
    let last = last.map_or(Some(first), |last| last)?;
    Some(Merge {
        first_row: first.0.min(last.0),
        last_row: first.0.max(last.0),
        first_column: first.1.min(last.1),
        last_column: first.1.max(last.1),
    })
}
