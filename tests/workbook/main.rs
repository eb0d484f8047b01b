//! The workbook reader against hand-made workbooks, workbooks of another writer, and calamine.

mod build;
mod cells;
mod collect;
mod contents;
mod corpora;
mod fixtures;
mod hostile;
