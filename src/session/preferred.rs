//! Lists take precedence over lives: if both have dossiers of the same unit received in the same period, the
//! lives are not counted.

use super::Session;
use crate::dossier::{Dossiers, Table};
use crate::measure::Boundaries;
use crate::value::unit_key;
use std::collections::{BTreeMap, BTreeSet};

/// The periods in which lists have dossiers. A period is its last day.
#[derive(Debug, Default)]
struct ListedPeriods {
    /// By key of the unit.
    units: BTreeMap<String, BTreeSet<i32>>,
    /// Number of the unit level, and period.
    levels: BTreeSet<(u8, i32)>,
}

impl ListedPeriods {
    /// Adds those dossiers of a list that count.
    fn add(&mut self, dossiers: &Dossiers, boundaries: &Boundaries, counts: impl Fn(usize) -> bool) {
        let mut found = BTreeSet::new();
        let mut before = None;
        dossiers.each(|index, facts| {
            let one = (facts.unit, facts.unit_level, boundaries.last_of(facts.received));
            if counts(index) && before != Some(one) {
                found.insert(one);
                before = Some(one);
            }
        });
        for (unit, level, period) in found {
            let name = dossiers.units.get(unit as usize).map_or("", String::as_str);
            self.units.entry(unit_key(name)).or_default().insert(period);
            self.levels.insert((level, period));
        }
    }

    /// True if a list has dossiers of a period that may be of this level. A level that is not known may be
    /// any.
    fn may_have(&self, level: u8, period: i32) -> bool {
        let has = |level: u8| self.levels.contains(&(level, period));
        if level == 0 { (0..=u8::MAX).any(has) } else { has(level) || has(0) }
    }

    /// Indices of the lives that are not counted. Lives without any name of a unit may be of any unit.
    fn listed_lives(&self, lives: &Dossiers) -> Vec<usize> {
        let named = lives.units.iter().any(|unit| !unit.is_empty());
        let units: Vec<Option<&BTreeSet<i32>>> =
            lives.units.iter().map(|unit| self.units.get(&unit_key(unit))).collect();
        let mut excluded = Vec::new();
        lives.each(|index, life| {
            let is_listed = if named {
                let periods = units.get(life.unit as usize).copied().flatten();
                periods.is_some_and(|periods| periods.contains(&life.received))
            } else {
                self.may_have(life.unit_level, life.received)
            };
            excluded.extend(is_listed.then_some(index));
        });
        excluded
    }
}

impl Session {
    /// Excludes lives if lists have the same dossiers.
    pub(super) fn exclude_listed_lives(&mut self) {
        let Some(periods) = &self.lives else { return };
        let is_list = |table: &Table| table.start.lives.is_none() && !table.dossiers.is_empty();
        let tables = || self.tables.iter().map(|named| &named.table).enumerate();
        let mut listed = ListedPeriods::default();
        for (number, table) in tables().filter(|(_, table)| is_list(table)) {
            listed.add(&table.dossiers, &periods.boundaries, |index| self.live.counts(number, index));
        }
        if listed.levels.is_empty() {
            return;
        }
        let lives = tables().filter(|(_, table)| table.start.lives.is_some());
        let excluded: Vec<(usize, Vec<usize>)> =
            lives.map(|(number, table)| (number, listed.listed_lives(&table.dossiers))).collect();
        for (table, indices) in excluded {
            indices.into_iter().for_each(|index| self.live.exclude(table, index));
        }
    }
}
