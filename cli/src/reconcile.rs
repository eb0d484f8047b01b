//! `hoso reconcile`: finds the ways of counting that give published figures.

use crate::compare::listed;
use crate::failure::{Done, While, fail};
use crate::input::Input;
use crate::output::{Output, ending};
use crate::progress;
use crate::question::{Asked, parsed};
use crate::reading::{ReadOptions, refuse_unread};
use clap::Args;
use hoso::report::Claim;
use hoso::session::{ExportQuery, Session};
use std::path::PathBuf;
use std::process::ExitCode;

/// Finds the ways of counting that give published figures, unit by unit, and the dossiers that cause the
/// difference.
///
/// The figures are a JSON list, such as [{"unit": "UBND xã Tân Mỹ", "figure": "late", "value": 12}]; a value
/// with % is the rate of that name. Without --claims, the summaries among the files are the published
/// figures. All figures of one call must be of one period; use --from and --to if the figures do not state
/// it. The answer is JSON, or a workbook if the output ends in .xlsx.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Reconcile {
    /// Files of dossiers, and of published summaries; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A JSON file with the published figures
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    #[command(flatten)]
    asked: Asked,
    /// Writes the dossiers of one part of a difference instead, given the part's "bucket" in the answer
    #[arg(long, value_name = "BUCKET")]
    list: Option<String>,
    /// Format of the list, if the name of the output does not give it: json, csv, xlsx, arrow
    #[arg(long, value_parser = ["json", "csv", "xlsx", "arrow"])]
    format: Option<String>,
    /// The file to write; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    read_options: ReadOptions,
}

const EXAMPLES: &str = "\
Examples:
  hoso reconcile danh-sach.xlsx --claims cong-bo.json --from 2025-01-01 --to 2025-03-31
  hoso reconcile danh-sach.xlsx bao-cao.xlsx -o doi-chieu.json
  hoso reconcile danh-sach.xlsx bao-cao.xlsx -o doi-chieu.xlsx
  hoso reconcile danh-sach.xlsx --list \"$(jq -r '.[0].split[0].bucket' doi-chieu.json)\" -o lech.csv";

impl Reconcile {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        if let Some(bucket) = &self.list {
            return self.write_list(bucket);
        }
        let question: ExportQuery = parsed(self.asked.object()?)?;
        let inputs = Input::all(&self.files)?;
        let session = self.read_options.read(&inputs)?;
        refuse_unread(&session)?;
        let claims = self.published(&session)?;
        let mut reconciling = session.begin_reconcile(&claims, &question.asked.query)?;
        let bar = progress::steps(reconciling.steps() as u64, "reconciling");
        while reconciling.step(&session) {
            bar.inc(1);
        }
        bar.finish_and_clear();
        let found = reconciling.finish();
        let written = if ending(&self.output) == "xlsx" {
            session.export_reconciled(&found, &question)?
        } else {
            serde_json::to_vec_pretty(&found).when("the answer")?
        };
        Output::whole(&self.output, &written)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the dossiers of one bucket.
    fn write_list(&self, bucket: &str) -> Done<ExitCode> {
        let question: ExportQuery = parsed(self.asked.object()?)?;
        let format = match (&self.format, ending(&self.output)) {
            (Some(format), _) => format.clone(),
            (None, ending) if ending.is_empty() => "json".to_owned(),
            (None, ending) => ending,
        };
        let inputs = Input::all(&self.files)?;
        let session = self.read_options.read(&inputs)?;
        refuse_unread(&session)?;
        Output::whole(&self.output, &listed(&session, bucket, question, &format)?)?;
        Ok(ExitCode::SUCCESS)
    }

    /// The published figures: those of the file, or else those of the summaries among the inputs.
    fn published(&self, session: &Session) -> Done<Vec<Claim>> {
        let claims = match &self.claims {
            Some(path) => {
                let text = std::fs::read_to_string(path).when(path.display())?;
                serde_json::from_str(&text).when(path.display())?
            }
            None => session.claims(),
        };
        if claims.is_empty() {
            return fail(
                "no published figures: name a file of them with --claims, or a summary among the files",
            );
        }
        Ok(claims)
    }
}
