//! `cargo xtask build`: the npm content in target/pkg, the hosted page in target/site, and their sizes.

use crate::artifact;
use crate::bundle;
use crate::done::Done;
use crate::npm;
use crate::single;
use crate::toolchain::Toolchain;
use crate::wasm;

/// Builds everything and prints the sizes.
pub fn run(_: &[String]) -> Done {
    all(&Toolchain::find()?)?;
    artifact::print(&artifact::built()?);
    Ok(())
}

/// Builds everything.
pub fn all(toolchain: &Toolchain) -> Done {
    npm::install()?;
    wasm::build(toolchain)?;
    bundle::library()?;
    bundle::element()?;
    single::build("hoso.html", "www/homes/offline.js")?;
    single::build("frame.html", "www/homes/frame.js")?;
    bundle::page()
}
