//! Levels of units. One that is stated belongs to its dossier; only where spellings that are one unit state several, the more
//! frequent stands for all that state one. One that is inferred is the level of the unit's name in its table. An alias may
//! give a unit its level.

use super::names::Names;
use super::{Part, Spelled, pick};
use crate::value::{Coded, NO_DISTRICTS, UnitLevel, level_of_unit, level_without_districts};
use std::collections::BTreeMap;

/// Dossiers by the level that they state.
type Votes = [u32; UnitLevel::ALL.len()];

/// The level that dossiers are shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Levels {
    /// Each its own.
    #[default]
    Own,
    /// This one for all that state one.
    Most(u8),
    /// This one for all.
    All(u8),
}

impl Levels {
    /// The level of a dossier that was read with this one.
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

/// What there is in a part of a table.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    votes: Votes,
    /// The first day on which one of its dossiers was received, whether they count or not; [`i32::MAX`] without dossiers.
    earliest: i32,
    /// The level of its first dossier.
    level: u8,
}

impl Default for Seen {
    fn default() -> Self {
        Self { votes: Votes::default(), earliest: i32::MAX, level: 0 }
    }
}

impl Seen {
    /// Looks at a dossier.
    #[inline]
    pub fn see(&mut self, level: u8, day: i32, counts: bool) {
        self.earliest = self.earliest.min(day);
        self.level = level;
        if let Some(votes) = self.votes.get_mut(usize::from(level)) {
            *votes += u32::from(counts);
        }
    }

    /// How many dossiers count.
    pub fn dossiers(&self) -> u64 {
        self.votes.iter().map(|votes| u64::from(*votes)).sum()
    }

    /// What gives all its dossiers, which were read with one level, this one.
    fn shown_as(&self, level: u8) -> Levels {
        if level == self.level { Levels::Own } else { Levels::All(level) }
    }

    /// True if a dossier that counts states a level.
    fn states(&self) -> bool {
        self.votes.iter().skip(1).any(|votes| *votes > 0)
    }
}

/// The levels of all units.
#[derive(Debug, Default)]
pub struct UnitLevels {
    /// Given with aliases, by unit.
    given: BTreeMap<u32, u8>,
    /// Parts that state a level, by unit and spelling.
    stating: BTreeMap<(u32, u32), u32>,
    /// What their dossiers state, by unit.
    votes: BTreeMap<u32, Votes>,
}

impl UnitLevels {
    /// An alias gives the unit this level.
    pub fn give(&mut self, unit: u32, level: u8) {
        self.given.insert(unit, level);
    }

    /// Other dossiers count of a part whose levels are stated.
    pub fn change(&mut self, unit: u32, spelling: u32, before: &Seen, after: &Seen) {
        let stating = self.stating.entry((unit, spelling)).or_default();
        *stating = (*stating + u32::from(after.states())).saturating_sub(before.states().into());
        let votes = self.votes.entry(unit).or_default();
        for ((votes, before), after) in votes.iter_mut().zip(before.votes).zip(after.votes) {
            *votes = votes.saturating_add(after).saturating_sub(before);
        }
    }

    /// The level of a unit, in tables that state levels.
    pub fn of(&self, unit: u32) -> Levels {
        if let Some(given) = self.given.get(&unit) {
            return Levels::All(*given);
        }
        let spellings = self.stating.range((unit, 0)..=(unit, u32::MAX)).filter(|(_, parts)| **parts > 0);
        match self.votes.get(&unit).map(most_stated) {
            Some((level, true)) if spellings.take(2).count() == 2 => Levels::Most(level),
            _ => Levels::Own,
        }
    }

    /// What the parts of a table are shown as, by what their units are.
    pub fn of_parts(&self, spelled: &Spelled, shown: &[(u32, Levels)], names: &Names) -> Vec<(u32, Levels)> {
        let all = spelled.parts.iter().map(|part| pick(shown, part.unit));
        if spelled.states {
            return all.collect();
        }
        let mut first = BTreeMap::new();
        for (part, seen) in spelled.parts.iter().zip(&spelled.seen) {
            let day = first.entry(part.unit).or_insert(i32::MAX);
            *day = seen.earliest.min(*day);
        }
        let levels = all.zip(0..).map(|((spelling, level), at)| {
            let (part, seen) = (spelled.parts.get(at), spelled.seen.get(at));
            let day = part.and_then(|part| first.get(&part.unit)).copied().unwrap_or(i32::MAX);
            let is_as_read = |part: &Part, seen: &Seen| (part.spelling, seen.earliest) == (spelling, day);
            let level = match (level, part.zip(seen)) {
                (Levels::All(level), _) => Levels::All(level),
                (_, Some((part, seen))) if seen.earliest < i32::MAX && !is_as_read(part, seen) => {
                    let name = names.spellings.get(spelling as usize).map_or("", |name| &name.name);
                    seen.shown_as(inferred(name, day, spelled.in_commune))
                }
                _ => Levels::Own,
            };
            (spelling, level)
        });
        levels.collect()
    }
}

/// The level of a unit of this name whose first dossier was received on this day.
fn inferred(name: &str, first: i32, in_commune: bool) -> u8 {
    let level =
        if first >= NO_DISTRICTS { level_without_districts(name, in_commune) } else { level_of_unit(name) };
    level.number()
}

/// The level that most state, of equal ones the higher; and whether any state another. Those that state none are left out.
fn most_stated(votes: &Votes) -> (u8, bool) {
    let (mut most, mut stated) = ((0, 0), 0);
    for (level, votes) in (0..).zip(votes).skip(1) {
        most = if *votes > most.1 { (level, *votes) } else { most };
        stated += u32::from(*votes > 0);
    }
    (most.0, stated > 1)
}
