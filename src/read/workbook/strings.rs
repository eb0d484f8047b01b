//! Shared strings: the texts that cells refer to by index, stored one after another in one buffer.

use super::package::Package;
use super::text;
use super::xml::{Scanner, XmlToken};
use crate::read::limits;
use crate::read::memory::{Lease, Memory};
use crate::{Error, ErrorCode};

/// The shared strings of a workbook.
#[derive(Default)]
pub struct Strings {
    /// All texts, without separators.
    pub text: Vec<u8>,
    /// End of each text; it begins at the end of the previous one.
    ends: Vec<u32>,
    lease: Lease,
}

impl Strings {
    /// Reads all of them; at most [`limits::SHARED_TEXT_BYTES`], including the index.
    pub fn read(package: &Package<'_>, path: Option<&str>) -> Result<Self, Error> {
        let strings = path
            .map(|path| package.read(path, |part| Self::collect(part, package.nest().memory())))
            .transpose()?;
        Ok(strings.flatten().unwrap_or_default())
    }

    /// Start and end in `text` of the string with this index.
    #[inline]
    pub fn span(&self, index: usize) -> Option<(u32, u32)> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before));
        Some((start.copied().unwrap_or(0), end))
    }

    fn collect(part: &mut Scanner<'_>, memory: &Memory) -> Result<Self, Error> {
        let mut strings = Self { lease: memory.lease(), ..Self::default() };
        // Runs of formatted text are joined; phonetic readings (`rPh`) are not part of the text.
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            while strings.short_item(part)? {}
            match part.next()? {
                XmlToken::Open(tag) => match tag.name {
                    b"t" => in_text = !tag.empty && !phonetic,
                    b"rPh" => phonetic = !tag.empty,
                    b"si" if tag.empty => strings.close()?,
                    _ => (),
                },
                XmlToken::Close(b"t") => in_text = false,
                XmlToken::Close(b"rPh") => phonetic = false,
                XmlToken::Close(b"si") => strings.close()?,
                XmlToken::End => return Ok(strings),
                token if in_text => strings.append(token)?,
                _ => (),
            }
        }
    }

    /// Reads an item in the common form `<si><t>text</t></si>`. If no complete one is next in the window,
    /// returns false and changes nothing, and the tokens are used.
    #[inline(never)] // by calls the browser sees that it is hot; see `SheetReader::row`
    fn short_item(&mut self, part: &mut Scanner<'_>) -> Result<bool, Error> {
        const OPEN: &[u8] = b"<si><t>";
        const CLOSE: &[u8] = b"</t></si>";
        let Some(text) = part.between(OPEN, CLOSE) else { return Ok(false) };
        let length = OPEN.len() + text.len() + CLOSE.len();
        self.append(XmlToken::Text(text))?;
        part.skip(length);
        self.close()?;
        Ok(true)
    }

    fn append(&mut self, token: XmlToken<'_>) -> Result<(), Error> {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        text::append(token, &mut self.text, (start + limits::RECORD_BYTES).min(limits::SHARED_TEXT_BYTES))
    }

    fn close(&mut self) -> Result<(), Error> {
        let held = self.text.len() + self.ends.len() * size_of::<u32>();
        if held > limits::SHARED_TEXT_BYTES || self.ends.try_reserve(1).is_err() {
            return Err(ErrorCode::TooLarge.into());
        }
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| ErrorCode::TooLarge)?);
        self.lease.cover(self.text.capacity() + self.ends.capacity() * size_of::<u32>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: usize = limits::SHARED_TEXT_BYTES;

    /// One string of this many bytes.
    fn of(bytes: usize) -> Strings {
        Strings { text: vec![0; bytes], ends: vec![bytes as u32], lease: Lease::default() }
    }

    #[test]
    fn texts_are_held_up_to_a_limit() {
        assert!(of(MOST - 2).append(XmlToken::Text(b"xx")).is_ok());
        assert_eq!(of(MOST - 1).append(XmlToken::Text(b"xx")).unwrap_err().code, ErrorCode::TooLarge);
    }

    #[test]
    fn the_index_counts_towards_the_limit() {
        assert!(of(MOST - size_of::<u32>()).close().is_ok());
        assert_eq!(of(MOST - size_of::<u32>() + 1).close().unwrap_err().code, ErrorCode::TooLarge);
    }

    #[test]
    fn a_text_may_be_as_long_as_a_record() {
        let text = vec![b'x'; limits::RECORD_BYTES];
        let mut strings = of(3);
        assert!(strings.append(XmlToken::Text(&text)).is_ok());
        assert_eq!(strings.append(XmlToken::Text(b"x")).unwrap_err().code, ErrorCode::TooLarge);
    }
}
