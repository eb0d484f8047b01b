//! Parquet and Arrow files as batches of columns, part by part, so that parts can be read in parallel. What a
//! file claims is checked against limits first; errors name the file and the part.

mod arrow;
mod columns;
mod memory;
mod parquet;
mod sink;

pub use columns::{Days, Numbers, Texts, numbered};
pub use memory::Batches;
pub use sink::{Format, Sink};

use crate::failure::{Done, fail};
use crate::input::{Input, Kind};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use std::sync::Arc;

/// The key of hoso's own metadata in a file.
pub const ABOUT: &str = "hoso";

/// A file of columns.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub schema: SchemaRef,
    /// hoso's own metadata, if hoso wrote it.
    pub about: Option<String>,
    /// Row groups or batches; each can be read by itself.
    pub parts: usize,
    from: From,
}

#[derive(Debug)]
enum From {
    Parquet(parquet::Parquet),
    Arrow(arrow::Arrow),
    Memory(Arc<Batches>),
}

impl Table {
    /// Reads a file's directory.
    pub fn open(input: &Input) -> Done<Self> {
        match input.kind {
            Kind::Parquet => parquet::open(input),
            Kind::Arrow => arrow::open(input),
            Kind::ArrowStream => arrow::open_stream(input),
            Kind::Memory => memory::open(input),
            Kind::Other => fail(format!("{}: neither a Parquet nor an Arrow file", input.name)),
        }
    }

    /// Passes the batches of one part, with these columns only, or with all of them.
    pub fn read(
        &self,
        part: usize,
        columns: Option<&[&str]>,
        mut take: impl FnMut(&RecordBatch) -> Done,
    ) -> Done {
        let place = self.place(part);
        match &self.from {
            From::Parquet(file) => file.read(part, columns, &place, &mut take),
            From::Arrow(file) => file.read(part, &place, &mut take),
            From::Memory(batches) => batches.read(part, &mut take),
        }
    }

    /// The same, with names and words as dictionary numbers if the file stores them so: a value that many
    /// rows share is then read once.
    pub fn read_coded(
        &self,
        part: usize,
        columns: &[&str],
        mut take: impl FnMut(&RecordBatch) -> Done,
    ) -> Done {
        match &self.from {
            From::Parquet(file) => file.read_coded(part, columns, &self.place(part), &mut take),
            From::Arrow(_) | From::Memory(_) => self.read(part, Some(columns), take),
        }
    }

    /// A part, as errors name it.
    pub fn place(&self, part: usize) -> String {
        match self.from {
            From::Parquet(_) => format!("{}, row group {}", self.name, part + 1),
            From::Arrow(_) | From::Memory(_) => format!("{}, batch {}", self.name, part + 1),
        }
    }

    /// True if it has a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.schema.column_with_name(column).is_some()
    }

    /// The whole table as the bytes of an Arrow file, which the core reads.
    pub fn as_arrow_file(&self) -> Done<Vec<u8>> {
        let mut sink = sink::memory(&self.schema, self.about.as_deref())?;
        for part in 0..self.parts {
            self.read(part, None, |batch| sink.write(batch))?;
        }
        sink.into_bytes()
    }
}
