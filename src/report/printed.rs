//! Small texts that every output shares.

use crate::dossier::NO_TIME;
use crate::value::from_day;
use chrono::Datelike;
use std::fmt::Write as _;

/// Adds text to text.
pub fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a String cannot fail.
    let _ = out.write_fmt(text);
}

/// The version of hoso, stated in every export.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Seconds since midnight as text: "10:00" or "10:00:30"; `None` without a time of day.
pub fn time_of_day(second: u32) -> Option<String> {
    let (hour, minute, rest) = (second / 3_600, second / 60 % 60, second % 60);
    (second != NO_TIME).then(|| match rest {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{rest:02}"),
    })
}

/// A day as written in Vietnam: "19/08/2022".
pub fn dmy(day: i32) -> String {
    let date = from_day(day);
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}
