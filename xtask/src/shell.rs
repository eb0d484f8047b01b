//! Runs other programs; an error names the command line.

use crate::done::{Done, While, fail};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A program to run with these arguments.
pub fn command<'a>(program: &str, args: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}

/// Runs a program with our standard output and error.
pub fn run(command: &mut Command) -> Done {
    let status = command.status().when(shown(command))?;
    if status.success() { Ok(()) } else { fail(format!("{} failed ({status})", shown(command))) }
}

/// Runs a program and returns its output, trimmed.
pub fn output(command: &mut Command) -> Done<String> {
    let output = command.stderr(Stdio::inherit()).output().when(shown(command))?;
    if !output.status.success() {
        return fail(format!("{} failed ({})", shown(command), output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The output of a program, and whether it succeeded.
pub struct Transcript {
    /// Everything on its standard output.
    pub text: String,
    /// How it ended: successfully, or with an error.
    pub end: Done,
}

/// Runs a program, passing its output on line by line and keeping it.
pub fn transcript(command: &mut Command) -> Done<Transcript> {
    let mut child = command.stdout(Stdio::piped()).spawn().when(shown(command))?;
    let text = child.stdout.take().map_or_else(|| Ok(String::new()), echo)?;
    let status = child.wait().when(shown(command))?;
    let end = if status.success() { Ok(()) } else { fail(format!("{} failed ({status})", shown(command))) };
    Ok(Transcript { text, end })
}

fn echo(from: impl std::io::Read) -> Done<String> {
    let mut text = String::new();
    for line in BufReader::new(from).split(b'\n') {
        let line = line.when("output of a step")?;
        let line = String::from_utf8_lossy(&line);
        writeln!(std::io::stdout(), "{line}").when("standard output")?;
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}

/// The first of these programs that is on PATH.
pub fn which<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut places = names.into_iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.find(|place| place.is_file())
}

/// The command line, for messages.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let why = run(&mut command("sh", ["-c", "exit 3"])).unwrap_err();
        assert!(why.contains("sh -c exit 3") && why.contains('3'), "{why}");
        let why = output(&mut command("no-such-program", ["--version"])).unwrap_err();
        assert!(why.starts_with("no-such-program --version"), "{why}");
    }

    #[test]
    fn a_transcript_keeps_the_output_of_a_failed_program() {
        let transcript = transcript(&mut command("sh", ["-c", "echo one line; exit 1"])).unwrap();
        assert_eq!(transcript.text, "one line\n");
        assert!(transcript.end.is_err());
    }

    #[test]
    fn which_finds_the_first_program() {
        assert!(which(["no-such-program", "sh"]).is_some_and(|path| path.ends_with("sh")));
        assert!(which(["no-such-program"]).is_none());
    }
}
