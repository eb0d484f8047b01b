//! JSON as events: the scalars of each object in turn, with their keys.

use crate::read::limits;
use crate::text::bytes::{find, find_either};
use crate::{Error, ErrorCode};
use std::slice::Iter;

/// A cell's value. Strings are still escaped, and digits are as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar<'a> {
    Null,
    Boolean(bool),
    Number(&'a [u8]),
    /// A string without escapes.
    Plain(&'a [u8]),
    Text(&'a [u8]),
    /// An array, as written.
    List(&'a [u8]),
}

/// Separates the keys of a path.
pub const JOINT: u8 = 0x1f;
/// Prefix of a key in a nested list of rows, repeated once for each list around it.
pub const LEVEL: u8 = 0x1e;

/// Kind of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    Object,
    Array,
    Scalar,
}

/// Receives each scalar with its key.
pub type Visit<'v, 'a> = dyn FnMut(&[u8], Scalar<'a>) -> Result<(), Error> + 'v;
/// Receives each scalar with its index.
pub type VisitAt<'v, 'a> = dyn FnMut(usize, Scalar<'a>) -> Result<(), Error> + 'v;

/// Reads values from the front of a text.
#[derive(Debug, Clone)]
pub struct Parser<'a> {
    rest: &'a [u8],
    depth: usize,
    most: usize,
}

impl<'a> Parser<'a> {
    /// A parser at the start of a text.
    pub fn new(text: &'a [u8]) -> Self {
        Self { rest: text, depth: 0, most: limits::JSON_DEPTH }
    }

    /// A parser of a whole text, which may be one level deeper: the list around the rows.
    pub fn of_whole(text: &'a [u8]) -> Self {
        Self { most: limits::JSON_DEPTH + 1, ..Self::new(text) }
    }

    /// The next byte that is not white space.
    pub fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.first().copied()
    }

    /// Skips the byte that [`Self::peek`] returned.
    pub fn skip_byte(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    /// Kind of the next value; skips commas and stray closing brackets before it. `None` at the end.
    pub fn kind(&mut self) -> Option<JsonKind> {
        while matches!(self.peek()?, b',' | b']' | b'}') {
            self.skip_byte();
        }
        Some(match self.peek()? {
            b'{' => JsonKind::Object,
            b'[' => JsonKind::Array,
            _ => JsonKind::Scalar,
        })
    }

    /// The text of the next value.
    pub fn value(&mut self) -> Result<&'a [u8], Error> {
        self.kind();
        let text = self.rest;
        self.skip_value()?;
        text.get(..text.len() - self.rest.len()).ok_or_else(damaged)
    }

    /// A member's key, still escaped.
    pub fn key(&mut self) -> Result<&'a [u8], Error> {
        self.kind();
        let (Scalar::Plain(key) | Scalar::Text(key)) = self.scalar()? else { return Err(damaged()) };
        self.expect(b':')?;
        Ok(key)
    }

    /// The key before the next value, if it has one.
    pub fn member_key(&mut self) -> Result<Option<&'a [u8]>, Error> {
        if self.peek() != Some(b'"') {
            return Ok(None);
        }
        let before = self.clone();
        let key = self.key();
        if key.is_err() {
            *self = before;
        }
        Ok(key.ok())
    }

    /// Skips one value; in a container, only brackets and quotes are checked.
    pub fn skip_value(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'{' | b'[') => self.skip_container(),
            _ => self.scalar().map(drop),
        }
    }

    fn skip_container(&mut self) -> Result<(), Error> {
        // One bit for each open bracket, the innermost last: 1 for an object.
        let (mut bytes, mut open, mut depth) = (self.rest.iter(), 0_u128, self.depth);
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => {
                    skip_string(&mut bytes)?;
                }
                b'{' | b'[' => {
                    (open, depth) = (open << 1 | u128::from(*byte == b'{'), depth + 1);
                    self.allow(depth)?;
                }
                b'}' | b']' if open & 1 != u128::from(*byte == b'}') => return Err(damaged()),
                b'}' | b']' => (open, depth) = (open >> 1, depth - 1),
                _ => continue,
            }
            if depth == self.depth {
                self.rest = bytes.as_slice();
                return Ok(());
            }
        }
        Err(damaged())
    }

    /// Visits the scalars and arrays of an object and of the objects inside it.
    pub fn object(&mut self, path: &mut Vec<u8>, visit: &mut Visit<'_, 'a>) -> Result<(), Error> {
        self.enter()?;
        let prefix = path.len();
        let nested = path.last().is_some_and(|byte| *byte != LEVEL);
        while self.peek() != Some(b'}') {
            let (Scalar::Plain(key) | Scalar::Text(key)) = self.scalar()? else { return Err(damaged()) };
            self.expect(b':')?;
            // {"$date": "…"}: such a key gives the type of the value.
            if !nested || !key.starts_with(b"$") {
                if nested {
                    path.push(JOINT);
                }
                unescape(key, path);
            }
            if path.len() > limits::NAME_BYTES {
                return Err(ErrorCode::TooLarge.into());
            }
            self.member(path, visit)?;
            path.truncate(prefix);
            self.separate(b'}')?;
        }
        self.leave();
        Ok(())
    }

    fn member(&mut self, path: &mut Vec<u8>, visit: &mut Visit<'_, 'a>) -> Result<(), Error> {
        match self.peek() {
            Some(b'{') => self.object(path, visit),
            Some(b'[') => visit(path, Scalar::List(self.value()?)),
            _ => visit(path, self.scalar()?),
        }
    }

    /// Visits the items of an array; objects and arrays in it are visited as null.
    pub fn items(&mut self, visit: &mut VisitAt<'_, 'a>) -> Result<(), Error> {
        self.enter()?;
        let mut index = 0;
        while self.peek() != Some(b']') {
            let value = if matches!(self.peek(), Some(b'{' | b'[')) {
                self.skip_value()?;
                Scalar::Null
            } else {
                self.scalar()?
            };
            visit(index, value)?;
            index += 1;
            self.separate(b']')?;
        }
        self.leave();
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Error> {
        self.skip_byte();
        self.depth += 1;
        self.allow(self.depth)
    }

    fn allow(&self, depth: usize) -> Result<(), Error> {
        if depth > self.most { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    }

    fn leave(&mut self) {
        self.skip_byte();
        self.depth -= 1;
    }

    /// Skips a comma, which may be missing only before `end`.
    fn separate(&mut self, end: u8) -> Result<(), Error> {
        if self.peek() == Some(end) { Ok(()) } else { self.expect(b',') }
    }

    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.peek() != Some(byte) {
            return Err(damaged());
        }
        self.skip_byte();
        Ok(())
    }

    /// The next value, which must be a scalar.
    pub fn scalar(&mut self) -> Result<Scalar<'a>, Error> {
        if self.peek() == Some(b'"') {
            return self.string();
        }
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        let end = self.rest.iter().position(|byte| !word(byte)).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        match found {
            b"null" => Ok(Scalar::Null),
            b"true" => Ok(Scalar::Boolean(true)),
            b"false" => Ok(Scalar::Boolean(false)),
            [b'-' | b'0'..=b'9', ..] => Ok(Scalar::Number(found)),
            _ => Err(damaged()),
        }
    }

    fn string(&mut self) -> Result<Scalar<'a>, Error> {
        self.skip_byte();
        let (mut bytes, text) = (self.rest.iter(), self.rest);
        let escaped = skip_string(&mut bytes)?;
        self.rest = bytes.as_slice();
        let text = text.get(..text.len() - self.rest.len() - 1).ok_or_else(damaged)?;
        Ok(if escaped { Scalar::Text(text) } else { Scalar::Plain(text) })
    }
}

/// Skips the rest of a string and its closing quote. True if it has escapes.
#[inline(always)]
fn skip_string(bytes: &mut Iter<'_, u8>) -> Result<bool, Error> {
    let mut escaped = false;
    loop {
        let text = bytes.as_slice();
        let at = find_either(text, b'"', b'\\').ok_or_else(damaged)?;
        *bytes = text.get(at + 1..).unwrap_or_default().iter();
        if text.get(at) == Some(&b'"') {
            return Ok(escaped);
        }
        bytes.next();
        escaped = true;
    }
}

/// The text between a value's brackets.
pub fn inside(value: &[u8]) -> &[u8] {
    value.get(1..value.len().saturating_sub(1)).unwrap_or_default()
}

/// True if an array's first item is an object.
pub fn holds_objects(list: &[u8]) -> bool {
    inside(list).trim_ascii_start().starts_with(b"{")
}

/// Appends the strings and numbers of an array, joined by ", "; its other items are left out.
pub fn join(list: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
    let start = out.len();
    Parser::new(list).items(&mut |_, value| {
        if let Scalar::Plain(raw) | Scalar::Text(raw) | Scalar::Number(raw) = value {
            out.extend_from_slice(if out.len() == start { b"" } else { b", " });
            unescape(raw, out);
        }
        if out.len() - start > limits::RECORD_BYTES { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    })
}

/// Appends the characters of a string with escapes resolved; an invalid escape is kept.
#[inline]
pub fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    if find(raw, b'\\').is_some() {
        resolve(raw, out);
    } else {
        out.extend_from_slice(raw);
    }
}

#[cold]
fn resolve(mut raw: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = raw.iter().position(|byte| *byte == b'\\') {
        let (plain, rest) = raw.split_at_checked(at).unwrap_or_default();
        out.extend_from_slice(plain);
        let (letter, length) = escape(rest);
        out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        raw = rest.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(raw);
}

/// The character of an escape, and the escape's length.
fn escape(raw: &[u8]) -> (char, usize) {
    match raw.get(1) {
        Some(b'u') => unicode(raw).unwrap_or((char::REPLACEMENT_CHARACTER, 2)),
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'b' | b'f') => (' ', 2),
        Some(other) if other.is_ascii() => (char::from(*other), 2),
        _ => ('\\', 1),
    }
}

fn unicode(raw: &[u8]) -> Option<(char, usize)> {
    let first = unit(raw)?;
    let second = raw.get(6..).and_then(unit);
    let letter = char::decode_utf16([first].into_iter().chain(second)).next()?;
    let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((letter, 6 * letter.len_utf16()))
}

fn unit(raw: &[u8]) -> Option<u16> {
    let digits = raw.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The error for invalid JSON.
pub fn damaged() -> Error {
    ErrorCode::DamagedFile.into()
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_are_resolved() {
        for (raw, expected) in [
            (r"h\u1ed3 s\u01a1", "hồ sơ"),
            (r#"a\"b\\c\/d\n"#, "a\"b\\c/d\n"),
            (r"\ud83d\ude00", "😀"),
            (r"\ud83dx \uzz", "\u{fffd}x \u{fffd}zz"),
        ] {
            let mut out = Vec::new();
            unescape(raw.as_bytes(), &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{raw}");
        }
    }
}
