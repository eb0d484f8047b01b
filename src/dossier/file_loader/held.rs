//! The first rows of a table, held until its header is found, with what its reader reports about them.

use super::contents::Contents;
use crate::dossier::issues::{IssueKind, Issues, Spot};
use crate::dossier::ledger::Reason;
use crate::read::{Merge, Notice};
use crate::schema::HeldRow;

/// The first rows, held until the header among them is found, with the notices so far.
#[derive(Debug, Default)]
pub struct HeldRows {
    /// The rows.
    pub rows: Vec<HeldRow>,
    /// The last row that belongs to a table above; 0 if there is no such table.
    pub above: u32,
    /// First and last row of each run of items that are not rows.
    no_rows: Vec<(u32, u32)>,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// All other notices.
    pub notices: Vec<Notice>,
}

impl HeldRows {
    /// Stores a notice.
    pub fn notice(&mut self, notice: Notice) {
        match (notice, self.no_rows.last_mut()) {
            (Notice::NotARow(row), Some((_, last))) if last.checked_add(1) == Some(row) => *last = row,
            (Notice::NotARow(row), _) => self.no_rows.push((row, row)),
            (notice, _) => self.notices.push(notice),
        }
    }

    /// Splits off another table, which begins with `first` and continues with the rows in `later`. Merged
    /// cells and notices from its header on belong to it.
    pub fn other_table(&mut self, first: Vec<HeldRow>, later: &[HeldRow]) -> Self {
        let header = first.last().map_or(0, |row| row.number);
        let from = |number: u32| number >= header;
        let (merges, own) =
            std::mem::take(&mut self.merges).into_iter().partition(|merge| from(merge.first_row));
        self.merges = own;
        let (no_rows, own) =
            std::mem::take(&mut self.no_rows).into_iter().partition(|(first, _)| from(*first));
        self.no_rows = own;
        let (notices, own) =
            std::mem::take(&mut self.notices).into_iter().partition(|notice| from(row_of(notice)));
        self.notices = own;
        let rows = first.into_iter().chain(later.iter().cloned()).collect();
        Self { rows, above: header.saturating_sub(1), no_rows, merges, notices }
    }

    /// Records the rows from `start` to before `end` that are not held: they are blank, or not rows at all.
    pub fn enter_gap(&self, start: u32, end: u32, contents: &mut Contents) {
        let mut next = start;
        for &(first, last) in self.no_rows.iter().filter(|(first, last)| *first >= start && *last < end) {
            contents.set_aside(Reason::Blank, next, first - 1);
            contents.set_aside(Reason::NotARow, first, last);
            next = last.saturating_add(1);
        }
        contents.set_aside(Reason::Blank, next, end.saturating_sub(1));
    }

    /// First and last row of the runs of items that are not rows between two rows.
    pub fn no_rows_between(&self, after: u32, before: u32) -> impl Iterator<Item = (u32, u32)> {
        self.no_rows.iter().copied().filter(move |(first, _)| *first > after && *first < before)
    }
}

/// The row of a notice. A notice about the whole sheet belongs to its last table.
fn row_of(notice: &Notice) -> u32 {
    match *notice {
        Notice::RecordOverLines { row, .. } | Notice::HiddenRow(row) | Notice::NotARow(row) => row,
        Notice::HiddenSheet => u32::MAX,
    }
}

/// Adds an issue of a row.
pub fn report(issues: &mut Issues, kind: IssueKind, row: u32) {
    issues.add(kind, || Spot { row: Some(row), column: None });
}
