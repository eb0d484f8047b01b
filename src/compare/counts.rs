//! The counts of a comparison.

use super::change::{Change, Moves};
use super::columns::COMPARED;
use super::sides::{Data, Side, Sides};
use super::walk::Found;
use crate::dossier::RowSet;
use crate::measure::Outcome;
use std::collections::BTreeMap;

/// The rows of one side, and those of them that are not compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SideRows {
    /// Rows of the side's tables that took part.
    pub rows: u64,
    /// Rows whose code is blank or unusable.
    pub without_code: u64,
    /// Rows of codes that occur twice on one of the sides.
    pub twice: u64,
}

/// How many changed dossiers differ in one field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldCount {
    /// In any way.
    pub any: u64,
    /// The day is later on the second side.
    pub later: u64,
    /// The day is earlier on the second side.
    pub earlier: u64,
}

/// The counts of a comparison.
#[derive(Debug, Clone, Default)]
pub struct ComparedCounts {
    /// Codes that only the first side has.
    pub only_before: u64,
    /// Codes that only the second side has.
    pub only_after: u64,
    /// Codes whose rows are the same in all compared columns.
    pub same: u64,
    /// Codes whose rows differ.
    pub changed: u64,
    /// Codes that occur twice on one side.
    pub twice: u64,
    /// The rows of the first side.
    pub before: SideRows,
    /// The rows of the second side.
    pub after: SideRows,
    /// Changed codes, by the field in which they differ, in the order of [`COMPARED`].
    pub fields: [FieldCount; COMPARED.len()],
    /// Changed codes, by their outcomes before and after. A row received after the as-of date has no outcome
    /// and is in no pair.
    pub outcomes: BTreeMap<(Outcome, Outcome), u64>,
    /// Rows of the first side whose code occurs once on each side.
    pub paired_before: RowSet,
    /// Rows of the second side whose code occurs once on each side.
    pub paired_after: RowSet,
}

impl ComparedCounts {
    /// Nothing counted yet.
    pub fn new(data: &Data<'_>, sides: &[Sides]) -> Self {
        let (paired_before, paired_after) = (data.row_set(sides), data.row_set(sides));
        Self { paired_before, paired_after, ..Self::default() }
    }

    /// Counts what was found.
    pub fn add(&mut self, found: &Found, data: &Data<'_>) {
        match found {
            Found::Only(side, _) => {
                self.side(*side).rows += 1;
                match side {
                    Side::Before => self.only_before += 1,
                    Side::After => self.only_after += 1,
                }
            }
            Found::WithoutCode(side, _) => {
                let side = self.side(*side);
                (side.rows, side.without_code) = (side.rows + 1, side.without_code + 1);
            }
            Found::Twice { sides, first, .. } => {
                self.twice += u64::from(*first);
                for (side, here) in [(&mut self.before, sides.before), (&mut self.after, sides.after)] {
                    (side.rows, side.twice) = (side.rows + u64::from(here), side.twice + u64::from(here));
                }
            }
            Found::Pair(rows, change) => self.add_pair(change, *rows, data),
        }
    }

    fn add_pair(&mut self, change: &Change, (before, after): (u32, u32), data: &Data<'_>) {
        (self.before.rows, self.after.rows) = (self.before.rows + 1, self.after.rows + 1);
        self.paired_before.insert(data.codes.place(before));
        self.paired_after.insert(data.codes.place(after));
        if !change.is_change() {
            self.same += 1;
            return;
        }
        self.changed += 1;
        for (place, count) in self.fields.iter_mut().enumerate() {
            count.any += u64::from(change.moves(place, Moves::Any));
            count.later += u64::from(change.moves(place, Moves::Later));
            count.earlier += u64::from(change.moves(place, Moves::Earlier));
        }
        if let (Some(before), Some(after)) = change.outcomes {
            *self.outcomes.entry((before, after)).or_insert(0) += 1;
        }
    }

    fn side(&mut self, side: Side) -> &mut SideRows {
        match side {
            Side::Before => &mut self.before,
            Side::After => &mut self.after,
        }
    }
}
