//! What was merged, for whoever wants to look.

use super::Units;
use serde::Serialize;

/// A unit that is spelled in several ways.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// What it is shown as.
    pub unit: String,
    /// How else it is spelled, in the order in which that was first met.
    pub spellings: Vec<String>,
}

impl Units {
    /// Units whose spellings were merged, in the order in which they were first met. What aliases lead to is not looked at.
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

    /// By spelling: some table has it for the unit that it says.
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
