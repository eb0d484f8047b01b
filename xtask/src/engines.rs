//! `cargo xtask engines`: checks that the statements of `hoso sql`, run in engines, give the same rows as
//! `hoso lives`, that faults in a statement are found, and that the wheel agrees with the command. The
//! programs are in tests/engines.

use crate::browser;
use crate::build;
use crate::done::{Done, While, fail};
use crate::npm;
use crate::project;
use crate::python;
use crate::shell;
use std::path::{Path, absolute};
use std::process::Command;

/// `--spark`: Spark too, which needs Java. `--growth`: instead measures times and memory for 1, 5 and 20
/// million dossiers. `--nation`: also opens a nation's board in the built page.
pub const OPTIONS: &[&str] = &["--spark", "--growth", "--nation"];
const FOLDER: &str = "target/engines";
const HERE: &str = "tests/engines";

/// Builds command and wheel, installs the engines by pip and npm, and compares. Without pip or packages it
/// prints that it is skipped, and passes.
pub fn run(args: &[String]) -> Done {
    let asked = |option: &str| args.iter().any(|arg| arg == option);
    let requirements = if asked("--spark") { "spark.txt" } else { "requirements.txt" };
    if let Err(why) = python::environment(FOLDER, &format!("{HERE}/{requirements}")) {
        println!("engines: skipped, {why}");
        return Ok(());
    }
    build::command()?;
    if asked("--growth") {
        return shell::run(python("growth.py")?.args(asked("--spark").then_some("spark")));
    }
    if let Err(why) = npm::install_in(HERE) {
        println!("postgres: skipped, {why}");
    }
    let engines = ["duckdb", "datafusion", "clickhouse", "polars", "postgres"];
    shell::run(python("run.py")?.args(engines).args(asked("--spark").then_some("spark")))?;
    wheel()?;
    let tests = ["test_raw", "test_wheel"].into_iter().chain(asked("--spark").then_some("test_spark"));
    let programs = tests.chain(["nation"]);
    programs
        .map(|program| python(&format!("{program}.py")))
        .try_for_each(|program| shell::run(&mut program?))?;
    if asked("--nation") { in_page("nation.test.mjs") } else { Ok(()) }
}

/// A test of the built page with the files that the programs wrote.
fn in_page(test: &str) -> Done {
    let program = std::env::current_exe().when("our own path")?;
    let mut node = shell::command("node", ["--test", "--test-reporter=spec", "--test-timeout=600000"]);
    node.arg(Path::new(HERE).join(test)).env("HOSO_FOLDER", FOLDER).env("HOSO_XTASK", program);
    shell::run(node.env(browser::VARIABLE, browser::find()?))
}

/// One of the programs, with the paths of the command and of the working folder.
fn python(program: &str) -> Done<Command> {
    let path = |name: &str| absolute(name).when(name);
    let mut python = shell::command(&format!("{FOLDER}/venv/bin/python"), []);
    python.arg(Path::new(HERE).join(program));
    python.env("HOSO_COMMAND", path("target/release/hoso")?).env("HOSO_FOLDER", path(FOLDER)?);
    Ok(python)
}

/// Builds the Python package and installs it beside the engines.
fn wheel() -> Done {
    println!("xtask: building the wheel");
    let wheels = Path::new(FOLDER).join("wheels");
    project::make_folder(&wheels)?;
    std::fs::remove_dir_all(&wheels).when(wheels.display())?;
    let args =
        ["build", "--quiet", "--locked", "--manifest-path", "py/Cargo.toml", "--profile", "command", "--out"];
    shell::run(shell::command(&format!("{FOLDER}/venv/bin/maturin"), args).arg(&wheels))?;
    let made = std::fs::read_dir(&wheels).when(wheels.display())?.filter_map(Result::ok).next();
    let Some(made) = made else { return fail("maturin made no wheel") };
    let args = ["install", "--quiet", "--force-reinstall", "--no-deps"];
    shell::run(shell::command(&format!("{FOLDER}/venv/bin/pip"), args).arg(made.path()))
}
