//! The workbook reader against hand-made workbooks, workbooks of another writer, and calamine.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "clippy.toml allows them in tests, but clippy sees only #[test] functions as such, not their helpers"
)]

mod build;
mod cells;
mod collect;
mod contents;
mod corpora;
mod echo;
mod fixtures;
mod hostile;
mod limits;
