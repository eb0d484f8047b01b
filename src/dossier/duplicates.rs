//! Which dossiers count: of rows with one code the last counts, by file, then sheet, then row (spec section 7).

use super::columns::Dossiers;
use crate::text::bytes::same;
use crate::value::is_key;
use foldhash::quality::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

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
        self.index.reserve(length, |&number| hasher.hash_one(code_of(tables, starts, number)));
        // Hashes first, a chunk at a time: the look-ups that follow then wait for memory together.
        let (mut number, mut hashes) = (start, Vec::new());
        for chunk in &table.chunks {
            hashes.clear();
            hashes.extend(chunk.code.iter().map(|code| self.hasher.hash_one(code)));
            for (code, hash) in chunk.code.iter().zip(&hashes) {
                if is_key(code.as_bytes()) {
                    self.enter(tables, (code, *hash), number);
                }
                number += 1;
            }
        }
        debug_assert_eq!(self.starts.len(), newest + 1);
    }

    /// Dossiers in the table before the newest.
    fn last_length(&self, tables: &[&Dossiers]) -> u32 {
        let before = self.starts.len().checked_sub(1).and_then(|at| tables.get(at));
        before.map_or(0, |table| u32::try_from(table.len()).unwrap_or(u32::MAX))
    }

    /// Makes `number` the dossier that counts for its code, given with its hash.
    #[inline]
    fn enter(&mut self, tables: &[&Dossiers], (code, hash): (&str, u64), number: u32) {
        let (hasher, starts) = (&self.hasher, &self.starts);
        let code_of = |number: u32| code_of(tables, starts, number);
        let is_same = |&other: &u32| same(code_of(other).as_bytes(), code.as_bytes());
        match self.index.entry(hash, is_same, |&other| hasher.hash_one(code_of(other))) {
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

fn code_of<'a>(tables: &[&'a Dossiers], starts: &[u32], number: u32) -> &'a str {
    let table = starts.partition_point(|&start| start <= number).saturating_sub(1);
    let index = number.saturating_sub(starts.get(table).copied().unwrap_or(0));
    tables.get(table).map_or("", |table| table.code(index as usize))
}
