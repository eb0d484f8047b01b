//! `hoso sql`: statements that turn canonical dossiers into lives inside an engine. They only define what a
//! life is: the words in them are the core's own, and the core judges their output.

mod dialect;
mod kinds;
mod last;
mod lives;

pub use kinds::{KINDS, NEVER};

use crate::failure::{Done, Failure, fail};
use crate::output::Output;
use clap::{Args, Subcommand, ValueEnum};
pub use dialect::Dialect;
use hoso::measure::EndDay;
use std::path::Path;
use std::process::ExitCode;

/// Prints SQL that groups canonical dossiers into lives (hồ sơ gộp), or that keeps the rows that count.
///
/// The table must have the columns that `hoso read` writes. Save the output of the statement "lives" as
/// Parquet or Arrow; `hoso lives` makes a file of lives of it, by months or quarters.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Sql {
    #[command(subcommand)]
    statement: Statement,
}

const EXAMPLES: &str = "\
Examples:
  hoso sql lives --dialect duckdb --cut 2025-12-31 --keys unit,unitLevel --table dossiers.parquet
  hoso sql lives --dialect spark --cut 2025-12-31 --keys unitLevel --table db.dossiers > lives.sql
  hoso sql last --dialect trino --table dossiers
  hoso sql check --dialect trino --table dossiers";

#[derive(Debug, Subcommand)]
enum Statement {
    /// Groups the dossiers into lives, each with its number of dossiers
    Lives(Lives),
    /// Keeps the row that counts of each key
    Last(Last),
    /// Finds keys whose rows do not determine which of them counts
    Check(Check),
}

#[derive(Debug, Args)]
struct Lives {
    /// The last day of which everything is known
    #[arg(long, value_name = "DAY")]
    cut: String,
    /// Names to group by
    #[arg(long, value_delimiter = ',', value_enum)]
    keys: Vec<Key>,
    /// Which day ends a dossier
    #[arg(long, default_value = "finished", value_parser = EndDay::ALL.map(EndDay::key))]
    end_day: String,
    #[command(flatten)]
    from: Last,
}

#[derive(Debug, Args)]
struct Check {
    /// The engine
    #[arg(long, value_enum)]
    dialect: Dialect,
    /// The table; separate the parts of its name by dots
    #[arg(long, default_value = "dossiers")]
    table: String,
}

#[derive(Debug, Args)]
struct Last {
    /// The engine
    #[arg(long, value_enum)]
    dialect: Dialect,
    /// The table; separate the parts of its name by dots
    #[arg(long, default_value = "dossiers")]
    table: String,
    /// Method for rows with the same key [default: hash for Spark, antijoin elsewhere]
    #[arg(long, value_enum)]
    duplicates: Option<DuplicateMethod>,
}

/// A name by which lives are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "camelCase")]
pub enum Key {
    /// Unit
    Unit,
    /// Its level
    UnitLevel,
    /// Field
    Field,
    /// Procedure
    Procedure,
}

impl Key {
    /// The column.
    pub fn column(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::UnitLevel => "unitLevel",
            Self::Field => "field",
            Self::Procedure => "procedure",
        }
    }
}

/// A dialect, a key or a method for duplicates by its name on the command line.
pub fn named<T: ValueEnum>(what: &str, name: &str) -> Done<T> {
    T::from_str(name, false).map_err(|_| {
        let names = T::value_variants().iter().filter_map(|value| value.to_possible_value());
        let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
        Failure::new(format!("{what}: {name} is not one of {}", names.join(", ")))
    })
}

/// The method for rows with the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DuplicateMethod {
    /// Finds repeated hashes first, then compares only their keys
    Hash,
    /// Finds repeated keys and joins them back
    Antijoin,
    /// RANK over each key
    Window,
    /// Does nothing: every key must be unique
    None,
}

impl Sql {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let text = match &self.statement {
            Statement::Lives(lives) => lives.statement()?,
            Statement::Last(last) => last.rows().last(),
            Statement::Check(check) => check.rows().check(),
        };
        Output::whole(Path::new("-"), format!("{text}\n").as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Check {
    fn rows(&self) -> Rows<'_> {
        Rows { dialect: self.dialect, table: &self.table, duplicates: None }
    }
}

impl Last {
    fn rows(&self) -> Rows<'_> {
        Rows { dialect: self.dialect, table: &self.table, duplicates: self.duplicates }
    }
}

impl Lives {
    fn statement(&self) -> Done<String> {
        let end_day = EndDay::named(&self.end_day).ok_or_else(|| Failure::new("no such end day"))?;
        self.from.rows().lives(&self.cut, &self.keys, end_day)
    }
}

/// The rows of a table in an engine.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The engine.
    pub dialect: Dialect,
    /// The table; the parts of its name are separated by dots.
    pub table: &'a str,
    /// The method for rows with the same key; by default the cheapest one in the engine.
    pub duplicates: Option<DuplicateMethod>,
}

impl Rows<'_> {
    /// The statement that gives the rows that count.
    pub fn last(self) -> String {
        self.columns(&last::ALL)
    }

    /// The statement that gives keys whose rows do not determine which of them counts.
    pub fn check(self) -> String {
        last::check(self.dialect, self.table)
    }

    /// The statement that turns the rows that count into lives, which end with the day `cut`.
    pub fn lives(self, cut: &str, keys: &[Key], end_day: EndDay) -> Done<String> {
        let cut = crate::day::day(cut)?;
        let mut columns: Vec<&str> = Vec::new();
        for key in keys.iter().map(|key| key.column()) {
            if columns.contains(&key) {
                return fail(format!("keys: {key} twice"));
            }
            columns.push(key);
        }
        let needed: Vec<&str> = columns.iter().copied().chain(lives::NEEDED).collect();
        let rows = self.columns(&needed);
        let duplicates = if self.method() == DuplicateMethod::None { "keep" } else { "last" };
        let asked = lives::Asked { dialect: self.dialect, cut, keys: columns, end_day, duplicates };
        Ok(asked.statement(&rows))
    }

    fn columns(self, columns: &[&str]) -> String {
        last::last(self.dialect, self.table, self.method(), columns)
    }

    fn method(self) -> DuplicateMethod {
        let own =
            if self.dialect == Dialect::Spark { DuplicateMethod::Hash } else { DuplicateMethod::Antijoin };
        self.duplicates.unwrap_or(own)
    }
}
