//! `hoso read`: exports into one file of canonical dossiers.

use crate::canonical::{self, Writing};
use crate::failure::{Done, While, described, fail};
use crate::input::Input;
use crate::output::Output;
use crate::reading::ReadOptions;
use crate::table::Format;
use clap::Args;
use hoso::dossier::Grade;
use hoso::report::{FileReport, IssueReport, Lang, VERSION, key, meaning};
use hoso::session::{Options, Session};
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads exports into canonical dossiers: one row for each dossier, in a Parquet or Arrow file.
///
/// Reads everything that the web page opens (CSV, Excel of any age, ODS, web pages, JSON, archives of these),
/// and Parquet and Arrow tables. Reports what became of every row: rows read = dossiers + duplicates +
/// skipped + rejected. Replaced rows are written too; of the rows with one `key`, the one with the largest
/// `seq` counts.
///
/// Exit codes: 0 = nothing more serious than a note, 3 = issues worth a look, 4 = issues that change or
/// withhold figures, 5 = a file could not be read (the others are written), 1 = nothing was written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Read {
    /// Files to read; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The file to write, .parquet or .arrow; "-" is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Format, if the name of the file does not give it
    #[arg(long)]
    format: Option<Format>,
    /// Writes a JSON report: what became of every row, and every issue with its places
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The most serious grade of issues for which the exit code is still 0
    #[arg(long, value_name = "GRADE", default_value = "record", value_parser = ["record", "look", "figures"])]
    accept: String,
    /// Rank among files that will form one table: rows of a higher rank win over rows of a lower one
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=32_767))]
    rank: u16,
    /// Prints no issues to standard error
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    read_options: ReadOptions,
}

const EXAMPLES: &str = "\
Examples:
  hoso read 2025/*.xlsx -o dossiers.parquet --report report.json
  hoso read a.csv b.zip --duplicates last -o dossiers.arrow
  cat export.csv | hoso read - -o - --format parquet > dossiers.parquet";

impl Read {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let format = Format::of(self.format, &self.output)?;
        let inputs = Input::all(&self.files)?;
        let session = self.read_options.read(&inputs)?;
        let reports = session.files();
        if !self.quiet {
            reports.iter().for_each(print_report);
        }
        if let Some(report) = &self.report {
            let text =
                serde_json::to_vec_pretty(&json!({ "hoso": VERSION, "files": reports })).when("report")?;
            Output::whole(report, &text)?;
        }
        check(&session)?;
        let about = about(&self.read_options.options()?, &reports);
        let writing = Writing { target: &self.output, format, rank: self.rank, about };
        let rows = canonical::write(&session, writing)?;
        eprintln!("{rows} rows written to {}", self.output.display());
        Ok(self.code(&reports))
    }

    fn code(&self, reports: &[FileReport]) -> ExitCode {
        if reports.iter().any(|report| report.error.is_some()) {
            return ExitCode::from(5);
        }
        let grades = reports.iter().flat_map(|report| &report.issues).map(|issue| issue.grade);
        let gravest = grades.map(gravity).max().unwrap_or(0);
        let accepted =
            [Grade::Record, Grade::Look, Grade::Figures].into_iter().find(|grade| key(grade) == self.accept);
        match gravest {
            gravest if gravest <= accepted.map_or(0, gravity) => ExitCode::SUCCESS,
            1 => ExitCode::from(3),
            _ => ExitCode::from(4),
        }
    }
}

/// The metadata of canonical dossiers: which rows count, and what became of all rows.
pub fn about(options: &Options, reports: &[FileReport]) -> Map<String, Value> {
    let rows = reports
        .iter()
        .map(|report| json!({ "file": report.name, "sheet": report.sheet, "rows": report.rows }));
    let pairs = [
        ("version", json!(VERSION)),
        ("duplicates", json!(options.duplicates.unwrap_or_default())),
        ("today", json!(options.today)),
        ("equation", rows.collect()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn gravity(grade: Grade) -> u8 {
    match grade {
        Grade::Record => 0,
        Grade::Look => 1,
        Grade::Figures => 2,
    }
}

/// Fails without a table of dossiers, or if received days can be read in two ways.
pub fn check(session: &Session) -> Done {
    let tables = session.canonical();
    if tables.is_empty() {
        return fail("no table of dossiers was found; nothing was written");
    }
    match tables.iter().find(|table| table.unsettled) {
        Some(table) => fail(format!(
            "{}: the days of receipt can only be read month first; say so with dayFirst of a mapping in --options",
            table.file
        )),
        None => Ok(()),
    }
}

/// Prints what became of the rows of one table, and its issues.
fn print_report(report: &FileReport) {
    let sheet = report.sheet.iter().map(|sheet| format!(" [{sheet}]")).collect::<String>();
    if let Some(error) = &report.error {
        return eprintln!("{}{sheet}: {}", report.name, described(error));
    }
    let rows = report.rows;
    eprintln!(
        "{}{sheet}: {} rows read = {} {} + {} duplicates + {} skipped + {} rejected",
        report.name, rows.read, rows.dossiers, report.kind, rows.duplicates, rows.skipped, rows.rejected
    );
    report.issues.iter().for_each(tell_issue);
}

fn tell_issue(issue: &IssueReport) {
    let rows: Vec<String> =
        issue.examples.iter().filter_map(|place| place.row).take(5).map(|row| row.to_string()).collect();
    let more = if issue.count > rows.len() as u64 && !rows.is_empty() { " …" } else { "" };
    let rows = if rows.is_empty() { String::new() } else { format!(" (rows {}{more})", rows.join(", ")) };
    let (grade, kind) = (key(&issue.grade), key(&issue.kind));
    eprintln!("  {grade}: {kind} × {}{rows}: {}", issue.count, meaning(issue.kind, Lang::En));
}
