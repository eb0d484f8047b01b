//! Which level is shown for each unit.

use super::levels::{Levels, PartSeen, Votes};
use super::names::Spellings;
use super::spelled::{Spelled, UnitPart};
use crate::value::{Coded, NO_DISTRICTS, level_of_unit, level_without_districts};
use std::collections::BTreeMap;

/// The levels of all units.
#[derive(Debug, Default)]
pub struct UnitLevels {
    /// Levels set by aliases, by unit.
    given: BTreeMap<u32, u8>,
    /// Number of table parts that state a level, by unit and spelling.
    stating: BTreeMap<(u32, u32), u32>,
    /// The levels stated by the dossiers, by unit.
    votes: BTreeMap<u32, Votes>,
}

impl UnitLevels {
    /// Sets the level of a unit from an alias.
    pub fn give(&mut self, unit: u32, level: u8) {
        self.given.insert(unit, level);
    }

    /// Updates the stated levels of a part after a change of the dossiers that count.
    pub fn change(&mut self, unit: u32, spelling: u32, before: &PartSeen, after: &PartSeen) {
        let stating = self.stating.entry((unit, spelling)).or_default();
        *stating = (*stating + u32::from(after.states())).saturating_sub(before.states().into());
        let votes = self.votes.entry(unit).or_default();
        for ((votes, before), after) in votes.iter_mut().zip(before.votes).zip(after.votes) {
            *votes = votes.saturating_add(after).saturating_sub(before);
        }
    }

    /// The level of a unit, for tables that state levels.
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

    /// The spelling and level to show for each part of a table. `shown` is what to show for each unit.
    pub fn of_parts(
        &self,
        spelled: &Spelled,
        shown: &[(u32, Levels)],
        names: &Spellings,
    ) -> Vec<(u32, Levels)> {
        let all = spelled.parts.iter().map(|part| shown.get(part.unit as usize).copied().unwrap_or_default());
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
            let is_as_read =
                |part: &UnitPart, seen: &PartSeen| (part.spelling, seen.earliest) == (spelling, day);
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

/// The level inferred from a unit's name, if its first dossier was received on this day.
fn inferred(name: &str, first: i32, in_commune: bool) -> u8 {
    let level =
        if first >= NO_DISTRICTS { level_without_districts(name, in_commune) } else { level_of_unit(name) };
    level.number()
}

/// The most frequent stated level (the higher level if equally frequent), and whether several levels are
/// stated.
fn most_stated(votes: &Votes) -> (u8, bool) {
    let (mut most, mut stated) = ((0, 0), 0);
    for (level, votes) in (0..).zip(votes).skip(1) {
        most = if *votes > most.1 { (level, *votes) } else { most };
        stated += u32::from(*votes > 0);
    }
    (most.0, stated > 1)
}
