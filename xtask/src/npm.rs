//! The JavaScript tools of package-lock.json, installed when they are missing or the lock has changed.

use crate::done::{Done, fail};
use crate::project;
use crate::shell;
use std::process::Command;

/// The lock file that node_modules was installed from.
const INSTALLED: &str = "node_modules/.installed-lock.json";

/// Installs node_modules by need.
pub fn install() -> Done {
    let lock = project::read("package-lock.json")?;
    if project::read(INSTALLED).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if shell::which(["npm"]).is_none() {
        return fail("needs Node 20 or newer with npm on PATH: install Node, then run this again");
    }
    println!("xtask: installing the JavaScript tools with npm ci");
    shell::run(&mut shell::command("npm", ["ci", "--no-progress"]))?;
    project::write(INSTALLED, lock)
}

/// One of the installed tools.
pub fn tool(name: &str) -> Command {
    Command::new(format!("node_modules/.bin/{name}"))
}
