//! The short way through a cell: `<c r="B2" s="1" t="s"><v>12</v></c>`, as nearly all writers have numbers, dates and shared
//! strings. One pass over its bytes in place of six tokens; this is where most of a workbook's time goes. What is written any
//! other way is left to the tokens, which read the same and everything else: tests hold the two against each other.

/// A cell as written.
#[derive(Debug, PartialEq)]
pub struct ShortCell<'a> {
    /// Column from 0, where the cell names it.
    pub column: Option<usize>,
    /// Number of its format.
    pub style: u32,
    /// True if its value is the number of a shared string; else it is a number.
    pub shared: bool,
    /// The characters of its value; none for a cell without content.
    pub value: &'a [u8],
    /// Bytes of the whole element.
    pub length: usize,
}

/// More than any column or format that there is, and less than what could overflow.
const MOST: u32 = 100_000;

/// The cell that `ahead` begins with; none if it is none, is not short, or does not end there.
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

/// Reads `AB12"`; gives what follows.
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

/// Reads `12"`; gives what follows.
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

/// Reads `12</v></c>`; gives what follows.
#[inline]
fn value<'a>(rest: &'a [u8], value: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (characters, rest) = rest.split_at_checked(rest.iter().position(|&byte| byte == b'<')?)?;
    *value = characters;
    rest.strip_prefix(b"</v></c>")
}
