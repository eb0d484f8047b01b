//! hoso's own commands, run as `cargo xtask NAME`. On a machine with Rust, Node and apt, each of them
//! installs what else it needs, and prints what it installs.
//!
//! Every command is a row of [`COMMANDS`] and a file of its own; the other files are shared tools.

mod apt;
mod artifact;
mod bench;
mod browser;
mod build;
mod bundle;
mod corpora;
mod dependencies;
mod done;
mod engines;
mod fuzz;
mod headers;
mod imports;
mod npm;
mod order;
mod project;
mod python;
mod release;
mod samples;
mod serve;
mod server;
mod shell;
mod single;
mod tally;
mod test;
mod toolchain;
mod wasm;

use done::{Done, fail};
use std::process::ExitCode;

/// One command: its name, its options, its description, and its function.
struct Command {
    name: &'static str,
    options: &'static [&'static str],
    about: &'static str,
    run: fn(&[String]) -> Done,
}

/// To add a command, add a file with a `run` function, and its row here.
const COMMANDS: &[Command] = &[
    Command {
        name: "build",
        options: &[],
        about: "build the npm content (target/pkg), the page (target/site) and the command (target/release/hoso)",
        run: build::run,
    },
    Command {
        name: "serve",
        options: &["--port", "--no-build"],
        about: "build, then serve the page on 127.0.0.1 (--port N, --no-build)",
        run: serve::run,
    },
    Command {
        name: "test",
        options: &[],
        about: "run every check: format, lints, native, wasm and page tests, budgets",
        run: test::run,
    },
    Command {
        name: "release",
        options: &["--commit"],
        about: "write pkg/ as npm expects it, with BUILD.json (--commit)",
        run: release::run,
    },
    Command {
        name: "bench",
        options: bench::OPTIONS,
        about: "compare hoso with other programs (--rows N --reps N --peers a,b, --xlsx, --growth, --publish)",
        run: bench::run,
    },
    Command {
        name: "fuzz",
        options: &["--seconds"],
        about: "random files against every reader (TARGET …, --seconds N for each; default 60)",
        run: fuzz::run,
    },
    Command {
        name: "corpora",
        options: &[],
        about: "scores for the foreign files of a folder: text tables, workbooks (corpora FOLDER)",
        run: corpora::run,
    },
    Command {
        name: "engines",
        options: engines::OPTIONS,
        about: "what database engines put together by hoso's SQL, row for row with the command (--spark, --growth, --nation)",
        run: engines::run,
    },
    Command {
        name: "samples",
        options: &[],
        about: "write the sample files (to target/samples, or the folder given)",
        run: samples::run,
    },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Done {
    let Some((name, rest)) = args.split_first() else { return fail(usage()) };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return fail(format!("no command \"{name}\"\n{}", usage()));
    };
    if let Some(option) = unknown_option(command, rest) {
        return fail(format!("{name} has no option {option}\n{}", usage()));
    }
    std::env::set_current_dir(project::root()?).map_err(|error| error.to_string())?;
    (command.run)(rest)
}

fn unknown_option<'a>(command: &Command, args: &'a [String]) -> Option<&'a String> {
    args.iter().find(|arg| arg.starts_with('-') && !command.options.contains(&arg.as_str()))
}

fn usage() -> String {
    let rows = COMMANDS.iter().map(|command| format!("  {:<8} {}", command.name, command.about));
    rows.fold("usage: cargo xtask COMMAND".to_owned(), |text, row| text + "\n" + &row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn an_unknown_command_or_option_is_refused_with_the_usage() {
        for line in ["", "biuld", "serve --prot 80", "release --port 1"] {
            let why = dispatch(&words(line)).unwrap_err();
            assert!(why.contains("usage: cargo xtask COMMAND"), "{line}: {why}");
        }
    }

    #[test]
    fn the_usage_names_every_command() {
        for command in COMMANDS {
            assert!(usage().contains(command.about));
        }
    }
}
