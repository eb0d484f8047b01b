//! Reads the output of the statement of `hoso sql lives` as tables of a session: each row is a life.

use crate::canonical::{Names, channel, listed};
use crate::day::day;
use crate::failure::{Done, Failure, While, fail};
use crate::sql::{KINDS, NEVER};
use crate::table::{Numbers, Table, Texts};
use arrow_array::RecordBatch;
use hoso::dossier::{Builder, Dossiers};
use hoso::measure::{Boundaries, Ending, Grain, Life};
use hoso::read::limits;
use hoso::session::GivenTable;
use hoso::value::{ServiceLevel, UnitLevel, civil};

/// Columns of texts and of numbers.
const TEXTS: [&str; 7] = ["unit", "field", "procedure", "unitLevel", "serviceLevel", "intakeChannel", "kind"];
const NUMBERS: [&str; 8] = ["opened", "closed", "overdueFrom", "hasDue", "waits", "byPost", "lacks", "n"];

/// True for a table grouped by an engine.
pub fn is_grouped(table: &Table) -> bool {
    ["opened", "closed", "overdueFrom", "kind", "n"].iter().all(|column| table.has(column))
}

/// How lives were made, according to their rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The day after which a month is cut.
    pub cut: i32,
    /// The engine.
    pub engine: String,
    /// The rule for several rows with one key.
    pub duplicates: String,
    /// Which day ends a dossier.
    pub end_day: String,
}

/// How the rows of a table were made; all must agree.
pub fn made(table: &Table) -> Done<Option<Made>> {
    let mut known: Option<Made> = None;
    for part in 0..table.parts {
        let columns = ["cut", "engine", "duplicates", "endDay"];
        let read = table.read(part, Some(&columns), |batch| agree(&mut known, batch));
        read.when(table.place(part))?;
    }
    Ok(known)
}

fn agree(known: &mut Option<Made>, batch: &RecordBatch) -> Done {
    let text = |name: &str| text_column(batch, name);
    let (cuts, engines) = (text("cut")?, text("engine")?);
    let (duplicates, ends) = (text("duplicates")?, text("endDay")?);
    for row in 0..batch.num_rows() {
        let made = || -> Done<Made> {
            Ok(Made {
                cut: day(cuts.at(row))?,
                engine: engines.at(row).to_owned(),
                duplicates: duplicates.at(row).to_owned(),
                end_day: ends.at(row).to_owned(),
            })
        };
        let same = |made: &Made| {
            made.engine == engines.at(row)
                && made.duplicates == duplicates.at(row)
                && made.end_day == ends.at(row)
                && day(cuts.at(row)).is_ok_and(|cut| cut == made.cut)
        };
        match known {
            Some(known) if same(known) => {}
            Some(_) => {
                return fail("the rows were made in different ways (cut, engine, duplicates or endDay)");
            }
            None => *known = Some(made()?),
        }
    }
    Ok(())
}

fn text_column<'a>(batch: &'a RecordBatch, name: &str) -> Done<Texts<'a>> {
    match batch.column_by_name(name) {
        Some(column) => Texts::of(column, name),
        None => fail(format!("no column {name}: use the complete statement of `hoso sql lives`")),
    }
}

/// The lives of one set of missing columns.
#[derive(Default)]
struct Open {
    lacks: u16,
    builder: Builder,
    units: Names,
    fields: Names,
    procedures: Names,
}

/// Reads all lives of a table.
pub fn given(table: &Table) -> Done<Vec<GivenTable>> {
    let Some(Made { cut, .. }) = made(table)? else { return Ok(Vec::new()) };
    let boundaries = Boundaries::new(Grain::Month, cut);
    let mut open: Vec<Open> = Vec::new();
    let mut left = limits::LIVES;
    for part in 0..table.parts {
        let place = table.place(part);
        table.read(part, None, |batch| take(batch, &boundaries, &mut open, &mut left)).when(&place)?;
    }
    Ok(open.into_iter().map(Open::close).collect())
}

fn take(batch: &RecordBatch, boundaries: &Boundaries, open: &mut Vec<Open>, left: &mut u64) -> Done {
    let texts =
        TEXTS.map(|name| batch.column_by_name(name).map(|column| Texts::of(column, name)).transpose());
    let numbers =
        NUMBERS.map(|name| batch.column_by_name(name).map(|column| Numbers::of(column, name)).transpose());
    let texts = texts.into_iter().collect::<Done<Vec<_>>>()?;
    let numbers = numbers.into_iter().collect::<Done<Vec<_>>>()?;
    for row in 0..batch.num_rows() {
        let mut words = texts.iter().map(|texts| texts.as_ref().map_or("", |texts| texts.at(row)));
        let words: [&str; 7] = std::array::from_fn(|_| words.next().unwrap_or_default());
        let mut counts = numbers.iter().zip(NUMBERS).map(|(numbers, name)| {
            let number = numbers.as_ref().and_then(|numbers| numbers.at(row));
            number.ok_or_else(|| Failure::new(format!("column {name}, row {}: not a number", row + 1)))
        });
        let mut next = || counts.next().unwrap_or(Ok(0));
        let numbers = [next()?, next()?, next()?, next()?, next()?, next()?, next()?, next()?];
        add(words, numbers, boundaries, open, left).when(format!("row {}", row + 1))?;
    }
    Ok(())
}

fn add(
    words: [&str; 7],
    numbers: [i64; 8],
    boundaries: &Boundaries,
    open: &mut Vec<Open>,
    left: &mut u64,
) -> Done {
    let [unit, field, procedure, unit_level, service, intake, kind] = words;
    let [opened, closed, overdue, has_due, waits, by_post, lacks, often] = numbers;
    let lacks = u16::try_from(lacks).when("column lacks")?;
    let often = u64::try_from(often).when("column n")?;
    // Checked before the lives become rows, each of which can stand for a limited number only.
    let Some(rest) = left.checked_sub(often) else {
        return fail(format!("column n: more than {} dossiers in all", limits::LIVES));
    };
    *left = rest;
    let at = open.iter().position(|open| open.lacks == lacks).unwrap_or(open.len());
    if at == open.len() {
        open.push(Open { lacks, ..Open::default() });
    }
    let Some(table) = open.get_mut(at) else { return Ok(()) };
    let life = Life {
        unit: table.units.number(unit),
        field: table.fields.number(field),
        procedure: table.procedures.number(procedure),
        unit_level: listed("unitLevel", unit_level, UnitLevel::ALL, UnitLevel::key)?,
        service_level: listed("serviceLevel", service, ServiceLevel::ALL, ServiceLevel::key)?,
        intake: channel("intakeChannel", intake, lacks)?,
        by_post: by_post != 0,
        opened: last_day("opened", opened, boundaries)?,
        closed: last_day("closed", closed, boundaries)?,
        overdue_from: last_day("overdueFrom", overdue, boundaries)?,
        ending: ending(kind)?,
        has_due: has_due != 0,
        waits: waits != 0,
    };
    table.builder.push_often(b"", &life.facts(), often);
    Ok(())
}

fn ending(kind: &str) -> Done<Option<Ending>> {
    match KINDS.iter().find(|(word, ..)| *word == kind) {
        Some((_, closing, by_time)) => Ok(Some(Ending::new(*closing, *by_time))),
        None if kind == "open" => Ok(None),
        None => fail(format!("column kind contains {kind}, which is not a known ending")),
    }
}

/// The last day of a period by its number.
fn last_day(column: &str, number: i64, boundaries: &Boundaries) -> Done<i32> {
    if number == NEVER {
        return Ok(i32::MAX);
    }
    let (month, part) = (number.div_euclid(2) - 1, number.rem_euclid(2));
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
    // The day after the last possible appointment is in the year 10000.
    let known = (1..=10_000).contains(&year);
    let first = |year: i64, month: i64| civil(i32::try_from(year).ok()?, u32::try_from(month + 1).ok()?, 1);
    let next = if month == 11 { first(year + 1, 0) } else { first(year, month + 1) };
    match (first(year, month).filter(|_| known), next) {
        // Before the cut the first day determines the period, after it the last.
        (Some(first), Some(next)) => Ok(boundaries.last_of(if part == 0 { first } else { next - 1 })),
        _ => fail(format!("column {column} contains {number}, which is not a period")),
    }
}

impl Open {
    fn close(self) -> GivenTable {
        GivenTable {
            format: "parquet",
            dossiers: Dossiers {
                chunks: self.builder.finish(),
                units: self.units.into_values(),
                fields: self.fields.into_values(),
                procedures: self.procedures.into_values(),
            },
            lacks: self.lacks,
            ..GivenTable::default()
        }
    }
}
