//! A finished table, and one that hoso cannot count.

use crate::Error;
use crate::dossier::columns::Dossiers;
use crate::dossier::issues::{IssueKind, Issues, Spot};
use crate::dossier::ledger::Ledger;
use crate::dossier::preview::{Preview, preview};
use crate::dossier::summary_loader::SummaryTable;
use crate::read::{Seen, TableStart};
use crate::schema::{Column, HeldRow, Mapping, SchemaError};
use crate::text::tidy;
use crate::value::WorkingDays;
use borsh::{BorshDeserialize, BorshSerialize};

/// A table of dossiers, or a summary.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Table {
    /// What the container says about the table.
    pub start: TableStart,
    /// Number of its file among all files read.
    pub source: u32,
    /// Row number of the lowest header row, from 1.
    pub header_row: u32,
    /// What its columns were recognised as.
    pub mapping: Mapping,
    /// Header and first rows, with personal cells masked.
    pub preview: Preview,
    /// Its dossiers; empty for a summary.
    pub dossiers: Dossiers,
    /// Its counts, for a summary.
    pub summary: Option<SummaryTable>,
    /// The rows that are not dossiers.
    pub ledger: Ledger,
    /// The issues of its cells.
    pub issues: Issues,
    /// An independent count of its rows, without the header.
    pub seen: Option<Seen>,
    /// Date columns whose order of day and month is unknown: figures that need them are withheld.
    pub date_order: Vec<Column>,
    /// Mapped date columns that contain words instead of days ("Quá hạn 2 ngày"): treated as missing.
    pub unread: Vec<Column>,
    /// True if its titles or its file name contain the name of a commune.
    pub in_commune: bool,
}

/// A table that hoso cannot count.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub struct Refused {
    /// What the container says about the table.
    pub start: TableStart,
    /// The reason.
    pub error: Error,
    /// Row number of its header; 0 = not found.
    pub header_row: u32,
    /// What its columns were recognised as; empty without a header.
    pub mapping: Mapping,
    /// Its first rows, with personal cells masked.
    pub preview: Preview,
}

impl Refused {
    /// A table with this error, and the rows that were held of it.
    pub fn of(SchemaError { error, header }: SchemaError, rows: &[HeldRow]) -> Self {
        let preview = match &header {
            Some(header) => preview(rows, header.1, Some(&header.0)),
            None => preview(rows, 0, None),
        };
        let (mapping, body_first) = header.map_or_else(Default::default, |header| *header);
        let header_row =
            body_first.checked_sub(1).and_then(|index| rows.get(index)).map_or(0, |row| row.number);
        Self { start: TableStart::default(), error, header_row, mapping, preview }
    }
}

impl Table {
    /// True if a column is mapped and its cells are readable.
    pub fn has(&self, column: Column) -> bool {
        self.mapping.index_of(column).is_some() && !self.unread.contains(&column)
    }

    /// Sets how many dossiers each row stands for, by its number. Drops doubts about the days of lives,
    /// because these days only represent their periods.
    pub fn weigh(&mut self, weights: &[u32]) {
        if self.start.lives.is_some() {
            self.issues = Issues::default();
            self.dossiers.weigh(|row| weights.get(row as usize).copied().unwrap_or(1));
        }
    }

    /// Rows loaded, whether they count or not: dossiers (each as often as its row says), or rows of a
    /// summary.
    pub fn rows_loaded(&self) -> u64 {
        let counted = self.summary.as_ref().map_or(0, |summary| summary.rows.len());
        self.dossiers.total() + counted as u64
    }

    /// Rows read: those loaded and those set aside.
    pub fn rows_read(&self) -> u64 {
        let aside: u64 = self.ledger.iter().map(|(_, rows)| rows.count).sum();
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
