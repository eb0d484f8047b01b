//! `cargo xtask samples [FOLDER]`: generates the invented dossier files of five localities.

use crate::done::Done;
use crate::shell;

/// Writes the samples to target/samples, or to the given folder.
pub fn run(args: &[String]) -> Done {
    let folder = args.first().map_or("target/samples", String::as_str);
    shell::run(&mut shell::command("node", ["www/samples/make.mjs", folder]))
}
