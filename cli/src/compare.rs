//! `hoso compare`: two exports of the same dossiers, code by code.

use crate::failure::{Done, While, fail};
use crate::input::Input;
use crate::output::{Output, ending};
use crate::progress;
use crate::question::{Asked, parsed};
use crate::reading::{ReadOptions, refuse_unread};
use clap::Args;
use hoso::report::{Comparison, FieldReport, key};
use hoso::session::{ExportQuery, Session};
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

/// Compares two exports of the same dossiers: codes on one side only, codes whose rows differ, and how they
/// differ.
///
/// A side is one or more files. Both sides are judged by the same day and rules; columns that one side lacks
/// are not compared. The answer is JSON or, with --list, the dossiers of one part of it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Compare {
    /// Files of the older export; "-" is standard input
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    before: Vec<PathBuf>,
    /// Files of the newer export
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    after: Vec<PathBuf>,
    /// Lists the dossiers of one part: onlyBefore, onlyAfter, changed, withoutCode, twice; a column, such as
    /// "due", "later due" or "earlier finished"; or two outcomes, such as "overdue late"
    #[arg(long, value_name = "PART")]
    list: Option<String>,
    #[command(flatten)]
    asked: Asked,
    /// The file to write: .json or, for a list, .json, .csv, .xlsx or .arrow; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Format, if the name of the file does not give it
    #[arg(long, value_parser = FORMATS)]
    format: Option<String>,
    #[command(flatten)]
    read_options: ReadOptions,
}

const FORMATS: [&str; 4] = ["json", "csv", "xlsx", "arrow"];

const EXAMPLES: &str = "\
Examples:
  hoso compare --before cu.xlsx --after moi.xlsx --as-of 2025-06-30
  hoso compare --before cu.xlsx --after moi.xlsx --list onlyBefore -o mat.csv
  hoso compare --before cu/*.csv --after moi/*.csv --list \"later due\" -o lui-han.xlsx";

impl Compare {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let format = self.format()?;
        let question: ExportQuery = parsed(self.asked.object()?)?;
        let paths: Vec<PathBuf> = self.before.iter().chain(&self.after).cloned().collect();
        let inputs = Input::all(&paths)?;
        let (session, counts) = self.read_options.read_apart(&inputs, &self.read_options.mode()?)?;
        refuse_unread(&session)?;
        let tables = |counts: &[usize]| counts.iter().sum::<usize>();
        let middle = tables(counts.get(..self.before.len()).unwrap_or_default());
        let before = lists(&session, 0..middle);
        let after = lists(&session, middle..tables(&counts));
        let comparison = compared(&session, &before, &after, &question)?;
        let bytes = match &self.list {
            None => serde_json::to_vec_pretty(&comparison).when("the comparison")?,
            Some(part) => listed(&session, &bucket(&comparison, part)?, question, &format)?,
        };
        Output::whole(&self.output, &bytes)?;
        Ok(ExitCode::SUCCESS)
    }

    fn format(&self) -> Done<String> {
        let ending = ending(&self.output);
        let format = match &self.format {
            Some(format) => format.clone(),
            None if ending.is_empty() => "json".to_owned(),
            None => ending,
        };
        let formats = if self.list.is_some() { &FORMATS[..] } else { &FORMATS[..1] };
        if formats.contains(&format.as_str()) {
            return Ok(format);
        }
        let also = if self.list.is_some() { "" } else { "; the dossiers of a part are written with --list" };
        fail(format!("{}: {format} is not {}{also}", self.output.display(), formats.join(", ")))
    }
}

/// The tables of dossiers among these.
fn lists(session: &Session, tables: Range<usize>) -> Vec<usize> {
    let reports = session.files();
    tables.filter(|table| reports.get(*table).is_some_and(|report| report.kind == "dossiers")).collect()
}

fn compared(
    session: &Session,
    before: &[usize],
    after: &[usize],
    question: &ExportQuery,
) -> Done<Comparison> {
    let mut comparing = session.begin_compare(before, after, &question.asked.query)?;
    let bar = progress::steps(comparing.steps() as u64, "comparing");
    while comparing.step(session) {
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(comparing.finish(session)?)
}

/// The bucket of a part, by its name on the command line.
fn bucket(comparison: &Comparison, part: &str) -> Done<String> {
    if let Some((_, bucket)) = comparison.buckets.iter().find(|(name, _)| **name == part) {
        return Ok(bucket.clone());
    }
    let outcomes = comparison.outcomes.iter();
    let pairs = outcomes.map(|pair| (format!("{} {}", key(&pair.before), key(&pair.after)), &pair.bucket));
    let named: Vec<(String, &String)> = comparison.fields.iter().flat_map(of_field).chain(pairs).collect();
    match named.iter().find(|(name, _)| name == part) {
        Some((_, bucket)) => Ok((*bucket).clone()),
        None => {
            let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
            fail(format!(
                "--list {part}: no dossiers; beside the five named parts there are: {}",
                names.join(", ")
            ))
        }
    }
}

/// The buckets of a column in which dossiers differ, by name.
fn of_field(field: &FieldReport) -> Vec<(String, &String)> {
    let name = key(&field.field);
    let moved = field.moved.iter().flat_map(|moved| {
        [(format!("later {name}"), &moved.later_bucket), (format!("earlier {name}"), &moved.earlier_bucket)]
    });
    std::iter::once((name.clone(), &field.bucket)).chain(moved).collect()
}

/// The dossiers of a bucket, in a format of lists.
pub fn listed(session: &Session, bucket: &str, question: ExportQuery, format: &str) -> Done<Vec<u8>> {
    let mut asked = ExportQuery { rows: Some(hoso::session::Rows::Dossiers), ..question };
    asked.asked.bucket = Some(bucket.to_owned());
    Ok(session.export(format, &asked)?)
}
