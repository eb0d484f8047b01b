//! Writing Parquet and Arrow files.

use super::ABOUT;
use crate::failure::{Done, Failure, While, fail};
use crate::output::{Output, ending};
use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Schema, SchemaRef};
use clap::ValueEnum;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use std::io::Write;
use std::path::Path;

/// Rows of a row group.
const ROW_GROUP: usize = 1 << 18;

/// The format of a file of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Parquet, compressed with zstd.
    Parquet,
    /// An Arrow IPC file (Feather 2), not compressed: the web page opens it.
    Arrow,
}

impl Format {
    /// The requested format, or the one that the ending of the file's name gives.
    pub fn of(asked: Option<Self>, target: &Path) -> Done<Self> {
        match (asked, ending(target).as_str()) {
            (Some(format), _) => Ok(format),
            (None, "parquet") => Ok(Self::Parquet),
            (None, "arrow" | "feather") => Ok(Self::Arrow),
            _ => fail(format!("{}: end the name with .parquet or .arrow, or say --format", target.display())),
        }
    }
}

/// A file of columns that is being written.
pub enum Sink<W: Write + Send> {
    /// Parquet.
    Parquet(Box<ArrowWriter<W>>),
    /// Arrow.
    Arrow(Box<FileWriter<W>>),
}

impl Sink<Output> {
    /// Begins a file with these columns and this metadata of our own.
    pub fn begin(format: Format, target: &Path, schema: &SchemaRef, about: &str) -> Done<Self> {
        Self::over(Output::begin(target)?, format, schema, about)
    }

    /// Ends the file, which only then gets its name.
    pub fn commit(self) -> Done {
        self.into_inner()?.commit()
    }
}

impl<W: Write + Send> Sink<W> {
    fn over(out: W, format: Format, schema: &SchemaRef, about: &str) -> Done<Self> {
        match format {
            Format::Parquet => {
                // With Arrow's own schema, names would be read as categories, which not every program treats
                // as text.
                let options = ArrowWriterOptions::new()
                    .with_properties(properties(schema, about)?)
                    .with_skip_arrow_metadata(true);
                let writer =
                    ArrowWriter::try_new_with_options(out, schema.clone(), options).when("Parquet")?;
                Ok(Self::Parquet(Box::new(writer)))
            }
            Format::Arrow => {
                let mut schema = Schema::new(schema.fields().clone());
                schema.metadata.insert(ABOUT.to_owned(), about.to_owned());
                Ok(Self::Arrow(Box::new(FileWriter::try_new(out, &schema).when("Arrow")?)))
            }
        }
    }

    /// Adds rows.
    pub fn write(&mut self, batch: &RecordBatch) -> Done {
        match self {
            Self::Parquet(writer) => writer.write(batch).when("Parquet"),
            Self::Arrow(writer) => writer.write(batch).when("Arrow"),
        }
    }

    fn into_inner(self) -> Done<W> {
        match self {
            Self::Parquet(writer) => writer.into_inner().when("Parquet"),
            Self::Arrow(mut writer) => {
                writer.finish().when("Arrow")?;
                writer.into_inner().when("Arrow")
            }
        }
    }
}

/// How Parquet files are written. Two costly features without benefit are off: dictionaries for columns of
/// distinct values, and the minimum and maximum text of each row group.
fn properties(schema: &Schema, about: &str) -> Done<WriterProperties> {
    let level = ZstdLevel::try_new(1).when("Parquet")?;
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_key_value_metadata(Some(vec![KeyValue::new(ABOUT.to_owned(), about.to_owned())]));
    for field in schema.fields() {
        let column = || ColumnPath::from(field.name().as_str());
        if matches!(field.data_type(), DataType::Utf8 | DataType::Dictionary(..)) {
            properties = properties.set_column_statistics_enabled(column(), EnabledStatistics::None);
        }
        properties = match field.name().as_str() {
            "code" | "key" => properties.set_column_dictionary_enabled(column(), false),
            // Each value is mostly the previous one plus one.
            "seq" | "row" => properties
                .set_column_dictionary_enabled(column(), false)
                .set_column_encoding(column(), Encoding::DELTA_BINARY_PACKED),
            _ => properties,
        };
    }
    Ok(properties.build())
}

/// An Arrow file in memory.
pub fn memory(schema: &SchemaRef, about: Option<&str>) -> Done<Sink<Vec<u8>>> {
    let mut schema = Schema::new(schema.fields().clone());
    schema.metadata.extend(about.map(|about| (ABOUT.to_owned(), about.to_owned())));
    let writer = FileWriter::try_new(Vec::new(), &schema).map_err(|error| Failure::new(error.to_string()))?;
    Ok(Sink::Arrow(Box::new(writer)))
}

impl Sink<Vec<u8>> {
    /// Ends the file.
    pub fn into_bytes(self) -> Done<Vec<u8>> {
        self.into_inner()
    }
}
