//! The dossiers of a part of a difference.

use crate::dossier::{Facts, RowSet};
use crate::measure::{Outcome, outcome_within};
use crate::reconcile::Counting;

/// Marks a code of which no row counts by the other way.
pub const NO_ROW: u32 = u32::MAX;

/// The dossiers of a bucket.
#[derive(Debug)]
pub struct WaySelection {
    /// One row for each code: the one that counts by our own rules, if there is one.
    pub rows: RowSet,
    /// The counting by the other way.
    pub theirs: Counting,
    /// For codes with several rows: the listed row, and the row that counts by the other way.
    pub partners: Vec<(u32, u32)>,
}

impl WaySelection {
    /// The number of the row that counts by the other way, for a listed one.
    pub fn partner(&self, number: u32) -> Option<u32> {
        let place = self.partners.binary_search_by_key(&number, |(listed, _)| *listed);
        let partner =
            place.ok().and_then(|place| self.partners.get(place)).map_or(number, |(_, other)| *other);
        (partner != NO_ROW).then_some(partner)
    }

    /// The outcome by the other way; None if its period does not contain the dossier.
    pub fn outcome(&self, facts: &Facts) -> Option<Outcome> {
        outcome_within(facts, &self.theirs.rules, &self.theirs.days?)
    }
}
