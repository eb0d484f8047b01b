//! The command `hoso`, and the parts that it shares with the Python package: turns dossier lists of any size
//! into canonical files, counts and lives, on all cores. Every rule is the core's, so its answers are those
//! of the web page.
//!
//! Every command is a file with its arguments and a `run` function; the other files are shared.

pub mod canonical;
mod compare;
mod count;
pub mod counts;
mod day;
pub mod failure;
pub mod input;
pub mod lives;
mod output;
mod pages;
mod parallel;
mod progress;
mod question;
pub mod read;
pub mod reading;
mod reconcile;
pub mod sql;
pub mod table;
pub mod words;

use clap::{Parser, Subcommand};
use failure::Done;
use std::process::ExitCode;

/// Reads the dossier lists of Vietnamese one-stop offices, counts the dossiers, and groups them inside
/// database engines.
///
/// Every answer equals that of hoso's web page. No file is sent anywhere, columns that name people are never
/// read, and a result gets its name only when it is complete.
#[derive(Debug, Parser)]
#[command(name = "hoso", version, max_term_width = 100, after_help = EXAMPLES)]
struct Hoso {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  hoso count danh-sach.xlsx --by unit,quarter
  hoso read 2025/*.xlsx -o dossiers.parquet
  hoso count dossiers.parquet --form II.06a --from 2025-01-01 --to 2025-03-31 -o bieu.xlsx";

#[derive(Debug, Subcommand)]
enum Command {
    Read(read::Read),
    Count(Box<count::Count>),
    Lives(Box<lives::Lives>),
    Compare(Box<compare::Compare>),
    Reconcile(Box<reconcile::Reconcile>),
    Sql(sql::Sql),
    Words(words::Words),
    Completions(pages::Completions),
    Man(pages::Man),
}

impl Command {
    fn run(self) -> Done<ExitCode> {
        match self {
            Self::Read(read) => read.run(),
            Self::Count(count) => count.run(),
            Self::Lives(lives) => lives.run(),
            Self::Compare(compare) => compare.run(),
            Self::Reconcile(reconcile) => reconcile.run(),
            Self::Sql(sql) => sql.run(),
            Self::Words(words) => words.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    match Hoso::parse().command.run() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("hoso: {failure}");
            ExitCode::FAILURE
        }
    }
}
