//! `cargo xtask bench`: compares hoso with other programs, in their harness, and measures how its cost grows.
//!
//! ```text
//! cargo xtask bench                     CSV of 1,000,000 rows, the peers of `CSV`, three repetitions
//! cargo xtask bench --xlsx              workbooks of 100,000 rows: dates as text, and as date cells
//! cargo xtask bench --growth            hoso alone: rows, units and files from few to many
//! cargo xtask bench --profile           hoso alone, in Node: what each stage of reading a CSV takes
//! cargo xtask bench --publish           the tables of docs/benchmark.md from the last runs, nothing measured
//!   --rows N  --reps N  --peers a,b     (`all`: every contender of the harness); 110000, 1000000 and
//!                                       5000000 rows are 36 MB, 324 MB and 1.6 GB
//!   --against FOLDER                    another build of hoso in the same run: the folder of its npm package
//!   --prepare                           only sets up and makes the data: a later run measures at once
//!   --no-build                          takes target/pkg as it is
//! ```

mod growth;
mod harness;
mod plot;
mod profile;
mod publish;
mod record;
mod table;

use crate::build;
use crate::done::{Done, fail};
use crate::project;
use crate::toolchain::Toolchain;

/// The options of the command; an option with a value is followed by it.
pub const OPTIONS: &[&str] = &[
    "--rows",
    "--reps",
    "--peers",
    "--xlsx",
    "--growth",
    "--profile",
    "--publish",
    "--prepare",
    "--no-build",
    "--against",
];

/// Contenders by default: the floor, the alternatives that a user would choose, and programs without a
/// browser. Slow ones (a minute per run) and variants that another variant beats are left out.
const CSV: &str = "phys-newline-stream,phys-newline-byob,js-bytes,duckdb-eh-file,duckdb-eh-buffer,duckdb-coi-buffer,udsv,d3-dsv,papaparse-text,\
                   native:duckdb:1,native:polars:1";
const XLSX: &str = "xlsx-inflate,hucre,read-excel-file,excel2json-wasm,sheetjs,sheetjs-npm,native:polars:1";

/// The options of this run.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    rows: u32,
    reps: u32,
    peers: Option<String>,
    xlsx: bool,
    prepare: bool,
    against: Option<String>,
}

/// Sets up, measures, and prints a table for each file.
pub fn run(args: &[String]) -> Done {
    let has = |option: &str| args.iter().any(|arg| arg == option);
    if has("--publish") {
        return publish::run();
    }
    let wanted = Wanted::read(args)?;
    if !has("--no-build") {
        build::all(&Toolchain::find()?)?;
    }
    if has("--growth") {
        growth::run()
    } else if has("--profile") {
        profile::run(wanted.rows)
    } else {
        wanted.compare()
    }
}

impl Wanted {
    fn read(args: &[String]) -> Done<Self> {
        let xlsx = args.iter().any(|arg| arg == "--xlsx");
        Ok(Self {
            rows: number(args, "--rows")?.unwrap_or(if xlsx { 100_000 } else { 1_000_000 }),
            reps: number(args, "--reps")?.unwrap_or(3),
            peers: value(args, "--peers")?.filter(|peers| peers != "all"),
            xlsx,
            prepare: args.iter().any(|arg| arg == "--prepare"),
            against: value(args, "--against")?,
        })
    }

    fn compare(&self) -> Done {
        if !harness::exists() {
            println!("{}", harness::MISSING);
            return Ok(());
        }
        harness::prepare(self.rows, self.xlsx, self.against.as_deref())?;
        if self.prepare {
            return Ok(());
        }
        self.runs().into_iter().try_for_each(|run| {
            harness::run(&run)?;
            let table = table::markdown(&record::Record::read(&run.name)?)?;
            println!("\n{table}");
            project::write(format!("{}/{}.md", harness::FOLDER, run.name), table)
        })
    }

    fn runs(&self) -> Vec<harness::Run> {
        let kinds: &[&str] = if self.xlsx { &["-str.xlsx", "-date.xlsx"] } else { &[".csv"] };
        let all_but_named = if self.xlsx { XLSX } else { CSV };
        let run = |kind: &&str| harness::Run {
            name: format!("hoso-{}{}", self.rows, kind.replace('.', "-")),
            file: format!("data/dossiers-{}{kind}", self.rows),
            peers: self.peers.clone().unwrap_or_else(|| all_but_named.to_owned()),
            reps: self.reps,
            against: self.against.is_some(),
        };
        kinds.iter().map(run).collect()
    }
}

/// The value after `option`. None if it is not given.
fn value(args: &[String], option: &str) -> Done<Option<String>> {
    let Some(at) = args.iter().position(|arg| arg == option) else { return Ok(None) };
    let value = args.get(at + 1).filter(|value| !value.starts_with('-'));
    value.map_or_else(|| fail(format!("{option} takes a value")), |value| Ok(Some(value.clone())))
}

fn number(args: &[String], option: &str) -> Done<Option<u32>> {
    let number = |text: String| text.parse().or_else(|_| fail(format!("{option} takes a number")));
    value(args, option)?.map(number).transpose()
}
