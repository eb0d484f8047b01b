//! Lists which spellings were merged.

use super::Units;
use serde::Serialize;

/// A unit that is spelled in several ways.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The spelling that is shown.
    pub unit: String,
    /// The other spellings, in the order of their first occurrence.
    pub spellings: Vec<String>,
}

impl Units {
    /// Units whose spellings were merged, in the order of their first occurrence. Aliases are not included.
    pub fn merged(&self) -> Vec<Merged> {
        let mut merged = vec![Merged::default(); self.shown.len()];
        for ((spelling, number), is_read) in self.names.spellings.iter().zip(0..).zip(self.read()) {
            let unit = spelling.unit as usize;
            match (merged.get_mut(unit), self.shown.get(unit)) {
                (Some(merged), Some((shown, _))) if *shown == number => {
                    merged.unit.clone_from(&spelling.name)
                }
                (Some(merged), _) if is_read => merged.spellings.push(spelling.name.clone()),
                _ => {}
            }
        }
        merged.retain(|merged| !merged.spellings.is_empty());
        merged
    }

    /// For each spelling: true if a table uses it for its own unit, without an alias.
    fn read(&self) -> Vec<bool> {
        let mut read = vec![false; self.names.spellings.len()];
        for part in self.tables.iter().flat_map(|spelled| &spelled.parts) {
            let spelling = self.names.spellings.get(part.spelling as usize);
            if spelling.is_some_and(|spelling| spelling.unit == part.unit)
                && let Some(read) = read.get_mut(part.spelling as usize)
            {
                *read = true;
            }
        }
        read
    }
}
