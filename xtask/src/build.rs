//! `cargo xtask build`: the npm content in target/pkg, the hosted page in target/site, and their sizes.

use crate::artifact;
use crate::bundle;
use crate::done::{Done, While};
use crate::npm;
use crate::project;
use crate::shell;
use crate::single;
use crate::toolchain::Toolchain;
use crate::wasm;
use std::path::Path;

/// Builds everything and prints the sizes.
pub fn run(_: &[String]) -> Done {
    all(&Toolchain::find()?)?;
    command()?;
    artifact::print(&artifact::built()?);
    Ok(())
}

/// Builds the command, target/release/hoso, with its own profile: that of the module would take far longer.
pub fn command() -> Done {
    println!("xtask: compiling the command");
    let args = ["build", "--package", "hoso-cli", "--profile", "command", "--locked"];
    shell::run(&mut shell::command("cargo", args))?;
    let name = format!("hoso{}", std::env::consts::EXE_SUFFIX);
    let (built, kept) = (Path::new("target/command").join(&name), Path::new("target/release").join(&name));
    project::make_folder(Path::new("target/release"))?;
    // Copies the permission to execute, too.
    std::fs::copy(&built, &kept).when(built.display()).map(drop)
}

/// Builds everything but the command.
pub fn all(toolchain: &Toolchain) -> Done {
    npm::install()?;
    wasm::build(toolchain)?;
    bundle::library()?;
    bundle::element()?;
    single::build("hoso.html", "www/homes/offline.js")?;
    single::build("frame.html", "www/homes/frame.js")?;
    bundle::page()
}
