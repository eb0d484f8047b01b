//! Which rows of canonical files count, by `key` and `seq`: of rows with one key the one with the largest.
//! Exact in three looks at two columns: the hashes that come twice, the keys of these, the rows.

use crate::failure::{Done, fail};
use crate::table::{Numbers, Table, Texts};
use foldhash::quality::FixedState;
use hashbrown::hash_map::Entry;
use hashbrown::{HashMap, HashSet};
use std::hash::BuildHasher;

/// The largest `seq` of every key that comes more than once.
#[derive(Debug, Default)]
pub struct Winners {
    hasher: FixedState,
    /// Hashes that come more than once.
    twice: HashSet<u64, FixedState>,
    newest: HashMap<String, i64, FixedState>,
}

impl Winners {
    /// The winners of one file; `None` where it has no column `key` or no column `seq`.
    pub fn of(table: &Table) -> Done<Option<Self>> {
        if !table.has("key") || !table.has("seq") {
            return Ok(None);
        }
        let mut winners = Self::default();
        let mut seen: HashSet<u64, FixedState> = HashSet::default();
        each(table, |key, _| {
            let hash = winners.hasher.hash_one(key);
            if !seen.insert(hash) {
                winners.twice.insert(hash);
            }
            Ok(())
        })?;
        drop(seen);
        winners.find_newest(table)?;
        Ok(Some(winners))
    }

    fn find_newest(&mut self, table: &Table) -> Done {
        let Self { hasher, twice, newest } = self;
        let mut equal: HashSet<String, FixedState> = HashSet::default();
        each(table, |key, seq| {
            if !twice.contains(&hasher.hash_one(key)) {
                return Ok(());
            }
            match newest.entry(key.to_owned()) {
                Entry::Vacant(place) => {
                    place.insert(seq);
                }
                Entry::Occupied(place) if *place.get() == seq => {
                    equal.insert(key.to_owned());
                }
                Entry::Occupied(mut place) if *place.get() < seq => {
                    equal.remove(key);
                    place.insert(seq);
                }
                Entry::Occupied(_) => {}
            }
            Ok(())
        })?;
        match equal.len() {
            0 => Ok(()),
            keys => fail(format!(
                "{}: column seq: {keys} keys with two rows of the same seq; it must say which of them counts",
                table.name
            )),
        }
    }

    /// True if a row counts.
    pub fn wins(&self, key: Option<&str>, seq: i64) -> bool {
        key.and_then(|key| self.newest.get(key)).is_none_or(|newest| *newest == seq)
    }
}

/// Hands over key and seq of every row that has a key.
fn each(table: &Table, mut take: impl FnMut(&str, i64) -> Done) -> Done {
    for part in 0..table.parts {
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
        })?;
    }
    Ok(())
}
