//! The dossiers of one part of a comparison, for a list. A changed dossier is listed once, by its row on the
//! second side; the other row is shown with it.

use super::part::Part;
use super::sides::Data;
use super::walk::{Found, Walk};
use crate::dossier::RowSet;
use crate::order::arrange_pairs;

/// The other row of dossiers, by number over all tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partners(Vec<(u32, u32)>);

impl Partners {
    /// The other row of a dossier.
    pub fn of(&self, number: u32) -> Option<u32> {
        let found = self.0.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.0.get(found).map(|(_, other)| *other)
    }
}

/// The dossiers of a part.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The rows.
    pub rows: RowSet,
    /// For a changed dossier, the row on the other side.
    pub partners: Partners,
}

impl Selection {
    /// Walks through both sides and keeps the rows of the part.
    pub fn of(part: Part, walk: &Walk, data: &Data<'_>) -> Self {
        let mut selection = Self { rows: data.row_set(walk.sides()), partners: Partners::default() };
        for step in 0..walk.steps() {
            walk.step(step, data, &mut |found| {
                if part.holds(found) {
                    selection.add(found, data);
                }
            });
        }
        arrange_pairs(&mut selection.partners.0);
        selection
    }

    fn add(&mut self, found: &Found, data: &Data<'_>) {
        let listed = match *found {
            Found::Only(_, row) | Found::WithoutCode(_, row) | Found::Twice { row, .. } => row,
            Found::Pair((before, after), change) => {
                // A row received after the as-of date cannot be listed.
                let (row, other) =
                    if change.outcomes.1.is_some() { (after, before) } else { (before, after) };
                self.partners.0.push((row, other));
                row
            }
        };
        self.rows.insert(data.codes.place(listed));
    }
}
