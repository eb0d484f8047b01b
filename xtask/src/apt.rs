//! Debian's packages, for what neither rustup nor npm can give.

use crate::done::{Done, While, fail};
use crate::shell;
use std::process::Command;

/// Installs packages, or says which command would.
pub fn install(packages: &[&str]) -> Done {
    let list = packages.join(" ");
    let by_hand = format!("as root, run: apt-get update && apt-get install {list}");
    if shell::which(["apt-get"]).is_none() {
        return fail(format!("needs {list}, and apt-get is not here to install it"));
    }
    println!("xtask: installing {list} with apt-get");
    shell::run(&mut apt(&["update", "--quiet"])?).when(&by_hand)?;
    shell::run(apt(&["install", "--yes", "--quiet"])?.args(STEADY).args(packages)).when(&by_hand)
}

/// Nothing is removed to make room, and another apt that is at work is waited for.
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
