//! The sink of all readers: holds a table's first rows until its header is found, replays them, and hands every
//! later row straight to the loader. One intake takes one file and gives its tables.

mod apart;

use super::columns::Dossiers;
use super::issues::{IssueKind, Issues, Spot};
use super::ledger::{Ledger, Reason};
use super::loader::{Loaded, Loader};
use super::preview::preview;
use super::tally::{Summary, Tally};
use crate::read::{RawCell, Row, RowSink, TableStart, limits};
use crate::schema::{
    Column, Finding, HELD_ROWS, HeldCell, HeldRow, Kind, Mapping, Schema, Unsettled, period_of, settle,
    unit_of,
};
use crate::text::tidy;
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};

/// A table of dossiers, or a summary of some.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Table {
    /// What the container says of it.
    pub start: TableStart,
    /// Row of the header's lowest level, from 1.
    pub header_row: u32,
    /// What its columns were taken for.
    pub mapping: Mapping,
    /// Header and first rows, personal cells masked.
    pub preview: Vec<Vec<String>>,
    /// Its dossiers; none if it is a summary.
    pub dossiers: Dossiers,
    /// Its counts, if it is one.
    pub summary: Option<Summary>,
    /// Its other rows.
    pub ledger: Ledger,
    /// Its flaws.
    pub issues: Issues,
}

/// A table that is none that hoso can count.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub struct Refused {
    /// What the container says of it.
    pub start: TableStart,
    /// Why.
    pub error: Error,
    /// Row of its header; 0 = none found.
    pub header_row: u32,
    /// What its columns were taken for; none without a header.
    pub mapping: Mapping,
    /// Its first rows, personal cells masked.
    pub preview: Vec<Vec<String>>,
}

#[derive(Debug)]
enum State {
    /// No table yet.
    Idle,
    /// First rows held.
    Holding(Vec<HeldRow>),
    /// Header found.
    Loading(Box<Body>),
    /// Refused; its other rows are passed over.
    Passing(Box<Refused>),
}

/// A table whose header is found.
#[derive(Debug)]
struct Body {
    schema: Schema,
    header_row: u32,
    preview: Vec<Vec<String>>,
    contents: Contents,
    last_row: u32,
}

/// Takes the rows under the header.
#[derive(Debug)]
enum Contents {
    Dossiers(Box<Loader>),
    Summary(Box<Tally>),
}

impl Contents {
    /// Empty, for a table under these titles.
    fn open(schema: &Schema, titles: &[HeldRow], start: &TableStart, intake: &Intake) -> Self {
        let unit =
            || unit_of(titles, intake.name()).filter(|_| schema.mapping.index_of(Column::Unit).is_none());
        match schema.kind {
            Kind::Dossiers => {
                let mut loader = Loader::new(&schema.mapping, start.epoch, intake.today);
                loader.stand_in(unit());
                Self::Dossiers(Box::new(loader))
            }
            Kind::Summary => {
                let cells = titles.iter().flat_map(|row| &row.cells).map(HeldCell::label);
                let names = [start.sheet.clone().unwrap_or_default(), intake.name().to_owned()];
                let period = period_of(&cells.chain(names).collect::<Vec<_>>());
                Self::Summary(Box::new(Tally::new(&schema.mapping, period, unit())))
            }
        }
    }

    fn set_aside(&mut self, reason: Reason, first: u32, last: u32) {
        match self {
            Self::Dossiers(loader) => loader.set_aside(reason, first, last),
            Self::Summary(tally) => tally.set_aside(reason, first, last),
        }
    }

    #[inline]
    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        match self {
            Self::Dossiers(loader) => loader.row(row),
            Self::Summary(tally) => tally.row(row),
        }
    }

    fn finish(self) -> (Loaded, Option<Summary>) {
        match self {
            Self::Dossiers(loader) => (loader.finish(), None),
            Self::Summary(tally) => {
                let (summary, ledger, issues) = tally.finish();
                (Loaded { ledger, issues, ..Loaded::default() }, Some(summary))
            }
        }
    }
}

/// Takes the rows of one file.
#[derive(Debug)]
pub struct Intake {
    remembered: Vec<Mapping>,
    today: i32,
    file: String,
    start: TableStart,
    state: State,
    tables: Vec<Table>,
    refused: Vec<Refused>,
    rows: u64,
}

impl Intake {
    /// An intake of the file of this name. It takes mappings by header signature and reports days after `today`.
    pub fn new(file: &str, remembered: Vec<Mapping>, today: i32) -> Self {
        Self {
            remembered,
            today,
            file: file.to_owned(),
            start: TableStart::default(),
            state: State::Idle,
            tables: Vec::new(),
            refused: Vec::new(),
            rows: 0,
        }
    }

    /// The name that may tell a unit: the archive entry's, else the file's.
    fn name(&self) -> &str {
        self.start.entry.as_deref().unwrap_or(&self.file)
    }

    /// Rows taken so far, for progress.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ends the last table; gives all tables, and the sheets that hold none.
    pub fn finish(mut self) -> Result<(Vec<Table>, Vec<Refused>), Error> {
        self.end_table()?;
        Ok((self.tables, self.refused))
    }

    fn end_table(&mut self) -> Result<(), Error> {
        if let State::Holding(rows) = &mut self.state {
            let rows = std::mem::take(rows);
            self.settle(&rows)?;
        }
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Loading(body) => self.tables.push(body.finish(std::mem::take(&mut self.start))),
            State::Passing(mut refused) => {
                refused.start = std::mem::take(&mut self.start);
                self.refused.push(*refused);
            }
            State::Idle | State::Holding(_) => {}
        }
        Ok(())
    }

    /// Finds the header among the held rows and replays those below it.
    fn settle(&mut self, rows: &[HeldRow]) -> Result<(), Error> {
        let schema = match settle(rows, &self.remembered) {
            Ok(schema) => schema,
            Err(unsettled) => {
                self.state = State::Passing(Box::new(Refused::of(unsettled, rows)));
                return Ok(());
            }
        };
        let mut body = Box::new(Body::open(schema, rows, &self.start, self));
        let mut replay = Replay::default();
        for row in rows.get(body.schema.body_first..).unwrap_or_default() {
            body.row(&replay.lend(row))?;
        }
        self.state = State::Loading(body);
        Ok(())
    }
}

impl Refused {
    fn of(Unsettled { error, header }: Unsettled, rows: &[HeldRow]) -> Self {
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

impl RowSink for Intake {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        self.end_table()?;
        self.start = start;
        self.state = State::Holding(Vec::new());
        Ok(())
    }

    #[inline]
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.rows += 1;
        if row.number > limits::ROWS {
            return Err(Error::new(ErrorCode::TooLarge).at_row(row.number));
        }
        match &mut self.state {
            State::Loading(body) => body.row(&row),
            State::Holding(rows) => {
                rows.push(HeldRow::keep(&row)?);
                if rows.len() < HELD_ROWS {
                    return Ok(());
                }
                let rows = std::mem::take(rows);
                self.settle(&rows)
            }
            State::Idle | State::Passing(_) => Ok(()),
        }
    }

    /// Nothing of an entry that breaks off is counted, as nothing of a file is.
    fn unreadable(&mut self, entry: TableStart, error: Error) -> Result<(), Error> {
        if self.start.entry == entry.entry {
            self.state = State::Idle;
        }
        self.end_table()?;
        self.tables.retain(|table| table.start.entry != entry.entry);
        self.refused.push(Refused { start: entry, ..Refused::of(error.into(), &[]) });
        Ok(())
    }
}

impl Body {
    fn open(schema: Schema, rows: &[HeldRow], start: &TableStart, intake: &Intake) -> Self {
        let above = rows.get(..schema.header_first).unwrap_or_default();
        let number = |index: usize| rows.get(index).map_or(0, |row| row.number);
        let mut contents = Contents::open(&schema, above, start, intake);
        let mut last = 0;
        for row in above {
            contents.set_aside(Reason::Blank, last + 1, row.number - 1);
            let reason = if row.is_blank() { Reason::Blank } else { Reason::Title };
            contents.set_aside(reason, row.number, row.number);
            last = row.number;
        }
        contents.set_aside(Reason::Blank, last + 1, number(schema.header_first).saturating_sub(1));
        let header_row = number(schema.body_first - 1);
        let preview = preview(rows, schema.body_first, Some(&schema.mapping));
        Self { header_row, preview, contents, last_row: header_row, schema }
    }

    #[inline]
    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if row.number > self.last_row + 1 {
            self.contents.set_aside(Reason::Blank, self.last_row + 1, row.number - 1);
        }
        self.last_row = row.number;
        self.contents.row(row)
    }

    fn finish(self, start: TableStart) -> Table {
        let (Loaded { dossiers, ledger, mut issues, .. }, summary) = self.contents.finish();
        for finding in self.schema.findings {
            let (kind, header) = match finding {
                Finding::Choice(header) => (IssueKind::ColumnChoice, header),
                Finding::ShiftedHeader(header) => (IssueKind::ShiftedHeader, header),
                Finding::AmbiguousDue(header) => (IssueKind::AmbiguousDue, header),
            };
            issues.add(kind, || Spot { row: None, column: Some(header) });
        }
        let mapping = self.schema.mapping;
        let names_units = mapping.index_of(Column::Unit).is_some() || dossiers.units.len() > 1;
        if mapping.index_of(Column::UnitLevel).is_none() && names_units {
            issues.add(IssueKind::LevelInferred, Spot::default);
        }
        let (header_row, preview) = (self.header_row, self.preview);
        Table { start, header_row, mapping, preview, dossiers, summary, ledger, issues }
    }
}

/// Lends held rows again as a reader would.
#[derive(Default)]
struct Replay {
    text: Vec<u8>,
    cells: Vec<RawCell>,
}

impl Replay {
    fn lend(&mut self, row: &HeldRow) -> Row<'_> {
        self.text.clear();
        self.cells.clear();
        for cell in &row.cells {
            let raw = match cell {
                HeldCell::Empty => RawCell::Empty,
                HeldCell::Number(number) => RawCell::Number(*number),
                HeldCell::Date(serial) => RawCell::Date(*serial),
                HeldCell::Error => RawCell::Error,
                HeldCell::Uncalculated => RawCell::Uncalculated,
                HeldCell::Text(text) => {
                    let start = self.text.len();
                    self.text.extend_from_slice(text.as_bytes());
                    span(start, self.text.len())
                }
            };
            self.cells.push(raw);
        }
        Row::new(row.number, &self.text, &[], &self.cells)
    }
}

fn span(start: usize, end: usize) -> RawCell {
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(start), Ok(end)) => RawCell::Text(start, end),
        _ => RawCell::Empty,
    }
}

impl Table {
    /// True if a column is mapped.
    pub fn has(&self, column: Column) -> bool {
        self.mapping.index_of(column).is_some()
    }

    /// Rows loaded, live or superseded: one a dossier, or one a unit of a summary.
    pub fn rows_loaded(&self) -> u64 {
        let counted = self.summary.as_ref().map_or(0, |summary| summary.rows.len());
        (self.dossiers.len() + counted) as u64
    }

    /// Rows read: those loaded, and all that were set aside.
    pub fn rows_read(&self) -> u64 {
        let aside: u64 = self.ledger.iter().map(|(_, tally)| tally.count).sum();
        aside + self.rows_loaded()
    }

    /// Notes a sheet of the same workbook that holds no table.
    pub fn note_empty_sheet(&mut self, sheet: &str) {
        let column = Some(tidy(sheet));
        self.issues.add(IssueKind::SheetWithoutTable, || Spot { row: None, column });
    }
}
