//! Loads one table's body: reads and judges the mapped cells of each row and adds them to typed columns. This
//! is the hot path.

mod block;
mod cells;
mod days;
mod finish;
mod loaded;
mod odd_rows;
mod order;
mod read_days;
mod settle_days;
mod unsettled;
mod width;
mod words;

pub use loaded::{FinishedTable, Loaded};
pub use width::Width;

use super::columns::{Builder, Chunk, Dossiers};
use super::dictionary::{Names, Words};
use super::facts::{Facts, NO_DAY, doubt};
use super::issues::{IssueKind, Issues, Spot};
use super::ledger::{Ledger, Reason};
use super::row_classifier::{RowClassifier, group_name};
use crate::read::{Cell, Epoch, Merge, RawCell, Row, limits};
use crate::schema::{Column, HeldRow, Mapping, UnitFrom, names_group};
use crate::value::{Coded, ServiceLevel, Status, UnitLevel, level_of_unit};
use crate::{Error, ErrorCode};
use block::BlockColumns;
use cells::{ChannelWords, Places, channel_words, is_plain, plain_code, text_of};
use days::Days;
use loaded::{Aside, CATEGORIES};
use order::{Orders, Reading};
use unsettled::Unsettled;
use width::Odd;

/// Contradictions that are reported.
const REPORTED: [(u16, IssueKind); 6] = [
    (doubt::END_BEFORE_RECEIVED, IssueKind::EndBeforeReceived),
    (doubt::DUE_BEFORE_RECEIVED, IssueKind::DueBeforeReceived),
    (doubt::CODE_DATE, IssueKind::CodeDateDiffers),
    (doubt::OPEN_STATUS, IssueKind::EndWithOpenStatus),
    (doubt::NO_END, IssueKind::FinishedWithoutEnd),
    (doubt::AFTER_TODAY, IssueKind::DateAfterToday),
];

/// Loads the body of one table.
#[derive(Debug)]
pub struct Loader {
    places: Places,
    headers: Vec<String>,
    epoch: Epoch,
    today: i32,
    leftovers: RowClassifier,
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
    intake_words: ChannelWords,
    return_words: ChannelWords,
    /// Level of each unit, if no column states it.
    inferred: Vec<u8>,
    /// The unit if no column gives it: that of the last group row, else of the title or the file name.
    group: u32,
    /// Where the unit of the rows before the first group row was found.
    stand_in: Option<UnitFrom>,
    /// True if the titles or the file name contain the name of a commune.
    commune: bool,
    /// True if a blank unit cell means the unit above it.
    fill_down: bool,
    merges: Vec<Merge>,
    /// Names in rows that are not dossiers: a merged cell may begin there.
    aside: Vec<Aside>,
    orders: Orders,
    reading: Reading,
    /// Rows whose days can only be read at the table's end.
    unsettled: Vec<Unsettled>,
    width: Width,
    /// What is unusual about the width of the current row.
    odd: Odd,
    /// The header of another table with its titles, if the last row was one.
    other: Option<Vec<HeldRow>>,
    /// Buffer for the text of a number cell.
    digits: Vec<u8>,
    code_digits: Vec<u8>,
    /// The texts of the last row without a day, if all are shared strings, and its days: a row with the same
    /// texts is not read again.
    echo: Vec<RawCell>,
    echoed: Option<Days>,
    /// Buffer for a code without its invisible characters.
    code_letters: Vec<u8>,
    /// Number of bytes of all codes so far.
    code_bytes: usize,
    /// Columns of the block that is being read.
    sheet: BlockColumns,
}

impl Loader {
    /// A loader for tables with this mapping. Days after `today` are reported.
    pub fn new(mapping: &Mapping, epoch: Epoch, today: i32) -> Self {
        Self {
            places: Places::of(mapping),
            headers: mapping.columns.iter().map(|entry| entry.header.clone()).collect(),
            epoch,
            today,
            leftovers: RowClassifier::new(mapping),
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
            intake_words: channel_words(mapping, Column::IntakeChannel),
            return_words: channel_words(mapping, Column::ReturnChannel),
            inferred: Vec::new(),
            group: 0,
            stand_in: None,
            commune: false,
            fill_down: mapping.fill_down == Some(true),
            merges: Vec::new(),
            aside: Vec::new(),
            orders: Orders::default(),
            reading: Reading::of(mapping, epoch, &[]),
            unsettled: Vec::new(),
            width: Width::default(),
            odd: Odd::No,
            other: None,
            digits: Vec::new(),
            code_digits: Vec::new(),
            echo: Vec::new(),
            echoed: None,
            code_letters: Vec::new(),
            code_bytes: 0,
            sheet: BlockColumns::default(),
        }
    }

    /// Sets the unit of dossiers for which neither a column nor a group row names one.
    pub fn stand_in(&mut self, unit: Option<(String, UnitFrom)>) {
        if let Some((name, from)) = unit {
            self.group = self.units.number(name.as_bytes()).unwrap_or(0);
            self.stand_in = Some(from);
        }
    }

    /// Records whether the titles or the file name contain the name of a commune.
    pub fn of_commune(&mut self, commune: bool) {
        self.commune = commune;
    }

    /// Decides from the first rows of the table how dates are read and how wide a row is.
    pub fn look_at(&mut self, mapping: &Mapping, body: &[HeldRow], width: Width) {
        self.reading = Reading::of(mapping, self.epoch, body);
        self.width = width;
    }

    /// Records rows that are not dossiers, for a reason that is known beforehand.
    pub fn set_aside(&mut self, reason: Reason, first: u32, last: u32) {
        self.ledger.add_run(reason, first, last);
    }

    /// Processes cells merged over several rows, if their column holds categories.
    pub fn merged(&mut self, merge: Merge) {
        let within = |column: Column| {
            let place = self.places.of_column(column);
            (merge.first_column as usize..=merge.last_column as usize).contains(&place)
        };
        if merge.first_row < merge.last_row && CATEGORIES.into_iter().any(within) {
            self.merges.push(merge);
        }
    }

    /// The rows with which another table begins, if the last row was its header.
    #[inline]
    pub fn other_table(&mut self) -> Option<Vec<HeldRow>> {
        if self.other.is_some() { self.other.take() } else { None }
    }

    /// Processes the next row of the body.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if self.echoed.is_some() && self.echoes(row) {
            return Ok(());
        }
        let loaded = if self.width.is_usual(row.len()) { self.load(row) } else { self.load_odd(row) };
        loaded.map_err(|error| error.at_row(row.number))
    }

    /// Records a row without a day that repeats the previous row.
    #[cold]
    fn echoes(&mut self, row: &Row<'_>) -> bool {
        let days = self.echoed.take().filter(|_| row.repeats(&mut self.echo));
        let echoes = days.is_some();
        days.into_iter().for_each(|days| self.without_day(row.number, days));
        echoes
    }

    fn load(&mut self, row: &Row<'_>) -> Result<(), Error> {
        match row.short_cell(self.places.of_column(Column::Code)) {
            Cell::Text(code) if is_plain(code) => self.load_coded(row, code),
            _ => self.load_odd_code(row),
        }
    }

    /// Loads a row whose code cannot be copied byte by byte.
    #[cold]
    fn load_odd_code(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let mut digits = std::mem::take(&mut self.code_digits);
        let mut letters = std::mem::take(&mut self.code_letters);
        let cell = row.short_cell(self.places.of_column(Column::Code));
        let code = plain_code(text_of(cell, &mut digits), &mut letters);
        let loaded = code.and_then(|code| self.load_coded(row, code));
        (self.code_digits, self.code_letters) = (digits, letters);
        loaded
    }

    fn load_coded(&mut self, row: &Row<'_>, code: &[u8]) -> Result<(), Error> {
        let days = self.days(row, code);
        if days.received == NO_DAY {
            return self.set_aside_leftover(row, days);
        }
        let facts = self.facts(row, &days)?;
        if facts.status == Status::Deleted.number() {
            self.ledger.add(Reason::Deleted, row.number);
            return self.keep_names(row);
        }
        self.report(&facts, &days);
        self.code_bytes += code.len();
        if self.code_bytes > limits::CODE_BYTES {
            return Err(ErrorCode::TooLarge.into());
        }
        self.leftovers.pass();
        self.builder.push(code, &facts);
        Ok(())
    }

    fn set_aside_leftover(&mut self, row: &Row<'_>, days: Days) -> Result<(), Error> {
        let held = HeldRow::glimpse(row)?;
        self.other = self.leftovers.other_table(&held);
        if self.other.is_some() {
            return Ok(());
        }
        let reason = self.leftovers.judge(&held);
        if reason == Reason::Group && !self.places.has(Column::Unit) {
            self.enter_group(&held)?;
        }
        if matches!(reason, Reason::NoReceivedDay | Reason::Group) {
            self.keep_names(row)?;
        }
        if reason == Reason::NoReceivedDay {
            row.repeats(&mut self.echo);
            self.without_day(row.number, days);
        } else {
            self.ledger.add(reason, row.number);
        }
        Ok(())
    }

    /// Records a row that was meant to be a dossier.
    fn without_day(&mut self, row: u32, days: Days) {
        self.report_unreadable(row, &days);
        self.report_width(row);
        self.ledger.add(Reason::NoReceivedDay, row);
        self.echoed = Some(days).filter(|_| !self.echo.is_empty());
    }

    /// A group row changes the unit if it names one; many group rows name fields instead.
    fn enter_group(&mut self, held: &HeldRow) -> Result<(), Error> {
        let Some(name) = group_name(held).filter(|name| names_group(name)) else { return Ok(()) };
        self.group = self.units.number(name.as_bytes())?;
        self.issues.add(IssueKind::UnitFromGroup, || Spot { row: Some(held.number), column: None });
        Ok(())
    }

    fn facts(&mut self, row: &Row<'_>, days: &Days) -> Result<Facts, Error> {
        let mut doubts = days.doubts() | self.odd.doubts();
        let unit = self.unit(row)?;
        let status = self.word::<Status>(row, Column::Status, &mut doubts)?;
        let facts = Facts {
            unit,
            field: self.name(row, Column::Field)?,
            procedure: self.name(row, Column::Procedure)?,
            unit_level: self.unit_level(row, unit, &mut doubts)?,
            service_level: self.word::<ServiceLevel>(row, Column::ServiceLevel, &mut doubts)?,
            intake: self.channel(row, Column::IntakeChannel, &mut doubts)?,
            return_channel: self.channel(row, Column::ReturnChannel, &mut doubts)?,
            status,
            row: row.number,
            ..days.facts()
        };
        Ok(Facts { doubts: doubts | self.contradictions(&facts, days), ..facts })
    }

    #[inline]
    fn unit(&mut self, row: &Row<'_>) -> Result<u32, Error> {
        if self.places.has(Column::Unit) { self.name(row, Column::Unit) } else { Ok(self.group) }
    }

    #[inline]
    fn name(&mut self, row: &Row<'_>, column: Column) -> Result<u32, Error> {
        let cell = row.short_cell(self.places.of_column(column));
        if matches!(cell, Cell::Error | Cell::Uncalculated) {
            self.report_error(cell, column, row.number);
        }
        let names = match column {
            Column::Unit => &mut self.units,
            Column::Field => &mut self.fields,
            _ => &mut self.procedures,
        };
        match cell {
            Cell::Empty | Cell::Error | Cell::Uncalculated => Ok(0),
            cell => names.number(text_of(cell, &mut self.digits)),
        }
    }

    fn unit_level(&mut self, row: &Row<'_>, unit: u32, doubts: &mut u16) -> Result<u8, Error> {
        if self.places.has(Column::UnitLevel) {
            return self.word::<UnitLevel>(row, Column::UnitLevel, doubts);
        }
        self.infer_levels();
        Ok(self.inferred.get(unit as usize).copied().unwrap_or(0))
    }

    /// Infers the levels of new units from their names.
    #[inline]
    fn infer_levels(&mut self) {
        for name in self.units.values().get(self.inferred.len()..).unwrap_or_default() {
            self.inferred.push(level_of_unit(name).number());
        }
    }

    fn report(&mut self, facts: &Facts, days: &Days) {
        if facts.doubts == 0 && days.is_plain() && self.odd == Odd::No {
            return;
        }
        self.report_unreadable(facts.row, days);
        self.report_width(facts.row);
        if !self.is_unsettled(facts.row) {
            self.report_days(facts, days);
        }
    }

    /// Reports contradictions among the days of a dossier.
    fn report_days(&mut self, facts: &Facts, days: &Days) {
        let flagged = REPORTED.iter().filter(|(bit, _)| facts.doubts & bit != 0).map(|(_, kind)| *kind);
        let far = days.is_far_off().then_some(IssueKind::DateFarOff);
        for kind in flagged.chain(days.source).chain(far) {
            self.issues.add_in_order(kind, Spot { row: Some(facts.row), column: None });
        }
    }

    /// Returns everything loaded, with the dossiers in these columns.
    fn into_loaded(self, chunks: Vec<Chunk>) -> Loaded {
        let dossiers = Dossiers {
            chunks,
            units: self.units.into_values(),
            fields: self.fields.into_values(),
            procedures: self.procedures.into_values(),
        };
        Loaded { dossiers, ledger: self.ledger, issues: self.issues }
    }
}

/// The place of a column's cell, for an issue.
fn spot(headers: &[String], column: usize, row: u32) -> Spot {
    Spot { row: Some(row), column: headers.get(column).cloned() }
}
