//! Which tables an Arrow file holds. hoso's own export (`report::arrow`) has a key "hoso" in its metadata that names those its
//! rows come from, and what each of them lacked; any other file is one table.

use super::file::Field;
use crate::plain::Plain;
use crate::read::limits;
use serde::Deserialize;

/// Columns of our own that follow from the others, or say where a dossier stood.
const DERIVED: [&str; 6] = ["outcome", "daysLate", "file", "sheet", "row", UNREADABLE];
/// Our column that names those whose cells hold something that is no day.
const UNREADABLE: &str = "unreadable";
/// Columns that give the time of day of another.
const TIMES: [(&str, &str); 6] = [
    ("received", "receivedTime"),
    ("submitted", "submittedTime"),
    ("due", "dueTime"),
    ("finished", "finishedTime"),
    ("returned", "returnedTime"),
    // Of 0.1.0, whose end was one of the two.
    ("ended", "endedTime"),
];

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
    /// Which of the file's columns names days that cannot be read.
    pub unreadable: Option<usize>,
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
        let about: Option<About> =
            about.and_then(|about| About::deserialize(&serde_json::from_str::<Plain>(about).ok()?).ok());
        let told =
            about.map(|about| about.tables).filter(|tables| (1..=limits::ENTRIES).contains(&tables.len()));
        let foreign = told.is_none();
        let tables = match told {
            Some(tables) => tables.into_iter().map(|table| Table::of(table, fields)).collect(),
            None => {
                let columns = shown(fields, |_| true);
                vec![Table { file: None, sheet: None, rows: u64::MAX, columns, unreadable: None }]
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
            // In files of 0.1.0 days of return are days of the end where no others are known.
            let returned = name == "returned" && lacks("ended");
            // Without a column of its own, the day received is the day filed, if there is one.
            let filed = name == "submitted" && lacks("received");
            let stands_in = name == "received" && !lacks("submitted");
            !(DERIVED.contains(&name) || time || returned || filed || (lacks(name) && !stands_in))
        });
        let filed = lacks("received") && !lacks("submitted");
        let unreadable = fields.iter().position(|field| field.name == UNREADABLE);
        let file = Some(about.file.chars().take(limits::NAME_BYTES).collect());
        let mut columns: Vec<Shown> = columns.into_iter().map(|column| column.with_time(fields)).collect();
        for column in columns.iter_mut().filter(|column| filed && column.name == "received") {
            "submitted".clone_into(&mut column.name);
        }
        Self { file, sheet: about.sheet, rows: about.rows, columns, unreadable }
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
