//! The question about the dossiers, in the names of the JavaScript interface.

use crate::failure::{Done, Failure, fail};
use crate::reading::json_object;
use clap::Args;
use hoso::measure::{Basis, BlankChannel, Clock, EndDay, LevelShare, NoDueAs, OnTimeOf, ReturnedAs, Waiting};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// Groups, period, filter and rules.
#[derive(Debug, Args)]
pub struct Asked {
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
    /// Filters, such as unit=NAME, stop=halted or outcome=late; several values of one name are combined by
    /// "or"
    #[arg(long = "where", value_name = "NAME=VALUE")]
    filter: Vec<String>,
    /// A JSON file with a target set, as the web page stores it
    #[arg(long, value_name = "FILE")]
    targets: Option<PathBuf>,
    /// A JSON file with a whole question, in the names of the JavaScript interface; options of the command
    /// line take precedence
    #[arg(long, value_name = "FILE")]
    query: Option<PathBuf>,
    /// Language of headings in csv and xlsx
    #[arg(long, value_parser = ["vi", "en"])]
    lang: Option<String>,
    #[command(flatten)]
    rules: Rules,
}

/// How figures are defined.
#[derive(Debug, Args)]
#[command(next_help_heading = "How figures are defined")]
struct Rules {
    /// The day on which outcomes are judged [default: the latest activity in the data]
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// The period in which a dossier counts: by the day of each event, or by its received day
    #[arg(long, value_parser = Basis::ALL.map(Basis::key))]
    basis: Option<String>,
    /// How lateness is measured: by days, or by the time of day too
    #[arg(long, value_parser = Clock::ALL.map(Clock::key))]
    clock: Option<String>,
    /// How waiting dossiers count
    #[arg(long, value_parser = Waiting::ALL.map(Waiting::key))]
    waiting: Option<String>,
    /// Denominator of the rates of online levels
    #[arg(long, value_parser = LevelShare::ALL.map(LevelShare::key))]
    level_share: Option<String>,
    /// Which day ends a dossier: finished else returned, returned else finished, or finished only
    #[arg(long, value_parser = EndDay::ALL.map(EndDay::key))]
    end_day: Option<String>,
    /// How returned dossiers (withdrawn, refused) count
    #[arg(long, value_parser = ReturnedAs::ALL.map(ReturnedAs::key))]
    returned: Option<String>,
    /// How ended dossiers without an appointment count
    #[arg(long, value_parser = NoDueAs::ALL.map(NoDueAs::key))]
    no_due: Option<String>,
    /// What a blank channel means
    #[arg(long, value_parser = BlankChannel::ALL.map(BlankChannel::key))]
    blank_channel: Option<String>,
    /// Denominator of the on-time rate
    #[arg(long, value_parser = OnTimeOf::ALL.map(OnTimeOf::key))]
    on_time_of: Option<String>,
}

impl Asked {
    /// The question as an object. The command line takes precedence over the file of the question.
    pub fn object(&self) -> Done<Map<String, Value>> {
        let mut asked = self.query.as_deref().map_or_else(|| Ok(Map::new()), json_object)?;
        let rules = &self.rules;
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
        ];
        set(&mut asked, texts);
        if !self.by.is_empty() {
            asked.insert("by".to_owned(), self.by.clone().into());
        }
        if !self.filter.is_empty() {
            asked.insert("where".to_owned(), self.filter()?.into());
        }
        if let Some(targets) = &self.targets {
            asked.insert("targets".to_owned(), json_object(targets)?.into());
        }
        Ok(asked)
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

/// Adds the fields that are stated.
pub fn set<const N: usize>(object: &mut Map<String, Value>, texts: [(&str, &Option<String>); N]) {
    object.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.clone()?.into()))));
}

/// The question as its Rust type.
pub fn parsed<T: DeserializeOwned>(asked: Map<String, Value>) -> Done<T> {
    serde_json::from_value(Value::Object(asked))
        .map_err(|error| Failure::new(format!("the question: {error}")))
}
