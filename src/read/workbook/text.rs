//! Decodes text as XML and Excel write it: references (`&amp;`, `&#10;`), line ends, and Excel's own
//! `_x000D_` for characters that XML cannot hold.

use super::xml::XmlToken;
use crate::read::bytes::push;
use crate::read::limits;
use crate::{Error, ErrorCode};

/// Appends a text token to `out`, decoded; other tokens append nothing. It is an error if a reference is not
/// defined by XML itself, or if `out` would exceed `most` bytes.
#[inline]
pub fn append(token: XmlToken<'_>, out: &mut Vec<u8>, most: usize) -> Result<(), Error> {
    let (XmlToken::Text(raw) | XmlToken::Verbatim(raw)) = token else { return Ok(()) };
    // Decoded text is never longer than the original.
    if out.len() + raw.len() > most || out.try_reserve(raw.len()).is_err() {
        return Err(ErrorCode::TooLarge.into());
    }
    resolve(raw, matches!(token, XmlToken::Text(_)), out).ok_or_else(|| ErrorCode::DamagedFile.into())
}

/// An attribute's value; `None` if it is too long for a name or has an unknown reference.
pub fn attribute(raw: &[u8]) -> Option<String> {
    let mut value = Vec::new();
    if raw.len() > limits::NAME_BYTES {
        return None;
    }
    resolve(raw, true, &mut value)?;
    String::from_utf8(value).ok()
}

fn resolve(mut raw: &[u8], references: bool, out: &mut Vec<u8>) -> Option<()> {
    let special = |byte: &u8| matches!(byte, b'&' | b'_' | b'\r');
    // Most text has no special bytes. A fold over all of it is vectorized; a search is not.
    if !raw.iter().fold(false, |any, byte| any | special(byte)) {
        out.extend_from_slice(raw);
        return Some(());
    }
    while let Some(at) = raw.iter().position(special) {
        let (plain, rest) = raw.split_at_checked(at)?;
        out.extend_from_slice(plain);
        raw = match rest {
            [b'&', rest @ ..] if references => reference(rest, out)?,
            [b'_', ..] => escape(rest, out),
            // XML turns every line end into one line feed.
            [b'\r', b'\n', ..] => rest.get(1..)?,
            [b'\r', rest @ ..] => keep(b'\n', rest, out),
            [byte, rest @ ..] => keep(*byte, rest, out),
            [] => rest,
        };
    }
    out.extend_from_slice(raw);
    Some(())
}

fn keep<'a>(byte: u8, rest: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    out.push(byte);
    rest
}

/// Decodes the reference whose `&` was just read; returns the text after its `;`.
fn reference<'a>(raw: &'a [u8], out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let end = raw.iter().take(12).position(|&byte| byte == b';')?;
    push(
        match raw.get(..end)? {
            b"amp" => '&',
            b"lt" => '<',
            b"gt" => '>',
            b"quot" => '"',
            b"apos" => '\'',
            [b'#', b'x', digits @ ..] => code_point(digits, 16)?,
            [b'#', digits @ ..] => code_point(digits, 10)?,
            _ => return None,
        },
        out,
    );
    raw.get(end + 1..)
}

fn code_point(digits: &[u8], radix: u32) -> Option<char> {
    char::from_u32(u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?)
}

/// Decodes an escape at a `_`: `_x000D_`, or a pair of them for a character beyond 16 bits. A lone `_` is
/// kept.
fn escape<'a>(raw: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    let units = [unit(raw), raw.get(7..).and_then(unit)];
    let decoded = match units {
        [Some(first), Some(second)] => char::decode_utf16([first, second]).next(),
        [Some(first), None] => char::decode_utf16([first]).next(),
        _ => None,
    };
    match decoded {
        Some(Ok(character)) => {
            push(character, out);
            raw.get(7 * character.len_utf16()..).unwrap_or_default()
        }
        _ => keep(b'_', raw.get(1..).unwrap_or_default(), out),
    }
}

/// The UTF-16 unit of the `_xHHHH_` at the start of `raw`.
fn unit(raw: &[u8]) -> Option<u16> {
    match raw {
        [b'_', b'x', a, b, c, d, b'_', ..] => {
            let digits = [*a, *b, *c, *d];
            digits.iter().all(u8::is_ascii_hexdigit).then_some(())?;
            u16::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()
        }
        _ => None,
    }
}
