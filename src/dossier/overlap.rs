//! Nothing is counted twice: a summary's row gives way to dossiers that its unit received in its period, and to
//! another summary's of the same unit and days. A summary of a longer period wins over one of its parts; of equal
//! ones the later wins. A summary that does not say its period may be about any.

use super::columns::Dossiers;
use super::duplicates::Live;
use super::intake::Table;
use super::tally::{Summary, SummaryRow};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Which rows of which summaries give way: by table, then by index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlaps(BTreeSet<(usize, usize)>);

/// First and last day; all days where the period is not known.
type Days = (i32, i32);

impl Overlaps {
    /// What gives way among these tables, of whose dossiers these count.
    pub fn of(tables: &[&Table], live: &Live) -> Self {
        let summaries: Vec<_> =
            tables.iter().enumerate().filter_map(|(at, table)| Some((at, table.summary.as_ref()?))).collect();
        if summaries.is_empty() {
            return Self::default();
        }
        let mut found = Self(doubled_by_dossiers(&summaries, &received_by_unit(tables, live)));
        let covered = covered_by_unit(&summaries, &found);
        for (table, summary) in &summaries {
            let gives_way = |row: &SummaryRow| {
                let mut rivals = covered.get(&fold(&row.unit)).into_iter().flatten();
                rivals.any(|rival| rival.0 != *table && yields((*table, days(summary)), *rival))
            };
            let rows = summary.rows.iter().enumerate().filter(|(_, row)| gives_way(row));
            found.0.extend(rows.map(|(index, _)| (*table, index)));
        }
        found
    }

    /// True if a row of a table's summary counts.
    pub fn counts(&self, table: usize, index: usize) -> bool {
        !self.0.contains(&(table, index))
    }

    /// The rows of a table's summary that count.
    pub fn rows<'a>(&self, table: usize, summary: &'a Summary) -> Vec<&'a SummaryRow> {
        let rows = summary.rows.iter().enumerate();
        rows.filter(|(index, _)| self.counts(table, *index)).map(|(_, row)| row).collect()
    }
}

fn days(summary: &Summary) -> Days {
    summary.period.unwrap_or((i32::MIN, i32::MAX))
}

/// True if the first of two gives way to the other: by table and days.
fn yields((table, days): (usize, Days), (other, rival): (usize, Days)) -> bool {
    let overlap = days.0 <= rival.1 && rival.0 <= days.1;
    let long = |days: Days| i64::from(days.1) - i64::from(days.0);
    // What does not say its period is no longer one.
    let known = |days: Days| if days.0 == i32::MIN { -1 } else { long(days) };
    overlap && (known(rival), other) > (known(days), table)
}

/// Days on which each unit's dossiers that count were received.
fn received_by_unit(tables: &[&Table], live: &Live) -> BTreeMap<String, BTreeSet<i32>> {
    let mut found: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    for (number, table) in tables.iter().enumerate() {
        let units: Vec<String> = table.dossiers.units.iter().map(|unit| fold(unit)).collect();
        for (unit, days) in received(&table.dossiers, |index| live.counts(number, index)) {
            found.entry(units.get(unit).cloned().unwrap_or_default()).or_default().extend(days);
        }
    }
    found
}

/// The same in one table, by the unit's number.
fn received(dossiers: &Dossiers, counts: impl Fn(usize) -> bool) -> BTreeMap<usize, BTreeSet<i32>> {
    let mut found: BTreeMap<usize, BTreeSet<i32>> = BTreeMap::new();
    let all =
        dossiers.chunks.iter().flat_map(|chunk| chunk.unit.iter().zip(chunk.received.iter())).enumerate();
    for (_, (unit, day)) in all.filter(|(index, _)| counts(*index)) {
        found.entry(*unit as usize).or_default().insert(*day);
    }
    found
}

/// Rows of units that received dossiers in the summary's period.
fn doubled_by_dossiers(
    summaries: &[(usize, &Summary)],
    received: &BTreeMap<String, BTreeSet<i32>>,
) -> BTreeSet<(usize, usize)> {
    let doubled = summaries.iter().flat_map(|(table, summary)| {
        let (first, last) = days(summary);
        let within = move |days: &BTreeSet<i32>| days.range(first..=last).next().is_some();
        let rows = summary.rows.iter().enumerate();
        rows.filter(move |(_, row)| received.get(&fold(&row.unit)).is_some_and(within))
            .map(|(index, _)| (*table, index))
    });
    doubled.collect()
}

/// The tables and days whose summaries count a unit, but for rows that give way to dossiers.
fn covered_by_unit(
    summaries: &[(usize, &Summary)],
    doubled: &Overlaps,
) -> BTreeMap<String, BTreeSet<(usize, Days)>> {
    let mut found: BTreeMap<String, BTreeSet<(usize, Days)>> = BTreeMap::new();
    for (table, summary) in summaries {
        for row in doubled.rows(*table, summary) {
            found.entry(fold(&row.unit)).or_default().insert((*table, days(summary)));
        }
    }
    found
}
