//! Which dossiers count: of rows with one code the last counts, by file, then sheet, then row (spec section 7).

use super::columns::Dossiers;
use crate::text::bytes::same;
use crate::value::is_key;
use foldhash::quality::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

/// Most parts of the index that are filled one after another.
const SHELVES: usize = 256;
/// Dossiers from which another part is worth it.
const SHELF: usize = 1 << 12;

/// For each table, which of its dossiers count.
#[derive(Debug, Default)]
pub struct Live {
    keep_all: bool,
    hasher: FixedState,
    /// Dossiers by code: numbers over all tables.
    index: HashTable<u32>,
    /// Number of the first dossier of each table.
    starts: Vec<u32>,
    dead: Vec<Vec<u64>>,
    lost: Vec<u64>,
}

impl Live {
    /// Nothing yet. With `keep_all`, every dossier counts, whatever its code.
    pub fn new(keep_all: bool) -> Self {
        Self { keep_all, ..Self::default() }
    }

    /// Takes the last of `tables`, the ones before it having been taken already.
    pub fn take(&mut self, tables: &[&Dossiers]) {
        let Some((newest, table)) = tables.len().checked_sub(1).and_then(|at| Some((at, *tables.get(at)?)))
        else {
            return;
        };
        let length = table.len();
        let start = self.starts.last().copied().unwrap_or(0) + self.last_length(tables);
        self.starts.push(start);
        self.dead.push(vec![0; length.div_ceil(64)]);
        self.lost.push(0);
        if self.keep_all {
            return;
        }
        let (hasher, starts) = (&self.hasher, &self.starts);
        // At once: growing in steps would look every code up anew each time.
        self.index.reserve(length, |&number| hash(hasher, code_of(tables, starts, number)));
        for (hash, number) in self.shelved(table, start).into_iter().flatten() {
            self.enter(tables, number, hash);
        }
        debug_assert_eq!(self.starts.len(), newest + 1);
    }

    /// The hashes of a table's codes with their dossiers' numbers, put together by where they lie in the index: entering
    /// them shelf by shelf stays within a part of it that a cache holds. Equal codes lie on one shelf, in their order.
    fn shelved(&self, table: &Dossiers, start: u32) -> Vec<Vec<(u32, u32)>> {
        let count = (table.len() / SHELF + 1).min(SHELVES).next_power_of_two();
        let room = table.len() / count + table.len() / count / 8;
        let mut shelves: Vec<_> = std::iter::repeat_with(|| Vec::with_capacity(room)).take(count).collect();
        // A code's place in the index is the lowest bits of its hash; of these the highest name the shelf.
        let places = (self.index.capacity() + self.index.capacity() / 7).next_power_of_two();
        let shift = places.ilog2().saturating_sub(count.ilog2()).min(31);
        let codes = table.chunks.iter().flat_map(|chunk| chunk.code.iter());
        for (code, number) in codes.zip(start..).filter(|(code, _)| is_key(code.as_bytes())) {
            let hash = hash(&self.hasher, code) as u32;
            if let Some(shelf) = shelves.get_mut((hash >> shift) as usize % count) {
                shelf.push((hash, number));
            }
        }
        shelves
    }

    /// Dossiers in the table before the newest.
    fn last_length(&self, tables: &[&Dossiers]) -> u32 {
        let before = self.starts.len().checked_sub(1).and_then(|at| tables.get(at));
        before.map_or(0, |table| u32::try_from(table.len()).unwrap_or(u32::MAX))
    }

    /// Makes `number` the dossier that counts for its code, which has this hash.
    #[inline]
    fn enter(&mut self, tables: &[&Dossiers], number: u32, half: u32) {
        let (hasher, starts) = (&self.hasher, &self.starts);
        let code_of = |number: u32| code_of(tables, starts, number);
        let is_same = |&other: &u32| same(code_of(other).as_bytes(), code_of(number).as_bytes());
        match self.index.entry(twice(half), is_same, |&other| hash(hasher, code_of(other))) {
            Entry::Vacant(place) => drop(place.insert(number)),
            Entry::Occupied(mut place) => {
                let superseded = std::mem::replace(place.get_mut(), number);
                self.bury(superseded);
            }
        }
    }

    fn bury(&mut self, number: u32) {
        let table = self.starts.partition_point(|&start| start <= number).saturating_sub(1);
        let index = (number - self.starts.get(table).copied().unwrap_or(0)) as usize;
        if let (Some(dead), Some(lost)) = (self.dead.get_mut(table), self.lost.get_mut(table))
            && let Some(word) = dead.get_mut(index / 64)
        {
            *word |= 1 << (index % 64);
            *lost += 1;
        }
    }

    /// True if a dossier counts.
    #[inline]
    pub fn counts(&self, table: usize, index: usize) -> bool {
        let word = self.dead.get(table).and_then(|dead| dead.get(index / 64));
        word.is_none_or(|word| word >> (index % 64) & 1 == 0)
    }

    /// How many dossiers of a table a later row has replaced.
    pub fn superseded(&self, table: usize) -> u64 {
        self.lost.get(table).copied().unwrap_or(0)
    }
}

/// A hash of 32 bits, twice: the index takes a place from the lowest bits and a mark from the highest.
#[inline]
fn hash(hasher: &FixedState, code: &str) -> u64 {
    twice(hasher.hash_one(code) as u32)
}

#[inline]
fn twice(half: u32) -> u64 {
    u64::from(half) << 32 | u64::from(half)
}

fn code_of<'a>(tables: &[&'a Dossiers], starts: &[u32], number: u32) -> &'a str {
    let table = starts.partition_point(|&start| start <= number).saturating_sub(1);
    let index = number.saturating_sub(starts.get(table).copied().unwrap_or(0));
    tables.get(table).map_or("", |table| table.code(index as usize))
}

#[cfg(test)]
mod tests {
    use super::super::columns::{Builder, Facts};
    use super::*;
    use std::collections::BTreeMap;

    fn table(codes: &[String]) -> Dossiers {
        let mut builder = Builder::default();
        codes.iter().for_each(|code| builder.push(code.as_bytes(), &Facts::received_on(1)));
        Dossiers { chunks: builder.finish(), ..Dossiers::default() }
    }

    /// Large enough for many shelves and several chunks; a plain map says which row of a code is the last.
    #[test]
    fn the_last_row_of_each_code_counts() {
        let codes = |rows: usize, step: usize| -> Vec<String> {
            (0..rows)
                .map(|n| if n % 11 == 0 { String::new() } else { format!("H{}", n * step % 60_000) })
                .collect()
        };
        let tables = [codes(80_000, 7), codes(3, 7), codes(30_000, 13)];
        let mut last = BTreeMap::new();
        for (table, codes) in tables.iter().enumerate() {
            for (index, code) in codes.iter().enumerate().filter(|(_, code)| !code.is_empty()) {
                last.insert(code, (table, index));
            }
        }
        let loaded: Vec<_> = tables.iter().map(|codes| table(codes)).collect();
        let mut live = Live::new(false);
        (1..=loaded.len()).for_each(|count| live.take(&loaded.iter().take(count).collect::<Vec<_>>()));
        for (table, codes) in tables.iter().enumerate() {
            let mut superseded = 0;
            for (index, code) in codes.iter().enumerate() {
                let counts = code.is_empty() || last[code] == (table, index);
                assert_eq!(live.counts(table, index), counts, "{table} {index} {code}");
                superseded += u64::from(!counts);
            }
            assert_eq!(live.superseded(table), superseded);
        }
    }
}
