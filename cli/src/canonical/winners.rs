//! Which rows of canonical files count, by `key` and `seq`: of the rows with one key, the one with the
//! largest `seq`. The result is exact. It takes three passes over two columns: find hashes that occur twice,
//! then the keys with these hashes, then the rows.

use crate::failure::{Done, fail};
use crate::parallel::each_part;
use crate::table::{Numbers, Table, Texts};
use foldhash::quality::FixedState;
use hashbrown::{HashMap, HashSet};
use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

/// The largest `seq` of every key that occurs more than once.
#[derive(Debug, Default)]
pub struct Winners {
    newest: HashMap<String, Newest, FixedState>,
}

/// The largest `seq` of a key, and whether two rows have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Newest {
    seq: i64,
    twice: bool,
}

/// Number of sets into which hashes are divided; one thread at a time adds to a set.
const SETS: usize = 64;

/// Hashes that occurred, and those that occurred again.
#[derive(Debug, Default)]
struct Seen {
    once: HashSet<u64, FixedState>,
    again: HashSet<u64, FixedState>,
}

impl Winners {
    /// The winners of one file, found by this number of threads; `None` if the file has no column `key` or no
    /// column `seq`.
    pub fn of(table: &Table, threads: usize) -> Done<Option<Self>> {
        if !table.has("key") || !table.has("seq") {
            return Ok(None);
        }
        let twice = twice(table, threads)?;
        let hasher = FixedState::default();
        let work = |own: &mut Self, part: usize| {
            each(table, part, |key, seq| {
                if twice.contains(&hasher.hash_one(key)) {
                    own.note(key, Newest { seq, twice: false });
                }
                Ok(())
            })
        };
        let mut all = Self::default();
        for own in each_part(table.parts, threads, Self::default, work)? {
            own.newest.into_iter().for_each(|(key, newest)| all.note(&key, newest));
        }
        match all.newest.values().filter(|newest| newest.twice).count() {
            0 => Ok(Some(all)),
            keys => fail(format!(
                "{}: column seq: {keys} keys with two rows of the same seq; it must say which of them counts",
                table.name
            )),
        }
    }

    fn note(&mut self, key: &str, other: Newest) {
        let Some(known) = self.newest.get_mut(key) else {
            self.newest.insert(key.to_owned(), other);
            return;
        };
        match known.seq.cmp(&other.seq) {
            Ordering::Less => *known = other,
            Ordering::Equal => known.twice = true,
            Ordering::Greater => {}
        }
    }

    /// True if a row counts.
    pub fn wins(&self, key: Option<&str>, seq: i64) -> bool {
        key.and_then(|key| self.newest.get(key)).is_none_or(|newest| newest.seq == seq)
    }
}

/// Hashes of keys that occur more than once.
fn twice(table: &Table, threads: usize) -> Done<HashSet<u64, FixedState>> {
    let sets: Vec<Mutex<Seen>> = (0..SETS).map(|_| Mutex::default()).collect();
    let hasher = FixedState::default();
    let work = |hashes: &mut Vec<Vec<u64>>, part: usize| {
        each(table, part, |key, _| {
            let hash = hasher.hash_one(key);
            hashes.get_mut(hash as usize % SETS).into_iter().for_each(|hashes| hashes.push(hash));
            Ok(())
        })?;
        for (set, hashes) in sets.iter().zip(hashes) {
            let mut set = set.lock().unwrap_or_else(PoisonError::into_inner);
            let Seen { once, again } = &mut *set;
            again.extend(hashes.drain(..).filter(|hash| !once.insert(*hash)));
        }
        Ok(())
    };
    each_part(table.parts, threads, || vec![Vec::new(); SETS], work)?;
    let sets = sets.into_iter().map(|set| set.into_inner().unwrap_or_else(PoisonError::into_inner));
    Ok(sets.flat_map(|seen| seen.again).collect())
}

/// Calls `take` with key and seq of every row of a part that has a key.
fn each(table: &Table, part: usize, mut take: impl FnMut(&str, i64) -> Done) -> Done {
    table.read(part, Some(&["key", "seq"]), |batch| {
        let (Some(keys), Some(seqs)) = (batch.column_by_name("key"), batch.column_by_name("seq")) else {
            return Ok(());
        };
        let (keys, seqs) = (Texts::of(keys, "key")?, Numbers::of(seqs, "seq")?);
        (0..batch.num_rows()).try_for_each(|row| match (keys.known(row), seqs.at(row)) {
            (Some(key), Some(seq)) => take(key, seq),
            (Some(_), None) => fail(format!("{}, column seq: a key without a seq", table.place(part))),
            (None, _) => Ok(()),
        })
    })
}
