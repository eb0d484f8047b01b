//! `hoso lives`: turns dossiers into lives, combines lives of parts, and turns the output of engines into
//! files that hoso opens.

mod direct;
mod grouped;

pub use grouped::{given, is_grouped};

use crate::day::day;
use crate::failure::{Done, Failure, While, fail};
use crate::input::{Input, Kind};
use crate::output::Output;
use crate::reading::{self, ReadMode, ReadOptions, refuse_unread};
use crate::table::{ABOUT, Format, Sink, Table};
use arrow_ipc::reader::FileReader;
use clap::Args;
use grouped::Made;
use hoso::measure::{BlankChannel, Dimension, EndDay, Grain};
use hoso::session::{Duplicates, LivesOptions, Options};
use std::io::Cursor;
use std::path::PathBuf;
use std::process::ExitCode;

/// Groups dossiers into lives (hồ sơ gộp): one row for all dossiers that no question about whole periods can
/// distinguish.
///
/// Reads lists, canonical dossiers, lives, and the output of `hoso sql lives`; lives of parts are added up.
/// In files of canonical dossiers, `key` and `seq` determine which rows count; rows of two files with the
/// same key are ranked by the rule for duplicates. Lives contain no code and no name of a person. But if n is
/// 1 and the keys are fine, a row is one citizen's dossier.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Lives {
    /// Files to group; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The last day of which everything is known [default: the latest activity, or the cut of the lives]
    #[arg(long, value_name = "DAY")]
    cut: Option<String>,
    /// Names to group by: unit, unitLevel, field, procedure
    #[arg(long, value_delimiter = ',', value_name = "NAMES", default_value = "unit,unitLevel")]
    keys: Vec<String>,
    /// Length of the periods
    #[arg(long, default_value = "month", value_parser = Grain::ALL.map(Grain::key))]
    grain: String,
    /// Which day ends a dossier
    #[arg(long, value_parser = EndDay::ALL.map(EndDay::key))]
    end_day: Option<String>,
    /// What a blank channel means
    #[arg(long, value_parser = BlankChannel::ALL.map(BlankChannel::key))]
    blank_channel: Option<String>,
    /// Where the dossiers come from; stored in the file
    #[arg(long, default_value = "")]
    source: String,
    /// The file to write, .arrow or .parquet; "-" is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Format, if the name of the file does not give it
    #[arg(long)]
    format: Option<Format>,
    #[command(flatten)]
    read_options: ReadOptions,
}

const EXAMPLES: &str = "\
Examples:
  hoso lives dossiers.parquet --cut 2025-12-31 --keys unit,unitLevel -o lives.arrow
  hoso lives grouped.parquet -o lives.arrow
  hoso lives tinh-a.arrow tinh-b.arrow --keys unitLevel --grain quarter -o nation.arrow";

impl Lives {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let format = Format::of(self.format, &self.output)?;
        let inputs = Input::all(&self.files)?;
        let bytes = put_together(&inputs, self.options()?, self.asked()?, self.read_options.threads())?;
        match format {
            Format::Arrow => Output::whole(&self.output, &bytes)?,
            Format::Parquet => self.parquet(bytes)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The session's options: the rules that are fixed when lives are made.
    fn options(&self) -> Done<Options> {
        let mut options = self.read_options.options()?;
        let rules = &mut options.rules;
        rules.end_day = self.end_day.as_deref().and_then(EndDay::named).or(rules.end_day);
        rules.blank_channel =
            self.blank_channel.as_deref().and_then(BlankChannel::named).or(rules.blank_channel);
        Ok(options)
    }

    fn asked(&self) -> Done<LivesOptions> {
        Ok(LivesOptions {
            cut: self.cut.clone(),
            grain: Grain::named(&self.grain).unwrap_or_default(),
            keys: self.keys.iter().map(|name| key(name)).collect::<Done<_>>()?,
            engine: "hoso".to_owned(),
            source: self.source.clone(),
        })
    }

    /// The same lives as Parquet.
    fn parquet(&self, bytes: Vec<u8>) -> Done {
        let reader = FileReader::try_new(Cursor::new(bytes), None).when("lives")?;
        let schema = reader.schema();
        let about = schema.metadata().get(ABOUT).cloned().unwrap_or_default();
        let mut sink = Sink::begin(Format::Parquet, &self.output, &schema, &about)?;
        for batch in reader {
            sink.write(&batch.when("lives")?)?;
        }
        sink.commit()
    }
}

/// A name that lives keep.
pub fn key(name: &str) -> Done<Dimension> {
    Dimension::named(name).ok_or_else(|| Failure::new(format!("keys: unknown name {name}")))
}

/// Combines the dossiers and lives of all inputs into the bytes of an Arrow file. The output of engines
/// states its cut and end day; a request for others is rejected.
pub fn put_together(
    inputs: &[Input],
    mut options: Options,
    mut asked: LivesOptions,
    threads: usize,
) -> Done<Vec<u8>> {
    if let Some(made) = made(inputs)? {
        made.agrees(&options, &asked)?;
        options.rules.end_day = EndDay::named(&made.end_day);
        asked.cut = Some(hoso::report::iso(made.cut));
        asked.engine = made.engine;
    }
    if let Some(bytes) = direct::lives(inputs, &options, &asked, threads)? {
        return Ok(bytes);
    }
    let mode = ReadMode { by_seq: options.duplicates != Some(Duplicates::Keep), options };
    let (session, _) = reading::read(inputs, &mode, threads)?;
    refuse_unread(&session)?;
    Ok(session.lives(&asked)?)
}

impl Made {
    /// Fails if another cut or end day is requested.
    fn agrees(&self, options: &Options, asked: &LivesOptions) -> Done {
        if let Some(end_day) = options.rules.end_day.filter(|end_day| end_day.key() != self.end_day) {
            return fail(format!("end day {}: the lives were made by {}", end_day.key(), self.end_day));
        }
        match &asked.cut {
            Some(cut) if day(cut)? != self.cut => {
                fail(format!("cut {cut}: the lives were made with {}", hoso::report::iso(self.cut)))
            }
            _ => Ok(()),
        }
    }
}

/// How the lives from engines were made; all files must agree.
fn made(inputs: &[Input]) -> Done<Option<Made>> {
    let mut known: Option<Made> = None;
    for input in inputs.iter().filter(|input| input.kind != Kind::Other) {
        let table = Table::open(input)?;
        let Some(made) = (if is_grouped(&table) { grouped::made(&table)? } else { None }) else { continue };
        match &known {
            Some(known) if *known != made => {
                return fail(format!(
                    "{}: its lives were made otherwise than those before (cut, engine, duplicates, endDay)",
                    table.name
                ));
            }
            _ => known = Some(made),
        }
    }
    Ok(known)
}
