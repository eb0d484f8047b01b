//! The tables in an Arrow file. hoso's own export (`report::arrow`) has a metadata key "hoso" that names the
//! tables its rows come from, and the columns that each of them lacked. Any other file is one table.

use super::field::ArrowField;
use crate::plain::Plain;
use crate::read::{LivesAbout, limits};
use crate::{Error, ErrorCode, ErrorDetail};
use serde::Deserialize;

/// Columns of our files that derive from others, or give a dossier's position in its file.
const DERIVED: [&str; 10] =
    ["outcome", "daysLate", "file", "sheet", "row", "key", "seq", "lacks", UNREADABLE, WEIGHT];
/// Column of our export that names the columns whose cells hold something that is not a day.
const UNREADABLE: &str = "unreadable";
/// Column of lives: how many dossiers a row stands for.
const WEIGHT: &str = "n";
/// Columns that a table of lives has unless its metadata say that it lacks them.
const OF_LIVES: [&str; 7] =
    ["received", "due", "finished", "intakeChannel", "returnChannel", "serviceLevel", "status"];
/// Day columns, and the columns with their time of day.
const TIMES: [(&str, &str); 6] = [
    ("received", "receivedTime"),
    ("submitted", "submittedTime"),
    ("due", "dueTime"),
    ("finished", "finishedTime"),
    ("returned", "returnedTime"),
    // Only in files of version 0.1.0, whose end is one of the two above.
    ("ended", "endedTime"),
];

/// The tables of a file.
pub struct Origins {
    tables: Vec<SourceTable>,
    foreign: bool,
    /// The lives' own metadata, and the index of the column with their number of dossiers.
    pub lives: Option<(LivesAbout, usize)>,
}

/// One table.
#[derive(Debug)]
pub struct SourceTable {
    /// The file that the table was originally read from.
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// Number of the file's rows that belong to the table.
    pub rows: u64,
    pub columns: Vec<ShownColumn>,
    /// Index of the file's column that names unreadable days.
    pub unreadable: Option<usize>,
}

/// One column of a table.
#[derive(Debug)]
pub struct ShownColumn {
    pub name: String,
    /// Indices of the column in the file, and of the one with its time of day.
    pub at: usize,
    pub time: Option<usize>,
}

/// The metadata of our export.
#[derive(Deserialize)]
struct Metadata {
    tables: Vec<TableMetadata>,
    lives: Option<Plain>,
}

#[derive(Deserialize)]
struct TableMetadata {
    file: String,
    sheet: Option<String>,
    rows: u64,
    lacks: Vec<String>,
}

impl Origins {
    /// The tables of a file with these columns. Fails on lives without their metadata or their column `n`.
    pub fn of(about: Option<&str>, fields: &[ArrowField<'_>]) -> Result<Self, Error> {
        let about: Option<Metadata> =
            about.and_then(|about| serde_json::from_str::<Plain>(about).ok()?.read::<_, Error>().ok());
        let about = about.filter(|about| (1..=limits::ENTRIES).contains(&about.tables.len()));
        let weight = fields.iter().position(|field| field.name == WEIGHT && field.kind.is_read());
        let Some(Metadata { tables, lives }) = about else {
            let has = |name: &str| fields.iter().any(|field| field.name == name);
            if weight.is_some() && has("received") && !has("code") {
                return Err(Error::new(ErrorCode::BadLives).because(ErrorDetail::LivesWithoutMetadata));
            }
            let columns = shown(fields, |_| true);
            let table = SourceTable { file: None, sheet: None, rows: u64::MAX, columns, unreadable: None };
            return Ok(Self { tables: vec![table], foreign: true, lives: None });
        };
        let lives = lives.map(|lives| {
            let column = weight.ok_or_else(|| without(WEIGHT))?;
            tables.iter().try_for_each(|table| table.check_lives(fields))?;
            Ok::<_, Error>((LivesAbout::of(&lives), column))
        });
        let tables = tables.into_iter().map(|table| SourceTable::of(table, fields)).collect();
        Ok(Self { tables, foreign: false, lives: lives.transpose()? })
    }

    /// The tables, in the order of their rows.
    pub fn tables(&self) -> impl Iterator<Item = &SourceTable> {
        self.tables.iter()
    }

    /// True if the file does not declare its number of rows.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }
}

impl TableMetadata {
    /// Fails if a column is neither in the file of lives nor among those that the table lacks.
    fn check_lives(&self, fields: &[ArrowField<'_>]) -> Result<(), Error> {
        let has = |name: &str| fields.iter().any(|field| field.name == name && field.kind.is_read());
        let lacks = |name: &str| name != "received" && self.lacks.iter().any(|lacked| lacked == name);
        match OF_LIVES.into_iter().find(|name| !has(name) && !lacks(name)) {
            Some(name) => Err(without(name)),
            None => Ok(()),
        }
    }
}

#[cold]
fn without(column: &str) -> Error {
    Error::new(ErrorCode::BadLives).because(ErrorDetail::MissingColumn).with(column)
}

impl SourceTable {
    fn of(about: TableMetadata, fields: &[ArrowField<'_>]) -> Self {
        let lacks = |name: &str| about.lacks.iter().any(|lacked| lacked == name);
        let columns = shown(fields, |name| {
            let time = TIMES.iter().any(|(_, time)| *time == name);
            // In files of 0.1.0, return days are end days if no other end days are known.
            let returned = name == "returned" && lacks("ended");
            // If the table had no column for the day received, `received` holds the day filed, if there is
            // one.
            let filed = name == "submitted" && lacks("received");
            let stands_in = name == "received" && !lacks("submitted");
            !(DERIVED.contains(&name) || time || returned || filed || (lacks(name) && !stands_in))
        });
        let filed = lacks("received") && !lacks("submitted");
        let unreadable = fields.iter().position(|field| field.name == UNREADABLE);
        let file = Some(about.file.chars().take(limits::NAME_BYTES).collect());
        let mut columns: Vec<ShownColumn> =
            columns.into_iter().map(|column| column.with_time(fields)).collect();
        for column in columns.iter_mut().filter(|column| filed && column.name == "received") {
            "submitted".clone_into(&mut column.name);
        }
        Self { file, sheet: about.sheet, rows: about.rows, columns, unreadable }
    }
}

fn shown(fields: &[ArrowField<'_>], wanted: impl Fn(&str) -> bool) -> Vec<ShownColumn> {
    let fields = fields.iter().enumerate().filter(|(_, field)| field.kind.is_read() && wanted(field.name));
    fields.map(|(at, field)| ShownColumn { name: field.name.to_owned(), at, time: None }).collect()
}

impl ShownColumn {
    fn with_time(self, fields: &[ArrowField<'_>]) -> Self {
        let time = TIMES.iter().find(|(day, _)| *day == self.name);
        let time = time.and_then(|(_, time)| fields.iter().position(|field| field.name == *time));
        Self { time, ..self }
    }
}
