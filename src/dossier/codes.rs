//! Dossier codes as a column: the text of all codes in one buffer, and where each code ends.

use arrow_buffer::ScalarBuffer;

/// Codes of a chunk, trimmed; "" if blank.
#[derive(Debug, Clone)]
pub struct Codes {
    ends: ScalarBuffer<u32>,
    letters: Box<str>,
}

/// A column of codes that is still growing.
#[derive(Debug, Default)]
pub struct OpenCodes {
    ends: Vec<u32>,
    /// UTF-8; each code is valid by itself.
    letters: Vec<u8>,
}

impl Codes {
    /// Codes of these lengths, one after another. None if a length splits a character, or if the lengths do
    /// not add up to the length of the text.
    pub fn of_lengths(lengths: &[usize], letters: &str) -> Option<Self> {
        let mut open = OpenCodes::default();
        let mut rest = letters;
        for length in lengths {
            let (code, tail) = rest.split_at_checked(*length)?;
            open.push(code.as_bytes());
            rest = tail;
        }
        rest.is_empty().then(|| open.seal())
    }

    /// Number of codes.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The code of a dossier; "" beyond the last.
    #[inline(always)]
    pub fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let span = start.zip(self.ends.get(index)).map(|(start, end)| *start as usize..*end as usize);
        span.and_then(|span| self.letters.get(span)).unwrap_or_default()
    }

    /// Every code in turn.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let start = std::mem::replace(&mut start, end);
            self.letters.get(start as usize..end as usize).unwrap_or_default()
        })
    }

    /// The bytes of every code in turn.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        let (mut start, letters) = (0, self.letters.as_bytes());
        self.ends.iter().map(move |&end| {
            let start = std::mem::replace(&mut start, end);
            letters.get(start as usize..end as usize).unwrap_or_default()
        })
    }

    /// The text of all codes, one after another.
    pub fn letters(&self) -> &str {
        &self.letters
    }
}

impl OpenCodes {
    /// Adds a code, which is UTF-8. A code beyond 4 GB of text in all is dropped.
    #[inline]
    pub fn push(&mut self, code: &[u8]) {
        let end = u32::try_from(self.letters.len() + code.len());
        if end.is_ok() {
            self.add(code);
        }
        self.ends.push(end.unwrap_or(self.letters.len() as u32));
    }

    /// Adds the bytes of a code. Nearly all codes have 16 to 32 bytes, which two copies of 16 cover: these
    /// need no call.
    #[inline(always)]
    fn add(&mut self, code: &[u8]) {
        let rest = code.len().wrapping_sub(16);
        match (code.first_chunk::<16>(), code.last_chunk::<16>()) {
            (Some(first), Some(last)) if rest <= 16 => {
                let start = self.letters.len();
                self.letters.extend_from_slice(first);
                self.letters.truncate(start + rest);
                self.letters.extend_from_slice(last);
            }
            _ => self.letters.extend_from_slice(code),
        }
    }

    /// Returns the codes added so far and starts an empty column.
    pub fn seal(&mut self) -> Codes {
        let Self { mut ends, letters } = std::mem::take(self);
        ends.shrink_to_fit();
        // Consists of whole codes; checking that again here is the cheapest way to prove it to the compiler.
        let letters = String::from_utf8(letters).unwrap_or_default();
        Codes { ends: ScalarBuffer::from(ends), letters: letters.into_boxed_str() }
    }
}
