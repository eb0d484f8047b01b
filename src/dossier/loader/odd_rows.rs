//! Rows of a text table with more or fewer cells than its header. An unquoted delimiter, or a lost one,
//! shifts all cells after it. If a shift explains the row, it is loaded in that form and reported; otherwise
//! its days give no outcome.

use super::Loader;
use super::width::Odd;
use crate::Error;
use crate::dossier::issues::{IssueKind, Spot};
use crate::dossier::replay::RowRebuilder;
use crate::read::Row;
use crate::schema::{Column, HeldCell, HeldRow, names_unit};
use crate::value::{Channel, Coded, ServiceLevel, Status, UnitLevel};

/// Maximum difference in width of a row for which a shift is tried.
const MOST: usize = 8;

/// The score of a cell that cannot belong to its column.
const AGAINST: i32 = -3;

impl Loader {
    /// Loads a row whose width differs from the header's.
    #[cold]
    pub(super) fn load_odd(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let held = HeldRow::keep(row)?;
        let filled = held.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let usual = self.width.usual;
        let written = held.cells.len();
        // Blank cells after the last column make no difference, nor does their absence.
        if held.filled() < 3 || (written > usual && filled <= usual) {
            return self.load(row);
        }
        let straight = self.fit(&held);
        if straight.is_sound() {
            let expected = written < usual && self.width.trims;
            return self.load_as(row, if expected { Odd::No } else { Odd::Read });
        }
        match self.shifted(&held, filled.max(written.min(usual))) {
            Some(shifted) => self.load_as(&RowRebuilder::default().row(&shifted), Odd::Read),
            None => self.load_as(row, Odd::Unexplained),
        }
    }

    fn load_as(&mut self, row: &Row<'_>, odd: Odd) -> Result<(), Error> {
        self.odd = odd;
        let loaded = self.load(row);
        self.odd = Odd::No;
        loaded
    }

    /// The row with cells left out, or blanks inserted, at the place that explains it best (of equal places
    /// the last).
    fn shifted(&self, held: &HeldRow, written: usize) -> Option<HeldRow> {
        let usual = self.width.usual;
        if written.abs_diff(usual) > MOST {
            return None;
        }
        let fits = (0..usual).map(|at| {
            let row = with_gap(held, at, written, usual);
            (self.fit(&row), row)
        });
        let sound: Vec<_> = fits.filter(|(fit, _)| fit.is_sound()).collect();
        let most = sound.iter().map(|(fit, _)| fit.score).max()?;
        let best: Vec<_> = sound.into_iter().filter(|(fit, _)| fit.score == most).collect();
        let days = |row: &HeldRow| self.days_of(row);
        let first = best.first().map(|(_, row)| days(row))?;
        let agreed = best.iter().all(|(_, row)| days(row) == first);
        best.into_iter().next_back().filter(|_| agreed).map(|(_, row)| row)
    }

    /// The cells that end up in the date columns.
    fn days_of(&self, row: &HeldRow) -> Vec<HeldCell> {
        let dates = Column::ALL.into_iter().filter(|column| column.is_date() && self.places.has(*column));
        dates.map(|column| row.cell(self.places.of_column(column)).clone()).collect()
    }

    /// Scores how well cells fit their columns.
    fn fit(&self, row: &HeldRow) -> RowFit {
        let columns = Column::ALL.into_iter().filter(|column| self.places.has(*column));
        let cells = columns.map(|column| suits(column, row.cell(self.places.of_column(column))));
        cells.fold(RowFit::default(), |fit, score| RowFit {
            score: fit.score + score,
            against: fit.against + usize::from(score <= AGAINST),
        })
    }

    /// Counts a row of unusual width.
    pub(super) fn report_width(&mut self, row: u32) {
        if self.odd != Odd::No {
            self.issues.add(IssueKind::RowWidth, || Spot { row: Some(row), column: None });
        }
    }
}

/// The score of a row.
#[derive(Debug, Clone, Copy, Default)]
struct RowFit {
    score: i32,
    against: usize,
}

impl RowFit {
    fn is_sound(self) -> bool {
        self.against == 0
    }
}

fn suits(column: Column, cell: &HeldCell) -> i32 {
    let label = cell.label();
    let either = |listed: bool| if listed { 2 } else { -1 };
    match column {
        _ if cell.is_empty() => 0,
        _ if column.is_date() => {
            if cell.is_day() {
                2
            } else {
                AGAINST
            }
        }
        _ if cell.is_day() && !matches!(cell, HeldCell::Number(_)) && label.len() > 5 => AGAINST,
        Column::Code => {
            if cell.is_dated_code() {
                2
            } else {
                -1
            }
        }
        Column::Status => either(Status::listed(&label).is_some()),
        Column::IntakeChannel | Column::ReturnChannel => either(Channel::listed(&label).is_some()),
        Column::ServiceLevel => either(ServiceLevel::listed(&label).is_some()),
        Column::UnitLevel => either(UnitLevel::listed(&label).is_some()),
        Column::Unit if names_unit(&label) => 1,
        _ => 0,
    }
}

/// The row made as wide as the header, by leaving out cells at a place or inserting blanks there.
fn with_gap(row: &HeldRow, at: usize, written: usize, usual: usize) -> HeldRow {
    let cell = |index: usize| row.cell(index).clone();
    let (more, fewer) = (written.saturating_sub(usual), usual.saturating_sub(written));
    let cells = (0..usual).map(|index| match index {
        before if before < at => cell(before),
        blank if blank < at + fewer => HeldCell::Empty,
        after => cell(after + more - fewer),
    });
    HeldRow { number: row.number, cells: cells.collect() }
}
