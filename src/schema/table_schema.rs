//! What is decided about a table before its body is read.

use super::finding::Finding;
use super::mapping::Mapping;
use crate::Error;

/// The kind of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// One dossier per row.
    Dossiers,
    /// Counts, one unit per row.
    Summary,
}

/// What is decided about a table before its body is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The kind of the table.
    pub kind: TableKind,
    /// Index of the header's first row among the held rows.
    pub header_first: usize,
    /// Index of the first body row among the held rows.
    pub body_first: usize,
    /// The mapping used.
    pub mapping: Mapping,
    /// What the user should know about how it was chosen.
    pub findings: Vec<Finding>,
}

/// A table that cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// The reason.
    pub error: Error,
    /// The mapping of its header, and the index of the first body row; `None` without a header.
    pub header: Option<Box<(Mapping, usize)>>,
}

impl From<Error> for SchemaError {
    fn from(error: Error) -> Self {
        Self { error, header: None }
    }
}
