//! Reads canonical rows, from hoso's own files or from the output of an engine.

use crate::failure::{Done, While, fail};
use crate::table::{Days, Numbers, Table, Texts, numbered};
use arrow_array::RecordBatch;
use hoso::dossier::{Facts, NO_DAY, NO_TIME, doubt};
use hoso::report::LACKABLE;
use hoso::value::{Channel, Coded, DAYS, NO_DAYS, ServiceLevel, Status, UnitLevel};

/// One row. Names in `facts` have the numbers that the decoder was given.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Dossier code; "" if blank.
    pub code: &'a str,
    /// The code in its comparison form. `None` if it identifies no dossier, or if there is no such column.
    pub key: Option<&'a str>,
    /// The dossier's rank: of the rows with one key, the row with the largest rank counts.
    pub seq: i64,
    /// File from which it was first read; "" = not known.
    pub file: &'a str,
    /// Sheet from which it was first read; "" = not known.
    pub sheet: &'a str,
    /// Bits of [`LACKABLE`].
    pub lacks: u16,
    /// The rest.
    pub facts: Facts,
}

/// The columns of canonical dossiers, by their names.
pub const COLUMNS: [&str; 26] = [
    "code",
    "key",
    "seq",
    "procedure",
    "field",
    "unit",
    "unitLevel",
    "serviceLevel",
    "received",
    "receivedTime",
    "submitted",
    "submittedTime",
    "due",
    "dueTime",
    "finished",
    "finishedTime",
    "returned",
    "returnedTime",
    "unreadable",
    "intakeChannel",
    "returnChannel",
    "status",
    "lacks",
    "file",
    "sheet",
    "row",
];

/// The columns of one batch.
pub struct Decoder<'a> {
    rows: usize,
    /// Columns that the file does not have, as bits of [`LACKABLE`].
    missing: u16,
    texts: [Option<Texts<'a>>; 4],
    /// Without values if the file does not have the column.
    names: [Vec<u32>; 3],
    words: [Vec<u32>; 6],
    numbers: [Option<Numbers>; 3],
    days: [Option<Days>; 5],
    seconds: [Option<Numbers>; 5],
}

/// Columns of texts, of listed words, of numbers and of days, in the order in which a decoder has them.
const TEXTS: [&str; 4] = ["code", "key", "file", "sheet"];
const NAMES: [&str; 3] = ["unit", "field", "procedure"];
const WORDS: [&str; 6] =
    ["unitLevel", "serviceLevel", "intakeChannel", "returnChannel", "status", "unreadable"];
const NUMBERS: [&str; 3] = ["seq", "lacks", "row"];
const DAY_COLUMNS: [&str; 5] = ["received", "submitted", "due", "finished", "returned"];
const SECONDS: [&str; 5] = ["receivedTime", "submittedTime", "dueTime", "finishedTime", "returnedTime"];

impl<'a> Decoder<'a> {
    /// The columns of a batch, each of which must be of its type. `name` gives the numbers of names: of units
    /// (0), fields (1) and procedures (2).
    pub fn of(batch: &'a RecordBatch, mut name: impl FnMut(usize, &str) -> u32) -> Done<Self> {
        let mut names = |which: usize| {
            let column = NAMES.get(which).copied().unwrap_or_default();
            names_of(batch, column, |text| name(which, text))
        };
        let missing =
            LACKABLE.iter().enumerate().filter(|(_, (_, name))| batch.column_by_name(name).is_none());
        Ok(Self {
            rows: batch.num_rows(),
            missing: missing.fold(0, |bits, (place, _)| bits | 1 << place),
            texts: each(TEXTS, |name| batch.column_by_name(name).map(|column| Texts::of(column, name)))?,
            names: [names(0)?, names(1)?, names(2)?],
            words: words(batch)?,
            numbers: each(NUMBERS, |name| {
                batch.column_by_name(name).map(|column| Numbers::of(column, name))
            })?,
            days: each(DAY_COLUMNS, |name| batch.column_by_name(name).map(|column| Days::of(column, name)))?,
            seconds: each(SECONDS, |name| {
                batch.column_by_name(name).map(|column| Numbers::seconds(column, name))
            })?,
        })
    }

    /// Calls `take` with every row in order.
    pub fn each(&self, mut take: impl FnMut(Row<'_>) -> Done) -> Done {
        (0..self.rows).try_for_each(|row| take(self.row(row)?))
    }

    fn row(&self, row: usize) -> Done<Row<'_>> {
        let [code, key, file, sheet] = self.texts.each_ref().map(|texts| text(texts, row));
        let [seq, lacks, _] = self.numbers.each_ref().map(|numbers| number(numbers, row));
        let key =
            self.texts.get(1).and_then(Option::as_ref).and_then(|_| Some(key).filter(|key| !key.is_empty()));
        let lacks =
            u16::try_from(lacks.unwrap_or(0)).when(format!("column lacks, row {}: no set", row + 1))?;
        let (seq, lacks) = (seq.unwrap_or(0), lacks | self.missing);
        Ok(Row { code, key, seq, file, sheet, lacks, facts: self.facts(row, lacks)? })
    }

    /// The row's number in the file that it was first read from; 1 if it is not known.
    fn source_row(&self, row: usize) -> u32 {
        let stated = number(self.numbers.get(2).unwrap_or(&None), row);
        stated.and_then(|row| u32::try_from(row).ok()).unwrap_or(1).max(1)
    }

    fn facts(&self, row: usize, lacks: u16) -> Done<Facts> {
        let moments = self.days.each_ref().map(|days| days.as_ref().and_then(|days| days.at(row)));
        let seconds = self.seconds.each_ref().map(|seconds| number(seconds, row));
        let [received, submitted, due, finished, returned] =
            moments.map(|moment| moment.map_or(Day::None, Day::of));
        let Day::Known(received) = received else {
            return fail(format!(
                "column received, row {}: no day between 1901 and 2199; every dossier needs one",
                row + 1
            ));
        };
        let second = |place: usize| {
            second(moments.get(place).copied().flatten(), seconds.get(place).copied().flatten())
        };
        let [unit, field, procedure] = self.names.each_ref().map(|names| at(names, row));
        let [level, service, intake, back, status, unreadable] =
            self.words.each_ref().map(|words| at(words, row));
        Ok(Facts {
            unit,
            field,
            procedure,
            received_second: second(0),
            submitted: submitted.number(),
            submitted_second: submitted.with(second(1)),
            due: due.number(),
            due_second: due.with(second(2)),
            finished: finished.number(),
            finished_second: finished.with(second(3)),
            returned: returned.number(),
            returned_second: returned.with(second(4)),
            unit_level: level as u8,
            service_level: service as u8,
            intake: blank_or(intake as u8, "intakeChannel", lacks),
            return_channel: blank_or(back as u8, "returnChannel", lacks),
            status: status as u8,
            doubts: unreadable as u16 | impossible([due, finished, returned]),
            row: self.source_row(row),
            ..Facts::received_on(received)
        })
    }
}

/// The bits of those days (due, finished, returned) that no dossier can have.
fn impossible(days: [Day; 3]) -> u16 {
    let bits = [doubt::UNREADABLE_DUE, doubt::UNREADABLE_FINISHED, doubt::UNREADABLE_RETURNED];
    let impossible = days.into_iter().zip(bits).filter(|(day, _)| *day == Day::Impossible);
    impossible.fold(0, |all, (_, bit)| all | bit)
}

/// The meaning of a day in a file; the same as in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// No value, or a day that systems write instead of no value.
    None,
    /// A day.
    Known(i32),
    /// A day that no dossier can have.
    Impossible,
}

impl Day {
    fn of((day, _): (i32, u32)) -> Self {
        if day == 0 || NO_DAYS.contains(&day) {
            Self::None
        } else if DAYS.contains(&day) {
            Self::Known(day)
        } else {
            Self::Impossible
        }
    }

    /// The day; [`NO_DAY`] unless it is known.
    fn number(self) -> i32 {
        if let Self::Known(day) = self { day } else { NO_DAY }
    }

    /// The time of day, if the day is known.
    fn with(self, second: u32) -> u32 {
        if matches!(self, Self::Known(_)) { second } else { NO_TIME }
    }
}

/// A channel. If the source had the column, a blank cell is blank, not unknown.
pub fn channel(column: &str, word: &str, lacks: u16) -> Done<u8> {
    Ok(blank_or(listed(column, word, Channel::ALL, Channel::key)?, column, lacks))
}

fn blank_or(channel: u8, column: &str, lacks: u16) -> u8 {
    let lacking =
        || LACKABLE.iter().zip(0..).any(|((_, name), place)| *name == column && lacks >> place & 1 == 1);
    if channel == 0 && !lacking() { Channel::Blank.number() } else { channel }
}

/// The numbers of one kind of names; empty if the file does not have them.
fn names_of(batch: &RecordBatch, column: &str, mut number: impl FnMut(&str) -> u32) -> Done<Vec<u32>> {
    // The first number is that of "".
    number("");
    let numbers = |values| numbered(values, column, |text| Ok(number(text)));
    batch.column_by_name(column).map_or_else(|| Ok(Vec::new()), numbers)
}

/// The numbers of listed words, and the bits of unreadable days.
fn words(batch: &RecordBatch) -> Done<[Vec<u32>; 6]> {
    let [mut level, mut service, mut intake, mut back, mut status, mut unreadable] =
        [const { Vec::new() }; 6];
    for (column, name) in WORDS.iter().filter_map(|name| Some((batch.column_by_name(name)?, *name))) {
        let listed_in = |number: fn(&str, &str) -> Done<u8>| {
            numbered(column, name, |word| number(name, word).map(u32::from))
        };
        let channel = |name: &str, word: &str| listed(name, word, Channel::ALL, Channel::key);
        match name {
            "unitLevel" => {
                level = listed_in(|name, word| listed(name, word, UnitLevel::ALL, UnitLevel::key))?
            }
            "serviceLevel" => {
                service = listed_in(|name, word| listed(name, word, ServiceLevel::ALL, ServiceLevel::key))?;
            }
            "intakeChannel" => intake = listed_in(channel)?,
            "returnChannel" => back = listed_in(channel)?,
            "status" => status = listed_in(|name, word| listed(name, word, Status::ALL, Status::key))?,
            _ => unreadable = numbered(column, name, |word| Ok(doubts(word).into()))?,
        }
    }
    Ok([level, service, intake, back, status, unreadable])
}

/// The number in a row; 0 without the column.
fn at(numbers: &[u32], row: usize) -> u32 {
    numbers.get(row).copied().unwrap_or(0)
}

/// Each of some columns, if the file has it.
fn each<T, const N: usize>(
    names: [&str; N],
    column: impl Fn(&str) -> Option<Done<T>>,
) -> Done<[Option<T>; N]> {
    let mut columns = [const { None }; N];
    for (place, name) in columns.iter_mut().zip(names) {
        *place = column(name).transpose()?;
    }
    Ok(columns)
}

fn text<'a>(texts: &Option<Texts<'a>>, row: usize) -> &'a str {
    texts.as_ref().map_or("", |texts| texts.at(row))
}

fn number(numbers: &Option<Numbers>, row: usize) -> Option<i64> {
    numbers.as_ref().and_then(|numbers| numbers.at(row))
}

/// The time of day: from its own column, else from the timestamp, where midnight means no time.
fn second(moment: Option<(i32, u32)>, own: Option<i64>) -> u32 {
    let own = own.and_then(|second| u32::try_from(second).ok());
    let within = moment.map(|(_, second)| second).filter(|second| *second > 0);
    moment.and(own.or(within)).unwrap_or(NO_TIME)
}

/// The number of a listed word; "" is the first and means no word.
pub fn listed<T: Coded>(column: &str, word: &str, all: &[T], key: fn(T) -> &'static str) -> Done<u8> {
    if word.is_empty() {
        return Ok(all.first().map_or(0, |first| first.number()));
    }
    match all.iter().find(|value| key(**value) == word) {
        Some(value) => Ok(value.number()),
        None => {
            let words: Vec<&str> =
                all.iter().map(|value| key(*value)).filter(|word| !word.is_empty()).collect();
            fail(format!(
                "column {column} holds a word that is none of {}: see `hoso words`",
                words.join(", ")
            ))
        }
    }
}

/// The bits of days that exist but cannot be read.
fn doubts(unreadable: &str) -> u16 {
    let bit = |name: &str| match name {
        "due" => doubt::UNREADABLE_DUE,
        "finished" => doubt::UNREADABLE_FINISHED,
        "returned" => doubt::UNREADABLE_RETURNED,
        _ => 0,
    };
    unreadable.split(' ').fold(0, |bits, name| bits | bit(name))
}

/// The columns to read from a table.
pub fn wanted(table: &Table) -> Vec<&'static str> {
    COLUMNS.into_iter().filter(|column| table.has(column)).collect()
}
