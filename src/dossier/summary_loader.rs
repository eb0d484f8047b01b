//! The body of a summary: counts by unit. Rows that sum up others (groups, totals) are checked but never
//! counted. The role of each row is decided after all rows are read.

use super::figures::Figures;
use super::issues::{IssueKind, Issues, Spot};
use super::ledger::{Ledger, Reason};
use super::line::SummaryLine;
use super::row_classifier::{RowClassifier, group_name};
use super::sums::{Role, roles};
use super::totals::{check_totals, header_of};
use crate::read::{Merge, Row};
use crate::schema::{Column, Figure, HeldRow, Mapping, UnitFrom, is_aside, names_group};
use crate::text::tidy;
use crate::value::{
    Coded, CountCell, NO_DISTRICTS, Stated, UnitLevel, count, is_in_points, kind_of_units, level_of_unit,
    level_without_districts, percentage, percentages,
};
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeSet;

/// Maximum number of rows of a summary.
const ROWS: usize = 50_000;

/// The rows of one summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SummaryTable {
    /// In table order.
    pub rows: Vec<SummaryRow>,
    /// First and last day that it covers, if its titles state the period.
    pub period: Option<(i32, i32)>,
}

impl SummaryTable {
    /// The rows that state counts, each with its index: rates alone cannot be added up.
    pub fn counted_rows(&self) -> impl Iterator<Item = (usize, &SummaryRow)> {
        self.rows.iter().enumerate().filter(|(_, row)| !row.figures.are_rates())
    }
}

/// The counts of one unit, field or procedure.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SummaryRow {
    /// Row in its table, from 1.
    pub row: u32,
    /// Unit; "" = not known.
    pub unit: String,
    /// Field; "" = not known.
    pub field: String,
    /// Procedure; "" = not known.
    pub procedure: String,
    /// Number of the [`crate::value::UnitLevel`].
    pub unit_level: u8,
    /// Its counts.
    pub figures: Figures,
    /// The percentages that its cells state, each with its decimals.
    pub rates: Vec<(Figure, Stated)>,
}

/// Processes the body of one summary.
#[derive(Debug)]
pub struct SummaryLoader {
    mapping: Mapping,
    leftovers: RowClassifier,
    blank: Figures,
    lines: Vec<SummaryLine>,
    ledger: Ledger,
    issues: Issues,
    period: Option<(i32, i32)>,
    stand_in: Option<(String, UnitFrom)>,
    in_commune: bool,
    /// Columns for dossiers with an outcome that has no figure.
    aside: Vec<usize>,
    merges: Vec<Merge>,
    /// Columns whose percentages without a sign are points.
    in_points: BTreeSet<usize>,
    /// Percentages that may be points or shares, each with its line and column.
    doubtful: Vec<(usize, usize, Figure, Stated)>,
}

/// Columns that say what the counts are about.
const WHOSE: [Column; 3] = [Column::Unit, Column::Field, Column::Procedure];

impl SummaryLoader {
    /// Creates the loader for a table with this mapping and period. `stand_in` is the unit of rows for which
    /// no column or group row names one. `in_commune` is true if the title names a commune.
    pub fn new(
        mapping: &Mapping,
        period: Option<(i32, i32)>,
        stand_in: Option<(String, UnitFrom)>,
        in_commune: bool,
    ) -> Self {
        Self {
            mapping: mapping.clone(),
            leftovers: RowClassifier::new(mapping),
            blank: Figures::of_table(mapping.columns.iter().filter_map(|entry| entry.figure)),
            lines: Vec::new(),
            ledger: Ledger::default(),
            issues: Issues::default(),
            period,
            stand_in,
            in_commune,
            aside: aside(mapping),
            merges: Vec::new(),
            in_points: BTreeSet::new(),
            doubtful: Vec::new(),
        }
    }

    /// Stores a cell merged over several rows. In name columns its text applies to all of them.
    pub fn merged(&mut self, merge: Merge) {
        let column = usize::try_from(merge.first_column).ok();
        let named = WHOSE.iter().any(|whose| self.mapping.index_of(*whose) == column);
        if named && merge.last_row > merge.first_row && self.merges.len() < ROWS {
            self.merges.push(merge);
        }
    }

    /// Records rows without counts, with the reason.
    pub fn set_aside(&mut self, reason: Reason, first: u32, last: u32) {
        self.ledger.add_run(reason, first, last);
    }

    /// Processes the next row of the body.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let held = HeldRow::keep(row)?;
        match self.leftovers.judge(&held) {
            Reason::Group | Reason::NoReceivedDay => self.line(&held, false)?,
            Reason::Total => self.line(&held, true)?,
            reason => self.ledger.add(reason, row.number),
        }
        Ok(())
    }

    fn line(&mut self, held: &HeldRow, is_total: bool) -> Result<(), Error> {
        if self.lines.len() >= ROWS {
            return Err(Error::new(ErrorCode::TooLarge).at_row(held.number));
        }
        let place = |column| self.mapping.index_of(column);
        let names = WHOSE.map(|column| place(column).map_or(String::new(), |at| held.cell(at).label()));
        let first = WHOSE.iter().filter_map(|column| place(*column)).min().unwrap_or(0);
        let mut marks = held.cells.iter().take(first).map(|cell| cell.label());
        let mark = marks.rfind(|text| !text.is_empty()).unwrap_or_default();
        let figures = self.figures(held);
        let rates = self.rates(held, &figures);
        let group = group_name(held).unwrap_or_default();
        self.lines.push(SummaryLine {
            row: held.number,
            mark,
            names,
            group,
            is_total,
            is_part: false,
            figures,
            rates,
        });
        Ok(())
    }

    fn figures(&mut self, held: &HeldRow) -> Figures {
        let mut figures = self.blank;
        for (index, entry) in self.mapping.columns.iter().enumerate() {
            let Some(figure) = entry.figure.filter(|figure| !figure.is_rate()) else { continue };
            match count(held.cell(index).lend()) {
                CountCell::None => {}
                CountCell::Of(count) => figures.add(figure, count),
                CountCell::Bad => {
                    let spot = || Spot { row: Some(held.number), column: Some(entry.header.clone()) };
                    self.issues.add(IssueKind::NotACount, spot);
                }
            }
        }
        for index in &self.aside {
            if let CountCell::Of(count) = count(held.cell(*index).lend()) {
                figures.set_aside(count);
            }
        }
        figures
    }

    /// The stated percentages; those that the counts contradict are reported.
    fn rates(&mut self, held: &HeldRow, figures: &Figures) -> Vec<(Figure, Stated)> {
        let mut rates = Vec::new();
        for (index, entry) in self.mapping.columns.iter().enumerate() {
            let Some(figure) = entry.figure.filter(|figure| figure.is_rate()) else { continue };
            let (cell, rate) = (held.cell(index).lend(), figures.rate(figure));
            let read = percentages(cell);
            match (percentage(cell, rate), read.first()) {
                (Some(stated), _) => rates.push((figure, stated)),
                (None, Some(points)) => self.doubtful.push((self.lines.len(), index, figure, *points)),
                (None, None) => {}
            }
            if is_in_points(cell) {
                self.in_points.insert(index);
            }
            let Some((num, den)) = rate.filter(|(_, den)| *den > 0) else { continue };
            if !read.is_empty() && !read.iter().any(|stated| stated.fits(num, den)) {
                let spot = || Spot { row: Some(held.number), column: Some(entry.header.clone()) };
                self.issues.add(IssueKind::PercentageDiffers, spot);
            }
        }
        rates
    }

    /// Returns the finished summary.
    pub fn finish(mut self) -> (SummaryTable, Ledger, Issues) {
        let mut lines = std::mem::take(&mut self.lines);
        self.fill_merged(&mut lines);
        self.add_point_rates(&mut lines);
        for line in &mut lines {
            line.is_part = line.splits_row();
            line.is_total |= line.is_part;
        }
        let roles = roles(&lines);
        check_totals(&lines, &roles, &self.mapping, &mut self.issues);
        if self.period.is_none() {
            self.issues.add(IssueKind::PeriodUnknown, Spot::default);
        }
        let rows = self.counted_rows(lines, &roles);
        self.report_stand_in(&rows);
        (SummaryTable { rows, period: self.period }, self.ledger, self.issues)
    }

    /// Adds the percentages that other cells of their columns show to be points.
    fn add_point_rates(&self, lines: &mut [SummaryLine]) {
        for (line, column, figure, points) in &self.doubtful {
            if let Some(line) = lines.get_mut(*line).filter(|_| self.in_points.contains(column)) {
                line.rates.push((*figure, *points));
            }
        }
    }

    /// Copies the name in a merged cell to every row that the cell covers.
    fn fill_merged(&self, lines: &mut [SummaryLine]) {
        for merge in &self.merges {
            let from = lines.partition_point(|line| line.row < merge.first_row);
            let upto = lines.partition_point(|line| line.row <= merge.last_row);
            let Some(merged) = lines.get_mut(from..upto) else { continue };
            for (place, whose) in WHOSE.iter().enumerate() {
                if self.mapping.index_of(*whose) == usize::try_from(merge.first_column).ok() {
                    fill(merged, place);
                }
            }
        }
    }

    fn counted_rows(&mut self, lines: Vec<SummaryLine>, roles: &[Role]) -> Vec<SummaryRow> {
        let mut rows: Vec<SummaryRow> = Vec::new();
        let mut under = Under::default();
        let next = lines.iter().skip(1).map(|next| next.mark.as_str()).chain([""]);
        let numbered: Vec<bool> =
            lines.iter().zip(next).map(|(line, next)| line.is_numbered_above(next)).collect();
        for ((line, role), numbered) in lines.into_iter().zip(roles).zip(numbered) {
            let unnamed = line.names.iter().all(String::is_empty);
            match role {
                Role::Total => self.ledger.add(Reason::Total, line.row),
                Role::Group => {
                    self.head(&line, numbered, &mut under);
                    self.ledger.add(Reason::Group, line.row);
                }
                Role::Counted if unnamed => self.ledger.add(Reason::NoName, line.row),
                Role::Counted => rows.push(self.counted(line, &mut under)),
            }
        }
        rows
    }

    /// Applies a group row, which names the unit of the rows below it, or the level of their units. If the
    /// running numbers confirm this (1.1 below 1), no issue is reported.
    fn head(&mut self, line: &SummaryLine, numbered: bool, under: &mut Under) {
        if let Some(level) = kind_of_units(&line.group) {
            under.level = Some(level).filter(|level| *level != UnitLevel::Unknown);
            under.unit.clear();
        } else if let Some(own) = line.names.first().filter(|own| !own.is_empty()) {
            under.unit.clone_from(own);
        } else if self.mapping.index_of(Column::Unit).is_none() && names_group(&line.group) {
            let level = under.level.filter(|_| numbered);
            *under = Under { unit: line.group.clone(), level };
            if !numbered {
                self.issues.add(IssueKind::UnitFromGroup, || Spot { row: Some(line.row), column: None });
            }
        }
    }

    /// Converts a counted row. A unit's cell may cover the rows of its fields; without a unit column, group
    /// rows and titles name the unit.
    fn counted(&mut self, line: SummaryLine, under: &mut Under) -> SummaryRow {
        let [own, field, procedure] = line.names;
        let has_column = self.mapping.index_of(Column::Unit).is_some();
        if !own.is_empty() {
            under.unit = own;
        } else if under.unit.is_empty() && !has_column {
            under.unit = self.stand_in.as_ref().map(|(name, _)| tidy(name)).unwrap_or_default();
        }
        if line.figures.are_rates() {
            self.issues.add(IssueKind::OnlyRates, || Spot { row: Some(line.row), column: None });
        }
        for (_, figure) in line.figures.broken() {
            let column = header_of(&self.mapping, figure);
            self.issues.add(IssueKind::IdentityBroken, || Spot { row: Some(line.row), column });
        }
        let unit = under.unit.clone();
        let unit_level = self.level(under).number();
        let SummaryLine { row, figures, rates, .. } = line;
        SummaryRow { row, unit, field, procedure, unit_level, figures, rates }
    }

    /// The level stated by the group row above, if it applies to these counts; otherwise the level of the
    /// unit's name at the end of the period.
    fn level(&self, under: &Under) -> UnitLevel {
        let by_name = match self.period {
            Some((_, last)) if last >= NO_DISTRICTS => level_without_districts(&under.unit, self.in_commune),
            _ => level_of_unit(&under.unit),
        };
        let split = self.mapping.index_of(Column::Unit).is_none() || by_name == UnitLevel::Unknown;
        under.level.filter(|_| split).unwrap_or(by_name)
    }

    fn report_stand_in(&mut self, rows: &[SummaryRow]) {
        let used = |name: &str| rows.iter().any(|row| row.unit == tidy(name));
        match &self.stand_in {
            Some((name, UnitFrom::Title(row))) if used(name) => {
                let row = Some(*row).filter(|row| *row > 0);
                self.issues.add(IssueKind::UnitFromTitle, || Spot { row, column: None });
            }
            Some((name, UnitFrom::Sheet)) if used(name) => {
                self.issues.add(IssueKind::UnitFromSheet, Spot::default);
            }
            Some((name, UnitFrom::FileName)) if used(name) => {
                self.issues.add(IssueKind::UnitFromFileName, Spot::default);
            }
            _ => {}
        }
    }
}

/// What group rows say about the rows below them.
#[derive(Default)]
struct Under {
    unit: String,
    level: Option<UnitLevel>,
}

/// Columns for dossiers that a sum may include although no figure counts them.
fn aside(mapping: &Mapping) -> Vec<usize> {
    let columns = mapping.columns.iter().enumerate();
    let unused = columns.filter(|(_, entry)| entry.figure.is_none() && entry.column.is_none());
    unused.filter(|(_, entry)| is_aside(&entry.header)).map(|(index, _)| index).collect()
}

/// Copies the first line's name to the following lines without one.
fn fill(lines: &mut [SummaryLine], place: usize) {
    let Some((first, rest)) = lines.split_first_mut() else { return };
    let Some(name) = first.names.get(place) else { return };
    for line in rest {
        if let Some(own) = line.names.get_mut(place).filter(|own| own.is_empty()) {
            own.clone_from(name);
        }
    }
}
