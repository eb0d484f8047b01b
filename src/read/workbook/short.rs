//! The fast path for a cell: `<c r="B2" s="1" t="s"><v>12</v></c>` or `<c r="B2" t="inlineStr"><is><t>Xã</t>
//! </is></c>`, the forms in which nearly all writers store numbers, dates and texts. One pass over its bytes
//! replaces six or eight tokens; most of a workbook's reading time is spent here. A cell in any other form is
//! left to the tokens, which can read every form: tests compare the two.

use crate::text::bytes::find;

/// A cell as written.
#[derive(Debug, PartialEq)]
pub struct ShortCell<'a> {
    /// Column from 0, if the cell names it.
    pub column: Option<usize>,
    /// Index of its format.
    pub style: u32,
    /// What its value is.
    pub content: ShortContent,
    /// Characters of its value as written; empty for a cell without content.
    pub value: &'a [u8],
    /// Bytes of the whole element.
    pub length: usize,
}

/// What the characters of a cell are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShortContent {
    /// A number; a date if its format is one.
    Number,
    /// The index of a shared string.
    Shared,
    /// Text, with unresolved references.
    Text,
}

/// Larger than every possible column and format, and small enough not to overflow.
const MOST: u32 = 100_000;

/// The cell at the start of `ahead`; `None` if there is no cell, or it is not short, or not complete.
#[inline(always)]
pub fn cell(ahead: &[u8]) -> Option<ShortCell<'_>> {
    let mut rest = ahead.strip_prefix(b"<c")?;
    let mut cell = ShortCell { column: None, style: 0, content: ShortContent::Number, value: &[], length: 0 };
    let mut inline = false;
    rest = loop {
        rest = match rest {
            [b' ', b'r', b'=', b'"', rest @ ..] => column(rest, &mut cell.column)?,
            [b' ', b's', b'=', b'"', rest @ ..] => style(rest, &mut cell.style)?,
            [b' ', b't', b'=', b'"', rest @ ..] => kind(rest, &mut cell.content, &mut inline)?,
            [b'>', b'<', b'v', b'>', rest @ ..] if !inline => {
                break value(rest, number_end(rest), b"</v></c>", &mut cell.value)?;
            }
            [b'>', b'<', b'i', b's', b'>', b'<', b't', rest @ ..] => {
                cell.content = ShortContent::Text;
                let rest = rest.strip_prefix(b" xml:space=\"preserve\"").unwrap_or(rest);
                let rest = rest.strip_prefix(b">")?;
                break value(rest, find(rest, b'<'), b"</t></is></c>", &mut cell.value)?;
            }
            [b'/', b'>', rest @ ..] => break rest,
            _ => return None,
        };
    };
    cell.length = ahead.len() - rest.len();
    Some(cell)
}

/// Reads `s"`, `str"` or `inlineStr"`; returns the rest.
#[inline(always)]
fn kind<'a>(rest: &'a [u8], content: &mut ShortContent, inline: &mut bool) -> Option<&'a [u8]> {
    let (found, rest) = match rest {
        [b's', b'"', rest @ ..] => (ShortContent::Shared, rest),
        [b's', b't', b'r', b'"', rest @ ..] => (ShortContent::Text, rest),
        [b'i', rest @ ..] => {
            *inline = true;
            (ShortContent::Text, rest.strip_prefix(b"nlineStr\"")?)
        }
        _ => return None,
    };
    *content = found;
    Some(rest)
}

/// Reads `AB12"`; returns the rest.
#[inline(always)]
fn column<'a>(mut rest: &'a [u8], column: &mut Option<usize>) -> Option<&'a [u8]> {
    let mut number = 0;
    while let [letter @ b'A'..=b'Z', after @ ..] = rest {
        (number, rest) = (number * 26 + u32::from(letter - b'A') + 1, after);
        if number > MOST {
            return None;
        }
    }
    while let [b'0'..=b'9', after @ ..] = rest {
        rest = after;
    }
    *column = Some(number.checked_sub(1)? as usize);
    rest.strip_prefix(b"\"")
}

/// Reads `12"`; returns the rest.
#[inline(always)]
fn style<'a>(mut rest: &'a [u8], style: &mut u32) -> Option<&'a [u8]> {
    *style = 0;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        (*style, rest) = (*style * 10 + u32::from(digit - b'0'), after);
        if *style > MOST {
            return None;
        }
    }
    rest.strip_prefix(b"\"")
}

/// Finds the end of a short run of characters: a call would cost more than the loop.
#[inline(always)]
fn number_end(rest: &[u8]) -> Option<usize> {
    rest.iter().position(|&byte| byte == b'<')
}

/// Reads characters up to `end`, where `close` must be next; returns the rest.
#[inline(always)]
fn value<'a>(rest: &'a [u8], end: Option<usize>, close: &[u8], value: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (characters, rest) = rest.split_at_checked(end?)?;
    *value = characters;
    rest.strip_prefix(close)
}
