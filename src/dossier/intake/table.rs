//! Methods of a finished table.

use super::Table;
use crate::dossier::issues::{IssueKind, Issues, Spot};
use crate::schema::Column;
use crate::text::tidy;
use crate::value::WorkingDays;

impl Table {
    /// True if a column is mapped and its cells are readable.
    pub fn has(&self, column: Column) -> bool {
        self.mapping.index_of(column).is_some() && !self.unread.contains(&column)
    }

    /// Sets how many dossiers each row stands for, by its number. What is doubtful about the days of lives says
    /// nothing, as these only represent their periods.
    pub fn weigh(&mut self, weights: &[u32]) {
        if self.start.lives.is_some() {
            self.issues = Issues::default();
            self.dossiers.weigh(|row| weights.get(row as usize).copied().unwrap_or(1));
        }
    }

    /// Rows loaded, whether they count or not: dossiers (each as often as its row says), or rows of a summary.
    pub fn rows_loaded(&self) -> u64 {
        let counted = self.summary.as_ref().map_or(0, |summary| summary.rows.len());
        self.dossiers.total() + counted as u64
    }

    /// Rows read: those loaded and those set aside.
    pub fn rows_read(&self) -> u64 {
        let aside: u64 = self.ledger.iter().map(|(_, tally)| tally.count).sum();
        aside + self.rows_loaded()
    }

    /// Determines which dossiers were accepted late, using these working days.
    pub fn judge_acceptance(&mut self, days: &WorkingDays) {
        for row in self.dossiers.judge_acceptance(days) {
            self.issues.add(IssueKind::HolidaysUnknown, || Spot { row: Some(row), column: None });
        }
    }

    /// Records a sheet of the same workbook that is left out because it has no table or is hidden.
    pub fn note_sheet(&mut self, kind: IssueKind, sheet: Option<&str>) {
        let column = Some(tidy(sheet.unwrap_or_default()));
        self.issues.add(kind, || Spot { row: None, column });
    }
}
