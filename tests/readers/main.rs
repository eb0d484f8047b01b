//! Tests of the readers with hand-made files, files of other writers, and calamine.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "clippy.toml allows them in tests, but clippy sees only #[test] functions as such, not their helpers"
)]

mod arrow;
mod collect;
mod contents;
mod corpora;
mod effort;
mod hostile;
mod json;
mod limits;
mod notes;
mod old;
mod theirs;
mod workbook;
mod xlsb;
