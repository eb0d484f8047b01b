//! One table's body: mapped cells of each row, read, judged and pushed into typed columns. The hot path.

mod absorb;

use super::columns::{Builder, Dossiers, Facts, NO_DAY, NO_TIME, doubt};
use super::dictionary::{Names, Words};
use super::issues::{IssueKind, Issues, Spot};
use super::ledger::{Ledger, Reason};
use super::leftover::{Leftovers, group_name};
use crate::read::{Cell, Epoch, Row, limits};
use crate::schema::{Column, HeldRow, Mapping, UnitFrom};
use crate::text::bytes::is_ascii;
use crate::value::{
    Channel, Coded, Moment, MomentCell, ServiceLevel, Status, UnitLevel, code_day, level_of_unit, moment,
};
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};
use std::io::Write;

/// What a body becomes.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Loaded {
    /// Its dossiers.
    pub dossiers: Dossiers,
    /// Its other rows.
    pub ledger: Ledger,
    /// Its flaws.
    pub issues: Issues,
    /// It ends within a signature block, which goes on to the table's end.
    pub signed: bool,
}

/// Where each canonical column stands; beyond every row if it is not mapped.
#[derive(Debug, Clone, Copy)]
struct Places([usize; Column::ALL.len()]);

impl Places {
    fn of(mapping: &Mapping) -> Self {
        Self(Column::ALL.map(|column| mapping.index_of(column).unwrap_or(usize::MAX)))
    }

    #[inline]
    fn of_column(&self, column: Column) -> usize {
        self.0.get(column as usize).copied().unwrap_or(usize::MAX)
    }

    fn has(&self, column: Column) -> bool {
        self.of_column(column) != usize::MAX
    }
}

/// Loads the body of one table.
#[derive(Debug)]
pub struct Loader {
    places: Places,
    headers: Vec<String>,
    epoch: Epoch,
    today: i32,
    leftovers: Leftovers,
    builder: Builder,
    ledger: Ledger,
    issues: Issues,
    units: Names,
    fields: Names,
    procedures: Names,
    unit_levels: Words,
    service_levels: Words,
    intakes: Words,
    returns: Words,
    statuses: Words,
    /// Level of each unit, where no column states it.
    inferred: Vec<u8>,
    /// The unit where no column gives it: the last group row's, else the title's or the file name's.
    group: u32,
    /// Where the unit before the first group row was found.
    stand_in: Option<UnitFrom>,
    /// Text of a number cell.
    digits: Vec<u8>,
    /// Text of a code that is a number.
    code_digits: Vec<u8>,
    /// Bytes of all codes so far.
    code_bytes: usize,
}

/// The days of one row, and what was wrong with them.
struct Days {
    received: i32,
    submitted: i32,
    due: Option<Moment>,
    finished: Option<Moment>,
    returned: Option<Moment>,
    of_code: Option<i32>,
    /// Bits of the columns whose cell is no possible date.
    impossible: u16,
    /// Where the received day came from, if not from its own column.
    source: Option<IssueKind>,
}

impl Loader {
    /// A loader for tables with this mapping. `today` bounds what a date can be without being reported.
    pub fn new(mapping: &Mapping, epoch: Epoch, today: i32) -> Self {
        Self {
            places: Places::of(mapping),
            headers: mapping.columns.iter().map(|entry| entry.header.clone()).collect(),
            epoch,
            today,
            leftovers: Leftovers::new(mapping),
            builder: Builder::default(),
            ledger: Ledger::default(),
            issues: Issues::default(),
            units: Names::default(),
            fields: Names::default(),
            procedures: Names::default(),
            unit_levels: Words::default(),
            service_levels: Words::default(),
            intakes: Words::default(),
            returns: Words::default(),
            statuses: Words::default(),
            inferred: Vec::new(),
            group: 0,
            stand_in: None,
            digits: Vec::new(),
            code_digits: Vec::new(),
            code_bytes: 0,
        }
    }

    /// Takes a unit for the dossiers that neither a column nor a group row gives one.
    pub fn stand_in(&mut self, unit: Option<(String, UnitFrom)>) {
        if let Some((name, from)) = unit {
            self.group = self.units.number(name.as_bytes()).unwrap_or(0);
            self.stand_in = Some(from);
        }
    }

    /// Enters rows that are no dossiers for a reason known beforehand.
    pub fn set_aside(&mut self, reason: Reason, first: u32, last: u32) {
        self.ledger.add_run(reason, first, last);
    }

    /// Takes the next row of the body.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        self.load(row).map_err(|error| error.at_row(row.number))
    }

    fn load(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let mut digits = std::mem::take(&mut self.code_digits);
        let cell = row.short_cell(self.places.of_column(Column::Code));
        let loaded = plain_code(text_of(cell, &mut digits)).and_then(|code| self.load_coded(row, code));
        self.code_digits = digits;
        loaded
    }

    fn load_coded(&mut self, row: &Row<'_>, code: &[u8]) -> Result<(), Error> {
        let days = self.days(row, code);
        if days.received == NO_DAY {
            return self.set_aside_leftover(row, days.impossible);
        }
        let facts = self.facts(row, &days)?;
        self.report(&facts, &days);
        self.code_bytes += code.len();
        if self.code_bytes > limits::CODE_BYTES {
            return Err(ErrorCode::TooLarge.into());
        }
        self.builder.push(code, &facts);
        Ok(())
    }

    fn set_aside_leftover(&mut self, row: &Row<'_>, impossible: u16) -> Result<(), Error> {
        let held = HeldRow::keep(row)?;
        let reason = self.leftovers.judge(&held);
        if reason == Reason::Group && !self.places.has(Column::Unit) {
            self.group = self.units.number(group_name(&held).unwrap_or_default().as_bytes())?;
            self.issues.add(IssueKind::UnitFromGroup, || Spot { row: Some(row.number), column: None });
        }
        if reason == Reason::NoReceivedDay {
            self.report_impossible(row.number, impossible);
        }
        self.ledger.add(reason, row.number);
        Ok(())
    }

    fn days(&self, row: &Row<'_>, code: &[u8]) -> Days {
        let mut impossible = 0;
        let mut day = |column| self.moment(row, column, &mut impossible);
        let received = day(Column::Received);
        let submitted = day(Column::Submitted);
        let (due, finished, returned) = (day(Column::Due), day(Column::Finished), day(Column::Returned));
        let of_code = code_day(code);
        let first = received.or(submitted).map(|moment| moment.day).or(of_code);
        Days {
            received: first.unwrap_or(NO_DAY),
            submitted: submitted.map_or(NO_DAY, |moment| moment.day),
            due,
            finished,
            returned,
            of_code,
            impossible,
            source: source(received, submitted, of_code),
        }
    }

    /// Reads one date cell; an impossible one is none, and noted by its column's bit.
    #[inline]
    fn moment(&self, row: &Row<'_>, column: Column, impossible: &mut u16) -> Option<Moment> {
        match moment(row.short_cell(self.places.of_column(column)), self.epoch) {
            MomentCell::None => None,
            MomentCell::At(moment) => Some(moment),
            MomentCell::Impossible => {
                *impossible |= 1 << column as u16;
                None
            }
        }
    }

    /// Counts the impossible dates of a row that was meant to be a dossier.
    fn report_impossible(&mut self, row: u32, impossible: u16) {
        for column in Column::ALL.iter().filter(|column| impossible >> **column as u16 & 1 == 1) {
            let spot = || spot(&self.headers, self.places.of_column(*column), row);
            self.issues.add(IssueKind::ImpossibleDate, spot);
        }
    }

    fn facts(&mut self, row: &Row<'_>, days: &Days) -> Result<Facts, Error> {
        let mut doubts = if days.impossible == 0 { 0 } else { doubt::IMPOSSIBLE_DATE };
        let unit = self.unit(row)?;
        let status = self.word::<Status>(row, Column::Status, &mut doubts)?;
        doubts |= self.contradictions(days, days.finished.or(days.returned), Status::of(status));
        Ok(Facts {
            received: days.received,
            due: days.due.map_or(NO_DAY, |moment| moment.day),
            due_second: days.due.and_then(|moment| moment.second).unwrap_or(NO_TIME),
            finished: days.finished.map_or(NO_DAY, |moment| moment.day),
            finished_second: days.finished.and_then(|moment| moment.second).unwrap_or(NO_TIME),
            returned: days.returned.map_or(NO_DAY, |moment| moment.day),
            returned_second: days.returned.and_then(|moment| moment.second).unwrap_or(NO_TIME),
            unit,
            field: self.name(row, Column::Field)?,
            procedure: self.name(row, Column::Procedure)?,
            unit_level: self.unit_level(row, unit, &mut doubts)?,
            service_level: self.word::<ServiceLevel>(row, Column::ServiceLevel, &mut doubts)?,
            intake: self.word::<Channel>(row, Column::IntakeChannel, &mut doubts)?,
            give_back: self.word::<Channel>(row, Column::ReturnChannel, &mut doubts)?,
            status,
            doubts,
            row: row.number,
        })
    }

    fn contradictions(&self, days: &Days, end: Option<Moment>, status: Status) -> u16 {
        let mut doubts = 0;
        let mut flag = |wrong: bool, doubt: u16| doubts |= if wrong { doubt } else { 0 };
        flag(end.is_some_and(|end| end.day < days.received), doubt::END_BEFORE_RECEIVED);
        flag(end.is_some() && matches!(status, Status::Open | Status::Waiting), doubt::OPEN_STATUS);
        flag(end.is_none() && status == Status::Finished, doubt::NO_END);
        let known = |day| day == days.received || day == days.submitted;
        flag(days.of_code.is_some_and(|day| !known(day)), doubt::CODE_DATE);
        let late = |moment: Option<Moment>| moment.is_some_and(|moment| moment.day > self.today);
        flag(days.received > self.today || late(days.finished) || late(days.returned), doubt::AFTER_TODAY);
        doubts
    }

    #[inline]
    fn unit(&mut self, row: &Row<'_>) -> Result<u32, Error> {
        if self.places.has(Column::Unit) { self.name(row, Column::Unit) } else { Ok(self.group) }
    }

    #[inline]
    fn name(&mut self, row: &Row<'_>, column: Column) -> Result<u32, Error> {
        let names = match column {
            Column::Unit => &mut self.units,
            Column::Field => &mut self.fields,
            _ => &mut self.procedures,
        };
        match row.short_cell(self.places.of_column(column)) {
            Cell::Empty | Cell::Error | Cell::Uncalculated => Ok(0),
            cell => names.number(text_of(cell, &mut self.digits)),
        }
    }

    /// The number of a listed word. Where the column is missing it is 0, the enum's "not known".
    #[inline]
    fn word<T: Coded>(&mut self, row: &Row<'_>, column: Column, doubts: &mut u16) -> Result<u8, Error> {
        if !self.places.has(column) {
            return Ok(0);
        }
        let words = match column {
            Column::UnitLevel => &mut self.unit_levels,
            Column::ServiceLevel => &mut self.service_levels,
            Column::IntakeChannel => &mut self.intakes,
            Column::ReturnChannel => &mut self.returns,
            _ => &mut self.statuses,
        };
        let cell = row.short_cell(self.places.of_column(column));
        let (number, listed) = words.number::<T>(text_of(cell, &mut self.digits))?;
        if !listed {
            *doubts |= doubt::UNKNOWN_VALUE;
            let spot = || spot(&self.headers, self.places.of_column(column), row.number);
            self.issues.add(IssueKind::UnknownValue, spot);
        }
        Ok(number)
    }

    fn unit_level(&mut self, row: &Row<'_>, unit: u32, doubts: &mut u16) -> Result<u8, Error> {
        if self.places.has(Column::UnitLevel) {
            return self.word::<UnitLevel>(row, Column::UnitLevel, doubts);
        }
        for name in self.units.values().get(self.inferred.len()..).unwrap_or_default() {
            self.inferred.push(level_of_unit(name).number());
        }
        Ok(self.inferred.get(unit as usize).copied().unwrap_or(0))
    }

    /// Says where the unit came from. The first dossier has the stand-in's, number 1, if any dossier has.
    fn report_stand_in(&mut self, dossiers: &Dossiers) {
        let first = dossiers.chunks.first().and_then(|chunk| chunk.unit.first());
        match self.stand_in.filter(|_| first == Some(&1)) {
            Some(UnitFrom::Title(row)) => {
                self.issues.add(IssueKind::UnitFromTitle, || Spot { row: Some(row), column: None });
            }
            Some(UnitFrom::FileName) => self.issues.add(IssueKind::UnitFromFileName, Spot::default),
            None => {}
        }
    }

    fn report(&mut self, facts: &Facts, days: &Days) {
        if facts.doubts == 0 && days.source.is_none() {
            return;
        }
        self.report_impossible(facts.row, days.impossible);
        let kinds = [
            (doubt::END_BEFORE_RECEIVED, IssueKind::EndBeforeReceived),
            (doubt::CODE_DATE, IssueKind::CodeDateDiffers),
            (doubt::OPEN_STATUS, IssueKind::EndWithOpenStatus),
            (doubt::NO_END, IssueKind::FinishedWithoutEnd),
            (doubt::AFTER_TODAY, IssueKind::DateAfterToday),
        ];
        let flagged = kinds.iter().filter(|(bit, _)| facts.doubts & bit != 0).map(|(_, kind)| *kind);
        for kind in flagged.chain(days.source) {
            self.issues.add(kind, || Spot { row: Some(facts.row), column: None });
        }
    }

    /// The finished table.
    pub fn finish(mut self) -> Loaded {
        let dossiers = Dossiers {
            chunks: std::mem::take(&mut self.builder).finish(),
            units: std::mem::take(&mut self.units).into_values(),
            fields: std::mem::take(&mut self.fields).into_values(),
            procedures: std::mem::take(&mut self.procedures).into_values(),
        };
        self.report_stand_in(&dossiers);
        Loaded { dossiers, ledger: self.ledger, issues: self.issues, signed: self.leftovers.is_signed() }
    }
}

/// Where the received day came from, where that is not its own column.
fn source(received: Option<Moment>, submitted: Option<Moment>, of_code: Option<i32>) -> Option<IssueKind> {
    match (received, submitted, of_code) {
        (Some(_), ..) | (None, None, None) => None,
        (None, Some(_), _) => Some(IssueKind::ReceivedFromSubmitted),
        (None, None, Some(_)) => Some(IssueKind::ReceivedFromCode),
    }
}

fn spot(headers: &[String], column: usize, row: u32) -> Spot {
    Spot { row: Some(row), column: headers.get(column).cloned() }
}

/// A code without white space around it, or the apostrophe that makes a number text. Fails on bytes that are no UTF-8.
#[inline]
fn plain_code(text: &[u8]) -> Result<&[u8], Error> {
    let tight = |end: Option<&u8>| end.is_none_or(|byte| *byte > b'\'');
    if is_ascii(text) && tight(text.first()) && tight(text.last()) {
        return Ok(text);
    }
    let text = std::str::from_utf8(text).map_err(|_| ErrorCode::InvalidEncoding)?;
    Ok(text.trim().trim_start_matches('\'').as_bytes())
}

/// A cell's text; a number's digits, as a spreadsheet would show it unformatted.
#[inline]
fn text_of<'a>(cell: Cell<'a>, digits: &'a mut Vec<u8>) -> &'a [u8] {
    match cell {
        Cell::Empty | Cell::Error | Cell::Uncalculated => &[],
        Cell::Text(text) => text,
        Cell::Number(number) | Cell::Date(number) => digits_of(number, digits),
    }
}

#[cold]
fn digits_of(number: f64, digits: &mut Vec<u8>) -> &[u8] {
    digits.clear();
    // Writing into a Vec cannot fail.
    drop(write!(digits, "{number}"));
    digits
}
