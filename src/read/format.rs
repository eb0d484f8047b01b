//! The names of containers.

use borsh::BorshDeserialize;
use std::io::{self, Read};

/// Containers, by their names in reports; "" if the container is unknown.
pub const FORMATS: [&str; 13] = [
    "",
    "csv",
    "tsv",
    "xlsx",
    "xlsb",
    "xls",
    "ods",
    "spreadsheetml",
    "html",
    "mhtml",
    "json",
    "ndjson",
    "arrow",
];

/// One of [`FORMATS`].
pub type Format = &'static str;

/// Deserializes a format's name.
pub fn read<R: Read>(from: &mut R) -> io::Result<Format> {
    let name = String::deserialize_reader(from)?;
    let known = FORMATS.into_iter().find(|format| *format == name);
    known.ok_or_else(|| io::ErrorKind::InvalidData.into())
}
