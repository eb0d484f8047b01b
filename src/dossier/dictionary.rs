//! Category columns as numbers. Each distinct cell is folded, checked and looked up once, and then recognised
//! by its bytes. Most cells are known, and take a fingerprint and one comparison.

use crate::order::filled;
use crate::text::bytes::{Fingerprint, same};
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

/// Distinct byte strings, numbered in order of appearance.
#[derive(Debug, Default)]
struct Distinct {
    bytes: Vec<u8>,
    /// Where each string is in `bytes`.
    spans: Vec<(u32, u32)>,
    index: HashTable<u32>,
    hasher: FixedState,
    /// Strings seen last, by [`Fingerprint::place`].
    familiar: Vec<Familiar>,
}

/// The fingerprint of a string, its position, and its number.
#[derive(Debug, Clone, Copy)]
struct Familiar {
    fingerprint: Fingerprint,
    span: (u32, u32),
    number: u32,
}

impl Distinct {
    #[inline]
    fn get(&self, number: u32) -> Option<&[u8]> {
        self.bytes_at(*self.spans.get(number as usize)?)
    }

    #[inline(always)]
    fn bytes_at(&self, (start, end): (u32, u32)) -> Option<&[u8]> {
        self.bytes.get(start as usize..end as usize)
    }

    /// The number of a known string.
    #[inline(never)]
    fn find(&mut self, raw: &[u8]) -> Option<u32> {
        self.find_inline(raw)
    }

    /// The same, for loops over many.
    #[inline(always)]
    fn find_inline(&mut self, raw: &[u8]) -> Option<u32> {
        let fingerprint = Fingerprint::of(raw);
        let place = fingerprint.place() as usize % FAMILIAR;
        if let Some(familiar) = self.familiar.get(place)
            && familiar.fingerprint == fingerprint
            && (fingerprint.is_all() || self.bytes_at(familiar.span).is_some_and(|known| same(known, raw)))
        {
            return Some(familiar.number);
        }
        self.look_up(raw, fingerprint, place)
    }

    #[inline(never)]
    fn look_up(&mut self, raw: &[u8], fingerprint: Fingerprint, place: usize) -> Option<u32> {
        let hash = self.hasher.hash_one(raw);
        let is_same = |number: &u32| self.get(*number).is_some_and(|known| same(known, raw));
        let number = *self.index.find(hash, is_same)?;
        let span = *self.spans.get(number as usize)?;
        self.familiar.resize(FAMILIAR, Familiar { fingerprint: Fingerprint::NONE, span: (0, 0), number: 0 });
        if let Some(familiar) = self.familiar.get_mut(place) {
            *familiar = Familiar { fingerprint, span, number };
        }
        Some(number)
    }

    /// Numbers a new string. Fails if all strings together exceed 4 GB.
    fn insert(&mut self, raw: &[u8]) -> Result<(), Error> {
        let hash = self.hasher.hash_one(raw);
        let place = |at: usize| u32::try_from(at).map_err(|_| Error::new(ErrorCode::TooLarge));
        let number = place(self.spans.len())?;
        let span = (place(self.bytes.len())?, place(self.bytes.len() + raw.len())?);
        self.bytes.extend_from_slice(raw);
        self.spans.push(span);
        let (hasher, bytes, spans) = (&self.hasher, &self.bytes, &self.spans);
        self.index.insert_unique(hash, number, |&number| {
            let (start, end) = spans.get(number as usize).copied().unwrap_or_default();
            hasher.hash_one(bytes.get(start as usize..end as usize).unwrap_or_default())
        });
        Ok(())
    }
}

/// A column of names (unit, field, procedure). Number 0 is "": not known.
#[derive(Debug)]
pub struct Names {
    distinct: Distinct,
    /// Number of the name that each distinct cell stands for.
    named: Vec<u32>,
    /// Cells as a text table has them, with doubled quotes, and the number of the name of each.
    doubled: Distinct,
    doubled_named: Vec<u32>,
    values: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Default for Names {
    fn default() -> Self {
        let numbers = filled([(String::new(), 0)]);
        Self {
            distinct: Distinct::default(),
            named: Vec::new(),
            doubled: Distinct::default(),
            doubled_named: Vec::new(),
            values: vec![String::new()],
            numbers,
        }
    }
}

impl Names {
    /// The number of a cell's name. Fails on bytes that are not UTF-8.
    #[inline]
    pub fn number(&mut self, raw: &[u8]) -> Result<u32, Error> {
        match self.distinct.find(raw).and_then(|distinct| self.named.get(distinct as usize)) {
            Some(number) => Ok(*number),
            None => self.name(raw),
        }
    }

    /// The same for a cell that has come before; None for a new one.
    #[inline(always)]
    pub fn known(&mut self, raw: &[u8]) -> Option<u32> {
        let distinct = self.distinct.find_inline(raw)?;
        self.named.get(distinct as usize).copied()
    }

    /// The same for a cell with doubled quotes, which `single` makes single the first time.
    #[inline(always)]
    pub fn known_doubled<'a>(
        &mut self,
        raw: &'a [u8],
        single: impl FnOnce(&'a [u8]) -> &'a [u8],
    ) -> Option<u32> {
        let known = self.doubled.find_inline(raw);
        match known.and_then(|distinct| self.doubled_named.get(distinct as usize)) {
            Some(number) => Some(*number),
            None => self.know_doubled(raw, single(raw)),
        }
    }

    #[inline(never)]
    fn know_doubled(&mut self, raw: &[u8], single: &[u8]) -> Option<u32> {
        let number = self.known(single)?;
        if self.doubled.insert(raw).is_ok() {
            self.doubled_named.push(number);
        }
        Some(number)
    }

    fn name(&mut self, raw: &[u8]) -> Result<u32, Error> {
        let name = tidy(std::str::from_utf8(raw).map_err(|_| ErrorCode::InvalidEncoding)?);
        self.distinct.insert(raw)?;
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(name).or_insert_with_key(|name| {
            self.values.push(name.clone());
            next
        });
        self.named.push(number);
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
    distinct: Distinct,
    /// What each distinct cell stands for, and whether it is listed.
    meanings: Vec<(u8, bool)>,
}

impl Words {
    /// The number that a cell stands for, and whether its word is listed (blank is).
    #[inline]
    pub fn number<T: Coded>(&mut self, raw: &[u8]) -> Result<(u8, bool), Error> {
        match self.distinct.find(raw).and_then(|distinct| self.meanings.get(distinct as usize)) {
            Some(meaning) => Ok(*meaning),
            None => self.look_up::<T>(raw),
        }
    }

    /// The same for a cell that has come before; None for a new one.
    #[inline(always)]
    pub fn known(&mut self, raw: &[u8]) -> Option<(u8, bool)> {
        let distinct = self.distinct.find_inline(raw)?;
        self.meanings.get(distinct as usize).copied()
    }

    fn look_up<T: Coded>(&mut self, raw: &[u8]) -> Result<(u8, bool), Error> {
        let text = std::str::from_utf8(raw).map_err(|_| ErrorCode::InvalidEncoding)?;
        self.distinct.insert(raw)?;
        let meaning = meaning::<T>(text);
        self.meanings.push(meaning);
        Ok(meaning)
    }
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
