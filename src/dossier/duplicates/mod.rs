//! Decides which dossiers count: of rows with the same code only one does, by the chosen rule
//! (docs/reference.md, "Definitions"). The index of rows that share a code is the same for every rule. The
//! rows that count are derived from it and can be derived again for another rule at any time.

mod among;
mod bits;
mod rule;

pub use rule::Duplicates;

use super::columns::{Chunk, Dossiers};
use super::facts::NO_DAY;
use crate::text::bytes::same;
use crate::value::code_key;
use bits::Bits;
use foldhash::quality::FixedState;
use hashbrown::hash_table::Entry;
use hashbrown::{HashMap, HashTable};
use std::ops::Range;

/// Bits per dossier in the set of hashes, at least; few dossiers then share a bit with another.
const SPARSE: usize = 16;
/// The same in the set of suspects, which is looked up for every dossier.
const SPARSER: usize = 32;
/// How often each dossier may be scanned, on average, before an index of all codes is cheaper.
const LOOKS: usize = 8;
/// Dossiers with higher numbers are never looked up.
const NUMBERS: u32 = 1 << 31;
/// Bit that marks the second dossier of a group.
const SECOND: u32 = 1 << 31;

/// The dossiers of all tables that share a code. Dossiers are numbered across all tables.
#[derive(Debug, Default)]
pub struct CodeIndex {
    /// The hashes of all codes.
    seen: Bits,
    /// Dossiers scanned so far.
    looked: usize,
    /// The first dossier of each code, once there are so many files that searching them is expensive.
    index: Option<HashTable<u32>>,
    /// The group of each first dossier.
    groups: HashMap<u32, u32, FixedState>,
    tables: Vec<Start>,
    /// The first dossier of each group.
    firsts: Vec<u32>,
    /// The other dossiers of the groups in order, each with its group. The bit [`SECOND`] marks the second
    /// dossier of a group.
    others: Vec<(u32, u32)>,
}

/// The start of a table in the numbering.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// Number of its first dossier.
    number: u32,
    /// The latest activity of all its rows, not after today.
    latest: i32,
    /// Length of `others` before this table was added.
    others: usize,
}

/// A dossier that is replaced by another with the same code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// Its table, and its index there.
    pub loser: (usize, usize),
    /// Table and index of the dossier that counts.
    pub winner: (usize, usize),
    /// A number that identifies the code.
    pub group: u32,
}

impl CodeIndex {
    /// Adds the tables that are not in the index yet. Days after `today` are not activity.
    pub fn take(&mut self, tables: &[&Dossiers], today: i32) {
        for at in self.tables.len()..tables.len() {
            self.take_last(tables.get(..=at).unwrap_or_default(), today);
        }
    }

    fn take_last(&mut self, tables: &[&Dossiers], today: i32) {
        let Some((table, before)) = tables.split_last() else { return };
        let length = before.last().map_or(0, |table| u32::try_from(table.len()).unwrap_or(u32::MAX));
        let number = self.tables.last().map_or(0, |start| start.number.saturating_add(length));
        self.tables.push(Start { number, latest: table.last_activity(today), others: self.others.len() });
        let total = (number as usize).saturating_add(table.len());
        if self.index.is_none() && self.looked > total.saturating_mul(LOOKS) {
            self.seen = Bits::default();
            self.index = Some(HashTable::with_capacity(total));
            for table in 0..before.len() {
                self.enter(tables, table);
            }
        }
        let doubles = match self.index {
            Some(_) => self.enter(tables, self.tables.len() - 1),
            None => self.look(tables, number),
        };
        doubles.into_iter().for_each(|double| self.join(double));
    }

    /// Finds the dossiers of the last table that share their code with an earlier one, in order. Its first
    /// dossier has the number `start`. Only suspects are compared: those whose hash sets a bit that is set.
    fn look(&mut self, tables: &[&Dossiers], start: u32) -> Vec<Double> {
        let suspects = self.suspects(tables, start);
        if suspects.is_empty() {
            return Vec::new();
        }
        let wanted = Bits::of(&suspects, SPARSER);
        let mut found = Vec::new();
        self.each_hash(tables, 0..self.tables.len(), |hash, number| {
            if wanted.has(hash) {
                found.push(u64::from(hash) << 32 | u64::from(number));
            }
        });
        self.looked += tables.iter().map(|table| table.len()).sum::<usize>();
        self.compare(tables, found, start)
    }

    /// The hashes in the last table that may not be new. All hashes are added to those seen.
    fn suspects(&mut self, tables: &[&Dossiers], start: u32) -> Vec<u32> {
        let (last, mut suspects) = (self.tables.len() - 1, Vec::new());
        let total = (start as usize).saturating_add(tables.last().map_or(0, |table| table.len()));
        let (old, bits) = (std::mem::take(&mut self.seen), total.saturating_mul(SPARSE));
        let (mut seen, from) = if old.len() < bits { (Bits::new(bits), 0) } else { (old, last) };
        self.each_hash(tables, from..last + 1, |hash, number| {
            if seen.add(hash) && number >= start {
                suspects.push(hash);
            }
        });
        self.seen = seen;
        suspects
    }

    /// Compares the codes of dossiers with the same hash; `found` has hash and number of each, in one number.
    fn compare(&self, tables: &[&Dossiers], mut found: Vec<u64>, start: u32) -> Vec<Double> {
        let lookup = Lookup { tables, starts: &self.tables };
        let (mut doubles, mut firsts) = (Vec::new(), Vec::<u32>::new());
        found.sort_unstable();
        for same_hash in found.chunk_by(|one, next| one >> 32 == next >> 32).filter(|same| same.len() > 1) {
            firsts.clear();
            for number in same_hash.iter().map(|found| *found as u32) {
                match firsts.iter().find(|first| lookup.same_code(**first, number)) {
                    Some(first) if number >= start => doubles.push(double(*first, number)),
                    Some(_) => {}
                    None => firsts.push(number),
                }
            }
        }
        doubles.sort_unstable();
        doubles
    }

    /// Enters a table into the index. Returns its dossiers that share their code with an earlier one, in
    /// order.
    fn enter(&mut self, tables: &[&Dossiers], table: usize) -> Vec<Double> {
        let (Some(mut index), mut doubles) = (self.index.take(), Vec::new()) else { return Vec::new() };
        let lookup = Lookup { tables, starts: &self.tables };
        self.each_hash(tables, table..table + 1, |hash, number| {
            let is_same = |first: &u32| lookup.same_code(*first, number);
            match index.entry(twice(hash), is_same, |first| lookup.hash(*first)) {
                Entry::Vacant(place) => {
                    place.insert(number);
                }
                Entry::Occupied(place) => doubles.push(double(*place.get(), number)),
            }
        });
        self.index = Some(index);
        doubles
    }

    /// Adds a dossier to the group of the first one with its code.
    fn join(&mut self, double: Double) {
        let (number, first) = ((double >> 32) as u32, double as u32);
        let next = u32::try_from(self.firsts.len()).unwrap_or(u32::MAX);
        let group = *self.groups.entry(first).or_insert(next);
        let is_new = group == next;
        if is_new {
            self.firsts.push(first);
        }
        self.others.push((if is_new { group | SECOND } else { group }, number));
    }

    /// Calls `take` with the hash and number of each dossier in some tables whose code identifies one
    /// dossier.
    fn each_hash(&self, tables: &[&Dossiers], range: Range<usize>, mut take: impl FnMut(u32, u32)) {
        let tables = tables.iter().zip(&self.tables).take(range.end).skip(range.start);
        for (table, start) in tables {
            let mut numbers = start.number..NUMBERS;
            for chunk in &table.chunks {
                each_hash(chunk, &mut numbers, &mut take);
            }
        }
    }

    /// The dossiers of the tables from `table` on that others replace. Dossiers with the same code may be far
    /// apart.
    pub fn replaced<'a>(
        &'a self,
        live: &'a DuplicateFilter,
        table: usize,
    ) -> impl Iterator<Item = Replaced> + 'a {
        let others = self.tables.get(table).map_or(usize::MAX, |start| start.others);
        let members = self.others.get(others..).unwrap_or_default().iter().flat_map(|&(marked, number)| {
            let group = marked & !SECOND;
            let first = self.firsts.get(group as usize).filter(|_| marked != group);
            first.copied().into_iter().chain([number]).map(move |number| (group, number))
        });
        let losers = members.filter_map(|(group, number)| self.replaced_by(live, group, number));
        losers.filter(move |replaced| replaced.loser.0 >= table)
    }

    /// A dossier of a group with the one that counts instead. None if it counts itself.
    fn replaced_by(&self, live: &DuplicateFilter, group: u32, number: u32) -> Option<Replaced> {
        let winner = live.winner(group).filter(|winner| *winner != number)?;
        Some(Replaced { loser: self.place(number), winner: self.place(winner), group })
    }

    /// The latest activity of all rows of a table, whether they count or not.
    pub fn latest(&self, table: usize) -> i32 {
        self.tables.get(table).map_or(NO_DAY, |start| start.latest)
    }

    fn table_of(&self, number: u32) -> usize {
        table_of(&self.tables, number)
    }

    /// The table of a dossier, and its index there. Dossiers are numbered over all tables.
    #[inline]
    pub fn place(&self, number: u32) -> (usize, usize) {
        let table = self.table_of(number);
        (table, (number - self.tables.get(table).map_or(0, |start| start.number)) as usize)
    }
}

/// Looks up codes by dossier number.
#[derive(Clone, Copy)]
struct Lookup<'a> {
    tables: &'a [&'a Dossiers],
    starts: &'a [Start],
}

impl<'a> Lookup<'a> {
    /// The chunk of a dossier, and its index there.
    fn locate(&self, number: u32) -> Option<(&'a Chunk, usize)> {
        let table = table_of(self.starts, number);
        let start = self.starts.get(table).map_or(0, |start| start.number);
        self.tables.get(table)?.locate((number - start) as usize)
    }

    fn code(&self, number: u32) -> &'a str {
        self.locate(number).map_or("", |(chunk, at)| chunk.code.get(at))
    }

    fn hash(&self, number: u32) -> u64 {
        let hash = self.locate(number).and_then(|(chunk, at)| chunk.code.hashes().get(at));
        twice(hash.copied().unwrap_or_default())
    }

    #[inline]
    fn same_code(&self, one: u32, other: u32) -> bool {
        let (one, other) = (self.code(one), self.code(other));
        same(one.as_bytes(), other.as_bytes()) || code_key(one) == code_key(other)
    }
}

/// A dossier (high half) and the first one with the same code (low half).
type Double = u64;

fn double(first: u32, number: u32) -> Double {
    u64::from(number) << 32 | u64::from(first)
}

/// Calls `take` with the hash and number of each dossier in a chunk whose code identifies one dossier. A
/// function for each chunk: a browser makes one fast that is called again, not one that runs for long.
#[inline(never)]
fn each_hash(chunk: &Chunk, numbers: &mut impl Iterator<Item = u32>, take: &mut impl FnMut(u32, u32)) {
    for (hash, number) in chunk.code.hashes().iter().zip(numbers) {
        if *hash != 0 {
            take(*hash, number);
        }
    }
}

fn table_of(starts: &[Start], number: u32) -> usize {
    starts.partition_point(|start| start.number <= number).saturating_sub(1)
}

/// Repeats the hash: the index takes the position from the lowest bits and a tag from the highest.
#[inline]
fn twice(half: u32) -> u64 {
    u64::from(half) << 32 | u64::from(half)
}

/// The dossiers that count under one rule.
#[derive(Debug, Default)]
pub struct DuplicateFilter {
    rule: Duplicates,
    /// For each table one bit per dossier: set if another dossier replaces it.
    replaced: Vec<Vec<u64>>,
    /// For each table, the number of these bits.
    replaced_counts: Vec<u64>,
    /// The dossier of each group that counts.
    winners: Vec<u32>,
    /// Number of entries of the index's `others` processed so far.
    seen: usize,
}

impl DuplicateFilter {
    /// Creates an empty set for a rule.
    pub fn new(rule: Duplicates) -> Self {
        Self { rule, ..Self::default() }
    }

    /// The dossiers of these tables that count under a rule.
    pub fn by(rule: Duplicates, tables: &[&Dossiers], codes: &CodeIndex) -> Self {
        let mut live = Self::new(rule);
        live.follow(tables, codes);
        live
    }

    /// Processes what was added to the index since the last call.
    pub fn follow(&mut self, tables: &[&Dossiers], codes: &CodeIndex) {
        for table in tables.iter().skip(self.replaced.len()) {
            self.replaced.push(vec![0; table.len().div_ceil(64)]);
            self.replaced_counts.push(0);
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

    /// Compares another dossier of a group with the current winner.
    fn contest(&mut self, codes: &CodeIndex, group: u32, number: u32) {
        let Some(winner) = self.winners.get_mut(group as usize) else { return };
        let latest = |number: u32| codes.latest(codes.table_of(number));
        let wins = match self.rule {
            Duplicates::Newest => (latest(number), number) > (latest(*winner), *winner),
            Duplicates::First => number < *winner,
            Duplicates::Last | Duplicates::Keep => number > *winner,
        };
        let loser = if wins { std::mem::replace(winner, number) } else { number };
        self.mark_superseded(codes.place(loser));
    }

    fn mark_superseded(&mut self, (table, index): (usize, usize)) {
        if let (Some(bits), Some(count)) = (self.replaced.get_mut(table), self.replaced_counts.get_mut(table))
            && let Some(word) = bits.get_mut(index / 64)
        {
            *word |= 1 << (index % 64);
            *count += 1;
        }
    }

    /// Excludes a dossier for another reason than its code.
    pub fn exclude(&mut self, table: usize, index: usize) {
        if self.counts(table, index) {
            self.mark_superseded((table, index));
        }
    }

    /// The dossier of a group that counts. None if all count.
    fn winner(&self, group: u32) -> Option<u32> {
        self.winners.get(group as usize).copied()
    }

    /// True if a dossier counts.
    #[inline]
    pub fn counts(&self, table: usize, index: usize) -> bool {
        let word = self.replaced.get(table).and_then(|bits| bits.get(index / 64));
        word.is_none_or(|word| word >> (index % 64) & 1 == 0)
    }

    /// Number of dossiers of a table that others replace.
    pub fn replaced_in(&self, table: usize) -> u64 {
        self.replaced_counts.get(table).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
