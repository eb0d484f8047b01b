//! Splits XML into tokens, directly from the inflater. A workbook uses little of XML, so this scanner
//! supports little: no document types (hence no entity expansion attacks), no namespaces (prefixes are
//! dropped), no check that an end tag has its start tag's name (the container's checksum detects accidental
//! damage). It holds one window of bytes, as long as the longest token so far. Tests compare it with
//! quick-xml, token by token.

use std::io::{ErrorKind, Read};

use crate::read::limits;
use crate::text::bytes::find;
use crate::{Error, ErrorCode};

/// Bytes requested from the inflater at once.
const WINDOW: usize = 64 << 10;

/// One token of a part. Bytes are as written, with unresolved references.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum XmlToken<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag; there is none after a tag that is `empty`.
    Close(&'a [u8]),
    /// Text between tags.
    Text(&'a [u8]),
    /// Text of a CDATA section, where `&` has no special meaning.
    Verbatim(&'a [u8]),
    /// The end of the part, with every element closed.
    End,
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tag<'a> {
    /// Name without its prefix.
    pub name: &'a [u8],
    /// Prefix with its colon; empty if there is none.
    pub prefix: &'a [u8],
    /// Number of elements around it: 0 for the root. Extensions use names of the format's own elements, but
    /// at other levels.
    pub level: usize,
    /// The attributes; see [`XmlAttributes`].
    pub attributes: XmlAttributes<'a>,
    /// `<name/>`: no content, and no end tag.
    pub empty: bool,
}

/// Attributes of a tag as (name with prefix, raw value). Iteration ends at invalid syntax.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct XmlAttributes<'a>(&'a [u8]);

/// Kind of a token, before its content is read.
#[derive(Debug, Clone, Copy, PartialEq)]
enum TokenKind {
    Tag,
    Text,
    Verbatim,
    Skipped,
    Forbidden,
}

/// Splits one part into tokens.
pub struct Scanner<'s> {
    source: &'s mut dyn Read,
    window: Vec<u8>,
    at: usize,
    filled: usize,
    depth: usize,
}

impl<'s> Scanner<'s> {
    /// A scanner at the start of a part.
    pub fn new(source: &'s mut dyn Read) -> Self {
        Self { source, window: Vec::new(), at: 0, filled: 0, depth: 0 }
    }

    /// The next token. A part that ends inside a token or an element is damaged.
    #[inline]
    pub fn next(&mut self) -> Result<XmlToken<'_>, Error> {
        let (kind, start) = loop {
            let Some((kind, length)) = extent(self.rest()) else {
                if self.refill()? {
                    continue;
                }
                return self.last();
            };
            let start = self.at;
            self.at += length;
            match kind {
                TokenKind::Skipped => (),
                TokenKind::Forbidden => return Err(ErrorCode::DamagedFile.into()),
                kind => break (kind, start),
            }
        };
        let mut token = token(kind, self.window.get(start..self.at).unwrap_or_default());
        self.depth = match &mut token {
            XmlToken::Open(tag) => {
                tag.level = self.depth;
                self.depth + usize::from(!tag.empty)
            }
            XmlToken::Close(_) => self.depth.checked_sub(1).ok_or(ErrorCode::DamagedFile)?,
            _ => return Ok(token),
        };
        if self.depth > limits::XML_DEPTH { Err(ErrorCode::TooLarge.into()) } else { Ok(token) }
    }

    /// The fast path: the text between `open` and `close`, if these come next, the text has no tag in it, and
    /// all of it is in the window. Skips nothing: use [`Self::skip`]. `None` may also mean that the window
    /// ends too early; then use tokens.
    #[inline]
    pub fn between(&self, open: &[u8], close: &[u8]) -> Option<&[u8]> {
        let inside = self.rest().strip_prefix(open)?;
        let (inside, end) = inside.split_at_checked(find(inside, b'<')?)?;
        end.starts_with(close).then_some(inside)
    }

    /// The bytes in the window from the next token on, for callers that scan them faster than by tokens.
    #[inline]
    pub fn ahead(&self) -> &[u8] {
        self.rest()
    }

    /// Skips `length` bytes, which must be whole elements.
    #[inline]
    pub fn skip(&mut self, length: usize) {
        self.at = self.filled.min(self.at + length);
    }

    /// Reads the rest without parsing it, so that the container can verify the checksum.
    pub fn drain(&mut self) -> Result<(), Error> {
        self.at = self.filled;
        while self.refill()? {
            self.at = self.filled;
        }
        Ok(())
    }

    fn rest(&self) -> &[u8] {
        self.window.get(self.at..self.filled).unwrap_or_default()
    }

    /// The last token, when no complete token follows: the end, if only blanks are left after the root
    /// element.
    fn last(&mut self) -> Result<XmlToken<'_>, Error> {
        let blank = self.rest().iter().all(u8::is_ascii_whitespace);
        if blank && self.depth == 0 { Ok(XmlToken::End) } else { Err(ErrorCode::DamagedFile.into()) }
    }

    /// Moves the unfinished token to the front and fills the window after it; false at the end of the part.
    /// Filling the whole window keeps the search for a long token's end linear.
    fn refill(&mut self) -> Result<bool, Error> {
        self.window.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        if self.filled == self.window.len() {
            self.grow()?;
        }
        let before = self.filled;
        while let Some(space) = self.window.get_mut(self.filled..).filter(|space| !space.is_empty()) {
            match self.source.read(space) {
                Ok(0) => break,
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => (),
                Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                    return Err(ErrorCode::TooLarge.into());
                }
                Err(_) => return Err(ErrorCode::DamagedFile.into()),
            }
        }
        Ok(self.filled > before)
    }

    fn grow(&mut self) -> Result<(), Error> {
        let more = self.window.len().max(WINDOW);
        if self.window.len() > limits::RECORD_BYTES || self.window.try_reserve_exact(more).is_err() {
            return Err(ErrorCode::TooLarge.into());
        }
        self.window.resize(self.window.len() + more, 0);
        Ok(())
    }
}

/// Kind and length of the token at the start of `rest`; `None` if its end is not in it.
#[inline]
fn extent(rest: &[u8]) -> Option<(TokenKind, usize)> {
    match rest {
        [b'<', b'!', ..] => declaration(rest),
        [b'<', b'?', ..] => Some((TokenKind::Skipped, end_of(rest, 2, b"?>")?)),
        [b'<', ..] => Some((TokenKind::Tag, tag_end(rest)?)),
        _ => Some((TokenKind::Text, find(rest, b'<')?)),
    }
}

fn declaration(rest: &[u8]) -> Option<(TokenKind, usize)> {
    const CDATA: &[u8] = b"<![CDATA[";
    if rest.starts_with(b"<!--") {
        Some((TokenKind::Skipped, end_of(rest, 4, b"-->")?))
    } else if rest.starts_with(CDATA) {
        Some((TokenKind::Verbatim, end_of(rest, CDATA.len(), b"]]>")?))
    } else if rest.len() < CDATA.len() {
        None
    } else {
        Some((TokenKind::Forbidden, rest.len()))
    }
}

/// Offset of the end of `mark`, searched after the first `from` bytes.
fn end_of(rest: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    let at = rest.get(from..)?.windows(mark.len()).position(|window| window == mark)?;
    Some(from + at + mark.len())
}

/// Length of a tag, including its `>`; a `>` inside quotes does not count.
#[inline]
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut bytes = rest.iter();
    loop {
        let &stop = bytes.find(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        if stop == b'>' {
            return Some(rest.len() - bytes.len());
        }
        bytes.find(|&&byte| byte == stop)?;
    }
}

#[inline]
fn token(kind: TokenKind, bytes: &[u8]) -> XmlToken<'_> {
    match (kind, bytes) {
        (TokenKind::Tag, [b'<', b'/', name @ .., b'>']) => XmlToken::Close(local(split_name(name).0)),
        (TokenKind::Tag, [b'<', inner @ .., b'/', b'>']) => XmlToken::Open(tag(inner, true)),
        (TokenKind::Tag, [b'<', inner @ .., b'>']) => XmlToken::Open(tag(inner, false)),
        (
            TokenKind::Verbatim,
            [b'<', b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', text @ .., b']', b']', b'>'],
        ) => XmlToken::Verbatim(text),
        (_, text) => XmlToken::Text(text),
    }
}

#[inline]
fn tag(inner: &[u8], empty: bool) -> Tag<'_> {
    let (name, attributes) = split_name(inner);
    let local = local(name);
    let prefix = name.get(..name.len() - local.len()).unwrap_or_default();
    Tag { name: local, prefix, level: 0, attributes: XmlAttributes(attributes), empty }
}

#[inline]
fn split_name(inner: &[u8]) -> (&[u8], &[u8]) {
    let end = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
    inner.split_at_checked(end).unwrap_or_default()
}

/// A name without its prefix.
#[inline]
pub fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|&byte| byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

impl<'a> XmlAttributes<'a> {
    /// The raw value of the attribute with this name, including the prefix.
    pub fn get(mut self, name: &[u8]) -> Option<&'a [u8]> {
        self.find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}

impl<'a> Iterator for XmlAttributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let equals = rest.iter().position(|&byte| byte == b'=')?;
        let (name, value) = (rest.get(..equals)?, rest.get(equals + 1..)?);
        let (&quote, value) = value.trim_ascii_start().split_first()?;
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let end = value.iter().position(|&byte| byte == quote)?;
        self.0 = value.get(end + 1..)?;
        Some((name.trim_ascii_end(), value.get(..end)?))
    }
}

#[cfg(test)]
mod tests;
