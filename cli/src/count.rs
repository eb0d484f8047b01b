//! `hoso count`: counts, rates and gaps by group, and official forms: the web page's answers.

use crate::counts;
use crate::failure::{Done, Failure, fail};
use crate::input::Input;
use crate::output::{Output, ending};
use crate::reading::{Understanding, json_object};
use crate::table::Format;
use clap::Args;
use hoso::measure::{Basis, BlankChannel, Clock, EndDay, LevelShare, NoDueAs, OnTimeOf, ReturnedAs, Waiting};
use hoso::session::{ExportQuery, Session};
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::process::ExitCode;

/// Counts dossiers, with rates and gaps to targets: by unit, level, field, period, or in an official form.
///
/// Reads messy exports as `hoso read` does, and canonical dossiers. The answer goes to standard output as JSON,
/// or to a file whose ending says its format.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Count {
    /// Files to count; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to group by: unit, unitLevel, field, procedure, serviceLevel, intakeChannel, returnChannel, file,
    /// week, month, quarter, half, year
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    by: Vec<String>,
    /// First day of the period
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Last day of the period
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// Only these, as unit=NAME, stop=halted, outcome=late; several of one name are all taken
    #[arg(long = "where", value_name = "NAME=VALUE")]
    filter: Vec<String>,
    /// A JSON file with a target set, as the web page keeps them
    #[arg(long, value_name = "FILE")]
    targets: Option<PathBuf>,
    /// A JSON file with a whole question, in the words of the JavaScript interface; the command line goes before it
    #[arg(long, value_name = "FILE")]
    query: Option<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    form: Form,
    /// The file to write: .json, .csv, .xlsx, .arrow, .parquet, or .html of a form; "-" is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Format, where the name does not tell it
    #[arg(long, value_parser = FORMATS)]
    format: Option<String>,
    /// Language of headings in csv and xlsx
    #[arg(long, value_parser = ["vi", "en"])]
    lang: Option<String>,
    #[command(flatten)]
    understanding: Understanding,
}

const FORMATS: [&str; 6] = ["json", "csv", "xlsx", "html", "arrow", "parquet"];

const EXAMPLES: &str = "\
Examples:
  hoso count danh-sach.xlsx --by unit,quarter
  hoso count 2025/*.csv --by unit --from 2025-01-01 --to 2025-06-30 --as-of 2025-06-30 -o counts.csv
  hoso count dossiers.parquet --where unitLevel=xã --by unit --basis received -o counts.xlsx
  hoso count dossiers.parquet --form II.06a --from 2025-01-01 --to 2025-03-31 -o bieu.xlsx";

/// How figures are defined.
#[derive(Debug, Args)]
#[command(next_help_heading = "How figures are defined")]
struct Rules {
    /// The day on which everything is judged [default: the latest activity in the data]
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// The period in which a dossier counts: that of each event, or that of its receipt
    #[arg(long, value_parser = Basis::ALL.map(Basis::key))]
    basis: Option<String>,
    /// What "late" compares: days, or the time of day too
    #[arg(long, value_parser = Clock::ALL.map(Clock::key))]
    clock: Option<String>,
    /// What waiting dossiers count as
    #[arg(long, value_parser = Waiting::ALL.map(Waiting::key))]
    waiting: Option<String>,
    /// Denominator of the rates of online levels
    #[arg(long, value_parser = LevelShare::ALL.map(LevelShare::key))]
    level_share: Option<String>,
    /// Which day ends a dossier: finished else returned, returned else finished, finished alone
    #[arg(long, value_parser = EndDay::ALL.map(EndDay::key))]
    end_day: Option<String>,
    /// What returned dossiers (withdrawn, refused) count as
    #[arg(long, value_parser = ReturnedAs::ALL.map(ReturnedAs::key))]
    returned: Option<String>,
    /// What ended dossiers without an appointment count as
    #[arg(long, value_parser = NoDueAs::ALL.map(NoDueAs::key))]
    no_due: Option<String>,
    /// What a blank channel means
    #[arg(long, value_parser = BlankChannel::ALL.map(BlankChannel::key))]
    blank_channel: Option<String>,
    /// Denominator of the on-time rate
    #[arg(long, value_parser = OnTimeOf::ALL.map(OnTimeOf::key))]
    on_time_of: Option<String>,
}

/// An official form instead of groups.
#[derive(Debug, Args)]
#[command(next_help_heading = "Official forms")]
struct Form {
    /// The form; needs --from, --to and an .xlsx or .html to write
    #[arg(long, value_parser = ["II.06a"])]
    form: Option<String>,
    /// What the rows of the form are [default: unit]
    #[arg(long, value_parser = ["unit", "field", "unitField"])]
    form_rows: Option<String>,
    /// Leaves out the form's subtotals
    #[arg(long)]
    no_subtotals: bool,
    /// The reporting office, printed in the head
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
        let session = self.understanding.read(&inputs)?;
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
        let mut asked = self.query.as_deref().map_or_else(|| Ok(Map::new()), json_object)?;
        let Self { rules, form, .. } = self;
        let texts = [
            ("from", &self.from),
            ("to", &self.to),
            ("lang", &self.lang),
            ("asOf", &rules.as_of),
            ("basis", &rules.basis),
            ("clock", &rules.clock),
            ("waiting", &rules.waiting),
            ("levelShare", &rules.level_share),
            ("endDay", &rules.end_day),
            ("returned", &rules.returned),
            ("noDue", &rules.no_due),
            ("blankChannel", &rules.blank_channel),
            ("onTimeOf", &rules.on_time_of),
            ("form", &form.form),
            ("formRows", &form.form_rows),
            ("office", &form.office),
            ("recipient", &form.recipient),
            ("place", &form.place),
        ];
        asked.extend(
            texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.clone()?.into()))),
        );
        if form.no_subtotals {
            asked.insert("subtotals".to_owned(), false.into());
        }
        if !self.by.is_empty() {
            asked.insert("by".to_owned(), self.by.clone().into());
        }
        if !self.filter.is_empty() {
            asked.insert("where".to_owned(), self.filter()?.into());
        }
        if let Some(targets) = &self.targets {
            asked.insert("targets".to_owned(), json_object(targets)?.into());
        }
        serde_json::from_value(Value::Object(asked))
            .map_err(|error| Failure::new(format!("the question: {error}")))
    }

    fn filter(&self) -> Done<Map<String, Value>> {
        let mut filter: Map<String, Value> = Map::new();
        for pair in &self.filter {
            let Some((name, value)) = pair.split_once('=') else {
                return fail(format!("--where {pair}: write it as NAME=VALUE"));
            };
            let values = filter.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            values.as_array_mut().into_iter().for_each(|values| values.push(value.into()));
        }
        Ok(filter)
    }
}

/// Figures over files of which some could not be read would be others than asked for.
fn refuse_unread(session: &Session) -> Done {
    let unread: Vec<String> =
        session.files().iter().filter_map(|report| report.error.as_ref()).map(crate::failure::told).collect();
    if unread.is_empty() {
        Ok(())
    } else {
        fail(format!("not all files could be read:\n  {}", unread.join("\n  ")))
    }
}
