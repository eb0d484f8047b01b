//! The units of one table: its spellings, the parts that belong to one unit, and what is shown for each.

use super::levels::{Levels, PartSeen};
use super::names::Spellings;
use super::shown::{AsRead, Shown};
use crate::dossier::columns::Sealed;
use crate::dossier::file_loader::Table;

/// The units of one table.
#[derive(Debug, Default)]
pub struct Spelled {
    /// By number.
    pub parts: Vec<UnitPart>,
    /// The first part of each unit number; empty if part and unit numbers are the same.
    pub firsts: Vec<u32>,
    /// What was found in each part.
    pub seen: Vec<PartSeen>,
    /// True if a column states levels; otherwise levels are inferred from names.
    pub states: bool,
    /// True if its titles or its file name contain the name of a commune.
    pub in_commune: bool,
    /// Number of superseded dossiers when the others were last counted.
    pub voted: Option<u64>,
    /// Its units as read, if others are shown.
    pub as_read: Option<AsRead>,
    /// The spelling and level shown for each part.
    pub shown: Vec<(u32, Levels)>,
}

/// Dossiers of one spelling that belong to one unit.
#[derive(Debug, Clone, Copy)]
pub struct UnitPart {
    /// The spelling in the file.
    pub spelling: u32,
    /// The spelling for which its dossiers are counted: an alias's, or else its own.
    pub choice: u32,
    /// The unit to which it belongs.
    pub unit: u32,
    /// The first received day of the part.
    pub from: i32,
}

impl Spelled {
    /// True if unit numbers have several parts, by received day.
    fn is_dated(&self) -> bool {
        !self.firsts.is_empty()
    }

    /// The part for a unit number and a received day.
    #[inline]
    fn part(&self, unit: u32, day: i32) -> u32 {
        if !self.is_dated() {
            return unit;
        }
        let first = self.firsts.get(unit as usize).copied().unwrap_or(0) as usize;
        let next = self.firsts.get(unit as usize + 1).map_or(self.parts.len(), |next| *next as usize);
        let turns = self.parts.get(first..next).unwrap_or_default();
        (first + turns.partition_point(|part| part.from <= day).saturating_sub(1)) as u32
    }

    /// Counts the dossiers in each part.
    pub fn look(&self, table: &Table, counts: impl Fn(usize) -> bool) -> Vec<PartSeen> {
        let (mut seen, mut index) = (vec![PartSeen::default(); self.parts.len()], 0);
        for (at, chunk) in table.dossiers.chunks.iter().enumerate() {
            let read = self.as_read.as_ref().and_then(|as_read| as_read.columns(at));
            let (units, levels) = read.unwrap_or((&chunk.unit, &chunk.unit_level));
            for (row, ((unit, level), day)) in units.all().zip(levels).zip(&chunk.received).enumerate() {
                let part = seen.get_mut(self.part(unit, *day) as usize);
                let often = if counts(index) { chunk.weights.get(row) } else { 0 };
                part.into_iter().for_each(|part| part.see(*level, *day, often));
                index += 1;
            }
        }
        seen
    }

    /// Shows these names and levels in a table. Does nothing if they are the same as read, or as already
    /// shown.
    pub fn show(&mut self, table: &mut Table, shown: Vec<(u32, Levels)>, names: &Spellings) {
        let plain = |(part, shown): (&UnitPart, &(u32, Levels))| *shown == (part.spelling, Levels::Own);
        let plain = self.parts.iter().zip(&shown).all(plain);
        if self.shown == shown || (plain && self.as_read.is_none()) {
            return;
        }
        let name =
            |spelling: u32| names.spellings.get(spelling as usize).map_or("", |spelling| &spelling.name);
        let texts: Vec<_> =
            shown.iter().map(|(spelling, level)| Shown { name: name(*spelling), level: *level }).collect();
        let as_read = self.as_read.take().unwrap_or_else(|| AsRead::of(table));
        let part = |unit: u32, day: i32| self.part(unit, day);
        as_read.show(table, self.is_dated().then_some(&part), &texts);
        (self.as_read, self.shown) = (Some(as_read), shown);
    }
}
