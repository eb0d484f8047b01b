//! The manual page and completions, generated from the description of the command line.

use crate::Hoso;
use crate::failure::{Done, While, fail};
use crate::output::Output;
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints completions for a shell.
///
/// Example: hoso completions bash > ~/.local/share/bash-completion/completions/hoso
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// Prints the manual page, or writes that of every command into a folder.
///
/// Example: hoso man | man -l -
#[derive(Debug, Args)]
pub struct Man {
    /// A folder for hoso.1, hoso-read.1 …
    folder: Option<PathBuf>,
}

impl Completions {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Hoso::command(), "hoso", &mut script);
        Output::whole(Path::new("-"), &script)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Man {
    /// Runs the command.
    pub fn run(self) -> Done<ExitCode> {
        let command = Hoso::command();
        let Some(folder) = self.folder else {
            Output::whole(Path::new("-"), &page(&command)?)?;
            return Ok(ExitCode::SUCCESS);
        };
        if !folder.is_dir() {
            return fail(format!("{}: not a folder", folder.display()));
        }
        Output::whole(&folder.join("hoso.1"), &page(&command)?)?;
        for part in command.get_subcommands() {
            let name = format!("hoso-{}.1", part.get_name());
            Output::whole(&folder.join(name), &page(part)?)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn page(command: &Command) -> Done<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text).when("manual page")?;
    Ok(text)
}
