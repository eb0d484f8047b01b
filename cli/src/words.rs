//! `hoso words`: the meaning of raw words, as a table that an engine can join.

use crate::failure::{Done, While, fail};
use crate::output::Output;
use clap::{Args, ValueEnum};
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use hoso::dossier::{Builder, Dossiers, Facts};
use hoso::session::{GivenTable, Options, Session};
use hoso::value::{Channel, Coded, NO_DISTRICTS, ServiceLevel, Status, UnitLevel};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Rows that a list of distinct words may have: far more than a nation has units.
const WORDS: usize = 5_000_000;

/// Prints the meaning of raw words, so that an engine can join it to a table: reads the distinct words of a
/// column as CSV, and writes each beside its canonical word.
///
/// The first column is read, and keeps its name. Words that are not listed have "listed" false. For units, a
/// second column may give the number of dossiers: the spelling of most dossiers becomes the name of the unit.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Words {
    /// The kind of words
    kind: Kind,
    /// The words; "-" is standard input
    #[arg(default_value = "-", value_name = "FILE")]
    file: PathBuf,
    /// The table to write; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// The first line is a word, not a column name
    #[arg(long)]
    no_header: bool,
    /// Uses the levels of units since 1 July 2025, without districts
    #[arg(long)]
    no_districts: bool,
}

const EXAMPLES: &str = "\
Examples:
  hoso words status < distinct.csv > statuses.csv
  duckdb -csv -c \"SELECT unit, count(*) FROM raw GROUP BY unit\" | hoso words unit > units.csv";

/// A kind of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// State in the source system
    Status,
    /// Channel of intake or return
    Channel,
    /// Online level of the procedure
    ServiceLevel,
    /// Administrative level, as a column states it
    UnitLevel,
    /// Name of a unit: its common spelling, and its level by that name
    Unit,
}

impl Words {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let (name, rows) = self.rows()?;
        let mut out = WriterBuilder::new().from_writer(Vec::new());
        let headings = std::iter::once(name.as_str()).chain(self.kind.columns().iter().copied());
        out.write_record(headings).when("the table")?;
        for row in meanings(self.kind, &rows, self.no_districts)? {
            out.write_record(&row).when("the table")?;
        }
        let bytes = out.into_inner().when("the table")?;
        Output::whole(&self.output, &bytes)?;
        Ok(ExitCode::SUCCESS)
    }

    /// The name of the first column, and each word with its number of dossiers.
    fn rows(&self) -> Done<(String, Vec<(String, u64)>)> {
        let from: Box<dyn Read> = if self.file == Path::new("-") {
            Box::new(std::io::stdin())
        } else {
            Box::new(std::fs::File::open(&self.file).when(self.file.display())?)
        };
        let mut reader = ReaderBuilder::new().has_headers(!self.no_header).flexible(true).from_reader(from);
        let name = if self.no_header {
            "raw".to_owned()
        } else {
            first(reader.headers().when(self.file.display())?).to_owned()
        };
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.when(self.file.display())?;
            if rows.len() == WORDS {
                return fail(format!("{}: more than {WORDS} words; give distinct ones", self.file.display()));
            }
            let count = record.get(1).and_then(|count| count.trim().parse().ok()).unwrap_or(1);
            rows.push((first(&record).to_owned(), count));
        }
        Ok((name, rows))
    }
}

/// The meaning of words, each with its number of dossiers: one row per word, with the word itself and then
/// [`Kind::columns`].
pub fn meanings(kind: Kind, rows: &[(String, u64)], no_districts: bool) -> Done<Vec<Vec<String>>> {
    let listed = |is: bool| if is { "true" } else { "false" }.to_owned();
    if kind == Kind::Unit {
        let row = |(raw, unit, level): (String, String, &str)| {
            vec![raw, unit, level.to_owned(), listed(!level.is_empty())]
        };
        return Ok(units(rows, no_districts)?.into_iter().map(row).collect());
    }
    let row = |(raw, _): &(String, u64)| {
        let (word, is_listed) = kind.word(raw);
        vec![raw.clone(), word.to_owned(), listed(is_listed)]
    };
    Ok(rows.iter().map(row).collect())
}

fn first(record: &StringRecord) -> &str {
    record.get(0).unwrap_or_default().trim_start_matches('\u{feff}')
}

impl Kind {
    /// The columns beside the raw word; the first of them are canonical columns.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Status => &["status", "listed"],
            Self::Channel => &["channel", "listed"],
            Self::ServiceLevel => &["serviceLevel", "listed"],
            Self::UnitLevel => &["unitLevel", "listed"],
            Self::Unit => &["unit", "unitLevel", "listed"],
        }
    }

    /// The meaning of a word, and whether it is listed. A blank has no meaning and counts as listed.
    fn word(self, raw: &str) -> (&'static str, bool) {
        match self {
            Self::Status => meaning(raw, Status::key),
            Self::Channel => meaning(raw, Channel::key),
            Self::ServiceLevel => meaning(raw, ServiceLevel::key),
            Self::UnitLevel | Self::Unit => meaning(raw, UnitLevel::key),
        }
    }
}

fn meaning<T: Coded>(raw: &str, key: fn(T) -> &'static str) -> (&'static str, bool) {
    if raw.trim().is_empty() {
        return (key(T::BLANK), true);
    }
    T::listed(raw).map_or_else(|| (key(T::UNLISTED), false), |value| (key(value), true))
}

/// Each raw name with the common spelling of its unit and the level of that name. The core merges spellings,
/// so a session gets one dossier for each name, or as many as it stands for, up to a thousand.
fn units(rows: &[(String, u64)], no_districts: bool) -> Done<Vec<(String, String, &'static str)>> {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let mut builder = Builder::default();
    let day = if no_districts { NO_DISTRICTS } else { NO_DISTRICTS - 1 };
    let mut names = vec![String::new()];
    for (raw, count) in rows {
        let unit = u32::try_from(names.len()).unwrap_or(u32::MAX);
        names.push(hoso::text::tidy(raw));
        // Votes are in proportion to dossiers, and keep their order.
        let votes = count.saturating_mul(1_000).checked_div(most).unwrap_or(0).max(1);
        (0..votes).for_each(|_| builder.push(b"", &Facts { unit, ..Facts::received_on(day) }));
    }
    let blank = || vec![String::new()];
    let dossiers = Dossiers { chunks: builder.finish(), units: names, fields: blank(), procedures: blank() };
    let mut session = Session::new(Options::default())?;
    session.add_canonical("", vec![GivenTable { dossiers, ..GivenTable::default() }]);
    let shown = session.canonical().first().map(|table| table.dossiers.units.clone()).unwrap_or_default();
    let level = |unit: &str| match no_districts {
        true => hoso::value::level_without_districts(unit, false),
        false => hoso::value::level_of_unit(unit),
    };
    let named = rows.iter().zip(shown.into_iter().skip(1));
    Ok(named
        .map(|((raw, _), unit)| {
            let level = level(&unit).key();
            (raw.clone(), unit, level)
        })
        .collect())
}
