//! Chromium for the page tests.

use crate::apt;
use crate::done::{Done, fail};
use crate::shell;
use std::path::PathBuf;

/// The variable that names the browser, for this program and for the tests that it starts.
pub const VARIABLE: &str = "HOSO_CHROMIUM";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser named by HOSO_CHROMIUM, or one on PATH, or Debian's, which is installed if necessary.
pub fn find() -> Done<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Ok(PathBuf::from(named));
    }
    if let Some(found) = shell::which(NAMES) {
        return Ok(found);
    }
    apt::install(&["chromium"])?;
    shell::which(NAMES).map_or_else(|| fail(format!("no Chromium: set {VARIABLE} to its path")), Ok)
}
