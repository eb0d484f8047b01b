//! The parts of a comparison that have lists of their own, and their names.

use super::change::{Change, Moves};
use super::columns::COMPARED;
use super::sides::Side;
use super::walk::Found;
use crate::measure::Outcome;

/// A part of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Codes that only the first side has.
    OnlyBefore,
    /// Codes that only the second side has.
    OnlyAfter,
    /// Codes whose rows differ.
    Changed,
    /// Rows whose code is blank or unusable.
    WithoutCode,
    /// Codes that occur twice on one side.
    Twice,
    /// Codes whose rows differ in one field, by its place in [`COMPARED`].
    Field(usize, Moves),
    /// Changed codes with these outcomes before and after.
    Outcomes(Outcome, Outcome),
}

/// The parts without a field or outcomes, by name.
pub const PLAIN: [(&str, Part); 5] = [
    ("onlyBefore", Part::OnlyBefore),
    ("onlyAfter", Part::OnlyAfter),
    ("changed", Part::Changed),
    ("withoutCode", Part::WithoutCode),
    ("twice", Part::Twice),
];

const MOVES: [Moves; 3] = [Moves::Any, Moves::Later, Moves::Earlier];

/// Names of the fields, in the order of [`COMPARED`].
const FIELDS: [&str; COMPARED.len()] =
    ["received", "due", "end", "status", "intakeChannel", "returnChannel", "unit"];

impl Part {
    /// The name: "changed", "later due", "outcomes overdue late".
    pub fn name(self) -> String {
        match self {
            Self::Field(place, how) => {
                format!("{} {}", how.name(), FIELDS.get(place).copied().unwrap_or_default())
            }
            Self::Outcomes(before, after) => format!("outcomes {} {}", before.key(), after.key()),
            plain => {
                let named = PLAIN.iter().find(|(_, part)| *part == plain);
                named.map_or("", |(name, _)| name).to_owned()
            }
        }
    }

    /// The part with this name.
    pub fn named(name: &str) -> Option<Self> {
        let words: Vec<&str> = name.split(' ').collect();
        match words.as_slice() {
            [plain] => PLAIN.iter().find(|(name, _)| name == plain).map(|(_, part)| *part),
            ["outcomes", before, after] => {
                Some(Self::Outcomes(Outcome::named(before)?, Outcome::named(after)?))
            }
            [how, field] => {
                let how = MOVES.into_iter().find(|moves| moves.name() == *how)?;
                Some(Self::Field(FIELDS.iter().position(|name| name == field)?, how))
            }
            _ => None,
        }
    }

    /// True if a finding belongs to this part.
    pub fn holds(self, found: &Found) -> bool {
        match (self, found) {
            (Self::OnlyBefore, Found::Only(Side::Before, _))
            | (Self::OnlyAfter, Found::Only(Side::After, _))
            | (Self::WithoutCode, Found::WithoutCode(..))
            | (Self::Twice, Found::Twice { .. }) => true,
            (_, Found::Pair(_, change)) => change.is_change() && self.is_of(change),
            _ => false,
        }
    }

    fn is_of(self, change: &Change) -> bool {
        match self {
            Self::Changed => true,
            Self::Field(place, how) => change.moves(place, how),
            Self::Outcomes(before, after) => change.outcomes == (Some(before), Some(after)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_its_name() {
        let plain = PLAIN.map(|(_, part)| part);
        let fields = (0..COMPARED.len()).flat_map(|place| MOVES.map(|how| Part::Field(place, how)));
        let outcomes = Outcome::ALL.map(|after| Part::Outcomes(Outcome::Late, after));
        for part in plain.into_iter().chain(fields).chain(outcomes) {
            assert_eq!(Part::named(&part.name()), Some(part));
        }
        for name in ["", "later", "later nothing", "outcomes late", "same", "changed due", "Changed"] {
            assert_eq!(Part::named(name), None, "{name}");
        }
    }
}
