//! Category columns as numbers: each distinct cell is folded, checked and looked up once, and then recognised by
//! its bytes; most cells equal the one above them and cost one comparison.

use crate::text::tidy;
use crate::value::Coded;
use crate::{Error, ErrorCode};
use foldhash::quality::FixedState;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::hash::BuildHasher;

/// Distinct byte strings, numbered in order of appearance.
#[derive(Debug, Default)]
struct Distinct {
    bytes: Vec<u8>,
    /// End of each string in `bytes`; it begins where the one before ends.
    ends: Vec<usize>,
    index: HashTable<u32>,
    hasher: FixedState,
    last: u32,
}

impl Distinct {
    fn get(&self, number: u32) -> Option<&[u8]> {
        let number = number as usize;
        let start = if number == 0 { 0 } else { *self.ends.get(number - 1)? };
        self.bytes.get(start..*self.ends.get(number)?)
    }

    /// The number of a string, and whether it is new.
    #[inline]
    fn number(&mut self, raw: &[u8]) -> (u32, bool) {
        if self.get(self.last) == Some(raw) {
            return (self.last, false);
        }
        self.look_up(raw)
    }

    fn look_up(&mut self, raw: &[u8]) -> (u32, bool) {
        let hash = self.hasher.hash_one(raw);
        let found = self.index.find(hash, |&number| self.get(number) == Some(raw)).copied();
        let number = found.unwrap_or_else(|| self.insert(hash, raw));
        self.last = number;
        (number, found.is_none())
    }

    fn insert(&mut self, hash: u64, raw: &[u8]) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(raw);
        self.ends.push(self.bytes.len());
        let (hasher, bytes, ends) = (&self.hasher, &self.bytes, &self.ends);
        self.index.insert_unique(hash, number, |&number| {
            let number = number as usize;
            let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
            hasher.hash_one(bytes.get(start..ends.get(number).copied().unwrap_or(start)).unwrap_or_default())
        });
        number
    }
}

/// A column of names (unit, field, procedure): number 0 is "", not known.
#[derive(Debug)]
pub struct Names {
    distinct: Distinct,
    /// Number of the name that each distinct cell stands for.
    named: Vec<u32>,
    values: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Default for Names {
    fn default() -> Self {
        let numbers = BTreeMap::from([(String::new(), 0)]);
        Self { distinct: Distinct::default(), named: Vec::new(), values: vec![String::new()], numbers }
    }
}

impl Names {
    /// The number of a cell's name. Fails on bytes that are no UTF-8.
    #[inline]
    pub fn number(&mut self, raw: &[u8]) -> Result<u32, Error> {
        let (distinct, new) = self.distinct.number(raw);
        if new { self.name(raw) } else { Ok(self.named.get(distinct as usize).copied().unwrap_or(0)) }
    }

    fn name(&mut self, raw: &[u8]) -> Result<u32, Error> {
        let name = tidy(std::str::from_utf8(raw).map_err(|_| ErrorCode::InvalidEncoding)?);
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

    /// The names, by number, the look-up given back.
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
        let (distinct, new) = self.distinct.number(raw);
        if new {
            let text = std::str::from_utf8(raw).map_err(|_| ErrorCode::InvalidEncoding)?;
            self.meanings.push(meaning::<T>(text));
        }
        Ok(self.meanings.get(distinct as usize).copied().unwrap_or((T::BLANK.number(), true)))
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
        assert_eq!(names.number(b"\xff").unwrap_err().code, ErrorCode::InvalidEncoding);
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
        assert_eq!(read(""), (Channel::Direct.number(), true));
        assert_eq!(read("Fax"), (Channel::Other.number(), false));
        assert_eq!(read("Trực tuyến"), (Channel::Online.number(), true));
        assert_eq!(read("Fax"), (Channel::Other.number(), false));
    }
}
