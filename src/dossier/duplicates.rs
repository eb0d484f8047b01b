//! Which dossiers count: of rows with one code one does, by the rule chosen (spec section 7). What is kept is the same for
//! every rule: which rows share a code. Which of them count is worked out from that, for one rule or another, at any time.

use super::columns::{Chunk, Dossiers};
use super::facts::NO_DAY;
use crate::text::bytes::same;
use crate::value::{code_key, is_key, is_plain_code};
use foldhash::quality::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// Most parts of the index that are filled one after another.
const SHELVES: usize = 256;
/// Chunks that are put on shelves at once: what stands there takes eight bytes a dossier until it is entered.
const PART: usize = if cfg!(test) { 1 } else { 4 };
/// Dossiers from which another part is worth it.
const SHELF: usize = 1 << 10;
/// Marks a number of the index as that of a group; dossiers beyond are never looked up.
const GROUP: u32 = 1 << 31;
/// Marks the second dossier of a group.
const SECOND: u32 = 1 << 31;

/// Which of several rows with one code counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// That of the table with the latest activity, whatever the order of the files; of equal ones the last.
    #[default]
    Newest,
    /// The last, by file, then sheet, then row.
    Last,
    /// The first.
    First,
    /// All of them.
    Keep,
}

/// Which dossiers of all tables share a code. Dossiers are numbered over all tables.
#[derive(Debug, Default)]
pub struct CodeIndex {
    hasher: FixedState,
    /// By code: the one dossier that has it or, marked, the group of those that have it.
    index: HashTable<u32>,
    tables: Vec<Start>,
    /// The first dossier of each group.
    firsts: Vec<u32>,
    /// The other dossiers of the groups in their order, each with its group; marked where it is the group's second.
    others: Vec<(u32, u32)>,
}

/// Where a table begins.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// Number of its first dossier.
    number: u32,
    /// The latest activity of all its rows, not after today.
    latest: i32,
    /// How many other dossiers groups had before it.
    others: usize,
}

/// A dossier that another with its code replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// Its table, and its index there.
    pub loser: (usize, usize),
    /// The same of the dossier that counts.
    pub winner: (usize, usize),
    /// A number for the code.
    pub group: u32,
}

impl CodeIndex {
    /// Takes those of `tables` that were not taken before. `today` bounds what counts as activity.
    pub fn take(&mut self, tables: &[&Dossiers], today: i32) {
        for at in self.tables.len()..tables.len() {
            self.take_last(tables.get(..=at).unwrap_or_default(), today);
        }
    }

    fn take_last(&mut self, tables: &[&Dossiers], today: i32) {
        let Some((table, before)) = tables.split_last() else { return };
        let length = before.last().map_or(0, |table| u32::try_from(table.len()).unwrap_or(u32::MAX));
        let number = self.tables.last().map_or(0, |start| start.number.saturating_add(length));
        let begun = self.firsts.len();
        self.tables.push(Start { number, latest: table.last_activity(today), others: self.others.len() });
        let lookup = Lookup { hasher: &self.hasher, tables, starts: &self.tables };
        // At once: growing in steps would look every code up anew each time.
        self.index.reserve(table.len(), |&entry| lookup.hash(first(&self.firsts, entry)));
        // By shelf they would be met in no order; whoever looks at them goes through the rows in theirs.
        let mut groups = Vec::new();
        let mut numbers = number..GROUP;
        for part in table.chunks.chunks(PART) {
            for (hash, at) in self.shelved(part, &mut numbers).into_iter().flatten() {
                let Some(group) = self.enter(tables, at, hash) else { continue };
                groups.resize(table.len(), GROUP);
                groups.get_mut((at - number) as usize).into_iter().for_each(|place| *place = group);
            }
        }
        let mut new = vec![true; self.firsts.len() - begun];
        for (group, number) in groups.into_iter().zip(number..).filter(|(group, _)| *group != GROUP) {
            let new = (group as usize).checked_sub(begun).and_then(|group| new.get_mut(group));
            let mark = if new.is_some_and(std::mem::take) { SECOND } else { 0 };
            self.others.push((group | mark, number));
        }
    }

    /// The hashes of some chunks' codes with their dossiers' numbers, put together by where they lie in the index: entering
    /// them shelf by shelf stays within a part of it that a cache holds. Equal codes lie on one shelf, in their order.
    fn shelved(&self, part: &[Chunk], numbers: &mut impl Iterator<Item = u32>) -> Vec<Vec<(u32, u32)>> {
        let length: usize = part.iter().map(Chunk::len).sum();
        let count = (length / SHELF + 1).min(SHELVES).next_power_of_two();
        let room = length / count + length / count / 8;
        let mut shelves: Vec<_> = std::iter::repeat_with(|| Vec::with_capacity(room)).take(count).collect();
        // A code's place in the index is the lowest bits of its hash; of these the highest name the shelf.
        let places = (self.index.capacity() + self.index.capacity() / 7).next_power_of_two();
        let shift = places.ilog2().saturating_sub(count.ilog2()).min(31);
        for chunk in part {
            each_hash(chunk, &self.hasher, numbers, |hash, number| {
                if let Some(shelf) = shelves.get_mut((hash >> shift) as usize % count) {
                    shelf.push((hash, number));
                }
            });
        }
        shelves
    }

    /// Enters a dossier by the hash of its code; gives the group of those that have the code too.
    #[inline]
    fn enter(&mut self, tables: &[&Dossiers], number: u32, half: u32) -> Option<u32> {
        let lookup = Lookup { hasher: &self.hasher, tables, starts: &self.tables };
        let firsts = &self.firsts;
        let is_same = |&entry: &u32| lookup.same_code(first(firsts, entry), number);
        match self.index.entry(twice(half), is_same, |&entry| lookup.hash(first(firsts, entry))) {
            Entry::Vacant(place) => {
                place.insert(number);
                None
            }
            Entry::Occupied(mut place) => {
                if *place.get() & GROUP == 0 {
                    let group = u32::try_from(self.firsts.len()).unwrap_or(u32::MAX);
                    self.firsts.push(std::mem::replace(place.get_mut(), group | GROUP));
                }
                Some(*place.get() & !GROUP)
            }
        }
    }

    /// The dossiers of the tables from `table` on that others replace. Those with one code may lie far apart.
    pub fn replaced<'a>(&'a self, live: &'a Live, table: usize) -> impl Iterator<Item = Replaced> + 'a {
        let others = self.tables.get(table).map_or(usize::MAX, |start| start.others);
        let members = self.others.get(others..).unwrap_or_default().iter().flat_map(|&(marked, number)| {
            let group = marked & !SECOND;
            let first = self.firsts.get(group as usize).filter(|_| marked != group);
            first.copied().into_iter().chain([number]).map(move |number| (group, number))
        });
        let losers = members.filter_map(|(group, number)| self.replaced_by(live, group, number));
        losers.filter(move |replaced| replaced.loser.0 >= table)
    }

    /// A dossier of a group, and the one that counts instead.
    fn replaced_by(&self, live: &Live, group: u32, number: u32) -> Option<Replaced> {
        let winner = live.winner(group).filter(|winner| *winner != number)?;
        Some(Replaced { loser: self.locate(number), winner: self.locate(winner), group })
    }

    /// The latest activity of all rows of a table, whether they count or not.
    pub fn latest(&self, table: usize) -> i32 {
        self.tables.get(table).map_or(NO_DAY, |start| start.latest)
    }

    fn table_of(&self, number: u32) -> usize {
        table_of(&self.tables, number)
    }

    /// The table of a dossier, and its index there.
    fn locate(&self, number: u32) -> (usize, usize) {
        let table = self.table_of(number);
        (table, (number - self.tables.get(table).map_or(0, |start| start.number)) as usize)
    }
}

/// Finds codes by the numbers of their dossiers.
#[derive(Clone, Copy)]
struct Lookup<'a> {
    hasher: &'a FixedState,
    tables: &'a [&'a Dossiers],
    starts: &'a [Start],
}

impl<'a> Lookup<'a> {
    fn code(&self, number: u32) -> &'a str {
        let table = table_of(self.starts, number);
        let start = self.starts.get(table).map_or(0, |start| start.number);
        self.tables.get(table).map_or("", |table| table.code((number - start) as usize))
    }

    fn hash(&self, number: u32) -> u64 {
        twice(hash(self.hasher, &code_key(self.code(number))))
    }

    #[inline]
    fn same_code(&self, one: u32, other: u32) -> bool {
        let (one, other) = (self.code(one), self.code(other));
        same(one.as_bytes(), other.as_bytes()) || code_key(one) == code_key(other)
    }
}

/// The hash of each code of a chunk that can stand for one dossier.
fn each_hash(
    chunk: &Chunk,
    hasher: &FixedState,
    numbers: &mut impl Iterator<Item = u32>,
    mut take: impl FnMut(u32, u32),
) {
    let plain = is_plain_code(chunk.code.letters());
    for (code, number) in chunk.code.iter().zip(numbers) {
        let key = if plain { code.into() } else { code_key(code) };
        if is_key(key.as_bytes()) {
            take(hash(hasher, &key), number);
        }
    }
}

/// The dossier, or the first of the group, that an entry of the index stands for.
#[inline]
fn first(firsts: &[u32], entry: u32) -> u32 {
    if entry & GROUP == 0 { entry } else { firsts.get((entry & !GROUP) as usize).copied().unwrap_or(0) }
}

fn table_of(starts: &[Start], number: u32) -> usize {
    starts.partition_point(|start| start.number <= number).saturating_sub(1)
}

/// A hash of 32 bits.
#[inline]
fn hash(hasher: &FixedState, code: &str) -> u32 {
    hasher.hash_one(code) as u32
}

/// Twice over: the index takes a place from the lowest bits and a mark from the highest.
#[inline]
fn twice(half: u32) -> u64 {
    u64::from(half) << 32 | u64::from(half)
}

/// Which dossiers count by one rule.
#[derive(Debug, Default)]
pub struct Live {
    rule: Duplicates,
    /// For each table a bit a dossier: another one replaces it.
    dead: Vec<Vec<u64>>,
    lost: Vec<u64>,
    /// The dossier that counts, of each group.
    winners: Vec<u32>,
    /// Other dossiers of groups that were looked at.
    seen: usize,
}

impl Live {
    /// Nothing yet.
    pub fn new(rule: Duplicates) -> Self {
        Self { rule, ..Self::default() }
    }

    /// The dossiers of these tables that count by a rule.
    pub fn by(rule: Duplicates, tables: &[&Dossiers], codes: &CodeIndex) -> Self {
        let mut live = Self::new(rule);
        live.follow(tables, codes);
        live
    }

    /// Takes what the index has taken since.
    pub fn follow(&mut self, tables: &[&Dossiers], codes: &CodeIndex) {
        for table in tables.iter().skip(self.dead.len()) {
            self.dead.push(vec![0; table.len().div_ceil(64)]);
            self.lost.push(0);
        }
        if self.rule == Duplicates::Keep {
            return;
        }
        let begun = self.winners.len();
        self.winners.extend(codes.firsts.iter().skip(begun));
        for &(group, number) in codes.others.get(self.seen..).unwrap_or_default() {
            self.contest(codes, group & !SECOND, number);
        }
        self.seen = codes.others.len();
    }

    /// Lets one more dossier of a group have its try.
    fn contest(&mut self, codes: &CodeIndex, group: u32, number: u32) {
        let Some(winner) = self.winners.get_mut(group as usize) else { return };
        let latest = |number: u32| codes.latest(codes.table_of(number));
        let wins = match self.rule {
            Duplicates::Newest => (latest(number), number) > (latest(*winner), *winner),
            Duplicates::First => number < *winner,
            Duplicates::Last | Duplicates::Keep => number > *winner,
        };
        let loser = if wins { std::mem::replace(winner, number) } else { number };
        self.bury(codes.locate(loser));
    }

    fn bury(&mut self, (table, index): (usize, usize)) {
        if let (Some(dead), Some(lost)) = (self.dead.get_mut(table), self.lost.get_mut(table))
            && let Some(word) = dead.get_mut(index / 64)
        {
            *word |= 1 << (index % 64);
            *lost += 1;
        }
    }

    /// The dossier that counts of a group; none where all do.
    fn winner(&self, group: u32) -> Option<u32> {
        self.winners.get(group as usize).copied()
    }

    /// True if a dossier counts.
    #[inline]
    pub fn counts(&self, table: usize, index: usize) -> bool {
        let word = self.dead.get(table).and_then(|dead| dead.get(index / 64));
        word.is_none_or(|word| word >> (index % 64) & 1 == 0)
    }

    /// How many dossiers of a table others replace.
    pub fn superseded(&self, table: usize) -> u64 {
        self.lost.get(table).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
