//! What readers notice about a table beside its rows: entered where the rows are, once the header is found.

use super::Body;
use super::contents::Contents;
use crate::dossier::issues::{IssueKind, Issues, Spot};
use crate::dossier::ledger::Reason;
use crate::read::{Merge, Notice, Seen};
use crate::schema::HeldRow;

/// First rows, held until the header among them is found, with what was noticed so far.
#[derive(Debug, Default)]
pub struct Held {
    /// The rows.
    pub rows: Vec<HeldRow>,
    /// The last row that a table above accounts for; 0 = there is none.
    pub above: u32,
    /// First and last of each run of items that are no rows.
    no_rows: Vec<(u32, u32)>,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// All else.
    notices: Vec<Notice>,
}

impl Held {
    /// Holds a notice.
    pub fn notice(&mut self, notice: Notice) {
        match (notice, self.no_rows.last_mut()) {
            (Notice::NotARow(row), Some((_, last))) if last.checked_add(1) == Some(row) => *last = row,
            (Notice::NotARow(row), _) => self.no_rows.push((row, row)),
            (notice, _) => self.notices.push(notice),
        }
    }

    /// The rows of another table that begins with these, and those behind them, with what was noticed of them.
    pub fn other_table(&mut self, first: Vec<HeldRow>, behind: &[HeldRow]) -> Self {
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
        let rows = first.into_iter().chain(behind.iter().cloned()).collect();
        Self { rows, above: header.saturating_sub(1), no_rows, merges, notices }
    }

    /// Sets aside the rows above a header that are not held, up to the one before `end`: blank, or not rows at all.
    pub fn enter_gap(&self, start: u32, end: u32, contents: &mut Contents) {
        let mut next = start;
        for &(first, last) in self.no_rows.iter().filter(|(first, last)| *first >= start && *last < end) {
            contents.set_aside(Reason::Blank, next, first - 1);
            contents.set_aside(Reason::NotARow, first, last);
            next = last.saturating_add(1);
        }
        contents.set_aside(Reason::Blank, next, end.saturating_sub(1));
    }

    /// Gives the body what was noticed before the row of this number.
    pub fn enter_before(&self, row: u32, body: &mut Body) {
        let between = |(first, _): &&(u32, u32)| *first > body.last_row && *first < row;
        let runs: Vec<_> = self.no_rows.iter().filter(between).copied().collect();
        runs.into_iter().for_each(|(first, last)| body.no_rows(first, last));
    }

    /// Gives the body the rest.
    pub fn enter(&self, body: &mut Body) {
        self.enter_before(u32::MAX, body);
        self.notices.iter().for_each(|notice| body.notice(*notice));
        self.merges.iter().for_each(|merge| body.contents.merged(*merge));
    }
}

impl Body {
    /// Enters a notice.
    pub fn notice(&mut self, notice: Notice) {
        match notice {
            Notice::NotARow(row) => self.no_rows(row, row),
            Notice::RecordOverLines { row, .. } => report(&mut self.noticed, IssueKind::RecordOverLines, row),
            Notice::HiddenRow(row) if row > self.header_row => {
                report(&mut self.noticed, IssueKind::HiddenRows, row);
            }
            Notice::HiddenRow(_) | Notice::HiddenSheet => {}
        }
    }

    /// Enters items that are no rows: they were meant to be.
    fn no_rows(&mut self, first: u32, last: u32) {
        self.blanks_before(first);
        self.contents.set_aside(Reason::NotARow, first, last);
        self.last_row = last;
    }

    /// The rows of an independent count that are rows of the table, the header left out.
    pub fn seen(&self, seen: Option<Seen>) -> Option<Seen> {
        let header = u64::from((self.header_row + 1).saturating_sub(self.header_first));
        seen.map(|seen| Seen { rows: seen.rows.saturating_sub(header), ..seen })
    }
}

/// The row that a notice is about; one about the sheet goes with its last table.
fn row_of(notice: &Notice) -> u32 {
    match *notice {
        Notice::RecordOverLines { row, .. } | Notice::HiddenRow(row) | Notice::NotARow(row) => row,
        Notice::HiddenSheet => u32::MAX,
    }
}

/// Counts an issue of a row.
pub fn report(issues: &mut Issues, kind: IssueKind, row: u32) {
    issues.add(kind, || Spot { row: Some(row), column: None });
}
