//! The fast path for a cell: `<c r="B2" s="1" t="s"><v>12</v></c>`, the form in which nearly all writers
//! store numbers, dates and shared strings. One pass over its bytes replaces six tokens; most of a workbook's
//! reading time is spent here. A cell in any other form is left to the tokens, which can read every form:
//! tests compare the two.

/// A cell as written.
#[derive(Debug, PartialEq)]
pub struct ShortCell<'a> {
    /// Column from 0, if the cell names it.
    pub column: Option<usize>,
    /// Index of its format.
    pub style: u32,
    /// True if its value is the index of a shared string; otherwise it is a number.
    pub shared: bool,
    /// Characters of its value; empty for a cell without content.
    pub value: &'a [u8],
    /// Bytes of the whole element.
    pub length: usize,
}

/// Beyond every possible column and format, and small enough not to overflow.
const MOST: u32 = 100_000;

/// The cell at the start of `ahead`; `None` if there is no cell, or it is not short, or not complete.
#[inline]
pub fn cell(ahead: &[u8]) -> Option<ShortCell<'_>> {
    let mut rest = ahead.strip_prefix(b"<c")?;
    let mut cell = ShortCell { column: None, style: 0, shared: false, value: &[], length: 0 };
    rest = loop {
        rest = match rest {
            [b' ', b'r', b'=', b'"', rest @ ..] => column(rest, &mut cell.column)?,
            [b' ', b's', b'=', b'"', rest @ ..] => style(rest, &mut cell.style)?,
            [b' ', b't', b'=', b'"', b's', b'"', rest @ ..] => {
                cell.shared = true;
                rest
            }
            [b'>', b'<', b'v', b'>', rest @ ..] => break value(rest, &mut cell.value)?,
            [b'/', b'>', rest @ ..] => break rest,
            _ => return None,
        };
    };
    cell.length = ahead.len() - rest.len();
    Some(cell)
}

/// Reads `AB12"`; returns the rest.
#[inline]
fn column<'a>(mut rest: &'a [u8], column: &mut Option<usize>) -> Option<&'a [u8]> {
    let mut number = 0;
    while let [letter @ b'A'..=b'Z', behind @ ..] = rest {
        (number, rest) = (number * 26 + u32::from(letter - b'A') + 1, behind);
        if number > MOST {
            return None;
        }
    }
    while let [b'0'..=b'9', behind @ ..] = rest {
        rest = behind;
    }
    *column = Some(number.checked_sub(1)? as usize);
    rest.strip_prefix(b"\"")
}

/// Reads `12"`; returns the rest.
#[inline]
fn style<'a>(mut rest: &'a [u8], style: &mut u32) -> Option<&'a [u8]> {
    *style = 0;
    while let [digit @ b'0'..=b'9', behind @ ..] = rest {
        (*style, rest) = (*style * 10 + u32::from(digit - b'0'), behind);
        if *style > MOST {
            return None;
        }
    }
    rest.strip_prefix(b"\"")
}

/// Reads `12</v></c>`; returns the rest.
#[inline]
fn value<'a>(rest: &'a [u8], value: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (characters, rest) = rest.split_at_checked(rest.iter().position(|&byte| byte == b'<')?)?;
    *value = characters;
    rest.strip_prefix(b"</v></c>")
}
