//! A summary's body: counts by unit. Rows that sum up others (groups, totals) are never counted but checked; what a
//! row is among its neighbours is settled when all are read.

use super::figures::Figures;
use super::issues::{IssueKind, Issues, Spot};
use super::ledger::{Ledger, Reason};
use super::leftover::{Leftovers, group_name};
use crate::read::Row;
use crate::schema::{Column, Figure, HeldRow, Mapping, UnitFrom, is_listed, names_unit};
use crate::text::{fold_words, tidy};
use crate::value::{Coded, CountCell, count, level_of_unit, percentages};
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};
use std::collections::BTreeSet;

/// Most rows that one summary may have.
const ROWS: usize = 50_000;

/// The rows of one summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Summary {
    /// In the order of the table.
    pub rows: Vec<SummaryRow>,
    /// First and last day of what it counts, if its titles tell.
    pub period: Option<(i32, i32)>,
}

/// The counts of one unit, field or procedure.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SummaryRow {
    /// Row in its table, from 1.
    pub row: u32,
    /// Unit; "" = not known.
    pub unit: String,
    /// Domain; "" = not known.
    pub field: String,
    /// Procedure; "" = not known.
    pub procedure: String,
    /// Number of a [`crate::value::UnitLevel`].
    pub unit_level: u8,
    /// Its counts.
    pub figures: Figures,
}

/// A row that holds a name or counts, before its neighbours are known.
#[derive(Debug)]
struct Line {
    row: u32,
    /// Its running number: 1, 1.2, IV, A.
    mark: String,
    /// Unit, field, procedure; "" where there is no such column, or no name.
    names: [String; 3],
    /// Name of a group row.
    group: String,
    /// A sum, or a part of the row above ("Toàn trình").
    is_total: bool,
    figures: Figures,
}

/// Takes the body of one summary.
#[derive(Debug)]
pub struct Tally {
    mapping: Mapping,
    leftovers: Leftovers,
    blank: Figures,
    lines: Vec<Line>,
    ledger: Ledger,
    issues: Issues,
    period: Option<(i32, i32)>,
    stand_in: Option<(String, UnitFrom)>,
}

/// Columns that say whose the counts are.
const WHOSE: [Column; 3] = [Column::Unit, Column::Field, Column::Procedure];

impl Tally {
    /// For a table with this mapping, about this period, and about this unit where no column or group row says another.
    pub fn new(mapping: &Mapping, period: Option<(i32, i32)>, stand_in: Option<(String, UnitFrom)>) -> Self {
        Self {
            mapping: mapping.clone(),
            leftovers: Leftovers::new(mapping),
            blank: Figures::of_table(mapping.columns.iter().filter_map(|entry| entry.figure)),
            lines: Vec::new(),
            ledger: Ledger::default(),
            issues: Issues::default(),
            period,
            stand_in,
        }
    }

    /// Enters rows that hold no counts for a reason known beforehand.
    pub fn set_aside(&mut self, reason: Reason, first: u32, last: u32) {
        self.ledger.add_run(reason, first, last);
    }

    /// Takes the next row of the body.
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
        let detail = |name: &String| name.is_empty() || is_listed("part", name);
        let is_total = is_total || (names.iter().any(|name| !name.is_empty()) && names.iter().all(detail));
        let figures = self.figures(held);
        let group = group_name(held).unwrap_or_default();
        self.lines.push(Line { row: held.number, mark, names, group, is_total, figures });
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
        self.check_percentages(held, &figures);
        figures
    }

    fn check_percentages(&mut self, held: &HeldRow, figures: &Figures) {
        for (index, entry) in self.mapping.columns.iter().enumerate() {
            let rate = entry.figure.and_then(|figure| figures.rate(figure)).filter(|(_, den)| *den > 0);
            let Some((num, den)) = rate else { continue };
            let stated = percentages(held.cell(index).lend());
            if !stated.is_empty() && !stated.iter().any(|stated| stated.fits(num, den)) {
                let spot = || Spot { row: Some(held.number), column: Some(entry.header.clone()) };
                self.issues.add(IssueKind::PercentageDiffers, spot);
            }
        }
    }

    /// The finished summary.
    pub fn finish(mut self) -> (Summary, Ledger, Issues) {
        let lines = std::mem::take(&mut self.lines);
        let groups: Vec<bool> = (0..lines.len()).map(|at| is_group(&lines, at)).collect();
        self.check_totals(&lines, &groups);
        if self.period.is_none() {
            self.issues.add(IssueKind::PeriodUnknown, Spot::default);
        }
        let mut rows: Vec<SummaryRow> = Vec::new();
        let mut unit = String::new();
        for (line, group) in lines.into_iter().zip(groups) {
            let reason = Self::reason(&line, group);
            if reason == Some(Reason::Group)
                && self.mapping.index_of(Column::Unit).is_none()
                && names_unit(&line.group)
            {
                unit.clone_from(&line.group);
                self.issues.add(IssueKind::UnitFromGroup, || Spot { row: Some(line.row), column: None });
            }
            match reason {
                Some(reason) => self.ledger.add(reason, line.row),
                None => rows.push(self.counted(line, &mut unit)),
            }
        }
        self.report_stand_in(&rows);
        (Summary { rows, period: self.period }, self.ledger, self.issues)
    }

    /// Why a line is no row of counts.
    fn reason(line: &Line, group: bool) -> Option<Reason> {
        let unnamed = line.names.iter().all(String::is_empty);
        match (line.is_total, group, unnamed) {
            (true, ..) => Some(Reason::Total),
            (_, true, _) => Some(Reason::Group),
            _ => unnamed.then_some(Reason::NoName),
        }
    }

    /// A unit's cell may be merged over the rows of its fields; without a column, group rows and titles name it.
    fn counted(&mut self, line: Line, unit: &mut String) -> SummaryRow {
        let [own, field, procedure] = line.names;
        if !own.is_empty() {
            *unit = own;
        } else if unit.is_empty() && self.mapping.index_of(Column::Unit).is_none() {
            *unit = self.stand_in.as_ref().map(|(name, _)| tidy(name)).unwrap_or_default();
        }
        for sum in line.figures.broken() {
            let column = self.header_of(sum);
            self.issues.add(IssueKind::IdentityBroken, || Spot { row: Some(line.row), column });
        }
        let unit_level = level_of_unit(unit).number();
        SummaryRow { row: line.row, unit: unit.clone(), field, procedure, unit_level, figures: line.figures }
    }

    fn header_of(&self, figure: Figure) -> Option<String> {
        let entry = self.mapping.columns.iter().find(|entry| entry.figure == Some(figure));
        entry.map(|entry| entry.header.clone())
    }

    fn report_stand_in(&mut self, rows: &[SummaryRow]) {
        let used = |name: &str| rows.iter().any(|row| row.unit == tidy(name));
        match &self.stand_in {
            Some((name, UnitFrom::Title(row))) if used(name) => {
                self.issues.add(IssueKind::UnitFromTitle, || Spot { row: Some(*row), column: None });
            }
            Some((name, UnitFrom::FileName)) if used(name) => {
                self.issues.add(IssueKind::UnitFromFileName, Spot::default);
            }
            _ => {}
        }
    }

    /// A total is that of all rows, or of those since the total or group before it.
    fn check_totals(&mut self, lines: &[Line], groups: &[bool]) {
        let counted = self.mapping.columns.iter().filter_map(|entry| entry.figure);
        let counted: BTreeSet<Figure> = counted.filter(|figure| !figure.is_rate()).collect();
        let sums: Vec<_> =
            counted.into_iter().map(|figure| (figure, running_sums(lines, groups, figure))).collect();
        let mut since = 0;
        for (at, total) in lines.iter().enumerate() {
            let sums_up = sums_up(total);
            for (figure, sums) in sums.iter().filter(|_| sums_up) {
                let upto = |end: usize| sums.get(end).copied().unwrap_or(0);
                let fitting = [upto(lines.len()), upto(at), upto(at) - upto(since)];
                let differs = |stated: u32| !fitting.contains(&stated.into());
                if total.figures.given(*figure).is_some_and(differs) {
                    let column = self.header_of(*figure);
                    self.issues.add(IssueKind::TotalDiffers, || Spot { row: Some(total.row), column });
                }
            }
            if ends_block(lines, groups, at) {
                since = at + 1;
            }
        }
    }
}

/// "Trong đó" and running sums over several periods are no totals of the rows above.
fn sums_up(line: &Line) -> bool {
    let words = fold_words(&line.group);
    line.is_total && ["tong", "cong"].iter().any(|word| words.starts_with(word))
}

fn ends_block(lines: &[Line], groups: &[bool], at: usize) -> bool {
    lines.get(at).is_some_and(|line| line.is_total) || groups.get(at) == Some(&true)
}

/// What the lines before each one come to, those that sum up others left out; the last is the sum of all.
fn running_sums(lines: &[Line], groups: &[bool], figure: Figure) -> Vec<u64> {
    let mut sum = 0;
    let after = lines.iter().enumerate().map(|(at, line)| {
        let own = line.figures.given(figure).filter(|_| !ends_block(lines, groups, at));
        sum += u64::from(own.unwrap_or(0));
        sum
    });
    [0].into_iter().chain(after).collect()
}

/// A row with counts that sums up the rows below it: by its name, or its mark being of a higher order than the next's.
fn is_group(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| !line.is_total) else { return false };
    let next = lines.get(at + 1..).unwrap_or_default().iter().find(|line| !line.is_total);
    let above = match (order(&line.mark), next.map(|next| order(&next.mark))) {
        (Some(order), Some(Some(next))) => order < next,
        (Some(order), Some(None)) => order < 2,
        _ => false,
    };
    line.figures.is_blank() || above || (next.is_some() && is_listed("group", &line.group))
}

/// 0 for A, 1 for IV, 2 for 7, 3 for 7.1 …; none for anything else.
fn order(mark: &str) -> Option<usize> {
    let mark = mark.trim_end_matches(['.', ')']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if mark.is_empty() {
        None
    } else if mark.split('.').all(digits) {
        Some(1 + mark.split('.').count())
    } else if mark.bytes().all(|byte| b"IVX".contains(&byte)) {
        Some(1)
    } else {
        matches!(mark.as_bytes(), [b'A'..=b'Z']).then_some(0)
    }
}
