//! A table whose header is found: its rows, and what is reported about them.

use super::contents::{Contents, FileContext};
use super::held::{HeldRows, report};
use super::table::Table;
use crate::Error;
use crate::dossier::issues::{IssueKind, Issues, Spot};
use crate::dossier::ledger::Reason;
use crate::dossier::loader::{FinishedTable, Loaded};
use crate::dossier::preview::{Preview, preview};
use crate::read::{Notice, Row, RowBlock, Seen, TableStart};
use crate::schema::{Column, Finding, HeldRow, Schema};

/// A table whose header is found.
#[derive(Debug)]
pub struct Body {
    pub schema: Schema,
    header_first: u32,
    header_row: u32,
    preview: Preview,
    pub contents: Contents,
    last_row: u32,
    noticed: Issues,
}

impl Body {
    /// Begins a table with its held rows and what was recorded with them.
    pub fn open(
        schema: Schema,
        rows: &[HeldRow],
        held: &HeldRows,
        start: &TableStart,
        origin: FileContext<'_>,
    ) -> Self {
        let above = rows.get(..schema.header_first).unwrap_or_default();
        let number = |index: usize| rows.get(index).map_or(0, |row| row.number);
        let mut contents = Contents::open(&schema, rows, start, origin);
        let mut last = held.above;
        for row in above.iter().filter(|row| row.number > held.above) {
            held.enter_gap(last + 1, row.number, &mut contents);
            let reason = if row.is_blank() { Reason::Blank } else { Reason::Title };
            contents.set_aside(reason, row.number, row.number);
            last = row.number;
        }
        held.enter_gap(last + 1, number(schema.header_first), &mut contents);
        let (header_first, header_row) =
            (number(schema.header_first), schema.body_first.checked_sub(1).map_or(0, number));
        let preview = preview(rows, schema.body_first, Some(&schema.mapping));
        let (last_row, noticed) = (header_row, Issues::default());
        Self { header_first, header_row, preview, contents, last_row, noticed, schema }
    }

    /// Processes the next row.
    #[inline]
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        self.blanks_before(row.number);
        self.last_row = row.number;
        self.contents.row(row)
    }

    /// Processes consecutive rows. Returns how many it processed, at least one.
    pub fn block(&mut self, block: &RowBlock<'_>) -> Result<usize, Error> {
        self.blanks_before(block.first);
        let taken = self.contents.block(block)?;
        self.last_row = block.number(taken.saturating_sub(1));
        Ok(taken)
    }

    #[inline]
    fn blanks_before(&mut self, row: u32) {
        if row > self.last_row + 1 {
            self.contents.set_aside(Reason::Blank, self.last_row + 1, row - 1);
        }
    }

    /// Returns the finished table.
    pub fn finish(self, start: TableStart, seen: Option<Seen>) -> Table {
        let (seen, last_row) = (self.seen(seen), self.last_row);
        let (FinishedTable { loaded, date_order, unread, in_commune }, summary) = self.contents.finish();
        let Loaded { dossiers, ledger, mut issues } = loaded;
        for finding in self.schema.findings {
            let (kind, header) = match finding {
                Finding::Choice(header) => (IssueKind::ColumnChoice, header),
                Finding::ShiftedHeader(header) => (IssueKind::ShiftedHeader, header),
                Finding::AmbiguousDue(header) => (IssueKind::AmbiguousDue, header),
                Finding::UnitKeys(header) => (IssueKind::UnitFromGroup, header),
            };
            issues.add(kind, || Spot { row: None, column: Some(header) });
        }
        let mapping = self.schema.mapping;
        let names_units = mapping.index_of(Column::Unit).is_some() || dossiers.units.len() > 1;
        if mapping.index_of(Column::UnitLevel).is_none() && names_units {
            issues.add(IssueKind::LevelInferred, Spot::default);
        }
        issues.absorb(&self.noticed);
        let (header_row, preview) = (self.header_row, self.preview);
        let mut table = Table {
            start,
            source: 0,
            header_row,
            mapping,
            preview,
            dossiers,
            summary,
            ledger,
            issues,
            seen,
            date_order,
            unread,
            in_commune,
        };
        if table.seen.is_some_and(|seen| seen.rows != table.rows_read()) {
            report(&mut table.issues, IssueKind::RowsNotSeen, last_row);
        }
        table
    }

    /// Records the held items that are not rows and come before this row number.
    pub fn enter_before(&mut self, row: u32, held: &HeldRows) {
        for (first, last) in held.no_rows_between(self.last_row, row) {
            self.no_rows(first, last);
        }
    }

    /// Records all remaining notices and merged cells that were held.
    pub fn enter(&mut self, held: &HeldRows) {
        self.enter_before(u32::MAX, held);
        held.notices.iter().for_each(|notice| self.notice(*notice));
        held.merges.iter().for_each(|merge| self.contents.merged(*merge));
    }

    /// Records a notice.
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

    /// Records items that are not rows, although they were meant to be.
    fn no_rows(&mut self, first: u32, last: u32) {
        self.blanks_before(first);
        self.contents.set_aside(Reason::NotARow, first, last);
        self.last_row = last;
    }

    /// The independent row count without the header rows.
    fn seen(&self, seen: Option<Seen>) -> Option<Seen> {
        let header = u64::from((self.header_row + 1).saturating_sub(self.header_first));
        seen.map(|seen| Seen { rows: seen.rows.saturating_sub(header), ..seen })
    }
}
