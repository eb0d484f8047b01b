//! Levels of units. A stated level belongs to its dossier. Only if merged spellings of one unit state
//! different levels, the most frequent one replaces all stated ones. An inferred level is derived from the
//! unit's name in its table. An alias may set the level of its unit.

use crate::value::UnitLevel;

/// Number of counting dossiers by stated level.
pub type Votes = [u32; UnitLevel::ALL.len()];

/// The level shown for dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Levels {
    /// Each dossier shows its own level.
    #[default]
    Own,
    /// This level for all dossiers that state one.
    Most(u8),
    /// This level for all dossiers.
    All(u8),
}

impl Levels {
    /// The level to show for a dossier with this level in its file.
    pub fn of(self, own: u8) -> u8 {
        match self {
            Self::Own => own,
            Self::Most(level) => {
                if own == 0 {
                    own
                } else {
                    level
                }
            }
            Self::All(level) => level,
        }
    }
}

/// What was found in a part of a table.
#[derive(Debug, Clone, Copy)]
pub struct PartSeen {
    /// Its counting dossiers, by stated level.
    pub votes: Votes,
    /// The earliest received day of its dossiers, whether they count or not; [`i32::MAX`] without dossiers.
    pub earliest: i32,
    /// The level of its dossiers. Used only for inferred levels, which are equal within a part.
    level: u8,
}

impl Default for PartSeen {
    fn default() -> Self {
        Self { votes: Votes::default(), earliest: i32::MAX, level: 0 }
    }
}

impl PartSeen {
    /// Adds a row that stands for this many counting dossiers.
    #[inline]
    pub fn see(&mut self, level: u8, day: i32, often: u32) {
        self.earliest = self.earliest.min(day);
        self.level = level;
        if let Some(votes) = self.votes.get_mut(usize::from(level)) {
            *votes = votes.saturating_add(often);
        }
    }

    /// Number of dossiers that count.
    pub fn dossiers(&self) -> u64 {
        self.votes.iter().map(|votes| u64::from(*votes)).sum()
    }

    /// How to show this level for all dossiers of the part, which have one level in the file.
    pub fn shown_as(&self, level: u8) -> Levels {
        if level == self.level { Levels::Own } else { Levels::All(level) }
    }

    /// True if a counting dossier states a level.
    pub fn states(&self) -> bool {
        self.votes.iter().skip(1).any(|votes| *votes > 0)
    }
}
