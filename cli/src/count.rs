//! `hoso count`: counts, rates and gaps by group, and official forms: the web page's answers.

use crate::counts;
use crate::failure::{Done, fail};
use crate::input::Input;
use crate::output::{Output, ending};
use crate::question::{Asked, parsed, set};
use crate::reading::{ReadOptions, refuse_unread};
use crate::table::Format;
use clap::Args;
use hoso::session::ExportQuery;
use std::path::PathBuf;
use std::process::ExitCode;

/// Counts dossiers, with rates and gaps to targets: by unit, level, field, period, or in an official form.
///
/// Reads the same exports as `hoso read`, and canonical dossiers. The answer goes to standard output as JSON,
/// or to a file whose ending gives its format.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Count {
    /// Files to count; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    form: Form,
    /// The file to write: .json, .csv, .xlsx, .arrow, .parquet, or .html for a form; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Format, if the name of the file does not give it
    #[arg(long, value_parser = FORMATS)]
    format: Option<String>,
    #[command(flatten)]
    read_options: ReadOptions,
}

const FORMATS: [&str; 6] = ["json", "csv", "xlsx", "html", "arrow", "parquet"];

const EXAMPLES: &str = "\
Examples:
  hoso count danh-sach.xlsx --by unit,quarter
  hoso count 2025/*.csv --by unit --from 2025-01-01 --to 2025-06-30 --as-of 2025-06-30 -o counts.csv
  hoso count dossiers.parquet --where unitLevel=xã --by unit --basis received -o counts.xlsx
  hoso count dossiers.parquet --form II.06a --from 2025-01-01 --to 2025-03-31 -o bieu.xlsx";

/// An official form instead of groups.
#[derive(Debug, Args)]
#[command(next_help_heading = "Official forms")]
struct Form {
    /// The form; needs --from, --to and an output of .xlsx or .html
    #[arg(long, value_parser = ["II.06a"])]
    form: Option<String>,
    /// What the rows of the form are [default: unit]
    #[arg(long, value_parser = ["unit", "field", "unitField"])]
    form_rows: Option<String>,
    /// Leaves out the form's subtotals
    #[arg(long)]
    no_subtotals: bool,
    /// The reporting office, printed at the top
    #[arg(long)]
    office: Option<String>,
    /// The recipient of the report
    #[arg(long)]
    recipient: Option<String>,
    /// The place of signature
    #[arg(long)]
    place: Option<String>,
}

impl Count {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let format = self.format()?;
        let question = self.question()?;
        let inputs = Input::all(&self.files)?;
        let session = self.read_options.read(&inputs)?;
        refuse_unread(&session)?;
        let columns = match format.as_str() {
            "arrow" => Some(Format::Arrow),
            "parquet" => Some(Format::Parquet),
            _ => None,
        };
        match columns {
            Some(format) => counts::write(&session.summarize(&question.asked.query)?, &self.output, format)?,
            None => Output::whole(&self.output, &session.export(&format, &question)?)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn format(&self) -> Done<String> {
        let ending = ending(&self.output);
        match &self.format {
            Some(format) => Ok(format.clone()),
            None if ending.is_empty() => Ok("json".to_owned()),
            None if FORMATS.contains(&ending.as_str()) => Ok(ending),
            None => fail(format!(
                "{}: no format of counts; end the name with .json, .csv, .xlsx, .arrow or .parquet",
                self.output.display()
            )),
        }
    }

    /// The question, in the words of the JavaScript interface.
    fn question(&self) -> Done<ExportQuery> {
        let form = &self.form;
        let mut asked = self.asked.object()?;
        let texts = [
            ("form", &form.form),
            ("formRows", &form.form_rows),
            ("office", &form.office),
            ("recipient", &form.recipient),
            ("place", &form.place),
        ];
        set(&mut asked, texts);
        if form.no_subtotals {
            asked.insert("subtotals".to_owned(), false.into());
        }
        parsed(asked)
    }
}
