//! Results that depend on all tables together: which dossiers count, the names of units, which summary rows
//! are superseded, the default as-of date. Computed when a file is added or removed, and when a rule changes.

use super::activity::LatestActivity;
use super::{FileEntry, Session, UnitNames};
use crate::dossier::{
    CodeIndex, Dossiers, DuplicateFilter, Duplicates, IssueKind, Merged, NO_DAY, Noted, Overlaps, Replaced,
    Table, Units,
};
use crate::measure::{Reported, Source, disagreement, may_disagree};
use crate::{Error, ErrorCode};
use std::ops::Range;

impl Session {
    /// Removes the table of one file, by its number in [`Session::files`].
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NoSuchFile`] for an unknown number.
    pub fn remove(&mut self, file: usize) -> Result<(), Error> {
        if file >= self.entries.len() {
            return Err(ErrorCode::NoSuchFile.into());
        }
        let before = self.entries.iter().take(file);
        let number = before.filter(|entry| matches!(entry, FileEntry::Table)).count();
        if matches!(self.entries.remove(file), FileEntry::Table) {
            self.show_as_read();
            self.tables.remove(number);
            self.codes = CodeIndex::default();
            self.recount();
        }
        Ok(())
    }

    /// Moves the last `count` reports to index `to`, so that a file read again keeps its place in the list.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NoSuchFile`] if there are not that many reports, or `to` is not before them.
    pub fn move_last(&mut self, count: usize, to: usize) -> Result<(), Error> {
        let from = self.entries.len().checked_sub(count).filter(|from| to <= *from);
        let from = from.ok_or(ErrorCode::NoSuchFile)?;
        let (first, moved) = (self.tables_in(0..to), self.tables_in(from..self.entries.len()));
        self.show_as_read();
        self.entries.get_mut(to..).unwrap_or_default().rotate_right(count);
        self.tables.get_mut(first..).unwrap_or_default().rotate_right(moved);
        self.codes = CodeIndex::default();
        self.recount();
        Ok(())
    }

    /// Number of tables among these entries.
    fn tables_in(&self, entries: Range<usize>) -> usize {
        let entries = self.entries.get(entries).unwrap_or_default();
        entries.iter().filter(|entry| matches!(entry, FileEntry::Table)).count()
    }

    /// Changes which of several rows with one code counts. No file is read again.
    pub fn set_duplicates(&mut self, rule: Duplicates) {
        self.settings.duplicates = rule;
        self.show_as_read();
        self.recount();
    }

    /// Changes the names of units. No file is read again.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadQuery`] for aliases that form a cycle or have an empty name; nothing is changed then.
    pub fn set_units(&mut self, names: UnitNames) -> Result<(), Error> {
        Units::new(&names.naming()?)?;
        self.settings.units = names;
        self.show_as_read();
        self.recount();
        Ok(())
    }

    /// The current unit name settings.
    pub fn unit_names(&self) -> &UnitNames {
        &self.settings.units
    }

    /// Units whose spellings were merged.
    pub fn merged(&self) -> Vec<Merged> {
        self.units.merged()
    }

    /// Restores all names as they were read.
    fn show_as_read(&mut self) {
        let known = self.settings.units.naming().and_then(|naming| Units::new(&naming)).unwrap_or_default();
        let mut tables: Vec<&mut Table> = self.tables.iter_mut().map(|named| &mut named.table).collect();
        std::mem::replace(&mut self.units, known).restore(&mut tables);
    }

    /// Recomputes which dossiers count.
    pub(super) fn recount(&mut self) {
        (self.live, self.overlaps) = (DuplicateFilter::new(self.settings.duplicates), Overlaps::default());
        self.tables.iter_mut().for_each(|named| named.cached_activity = None);
        self.recompute();
    }

    /// Recomputes what depends on all tables. Called once per file, because its cost grows with the number of
    /// tables.
    pub(super) fn recompute(&mut self) {
        let dossiers: Vec<&Dossiers> = self.tables.iter().map(|named| &named.table.dossiers).collect();
        self.codes.take(&dossiers, self.settings.today);
        self.live.follow(&dossiers, &self.codes);
        let mut tables: Vec<&mut Table> = self.tables.iter_mut().map(|named| &mut named.table).collect();
        self.units.name(&mut tables, &self.live);
        self.compare_lives();
        let tables: Vec<&Table> = self.tables.iter().map(|named| &named.table).collect();
        self.overlaps.update(&tables, &self.live);
        self.suspects.take();
        self.refresh_activity();
    }

    /// Recomputes the latest activity. A table is scanned only if some of its dossiers do not count and it
    /// could hold the latest day.
    fn refresh_activity(&mut self) {
        let reported = self.reported().iter().filter_map(Reported::last_day).fold(NO_DAY, i32::max);
        let mut latest = reported;
        for number in 0..self.tables.len() {
            if self.codes.latest(number) > latest {
                latest = latest.max(self.cached_activity(number));
            }
        }
        self.latest = self.cut().unwrap_or(latest);
    }

    /// The latest activity of a table's dossiers that count.
    fn cached_activity(&mut self, number: usize) -> i32 {
        let superseded = self.live.replaced_in(number);
        if superseded == 0 {
            return self.codes.latest(number);
        }
        let Some(named) = self.tables.get_mut(number) else { return NO_DAY };
        let known = named.cached_activity.filter(|known| known.superseded == superseded);
        let refresh_activity = || LatestActivity {
            superseded,
            latest: latest_in(&named.table.dossiers, number, &self.live, self.settings.today),
        };
        named.cached_activity.insert(known.unwrap_or_else(refresh_activity)).latest
    }

    /// The dossiers that do not count and may disagree with those that do. Computed on the first query.
    pub(super) fn suspects(&self, sources: &[Source<'_>]) -> &[Replaced] {
        let replaced = || self.codes.replaced(&self.live, 0);
        self.suspects.get_or_init(|| replaced().filter(|replaced| may_disagree(replaced, sources)).collect())
    }

    /// For each table from index `from` on: its dossiers that do not count and disagree with those that do,
    /// by the default rules.
    pub(super) fn differing(&self, from: usize) -> Vec<Noted> {
        let mut found = vec![Vec::new(); self.tables.len().saturating_sub(from)];
        let mut replaced = self.codes.replaced(&self.live, from).peekable();
        if replaced.peek().is_some() {
            let (sources, rules) = (self.sources(), self.rules());
            let differs = |replaced: &Replaced| {
                may_disagree(replaced, &sources) && disagreement(replaced, &sources, &rules).is_some()
            };
            for replaced in replaced.filter(differs) {
                let (table, index) = replaced.loser;
                found.get_mut(table - from).into_iter().for_each(|found| found.push(index));
            }
        }
        found.into_iter().map(|indices| Noted::of(IssueKind::DuplicatesDiffer, indices)).collect()
    }
}

/// The latest received, finished or returned day of the dossiers that count, not after `today`.
fn latest_in(dossiers: &Dossiers, table: usize, live: &DuplicateFilter, today: i32) -> i32 {
    let mut latest = NO_DAY;
    dossiers.each(|index, facts| {
        let days = [facts.received, facts.finished, facts.returned]
            .map(|day| if day <= today { day } else { NO_DAY });
        let last = days.into_iter().fold(NO_DAY, i32::max);
        latest = if live.counts(table, index) { latest.max(last) } else { latest };
    });
    latest
}
