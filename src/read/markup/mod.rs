//! Splits HTML and hand-made XML into tokens as bytes arrive. It accepts what programs really write: any
//! case, unclosed tags, attributes without quotes, comments anywhere. It fails only on excessive length, and
//! expands only references to single characters: entities of a document type stay as written.

mod entities;

pub use entities::append;

use crate::read::limits;
use crate::read::memory::{Lease, Memory};
use crate::{Error, ErrorCode};

/// Elements whose content is not text of the page.
const OPAQUE: [&str; 6] = ["script", "style", "title", "textarea", "noscript", "xmp"];

/// One token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token<'a> {
    /// A start tag: its name as written, without prefix, and its attributes.
    Open(&'a [u8], Attributes<'a>),
    /// An end tag, or the end of a tag that closes itself.
    Close(&'a [u8]),
    /// Text, with unresolved references.
    Text(&'a [u8]),
    /// Text in which `&` has no special meaning.
    Verbatim(&'a [u8]),
}

/// The text after a tag's name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attributes<'a>(&'a [u8]);

/// Splits a file into tokens.
#[derive(Debug, Default)]
pub struct Markup {
    buffer: Vec<u8>,
    at: usize,
    /// The current opaque element.
    opaque: Option<&'static str>,
    /// Range of a self-closing tag's name whose end tag is still to be returned.
    closing: Option<(usize, usize)>,
    /// Bytes needed before the unfinished token is scanned again: twice as many as last time, so that a long
    /// token is scanned only a few times, however small the chunks are.
    enough: usize,
    lease: Lease,
}

/// Kind of a token, and its bytes from its start.
enum MarkupTokenKind {
    Open,
    Close,
    Text,
    Verbatim,
    Skipped,
}

impl Markup {
    /// A tokenizer that counts its bytes in this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { lease: memory.lease(), ..Self::default() }
    }

    /// Adds the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.buffer.drain(..self.at);
        self.at = 0;
        if self.buffer.len() > limits::MARKUP_BYTES {
            return Err(ErrorCode::TooLarge.into());
        }
        let (held, room) = (self.buffer.len(), self.buffer.capacity());
        if bytes.len() > room - held {
            let more = bytes.len().max(room);
            self.lease.cover(held + more)?;
            self.buffer.try_reserve_exact(more).map_err(|_| ErrorCode::OutOfMemory)?;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// The next token; `None` until more bytes arrive, or at the end if these are the `last`.
    pub fn next(&mut self, last: bool) -> Option<Token<'_>> {
        if let Some((start, end)) = self.closing.take() {
            return Some(Token::Close(self.buffer.get(start..end)?));
        }
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            if rest.len() < self.enough && !last {
                return None;
            }
            let found = match self.opaque {
                Some(name) => opaque_end(rest, name).map(|end| (MarkupTokenKind::Skipped, end)),
                None => extent(rest, last),
            };
            let Some((kind, length)) = found else {
                self.enough = (rest.len() * 2).min(limits::MARKUP_BYTES);
                return None;
            };
            (self.opaque, self.enough) = (None, 0);
            let start = self.at;
            self.at += length;
            match kind {
                MarkupTokenKind::Skipped => {}
                kind => return self.token(&kind, start),
            }
        }
    }

    fn token(&mut self, kind: &MarkupTokenKind, start: usize) -> Option<Token<'_>> {
        let token = self.buffer.get(start..self.at)?;
        match kind {
            MarkupTokenKind::Open => {
                let inner = token.get(1..token.len().saturating_sub(1))?;
                let (name, attributes) = split_name(inner);
                let begin = start + 1 + (name.as_ptr().addr() - inner.as_ptr().addr());
                self.opaque = OPAQUE.into_iter().find(|opaque| name.eq_ignore_ascii_case(opaque.as_bytes()));
                self.closing = inner.ends_with(b"/").then_some((begin, begin + name.len()));
                if self.closing.is_some() {
                    self.opaque = None;
                }
                Some(Token::Open(name, Attributes(attributes)))
            }
            MarkupTokenKind::Close => {
                Some(Token::Close(split_name(token.get(2..token.len().saturating_sub(1))?).0))
            }
            MarkupTokenKind::Verbatim => Some(Token::Verbatim(token.get(9..token.len().saturating_sub(3))?)),
            MarkupTokenKind::Text | MarkupTokenKind::Skipped => Some(Token::Text(token)),
        }
    }
}

/// Kind and length of the token at the start of `rest`; `None` if more bytes are needed. At the end of the
/// file, incomplete text is text, and any other incomplete token is dropped.
fn extent(rest: &[u8], last: bool) -> Option<(MarkupTokenKind, usize)> {
    if rest.is_empty() {
        return None;
    }
    let found = match rest {
        [b'<', b'!', ..] => declaration(rest),
        [b'<', b'?', ..] => end_of(rest, 2, b">").map(|end| (MarkupTokenKind::Skipped, end)),
        [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => {
            tag_end(rest).map(|end| (MarkupTokenKind::Close, end))
        }
        [b'<', letter, ..] if letter.is_ascii_alphabetic() => {
            tag_end(rest).map(|end| (MarkupTokenKind::Open, end))
        }
        [b'<'] | [b'<', b'/'] => None,
        // A "less than" sign that does not open a tag.
        [b'<', ..] => text_end(rest, 1, last),
        _ => text_end(rest, 0, last),
    };
    let cut = if rest.starts_with(b"<") { MarkupTokenKind::Skipped } else { MarkupTokenKind::Text };
    found.or_else(|| last.then_some((cut, rest.len())))
}

fn text_end(rest: &[u8], from: usize, last: bool) -> Option<(MarkupTokenKind, usize)> {
    let end = rest.get(from..)?.iter().position(|byte| *byte == b'<').map(|end| from + end);
    end.or_else(|| last.then_some(rest.len())).map(|end| (MarkupTokenKind::Text, end))
}

fn declaration(rest: &[u8]) -> Option<(MarkupTokenKind, usize)> {
    const CDATA: &[u8] = b"<![CDATA[";
    if rest.starts_with(b"<!--") {
        Some((MarkupTokenKind::Skipped, end_of(rest, 4, b"-->")?))
    } else if rest.starts_with(CDATA) {
        Some((MarkupTokenKind::Verbatim, end_of(rest, CDATA.len(), b"]]>")?))
    } else if rest.len() < CDATA.len() {
        None
    } else {
        Some((MarkupTokenKind::Skipped, end_of(rest, 2, b">")?))
    }
}

/// Offset of the end of `mark`, searched after the first `from` bytes.
fn end_of(rest: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    let at = rest.get(from..)?.windows(mark.len()).position(|window| window == mark)?;
    Some(from + at + mark.len())
}

/// Length of a tag, including its `>`. A `>` inside quotes is skipped, but only if the quote follows `=`.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let (mut bytes, mut value) = (rest.iter(), false);
    loop {
        match bytes.next()? {
            b'>' => return Some(rest.len() - bytes.len()),
            quote @ (b'"' | b'\'') if value => {
                bytes.find(|byte| *byte == quote)?;
                value = false;
            }
            b'=' => value = true,
            byte => value &= byte.is_ascii_whitespace(),
        }
    }
}

/// Offset of an opaque element's end tag.
fn opaque_end(rest: &[u8], name: &str) -> Option<usize> {
    let is_end = |window: &[u8]| {
        window.strip_prefix(b"</").is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    rest.windows(name.len() + 2).position(is_end)
}

/// A tag's name without its prefix, and the rest.
fn split_name(inner: &[u8]) -> (&[u8], &[u8]) {
    let end =
        inner.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(end).unwrap_or_default();
    (local(name), rest)
}

fn local(name: &[u8]) -> &[u8] {
    let colon = name.iter().position(|byte| *byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

impl Attributes<'_> {
    /// The value of an attribute with references resolved; prefix and case of its name are ignored.
    pub fn get(mut self, name: &str) -> Option<String> {
        let (_, value) = self.find(|(found, _)| local(found).eq_ignore_ascii_case(name.as_bytes()))?;
        let mut text = Vec::new();
        append(value.get(..value.len().min(limits::NAME_BYTES))?, &mut text);
        Some(String::from_utf8_lossy(&text).into_owned())
    }

    /// The value of an attribute, if it is a whole number.
    pub fn number(self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    /// Skips attributes without a value.
    fn next(&mut self) -> Option<Self::Item> {
        let equals = self.0.iter().position(|byte| *byte == b'=')?;
        let (before, after) = (self.0.get(..equals)?.trim_ascii_end(), self.0.get(equals + 1..)?);
        let start = before.iter().rposition(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let name = before.get(start.map_or(0, |start| start + 1)..)?;
        let after = after.trim_ascii_start();
        let (value, rest) = match after.split_first() {
            Some((quote @ (b'"' | b'\''), inner)) => {
                let end = inner.iter().position(|byte| byte == quote).unwrap_or(inner.len());
                (inner.get(..end)?, inner.get(end + 1..).unwrap_or_default())
            }
            _ => after.split_at(after.iter().position(u8::is_ascii_whitespace).unwrap_or(after.len())),
        };
        self.0 = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, chunk: usize) -> Vec<String> {
        let (mut markup, mut all) = (Markup::default(), Vec::new());
        let chunks: Vec<&[u8]> = text.as_bytes().chunks(chunk).collect();
        for (number, bytes) in chunks.iter().enumerate() {
            markup.feed(bytes).unwrap();
            while let Some(token) = markup.next(number + 1 == chunks.len()) {
                all.push(match token {
                    Token::Open(name, attributes) => {
                        let attributes: Vec<String> = attributes
                            .map(|(name, value)| {
                                format!(
                                    "{}={}",
                                    String::from_utf8_lossy(name),
                                    String::from_utf8_lossy(value)
                                )
                            })
                            .collect();
                        format!("<{} {}", String::from_utf8_lossy(name), attributes.join(" "))
                    }
                    Token::Close(name) => format!("</{}", String::from_utf8_lossy(name)),
                    Token::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    Token::Verbatim(text) => format!("!{}", String::from_utf8_lossy(text)),
                });
            }
        }
        all
    }

    #[test]
    fn unfinished_tokens_count_towards_the_memory_limit() {
        let feed = |others: usize| {
            let memory = Memory::default();
            let mut lease = memory.lease();
            lease.cover(others).unwrap();
            let mut markup = Markup::new(&memory);
            // An unfinished tag.
            markup.feed(b"<td title='").and_then(|()| {
                assert!(markup.next(false).is_none());
                markup.feed(&[b'x'; 100])
            })
        };
        assert!(feed(limits::MEMORY_BYTES - 111).is_ok());
        assert_eq!(feed(limits::MEMORY_BYTES - 110).unwrap_err().code, ErrorCode::OutOfMemory);
    }

    #[test]
    fn pages_as_programs_write_them() {
        let cases = [
            ("<TD width=5 nowrap title='a>b'>x</TD>", vec!["<TD width=5 title=a>b", "x", "</TD"]),
            ("<ss:Cell ss:Index=\"3\"/>", vec!["<Cell ss:Index=3", "</Cell"]),
            ("a<!-- <td> -->b", vec!["a", "b"]),
            ("<style>td > p {}</STYLE>c", vec!["<style ", "</STYLE", "c"]),
            ("1 < 2<b>", vec!["1 ", "< 2", "<b "]),
            ("<![CDATA[a<b]]>", vec!["!a<b"]),
            ("<!DOCTYPE x [<!ENTITY l 'ha'>]>&l;", vec!["]>&l;"]),
            ("<td title=5\">x", vec!["<td title=5\"", "x"]),
            ("x<td", vec!["x"]),
            ("<br/>", vec!["<br ", "</br"]),
        ];
        for (text, expected) in cases {
            for chunk in [1, 3, 100] {
                assert_eq!(tokens(text, chunk), expected, "{text} by {chunk}");
            }
        }
    }
}
