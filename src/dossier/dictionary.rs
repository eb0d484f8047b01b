//! Category columns as numbers. Each distinct cell is folded, checked and looked up once, and then recognised
//! by its bytes. Most cells are known, and take a fingerprint and one comparison.

use crate::order::filled;
use crate::text::bytes::{Fingerprint, same, same_between};
use crate::text::tidy;
use crate::value::Coded;
use crate::{Error, ErrorCode};
use foldhash::quality::FixedState;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::hash::BuildHasher;

/// Number of strings that can be recognised by their fingerprint alone, if no two have the same place. A
/// power of two; of 300 names every 14th shares its place with another.
const FAMILIAR: usize = 1 << 12;

/// What distinct byte strings stand for.
#[derive(Debug, Default)]
struct Distinct {
    bytes: Vec<u8>,
    /// Where each string lies in `bytes`, and what it stands for.
    known: Vec<((u32, u32), u32)>,
    index: HashTable<u32>,
    hasher: FixedState,
    /// Strings seen last, by [`Fingerprint::place`].
    familiar: Vec<Familiar>,
}

/// The fingerprint of a string, its position, and what it stands for.
#[derive(Debug, Clone, Copy)]
struct Familiar {
    glance: Fingerprint,
    span: (u32, u32),
    meaning: u32,
}

impl Distinct {
    #[inline(always)]
    fn lies(&self, (start, end): (u32, u32)) -> Option<&[u8]> {
        self.bytes.get(start as usize..end as usize)
    }

    /// What a known string stands for.
    #[inline(never)]
    fn find(&mut self, raw: &[u8]) -> Option<u32> {
        self.find_at_a_glance(raw, (0, raw.len()))
    }

    /// The same for bytes `start..end` of a text, for loops over many.
    #[inline(always)]
    fn find_at_a_glance(&mut self, text: &[u8], (start, end): (usize, usize)) -> Option<u32> {
        let glance = Fingerprint::within(text, start, end);
        let raw = text.get(start..end)?;
        if let Some(familiar) = self.familiar.get(glance.place() as usize % FAMILIAR)
            && familiar.glance == glance
            && (glance.is_all() || self.lies(familiar.span).is_some_and(|known| same_between(known, raw)))
        {
            return Some(familiar.meaning);
        }
        self.look_up(raw)
    }

    #[inline(never)]
    fn look_up(&mut self, raw: &[u8]) -> Option<u32> {
        let glance = Fingerprint::of(raw);
        let hash = self.hasher.hash_one(raw);
        let entry = |number: &u32| self.known.get(*number as usize);
        let is_same = |number: &u32| {
            entry(number).and_then(|(span, _)| self.lies(*span)).is_some_and(|known| same(known, raw))
        };
        let (span, meaning) = *entry(self.index.find(hash, is_same)?)?;
        self.familiar.resize(FAMILIAR, Familiar { glance: Fingerprint::NONE, span: (0, 0), meaning });
        if let Some(familiar) = self.familiar.get_mut(glance.place() as usize % FAMILIAR) {
            *familiar = Familiar { glance, span, meaning };
        }
        Some(meaning)
    }

    /// Adds a new string. Fails if all strings together exceed 4 GB.
    fn insert(&mut self, raw: &[u8], meaning: u32) -> Result<(), Error> {
        let hash = self.hasher.hash_one(raw);
        let place = |at: usize| u32::try_from(at).map_err(|_| Error::new(ErrorCode::TooLarge));
        let number = place(self.known.len())?;
        let span = (place(self.bytes.len())?, place(self.bytes.len() + raw.len())?);
        self.bytes.extend_from_slice(raw);
        self.known.push((span, meaning));
        let (hasher, bytes, known) = (&self.hasher, &self.bytes, &self.known);
        self.index.insert_unique(hash, number, |&number| {
            let (start, end) = known.get(number as usize).map(|(span, _)| *span).unwrap_or_default();
            hasher.hash_one(bytes.get(start as usize..end as usize).unwrap_or_default())
        });
        Ok(())
    }
}

/// A column of names (unit, field, procedure). Number 0 is "": not known.
#[derive(Debug)]
pub struct Names {
    /// Distinct cells, with the number of the name that each stands for.
    distinct: Distinct,
    /// The same for cells as a text table has them, with doubled quotes.
    doubled: Distinct,
    values: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Default for Names {
    fn default() -> Self {
        let numbers = filled([(String::new(), 0)]);
        let (distinct, doubled) = (Distinct::default(), Distinct::default());
        Self { distinct, doubled, values: vec![String::new()], numbers }
    }
}

impl Names {
    /// The number of a cell's name. Fails on bytes that are not UTF-8.
    #[inline]
    pub fn number(&mut self, raw: &[u8]) -> Result<u32, Error> {
        match self.distinct.find(raw) {
            Some(number) => Ok(number),
            None => self.name(raw),
        }
    }

    /// The same for a cell that has come before, bytes `span` of a text; None for a new one.
    #[inline(always)]
    pub fn known(&mut self, text: &[u8], span: (usize, usize)) -> Option<u32> {
        self.distinct.find_at_a_glance(text, span)
    }

    /// The same for a cell with doubled quotes, which `single` makes single the first time.
    #[inline(always)]
    pub fn known_doubled<'a>(
        &mut self,
        raw: &'a [u8],
        single: impl FnOnce(&'a [u8]) -> &'a [u8],
    ) -> Option<u32> {
        match self.doubled.find(raw) {
            Some(number) => Some(number),
            None => self.know_doubled(raw, single(raw)),
        }
    }

    #[inline(never)]
    fn know_doubled(&mut self, raw: &[u8], single: &[u8]) -> Option<u32> {
        let number = self.distinct.find(single)?;
        // If there is no room, it is looked up again each time.
        drop(self.doubled.insert(raw, number));
        Some(number)
    }

    fn name(&mut self, raw: &[u8]) -> Result<u32, Error> {
        let name = tidy(std::str::from_utf8(raw).map_err(|_| ErrorCode::InvalidEncoding)?);
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let number = self.numbers.get(&name).copied().unwrap_or(next);
        self.distinct.insert(raw, number)?;
        if number == next {
            self.values.push(name.clone());
            self.numbers.insert(name, next);
        }
        Ok(number)
    }

    /// All names so far, by number.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The names by number; drops the look-up.
    pub fn into_values(self) -> Vec<String> {
        self.values
    }
}

/// A column of listed words (channel, level, status).
#[derive(Debug, Default)]
pub struct Words {
    /// Distinct cells, with the number that each stands for, and the bit [`LISTED`].
    distinct: Distinct,
}

/// Set for a cell whose word is listed.
const LISTED: u32 = 1 << 8;

impl Words {
    /// The number that a cell stands for, and whether its word is listed (blank is).
    #[inline]
    pub fn number<T: Coded>(&mut self, raw: &[u8]) -> Result<(u8, bool), Error> {
        match self.distinct.find(raw) {
            Some(meaning) => Ok(parted(meaning)),
            None => self.look_up::<T>(raw),
        }
    }

    /// The same for a cell that has come before, bytes `span` of a text; None for a new one.
    #[inline(always)]
    pub fn known(&mut self, text: &[u8], span: (usize, usize)) -> Option<(u8, bool)> {
        self.distinct.find_at_a_glance(text, span).map(parted)
    }

    fn look_up<T: Coded>(&mut self, raw: &[u8]) -> Result<(u8, bool), Error> {
        let meaning = meaning::<T>(std::str::from_utf8(raw).map_err(|_| ErrorCode::InvalidEncoding)?);
        self.distinct.insert(raw, u32::from(meaning.0) | if meaning.1 { LISTED } else { 0 })?;
        Ok(meaning)
    }
}

/// The number, and whether the word is listed.
#[inline(always)]
fn parted(meaning: u32) -> (u8, bool) {
    (meaning as u8, meaning & LISTED != 0)
}

fn meaning<T: Coded>(text: &str) -> (u8, bool) {
    if matches!(text.trim(), "" | "-") {
        return (T::BLANK.number(), true);
    }
    T::listed(text).map_or((T::UNLISTED.number(), false), |value| (value.number(), true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Channel;

    #[test]
    fn names_are_tidied_once() {
        let mut names = Names::default();
        let first = names.number("UBND  xã A".as_bytes()).unwrap();
        assert_eq!(names.number("UBND xã A".as_bytes()).unwrap(), first);
        assert_eq!(names.number(b"  ").unwrap(), 0);
        assert_eq!(names.number("UBND  xã A".as_bytes()).unwrap(), first);
        assert_eq!(names.values(), ["", "UBND xã A"]);
        for _ in 0..2 {
            assert_eq!(names.number(b"\xff").unwrap_err().code, ErrorCode::InvalidEncoding);
        }
        assert_eq!(names.number(b"UBND B").unwrap(), 2);
    }

    #[test]
    fn many_names_keep_their_numbers() {
        let mut names = Names::default();
        let numbers: Vec<_> = (0..5_000).map(|n| names.number(format!("u{n}").as_bytes()).unwrap()).collect();
        for (n, number) in numbers.iter().enumerate() {
            assert_eq!(names.number(format!("u{n}").as_bytes()).unwrap(), *number);
        }
    }

    #[test]
    fn words_say_whether_they_are_listed() {
        let mut words = Words::default();
        let mut read = |text: &str| words.number::<Channel>(text.as_bytes()).unwrap();
        assert_eq!(read(""), (Channel::BLANK.number(), true));
        assert_eq!(read("Fax"), (Channel::Other.number(), false));
        assert_eq!(read("Trực tuyến"), (Channel::Online.number(), true));
        assert_eq!(read("Fax"), (Channel::Other.number(), false));
    }
}
