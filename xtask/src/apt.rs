//! Debian's packages, for tools that neither rustup nor npm provides.

use crate::done::{Done, While, fail};
use crate::shell;
use std::process::Command;

/// Installs packages, or fails with the command that would install them.
pub fn install(packages: &[&str]) -> Done {
    let list = packages.join(" ");
    let by_hand = format!("as root, run: apt-get update && apt-get install {list}");
    if shell::which(["apt-get"]).is_none() {
        return fail(format!("needs {list}, and there is no apt-get to install it"));
    }
    println!("xtask: installing {list} with apt-get");
    shell::run(&mut apt(&["update", "--quiet"])?).when(&by_hand)?;
    shell::run(apt(&["install", "--yes", "--quiet"])?.args(STEADY).args(packages)).when(&by_hand)
}

/// Removes no packages to make room, and waits for another running apt.
const STEADY: [&str; 4] = ["--no-remove", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=600"];

/// apt-get as root, or through sudo (which may ask for the password).
fn apt(args: &[&str]) -> Done<Command> {
    let root = shell::output(&mut shell::command("id", ["-u"]))? == "0";
    let mut command = Command::new(if root { "apt-get" } else { "sudo" });
    if !root {
        command.arg("apt-get");
    }
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
