//! The JavaScript tools of package-lock.json, installed when they are missing or the lock has changed.

use crate::done::{Done, fail};
use crate::project;
use crate::shell;
use std::path::Path;
use std::process::Command;

/// The lock file that node_modules was installed from.
const INSTALLED: &str = "node_modules/.installed-lock.json";

/// Installs the project's node_modules if necessary.
pub fn install() -> Done {
    install_in(".")
}

/// Installs node_modules if necessary, in a folder that has a lock file.
pub fn install_in(folder: impl AsRef<Path>) -> Done {
    let folder = folder.as_ref();
    let lock = project::read(folder.join("package-lock.json"))?;
    let stamp = folder.join(INSTALLED);
    if project::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if shell::which(["npm"]).is_none() {
        return fail("needs Node 20 or newer with npm on PATH: install Node, then run this again");
    }
    println!("xtask: installing the JavaScript tools with npm ci");
    shell::run(shell::command("npm", ["ci", "--no-progress"]).current_dir(folder))?;
    project::write(stamp, lock)
}

/// One of the installed tools.
pub fn tool(name: &str) -> Command {
    Command::new(format!("node_modules/.bin/{name}"))
}
