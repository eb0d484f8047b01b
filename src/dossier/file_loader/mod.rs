//! The sink of all readers: holds the first rows of a table until its header is found, replays them, and
//! passes every later row directly to the table's loader. One `FileLoader` processes one file and returns its
//! tables.

mod body;
mod contents;
mod held;
mod table;

pub use table::{Refused, Table};

use super::replay::RowRebuilder;
use crate::read::{Merge, Notice, Row, RowBlock, RowSink, Seen, Single, TableStart, limits, refusal_by_name};
use crate::schema::{HELD_ROWS, HeldRow, Mapping, detect_schema};
use crate::{Error, ErrorCode};
use body::Body;
use contents::FileContext;
use held::HeldRows;

#[derive(Debug)]
enum State {
    /// Outside a table.
    Idle,
    /// First rows are held until the header is found.
    Holding(HeldRows),
    /// The header is found.
    Loading(Box<Body>),
    /// Rejected; its remaining rows are skipped.
    Passing(Box<Refused>),
}

/// Processes the rows of one file.
#[derive(Debug)]
pub struct FileLoader {
    remembered: Vec<Mapping>,
    today: i32,
    file: String,
    start: TableStart,
    state: State,
    seen: Option<Seen>,
    /// True if the current sheet contained another table before the current one.
    is_split: bool,
    tables: Vec<Table>,
    refused: Vec<Refused>,
    rows: u64,
    /// How many dossiers each row stands for, by its number, in a table of lives.
    weights: Vec<u32>,
}

impl FileLoader {
    /// Creates a loader for a file with this name. `remembered` mappings apply by header signature; days
    /// after `today` are reported as issues.
    pub fn new(file: &str, remembered: Vec<Mapping>, today: i32) -> Self {
        Self {
            remembered,
            today,
            file: file.to_owned(),
            start: TableStart::default(),
            state: State::Idle,
            seen: None,
            is_split: false,
            tables: Vec::new(),
            refused: Vec::new(),
            rows: 0,
            weights: Vec::new(),
        }
    }

    /// The name that may contain a unit: the archive entry's, else the file's.
    fn name(&self) -> &str {
        self.start.entry.as_deref().unwrap_or(&self.file)
    }

    /// Rows read so far, for progress.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ends the last table. Returns all tables, and the sheets without one.
    pub fn finish(mut self) -> Result<(Vec<Table>, Vec<Refused>), Error> {
        self.end_table()?;
        Ok((self.tables, self.refused))
    }

    fn end_table(&mut self) -> Result<(), Error> {
        while let State::Holding(held) = &mut self.state {
            let held = std::mem::take(held);
            self.find_header(held)?;
        }
        // A row count of the sheet does not apply to one of several tables in it.
        let seen = self.seen.take().filter(|_| !std::mem::take(&mut self.is_split));
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Loading(body) => {
                let mut table = body.finish(std::mem::take(&mut self.start), seen);
                table.weigh(&std::mem::take(&mut self.weights));
                self.tables.push(table);
            }
            State::Passing(mut refused) => {
                refused.start = std::mem::take(&mut self.start);
                self.refused.push(*refused);
            }
            State::Idle | State::Holding(_) => {}
        }
        Ok(())
    }

    /// Finds the header among the held rows and replays the rows below it.
    fn find_header(&mut self, mut held: HeldRows) -> Result<(), Error> {
        let rows = std::mem::take(&mut held.rows);
        let schema = match detect_schema(&rows, &self.remembered) {
            Ok(schema) => schema,
            Err(not_found) => {
                let mut refused = Refused::of(not_found, &rows);
                refused.error = refusal_by_name(self.name()).unwrap_or(refused.error);
                self.state = State::Passing(Box::new(refused));
                return Ok(());
            }
        };
        let origin = FileContext { name: self.name(), today: self.today };
        let mut body = Box::new(Body::open(schema, &rows, &held, &self.start, origin));
        let mut replay = RowRebuilder::default();
        for (index, row) in rows.iter().enumerate().skip(body.schema.body_first) {
            body.enter_before(row.number, &held);
            body.row(&replay.row(row))?;
            if let Some(first) = body.contents.other_table() {
                let other = held.other_table(first, rows.get(index + 1..).unwrap_or_default());
                body.enter(&held);
                self.begin_other(*body, other);
                return Ok(());
            }
        }
        body.enter(&held);
        self.state = State::Loading(body);
        Ok(())
    }

    /// Ends a table and begins the next one below it in the same sheet.
    fn begin_other(&mut self, body: Body, other: HeldRows) {
        self.tables.push(body.finish(self.start.clone(), None));
        self.is_split = true;
        self.state = State::Holding(other);
    }

    /// Ends the current table if its last row was the header of another.
    #[inline]
    fn look_for_other(&mut self) {
        if let State::Loading(body) = &mut self.state
            && let Some(first) = body.contents.other_table()
            && let State::Loading(body) = std::mem::replace(&mut self.state, State::Idle)
        {
            self.begin_other(*body, HeldRows::default().other_table(first, &[]));
        }
    }
}

impl RowSink for FileLoader {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        self.end_table()?;
        self.start = start;
        self.weights.clear();
        self.is_split = false;
        self.state = State::Holding(HeldRows::default());
        Ok(())
    }

    #[inline]
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.rows += 1;
        if row.number > limits::ROWS {
            return Err(Error::new(ErrorCode::TooLarge).at_row(row.number));
        }
        match &mut self.state {
            State::Loading(body) => {
                body.row(&row)?;
                self.look_for_other();
                Ok(())
            }
            State::Holding(held) => {
                held.rows.push(HeldRow::keep(&row)?);
                if held.rows.len() < HELD_ROWS {
                    return Ok(());
                }
                let held = std::mem::take(held);
                self.find_header(held)
            }
            State::Idle | State::Passing(_) => Ok(()),
        }
    }

    fn block(&mut self, mut block: RowBlock<'_>) -> Result<(), Error> {
        while !block.is_empty() {
            let taken = match &mut self.state {
                State::Loading(body) if block.number(block.len()) <= limits::ROWS => body.block(&block)?,
                _ => {
                    self.row(block.row(0, &mut Single::default()))?;
                    block = block.from(1);
                    continue;
                }
            };
            self.rows += taken as u64;
            self.look_for_other();
            block = block.from(taken);
        }
        Ok(())
    }

    fn merged(&mut self, merge: Merge) -> Result<(), Error> {
        match &mut self.state {
            State::Loading(body) => body.contents.merged(merge),
            State::Holding(held) => held.merges.push(merge),
            State::Idle | State::Passing(_) => {}
        }
        Ok(())
    }

    fn weight(&mut self, row: u32, often: u32) -> Result<(), Error> {
        if row > limits::ROWS {
            return Err(Error::new(ErrorCode::TooLarge).at_row(row));
        }
        self.weights.resize(row as usize, 1);
        self.weights.push(often);
        Ok(())
    }

    fn notice(&mut self, notice: Notice) -> Result<(), Error> {
        self.start.hidden |= notice == Notice::HiddenSheet;
        match &mut self.state {
            State::Loading(body) => body.notice(notice),
            State::Holding(held) => held.notice(notice),
            State::Idle | State::Passing(_) => {}
        }
        Ok(())
    }

    fn seen(&mut self, seen: Seen) -> Result<(), Error> {
        self.seen = Some(seen);
        Ok(())
    }

    /// If an entry or a sheet breaks off, nothing of it is counted, as with a whole file.
    fn unreadable(&mut self, entry: TableStart, error: Error) -> Result<(), Error> {
        let of_it = |start: &TableStart| {
            start.entry == entry.entry && (entry.sheet.is_none() || start.sheet == entry.sheet)
        };
        if of_it(&self.start) {
            self.state = State::Idle;
        }
        self.end_table()?;
        if entry.sheet.is_none() {
            self.tables.retain(|table| !of_it(&table.start));
        }
        self.refused.push(Refused { start: entry, ..Refused::of(error.into(), &[]) });
        Ok(())
    }
}
