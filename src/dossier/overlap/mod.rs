//! Prevents double counting: a summary row is superseded by dossiers that its unit received in its period, or
//! by a row of another summary for the same unit and days. The summary with the longer period wins; of equal
//! ones the later wins. A summary without a stated period may cover any days. Sheets of one file are
//! compared with each other only where unit and period are known.
//!
//! What a table contains is looked up once, and again only if fewer of its dossiers count; only the units of
//! such tables are evaluated again. Adding a file therefore costs only as much as the file contains, however
//! many files there are.

use super::columns::Sealed;
use super::duplicates::DuplicateFilter;
use super::file_loader::Table;
use super::summary_loader::{SummaryRow, SummaryTable};
use crate::order::arrange_signed_pairs;
use crate::value::{of_iso, unit_key};
use std::collections::{BTreeMap, BTreeSet};

/// The superseded rows of all summaries, and the data they are derived from.
#[derive(Debug, Default)]
pub struct Overlaps {
    /// By table and index, whether a row is superseded; rows that are missing here are not.
    superseded: Vec<Vec<bool>>,
    /// The contents found in each table.
    seen: Vec<SeenTable>,
    /// By unit key.
    units: BTreeMap<String, UnitDays>,
}

/// More days than any period of lives has: a quarter is shorter.
const LONGEST: i32 = 100;

/// First and last day; all days if the period is not known.
type Days = (i32, i32);

/// The days of an unknown period.
const ALL_DAYS: Days = (i32::MIN, i32::MAX);

/// The contents found in a table of dossiers.
#[derive(Debug)]
struct SeenTable {
    /// Number of its dossiers that did not count at that time.
    superseded: u64,
    received: Received,
}

/// For each unit, the days on which its counting dossiers were received, in order; for lives, their periods.
type Received = BTreeMap<String, Vec<Days>>;

/// All data about one unit.
#[derive(Debug, Default)]
struct UnitDays {
    /// Days on which dossiers were received (for lives, their periods), by last and first day, with the
    /// number of tables that have them; 0 if no table has them any more.
    received: BTreeMap<(i32, i32), u32>,
    /// Rows of each summary, by rank: the length of its period, then its table.
    rows: BTreeMap<(i64, usize), UnitRows>,
}

/// The rows of one summary about a unit.
#[derive(Debug)]
struct UnitRows {
    days: Days,
    /// Number of the summary's file.
    source: u32,
    rows: Vec<usize>,
}

impl Overlaps {
    /// Updates for the current tables and live set; new tables follow the known ones. Known tables are read
    /// again only if their live count changed. Without a summary nothing is read.
    pub fn update(&mut self, tables: &[&Table], live: &DuplicateFilter) {
        if tables.iter().all(|table| table.summary.is_none()) {
            return;
        }
        let mut touched = BTreeSet::new();
        for (number, table) in tables.iter().enumerate() {
            let superseded = live.replaced_in(number);
            match self.seen.get(number) {
                Some(seen) if seen.superseded == superseded => {}
                Some(_) => self.update_received(number, table, live, &mut touched),
                None => {
                    self.seen.push(SeenTable { superseded, received: Received::new() });
                    self.update_received(number, table, live, &mut touched);
                    self.enter_rows(number, table, &mut touched);
                }
            }
        }
        touched.iter().for_each(|unit| self.find_superseded(unit));
    }

    /// Updates the days on which a table's dossiers were received.
    fn update_received(
        &mut self,
        number: usize,
        table: &Table,
        live: &DuplicateFilter,
        touched: &mut BTreeSet<String>,
    ) {
        let Some(seen) = self.seen.get_mut(number) else { return };
        let received = received(table, |index| live.counts(number, index));
        seen.superseded = live.replaced_in(number);
        let before = std::mem::replace(&mut seen.received, received);
        for (unit, days) in before {
            let unit = touch(&mut self.units, touched, unit);
            days.iter().for_each(|days| unit.forget(*days));
        }
        for (unit, days) in &seen.received {
            let unit = touch(&mut self.units, touched, unit.clone());
            days.iter().for_each(|(first, last)| *unit.received.entry((*last, *first)).or_default() += 1);
        }
    }

    fn enter_rows(&mut self, number: usize, table: &Table, touched: &mut BTreeSet<String>) {
        let Some(summary) = &table.summary else { return };
        let days = days(summary);
        for (index, row) in summary.counted_rows() {
            let unit = touch(&mut self.units, touched, unit_key(&row.unit));
            let empty = || UnitRows { days, source: table.source, rows: Vec::new() };
            unit.rows.entry((length(days), number)).or_insert_with(empty).rows.push(index);
        }
    }

    /// Determines which rows about a unit are superseded, beginning with the longest period.
    fn find_superseded(&mut self, name: &str) {
        let Some(unit) = self.units.get(name) else { return };
        let mut covered = Covered::default();
        for (&(_, table), &UnitRows { days, source, ref rows }) in unit.rows.iter().rev() {
            let doubled = unit.has_received(days);
            let known = !name.is_empty() && days != ALL_DAYS;
            let is_superseded = doubled || covered.has_other(days, Some(source).filter(|_| !known));
            // A row that another summary supersedes still covers its days.
            if !doubled {
                covered.add(days, source);
            }
            for &index in rows {
                put(&mut self.superseded, table, index, is_superseded);
            }
        }
    }

    /// True if dossiers of a unit were received in the period of a summary.
    pub fn is_doubled(&self, unit: &str, summary: &SummaryTable) -> bool {
        self.units.get(&unit_key(unit)).is_some_and(|unit| unit.has_received(days(summary)))
    }

    /// True if a row of a table's summary counts.
    pub fn counts(&self, table: usize, index: usize) -> bool {
        !self
            .superseded
            .get(table)
            .and_then(|rows| rows.get(index))
            .is_some_and(|is_superseded| *is_superseded)
    }

    /// The rows of a table's summary that count.
    pub fn rows<'a>(&self, table: usize, summary: &'a SummaryTable) -> Vec<&'a SummaryRow> {
        let rows = summary.counted_rows();
        rows.filter(|(index, _)| self.counts(table, *index)).map(|(_, row)| row).collect()
    }
}

impl UnitDays {
    fn forget(&mut self, (first, last): Days) {
        if let Some(tables) = self.received.get_mut(&(last, first)) {
            *tables -= 1;
        }
    }

    fn has_received(&self, (first, last): Days) -> bool {
        let reach = (last.saturating_add(LONGEST), i32::MAX);
        first <= last
            && self
                .received
                .range((first, i32::MIN)..=reach)
                .any(|((_, begins), tables)| *begins <= last && *tables > 0)
    }
}

/// Disjoint ranges of days: by first day, the last day and the file that covers the range, if it is only one.
#[derive(Debug, Default)]
struct Covered(BTreeMap<i64, (i64, Option<u32>)>);

impl Covered {
    /// The ranges that overlap these days, the last first.
    fn overlapping(&self, days: Days) -> impl Iterator<Item = (i64, i64, Option<u32>)> + '_ {
        let ranges = self.0.range(..=i64::from(days.1)).rev();
        let ranges = ranges.map(|(start, (end, source))| (*start, *end, *source));
        ranges.take_while(move |(_, end, _)| *end >= days.0.into())
    }

    /// True if any of these days is covered by a file other than `except`.
    fn has_other(&self, days: Days, except: Option<u32>) -> bool {
        self.overlapping(days).any(|(.., source)| except.is_none() || source != except)
    }

    fn add(&mut self, days: Days, source: u32) {
        let (first, last) = (i64::from(days.0), i64::from(days.1));
        let overlapping: Vec<_> = self.overlapping(days).collect();
        let mut from = first;
        for (start, end, of) in overlapping.into_iter().rev() {
            self.put(from, start - 1, Some(source));
            self.put(start, first - 1, of);
            self.put(start.max(first), end.min(last), of.filter(|of| *of == source));
            self.put(last + 1, end, of);
            from = end + 1;
        }
        self.put(from, last, Some(source));
    }

    /// Stores a range, unless it is empty.
    fn put(&mut self, first: i64, last: i64, source: Option<u32>) {
        if first <= last {
            self.0.insert(first, (last, source));
        }
    }
}

/// Notes whether a row of a table is superseded.
fn put(tables: &mut Vec<Vec<bool>>, table: usize, index: usize, is_superseded: bool) {
    tables.resize_with(tables.len().max(table + 1), Vec::new);
    let Some(rows) = tables.get_mut(table) else { return };
    rows.resize(rows.len().max(index + 1), false);
    rows.get_mut(index).into_iter().for_each(|row| *row = is_superseded);
}

/// Returns the unit with this name and marks it for evaluation.
fn touch<'u>(
    units: &'u mut BTreeMap<String, UnitDays>,
    touched: &mut BTreeSet<String>,
    name: String,
) -> &'u mut UnitDays {
    touched.insert(name.clone());
    units.entry(name).or_default()
}

fn days(summary: &SummaryTable) -> Days {
    summary.period.unwrap_or(ALL_DAYS)
}

/// The length of a period. An unknown period is shorter than any other.
fn length(days: Days) -> i64 {
    if days.0 == i32::MIN { -1 } else { i64::from(days.1) - i64::from(days.0) }
}

/// By unit key, the days on which the unit's counting dossiers were received. For lives these are whole
/// periods, because their dossiers were received on any day of the period.
fn received(table: &Table, counts: impl Fn(usize) -> bool) -> Received {
    let (ends, dossiers) = (ends_of_periods(table), &table.dossiers);
    let mut by_number: Vec<Vec<i32>> = vec![Vec::new(); dossiers.units.len()];
    let all =
        dossiers.chunks.iter().flat_map(|chunk| chunk.unit.all().zip(chunk.received.iter())).enumerate();
    for (_, (unit, day)) in all.filter(|(index, _)| counts(*index)) {
        if let Some(days) = by_number.get_mut(unit as usize).filter(|days| days.last() != Some(day)) {
            days.push(*day);
        }
    }
    let mut found = Received::new();
    for (unit, days) in dossiers.units.iter().zip(by_number).filter(|(_, days)| !days.is_empty()) {
        let days = days.into_iter().map(|day| (first_day(&ends, day), day));
        found.entry(unit_key(unit)).or_default().extend(days);
    }
    for days in found.values_mut() {
        arrange_signed_pairs(days);
        days.dedup();
        days.shrink_to_fit();
    }
    found
}

/// The last days of the periods of lives, in order; empty for a list, which has no periods.
fn ends_of_periods(table: &Table) -> Vec<i32> {
    let lives = table.start.lives.iter().flat_map(|about| &about.boundaries);
    lives.filter_map(|day| of_iso(day)).collect()
}

/// The earliest day on which a dossier may have been received: the day itself or, for lives, the first day of
/// its period.
fn first_day(ends: &[i32], day: i32) -> i32 {
    let before = ends.iter().rev().find(|end| **end < day);
    before.map_or(day, |before| before.saturating_add(1).max(day.saturating_sub(LONGEST)))
}

#[cfg(test)]
mod tests;
