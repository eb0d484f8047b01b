//! The time of each stage of reading a CSV: benches/profile.mjs runs the built module in Node.

use crate::done::Done;
use crate::shell;

/// Measures this number of rows, and prints the table.
pub fn run(rows: u32) -> Done {
    shell::run(&mut shell::command("node", ["benches/profile.mjs", &rows.to_string()]))
}
