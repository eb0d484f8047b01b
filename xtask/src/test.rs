//! `cargo xtask test`: runs every check, the cheapest first. The first failing step ends the run; the last
//! line always states how many tests the runners counted.

use crate::artifact;
use crate::browser;
use crate::build;
use crate::dependencies;
use crate::done::{Done, While, fail};
use crate::npm;
use crate::release;
use crate::shell;
use crate::tally::Tally;
use crate::toolchain::Toolchain;
use std::path::Path;
use std::process::Command;

/// A step: its name and its function.
struct Step {
    says: &'static str,
    run: fn() -> Done<Outcome>,
}

/// What a step counted and how it ended.
struct Outcome {
    tally: Tally,
    end: Done,
}

const STEPS: &[Step] = &[
    Step { says: "format: cargo fmt --check", run: format },
    Step { says: "lints: cargo clippy", run: lints },
    Step { says: "docs: cargo doc", run: docs },
    Step { says: "dependencies: used, licences allowed, no advisory (HOSO_ADVISORIES)", run: depended },
    Step { says: "native: cargo test", run: native },
    Step { says: "build: wasm, library and page, within budget.toml", run: artifacts },
    Step { says: "release: pkg/ is what its sources give", run: released },
    Step { says: "JavaScript: format and lints, biome over www/ and tests/", run: javascript },
    Step { says: "types: tsc over www/ and tests/", run: types },
    Step { says: "wasm: tests/wasm in Node", run: wasm },
    Step { says: "page: tests/page in Chromium", run: page },
    Step { says: "package: tests/pkg, packed and installed elsewhere", run: package },
];

/// Runs the steps, then prints the closing line.
pub fn run(_: &[String]) -> Done {
    let mut tally = Tally::default();
    let end = STEPS.iter().try_for_each(|step| {
        println!("\n== {}", step.says);
        let outcome = (step.run)().when(step.says)?;
        tally += outcome.tally;
        outcome.end.when(step.says)
    });
    if let Err(why) = &end {
        println!("\nFAILED: {why}");
    }
    println!("\n{tally}");
    end
}

/// A step that counts no tests.
fn uncounted(end: Done) -> Done<Outcome> {
    Ok(Outcome { tally: Tally::default(), end })
}

/// A step whose runner counts its tests. Finding no tests is a failure.
fn counted(command: &mut Command) -> Done<Outcome> {
    let transcript = shell::transcript(command)?;
    let tally = Tally::read(&transcript.text);
    if transcript.end.is_ok() && tally.passed == 0 {
        return fail("no test was run");
    }
    Ok(Outcome { tally, end: transcript.end })
}

fn format() -> Done<Outcome> {
    uncounted(shell::run(&mut shell::command("cargo", ["fmt", "--all", "--check"])))
}

fn lints() -> Done<Outcome> {
    let args = ["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"];
    uncounted(shell::run(&mut shell::command("cargo", args)))
}

/// Broken links in the documentation are errors, as are brackets that look like a link.
fn docs() -> Done<Outcome> {
    let mut doc = shell::command("cargo", ["doc", "--package", "hoso", "--no-deps", "--locked"]);
    uncounted(shell::run(doc.env("RUSTDOCFLAGS", "--deny warnings")))
}

fn depended() -> Done<Outcome> {
    uncounted(dependencies::check())
}

fn native() -> Done<Outcome> {
    counted(&mut shell::command("cargo", ["test", "--workspace", "--locked", "--no-fail-fast"]))
}

fn artifacts() -> Done<Outcome> {
    build::run(&[])?;
    uncounted(artifact::hold_to_budget(&artifact::built()?))
}

fn released() -> Done<Outcome> {
    uncounted(release::check(&Toolchain::find()?))
}

fn javascript() -> Done<Outcome> {
    uncounted(shell::run(npm::tool("biome").args(["ci", "--error-on-warnings"])))
}

fn types() -> Done<Outcome> {
    uncounted(shell::run(npm::tool("tsc").args(["--noEmit", "--project", "tsconfig.json"])))
}

fn wasm() -> Done<Outcome> {
    counted(&mut node_tests("tests/wasm")?)
}

fn page() -> Done<Outcome> {
    counted(&mut browser_tests("tests/page")?)
}

fn package() -> Done<Outcome> {
    release::assemble(release::CANDIDATE)?;
    counted(&mut browser_tests("tests/pkg")?)
}

/// The tests get the browser's path, and the path of this program, whose server they start.
fn browser_tests(folder: &str) -> Done<Command> {
    let program = std::env::current_exe().when("our own path")?;
    let mut node = node_tests(folder)?;
    node.env(browser::VARIABLE, browser::find()?).env("HOSO_XTASK", program);
    Ok(node)
}

/// Runs Node's tests of a folder, one file at a time, because the machine may have only two cores. A test
/// that hangs fails after ten minutes.
fn node_tests(folder: &str) -> Done<Command> {
    let mut names = artifact::names(folder)?;
    names.retain(|name| name.ends_with(".test.mjs"));
    if names.is_empty() {
        return fail(format!("{folder} holds no *.test.mjs"));
    }
    let options = ["--test", "--test-concurrency=1", "--test-reporter=spec", "--test-timeout=600000"];
    let mut node = shell::command("node", options);
    node.args(names.iter().map(|name| Path::new(folder).join(name)));
    Ok(node)
}
