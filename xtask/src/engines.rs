//! `cargo xtask engines`: what engines put together by the statements of `hoso sql` is what `hoso lives` makes of the
//! dossiers themselves, row for row; slips in a statement are seen. The programs are in tests/engines.

use crate::build;
use crate::done::Done;
use crate::python;
use crate::shell;
use std::path::absolute;

/// `--spark`: Spark too, which needs Java.
pub const OPTIONS: &[&str] = &["--spark"];
const FOLDER: &str = "target/engines";

/// Builds the command, installs the engines by pip and compares. Without pip or packages it says so and passes.
pub fn run(args: &[String]) -> Done {
    let spark = args.iter().any(|arg| arg == "--spark");
    let requirements = if spark { "spark.txt" } else { "requirements.txt" };
    if let Err(why) = python::environment(FOLDER, &format!("tests/engines/{requirements}")) {
        println!("engines: skipped, {why}");
        return Ok(());
    }
    build::command()?;
    let path = |name: &str| absolute(name).map(|path| path.to_string_lossy().into_owned());
    let paths = [path("target/release/hoso"), path(FOLDER)].map(|path| path.unwrap_or_default());
    let mut compare = shell::command(&format!("{FOLDER}/venv/bin/python"), ["tests/engines/run.py"]);
    compare.args(paths).args(["duckdb", "datafusion", "clickhouse"]);
    shell::run(compare.args(spark.then_some("spark")))
}
