//! One name for each unit (docs/reference.md, "Definitions"). Spellings that differ only in insignificant
//! ways are merged under the spelling of most dossiers, and aliases entered by the user are applied. A table
//! keeps a copy of the names as read; the names to show replace them in the columns, so code that counts,
//! lists or writes dossiers is not affected.
//!
//! The dossiers of a table are divided into parts: a part has one spelling and belongs to one unit. A
//! spelling has several parts only if an alias applies to a range of days.

mod alias;
mod levels;
mod merged;
mod names;
mod noted;
mod shown;
mod spelled;
mod unit_levels;

use super::columns::Sealed;
use super::duplicates::DuplicateFilter;
use super::file_loader::Table;
use super::issues::IssueKind;
use crate::Error;
use crate::schema::Column;
use alias::Aliases;
pub use alias::{Alias, Naming};
use levels::Levels;
pub use merged::Merged;
use names::{Spelling, Spellings};
pub use noted::Noted;
use spelled::{Spelled, UnitPart};
use std::collections::BTreeMap;
use unit_levels::UnitLevels;

/// The units of all tables.
#[derive(Debug, Default)]
pub struct Units {
    merge: bool,
    aliases: Aliases,
    /// The spelling that an alias sets for a unit.
    given: BTreeMap<u32, u32>,
    levels: UnitLevels,
    names: Spellings,
    tables: Vec<Spelled>,
    /// Number of counting dossiers, by spelling.
    dossiers: Vec<u64>,
    /// The spelling and level shown for each unit.
    shown: Vec<(u32, Levels)>,
}

impl Units {
    /// Creates units without tables. Fails on aliases that form a cycle.
    pub fn new(naming: &Naming) -> Result<Self, Error> {
        let mut units = Self { merge: naming.merge, ..Self::default() };
        let (merge, names) = (naming.merge, &mut units.names);
        units.aliases = Aliases::new(&naming.aliases, |name| names.unit(name, merge))?;
        for alias in &naming.aliases {
            let (spelling, unit) = names.spelling(&alias.to, merge);
            units.given.entry(unit).or_insert(spelling);
            if alias.level > 0 {
                units.levels.give(unit, alias.level);
            }
        }
        Ok(units)
    }

    /// Sets the names to show in all tables. Tables after those of the last call are new.
    pub fn name(&mut self, tables: &mut [&mut Table], live: &DuplicateFilter) {
        let known = self.tables.len();
        for table in tables.iter().skip(known) {
            let spelled = self.spelled(table);
            self.tables.push(spelled);
        }
        if !self.names.several && self.aliases.is_empty() {
            return;
        }
        for (number, table) in tables.iter().enumerate() {
            self.vote(number, table, live);
        }
        let shown = self.to_be_shown();
        let before = std::mem::replace(&mut self.shown, shown);
        // If no unit is shown differently than before, only new tables are updated.
        let same = !before.is_empty() && before.iter().zip(&self.shown).all(|(before, now)| before == now);
        let first = if same { known } else { 0 };
        for (spelled, table) in self.tables.iter_mut().zip(tables).skip(first) {
            let shown = self.levels.of_parts(spelled, &self.shown, &self.names);
            spelled.show(table, shown, &self.names);
        }
    }

    /// Counts the dossiers of a table by part, if its superseded dossiers changed since the last call.
    fn vote(&mut self, number: usize, table: &Table, live: &DuplicateFilter) {
        let (superseded, Some(spelled)) = (live.replaced_in(number), self.tables.get_mut(number)) else {
            return;
        };
        if spelled.voted == Some(superseded) || table.dossiers.is_empty() {
            return;
        }
        let seen = spelled.look(table, |index| superseded == 0 || live.counts(number, index));
        let before = std::mem::replace(&mut spelled.seen, seen);
        spelled.voted = Some(superseded);
        self.dossiers.resize(self.names.spellings.len(), 0);
        for (at, (part, seen)) in spelled.parts.iter().zip(&spelled.seen).enumerate() {
            let before = pick(&before, at as u32);
            if let Some(dossiers) = self.dossiers.get_mut(part.choice as usize) {
                *dossiers = (*dossiers + seen.dossiers()).saturating_sub(before.dossiers());
            }
            if spelled.states {
                self.levels.change(part.unit, part.spelling, &before, seen);
            }
        }
    }

    /// Restores the names of all tables as read.
    pub fn restore(self, tables: &mut [&mut Table]) {
        for (spelled, table) in self.tables.into_iter().zip(tables) {
            spelled.as_read.into_iter().for_each(|as_read| as_read.restore(table));
        }
    }

    /// The spellings of a new table.
    fn spelled(&mut self, table: &Table) -> Spelled {
        let states = table.mapping.index_of(Column::UnitLevel).is_some();
        let mut spelled = Spelled { states, in_commune: table.in_commune, ..Spelled::default() };
        for name in &table.dossiers.units {
            spelled.firsts.push(u32::try_from(spelled.parts.len()).unwrap_or(u32::MAX));
            let (spelling, own) = self.names.spelling(name, self.merge);
            for (from, unit) in self.aliases.in_turn(own) {
                spelled.parts.push(self.part(spelling, own, unit, from));
            }
        }
        if spelled.firsts.len() == spelled.parts.len() {
            spelled.firsts.clear();
        }
        if let Some(summary) = &table.summary {
            let days = summary.period.unwrap_or((i32::MIN, i32::MAX));
            for row in &summary.rows {
                let (spelling, own) = self.names.spelling(&row.unit, self.merge);
                let unit = self.aliases.throughout(own, days);
                spelled.parts.push(self.part(spelling, own, unit, i32::MIN));
            }
        }
        spelled
    }

    /// The part with this spelling for dossiers of `unit`; `own` is the spelling's own unit, before aliases.
    fn part(&mut self, spelling: u32, own: u32, unit: u32, from: i32) -> UnitPart {
        let given = self.given.get(&unit).copied().filter(|_| unit != own);
        let choice = given.unwrap_or(spelling);
        if let Some(choice) = self.names.spellings.get_mut(choice as usize) {
            choice.has_dossiers = true;
        }
        UnitPart { spelling, choice, unit, from }
    }

    /// The spelling and level to show for each unit: the spelling of most counting dossiers; of equal ones
    /// the first in code point order.
    fn to_be_shown(&self) -> Vec<(u32, Levels)> {
        let mut best: Vec<Option<(&Spelling, u32)>> = vec![None; self.names.by_key.len()];
        for (spelling, number) in self.names.spellings.iter().zip(0..) {
            if let Some(best) = best.get_mut(spelling.unit as usize)
                && best.is_none_or(|best| self.is_better((spelling, number), best))
            {
                *best = Some((spelling, number));
            }
        }
        let shown = best.iter().zip(0..);
        shown.map(|(best, unit)| (best.map_or(0, |(_, number)| number), self.levels.of(unit))).collect()
    }

    /// True if the first of two spellings of a unit is preferred.
    fn is_better(&self, (one, number): (&Spelling, u32), (other, best): (&Spelling, u32)) -> bool {
        let rank = |spelling: &Spelling, number: u32| (spelling.has_dossiers, pick(&self.dossiers, number));
        let order = rank(one, number).cmp(&rank(other, best));
        order.then_with(|| other.name.cmp(&one.name)).is_gt()
    }

    /// The issues found when merging the units of a table: spellings that are not shown, and levels that are
    /// replaced.
    pub fn noted(&self, number: usize, table: &Table) -> Vec<Noted> {
        let Some(spelled) = self.tables.get(number) else { return Vec::new() };
        let releveled = spelled.as_read.as_ref().filter(|_| spelled.states);
        let releveled = releveled.map(|as_read| as_read.releveled(table));
        let noted = [Some(self.respelled(spelled, table)), releveled];
        noted.into_iter().flatten().filter(|noted| noted.count > 0).collect()
    }

    /// Counts dossiers whose unit is shown in another spelling. The first dossier of each spelling is an
    /// example.
    fn respelled(&self, spelled: &Spelled, table: &Table) -> Noted {
        let differs = |(part, shown): (&UnitPart, &(u32, Levels))| {
            let own = self.names.spellings.get(part.spelling as usize);
            shown.0 != part.spelling && own.is_some_and(|spelling| spelling.unit == part.unit)
        };
        let differs: Vec<bool> = spelled.parts.iter().zip(&spelled.shown).map(differs).collect();
        let (mut met, mut noted) = (vec![false; differs.len()], Noted::none(IssueKind::UnitSpellings));
        each_part(table, |index, part| {
            if differs.get(part as usize) == Some(&true) {
                noted.count += 1;
                let new = met.get_mut(part as usize).is_some_and(|met| !std::mem::replace(met, true));
                noted.examples.extend(new.then_some(index));
            }
        });
        noted
    }
}

/// Calls `take` with the index and the part of each dossier, or each summary row. The table's columns must
/// contain part numbers.
fn each_part(table: &Table, mut take: impl FnMut(usize, u32)) {
    let parts = table.dossiers.chunks.iter().flat_map(|chunk| chunk.unit.all());
    parts.enumerate().for_each(|(index, part)| take(index, part));
    let rows = table.summary.iter().flat_map(|summary| 0..summary.rows.len());
    rows.for_each(|row| take(row, row as u32));
}

fn pick<T: Copy + Default>(of: &[T], number: u32) -> T {
    of.get(number as usize).copied().unwrap_or_default()
}
