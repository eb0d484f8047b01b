//! The reader of XLSX against hand-made workbooks, workbooks of another writer, and calamine.

pub mod build;
mod cells;
mod contents;
mod echo;
mod fixtures;
mod hostile;
mod limits;
