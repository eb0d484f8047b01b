//! Which tables an Arrow file holds. hoso's own export (`report::arrow`) has a key "hoso" in its metadata that names those its
//! rows come from, and what each of them lacked; any other file is one table.

use super::file::Field;
use crate::read::limits;
use serde::Deserialize;

/// Columns of our own that follow from the others, or say where a dossier stood.
const DERIVED: [&str; 5] = ["outcome", "daysLate", "file", "sheet", "row"];
/// Columns that give the time of day of another.
const TIMES: [(&str, &str); 2] = [("due", "dueTime"), ("ended", "endedTime")];

/// The tables of a file.
pub struct Origins {
    tables: Vec<Table>,
    foreign: bool,
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// The file it was read from once.
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// How many of the file's rows are its.
    pub rows: u64,
    pub columns: Vec<Shown>,
}

/// One column of a table.
#[derive(Debug)]
pub struct Shown {
    pub name: String,
    /// Which of the file's columns it is, and which gives its time of day.
    pub at: usize,
    pub time: Option<usize>,
}

/// What our export says.
#[derive(Deserialize)]
struct About {
    tables: Vec<TableAbout>,
}

#[derive(Deserialize)]
struct TableAbout {
    file: String,
    sheet: Option<String>,
    rows: u64,
    lacks: Vec<String>,
}

impl Origins {
    /// The tables of a file with these columns.
    pub fn of(about: Option<&str>, fields: &[Field<'_>]) -> Self {
        let about: Option<About> = about.and_then(|about| serde_json::from_str(about).ok());
        let told =
            about.map(|about| about.tables).filter(|tables| (1..=limits::ENTRIES).contains(&tables.len()));
        let foreign = told.is_none();
        let tables = match told {
            Some(tables) => tables.into_iter().map(|table| Table::of(table, fields)).collect(),
            None => {
                let columns = shown(fields, |_| true);
                vec![Table { file: None, sheet: None, rows: u64::MAX, columns }]
            }
        };
        Self { tables, foreign }
    }

    /// The tables in the order of their rows.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    /// True if the file does not say how many rows it has.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }
}

impl Table {
    fn of(about: TableAbout, fields: &[Field<'_>]) -> Self {
        let lacks = |name: &str| about.lacks.iter().any(|lacked| lacked == name);
        let columns = shown(fields, |name| {
            let time = TIMES.iter().any(|(_, time)| *time == name);
            // Days of return are days of the end where no others are known.
            let returned = name == "returned" && lacks("ended");
            !(DERIVED.contains(&name) || time || returned || lacks(name))
        });
        let file = Some(about.file.chars().take(limits::NAME_BYTES).collect());
        let columns = columns.into_iter().map(|column| column.with_time(fields)).collect();
        Self { file, sheet: about.sheet, rows: about.rows, columns }
    }
}

fn shown(fields: &[Field<'_>], wanted: impl Fn(&str) -> bool) -> Vec<Shown> {
    let fields = fields.iter().enumerate().filter(|(_, field)| field.kind.is_read() && wanted(field.name));
    fields.map(|(at, field)| Shown { name: field.name.to_owned(), at, time: None }).collect()
}

impl Shown {
    fn with_time(self, fields: &[Field<'_>]) -> Self {
        let time = TIMES.iter().find(|(day, _)| *day == self.name);
        let time = time.and_then(|(_, time)| fields.iter().position(|field| field.name == *time));
        Self { time, ..self }
    }
}
