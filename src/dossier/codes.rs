//! Dossier codes as a column: the text of all codes in one buffer, and where each code ends.

use crate::text::bytes::Fingerprint;
use crate::value::{code_key, is_key, is_plain_code};
use arrow_buffer::ScalarBuffer;
use foldhash::quality::FixedState;
use std::hash::BuildHasher;

/// Codes of a chunk, trimmed; "" if blank.
#[derive(Debug, Clone)]
pub struct Codes {
    ends: ScalarBuffer<u32>,
    letters: Box<str>,
    hashes: Box<[u32]>,
}

/// A column of codes that is still growing.
#[derive(Debug)]
pub struct OpenCodes {
    ends: Vec<u32>,
    /// UTF-8; each code is valid by itself.
    letters: Vec<u8>,
    /// Their hashes as they are written.
    hashes: Vec<u32>,
    /// True if each begins with a capital letter.
    led: bool,
}

impl Default for OpenCodes {
    fn default() -> Self {
        Self { ends: Vec::new(), letters: Vec::new(), hashes: Vec::new(), led: true }
    }
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
        rest.is_empty().then(|| open.seal(false))
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

    /// A hash of each code as codes are compared; 0 for one that does not stand for a dossier.
    pub fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    /// The text of all codes, one after another.
    pub fn letters(&self) -> &str {
        &self.letters
    }
}

impl OpenCodes {
    /// Adds a code, which is UTF-8. A code beyond 4 GB of text in all is dropped.
    #[inline(never)]
    pub fn push(&mut self, code: &[u8]) {
        self.push_inline(code);
    }

    /// The same, for loops over many.
    #[inline(always)]
    pub fn push_inline(&mut self, code: &[u8]) {
        self.hashes.push(hash(code, &Fingerprint::of(code)));
        self.led &= code.first().is_some_and(u8::is_ascii_uppercase);
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

    /// Returns the codes added so far and begins anew, with room for `more` codes like these.
    pub fn seal(&mut self, more: bool) -> Codes {
        let Self { mut ends, letters, mut hashes, led } = std::mem::take(self);
        if more {
            self.ends.reserve_exact(ends.len());
            self.hashes.reserve_exact(ends.len());
            // Codes grow by a digit now and then; what is too much is given back.
            self.letters.reserve_exact(letters.len() + letters.len() / 32);
        }
        ends.shrink_to_fit();
        // Consists of whole codes; checking that again here is the cheapest way to prove it to the compiler.
        let letters = String::from_utf8(letters).unwrap_or_default().into_boxed_str();
        let is_plain = led && is_plain_code(&letters);
        let mut codes = Codes { ends: ScalarBuffer::from(ends), letters, hashes: Box::default() };
        if !is_plain {
            hashes.iter_mut().zip(codes.iter()).for_each(|(hash, code)| *hash = hash_of(code));
        }
        codes.hashes = hashes.into_boxed_slice();
        codes
    }
}

/// The hash of any code, see [`Codes::hashes`].
#[inline(never)]
fn hash_of(code: &str) -> u32 {
    let key = code_key(code);
    let key = key.as_bytes();
    if is_key(key) { hash(key, &Fingerprint::of(key)) } else { 0 }
}

/// A hash that is not 0. For nearly all codes the fingerprint covers the whole code.
#[inline(always)]
fn hash(code: &[u8], glance: &Fingerprint) -> u32 {
    let hash = if glance.is_all() { glance.hash() } else { FixedState::default().hash_one(code) as u32 };
    hash.max(1)
}
