//! Progress bars on standard error during long work. Nothing is drawn if that is not a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of bytes.
pub fn bytes(total: u64, what: &'static str) -> ProgressBar {
    bar(total, what, "{msg:8} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}")
}

/// A bar of rows or parts.
pub fn steps(total: u64, what: &'static str) -> ProgressBar {
    bar(total, what, "{msg:8} {wide_bar} {human_pos}/{human_len} {eta}")
}

fn bar(total: u64, what: &'static str, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style).with_message(what)
}
