//! The units that claims may name. A name that differs by more than its spelling is another unit: similar
//! names are proposed in the error, never used.

use crate::session::Session;
use crate::session::options::bad_query;
use crate::text::fold;
use crate::value::unit_key;
use crate::{Error, ErrorDetail};
use std::collections::BTreeMap;

/// Maximum number of units that an error proposes.
const PROPOSED: usize = 3;
/// Minimum similarity for a unit to be proposed, in percent.
const LIKE: usize = 45;

/// The units of all dossiers.
#[derive(Debug)]
pub struct ClaimUnits<'a> {
    /// By the key that all spellings of a unit share, or by the name itself if spellings are not merged.
    keys: BTreeMap<String, &'a str>,
    merges: bool,
}

impl<'a> ClaimUnits<'a> {
    /// The units of a session.
    pub fn of(session: &'a Session) -> Self {
        let merges = session.settings.units.merge_spellings != Some(false);
        let mut keys = BTreeMap::new();
        for unit in session.tables.iter().flat_map(|named| &named.table.dossiers.units) {
            keys.insert(if merges { unit_key(unit) } else { unit.clone() }, unit.as_str());
        }
        Self { keys, merges }
    }

    /// The key of the unit with this name. Fails if no dossier has it; the error proposes similar names.
    pub fn key_of(&self, name: &str) -> Result<String, Error> {
        let key = if self.merges { unit_key(name) } else { name.to_owned() };
        let found = self.keys.get(&key).map(|unit| (*unit).to_owned());
        found.ok_or_else(|| {
            let like = self.like(name);
            if like.is_empty() {
                return bad_query(ErrorDetail::UnknownUnit).with(name);
            }
            bad_query(ErrorDetail::SimilarUnits).with(name).with(&like.join("; "))
        })
    }

    /// The units with the most similar names, the most similar first.
    fn like(&self, name: &str) -> Vec<&'a str> {
        let wanted = pairs(name);
        let mut best: Vec<(usize, &str)> = Vec::new();
        for unit in self.keys.values().copied() {
            let like = likeness(&wanted, &pairs(unit));
            let place = best.iter().take_while(|(known, _)| *known >= like).count();
            if like >= LIKE && place < PROPOSED {
                best.insert(place, (like, unit));
                best.truncate(PROPOSED);
            }
        }
        best.into_iter().map(|(_, unit)| unit).collect()
    }
}

/// Pairs of neighbouring letters of a folded name.
fn pairs(name: &str) -> Vec<[char; 2]> {
    let letters: Vec<char> = fold(name).chars().take(200).collect();
    letters.windows(2).filter_map(|pair| pair.try_into().ok()).collect()
}

/// The share of pairs in common, in percent.
fn likeness(one: &[[char; 2]], other: &[[char; 2]]) -> usize {
    let mut rest = other.to_vec();
    let mut common = 0;
    for pair in one {
        if let Some(place) = rest.iter().position(|known| known == pair) {
            rest.swap_remove(place);
            common += 1;
        }
    }
    200 * common / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names_are_proposed() {
        let like = |one, other| likeness(&pairs(one), &pairs(other));
        assert_eq!(like("UBND xã Tân Mỹ", "ubnd Xã Tân Mỹ"), 100);
        assert!(like("xã Tân Mỹ", "UBND xã Tân Mỹ") >= LIKE);
        assert!(like("xã Tân Mỹ", "Sở Xây dựng") < LIKE);
    }
}
