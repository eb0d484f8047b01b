//! Tables in memory, passed by other programs.

use super::{ABOUT, From, Table, Texts};
use crate::failure::{Done, While, fail};
use crate::input::Input;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::sync::Arc;

/// The rows of a table in memory. Texts of every kind are plain ones (`Utf8`).
#[derive(Debug, Clone)]
pub struct Batches {
    schema: SchemaRef,
    rows: Vec<RecordBatch>,
}

impl Batches {
    /// Rows of one schema. Fails if a batch has other columns.
    pub fn new(schema: &SchemaRef, rows: &[RecordBatch]) -> Done<Self> {
        let fields: Vec<Field> = schema.fields().iter().map(|field| plain_field(field)).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()));
        let rows = rows.iter().map(|batch| plain(batch, &schema)).collect::<Done<_>>()?;
        Ok(Self { schema, rows })
    }

    /// The columns.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The rows.
    pub fn rows(&self) -> &[RecordBatch] {
        &self.rows
    }

    /// Passes one batch.
    pub fn read(&self, part: usize, take: &mut dyn FnMut(&RecordBatch) -> Done) -> Done {
        self.rows.get(part).map_or(Ok(()), take)
    }
}

/// The table of an input in memory.
pub fn open(input: &Input) -> Done<Table> {
    let Some(batches) = &input.batches else { return fail(format!("{}: no table", input.name)) };
    Ok(Table {
        name: input.name.clone(),
        schema: batches.schema.clone(),
        about: batches.schema.metadata().get(ABOUT).cloned(),
        parts: batches.rows.len(),
        from: From::Memory(batches.clone()),
    })
}

/// True for texts that are not stored one after another.
fn is_other_text(kind: &DataType) -> bool {
    match kind {
        DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => **values == DataType::Utf8 || is_other_text(values),
        _ => false,
    }
}

fn plain_field(field: &Field) -> Field {
    let kind = if is_other_text(field.data_type()) { DataType::Utf8 } else { field.data_type().clone() };
    Field::new(field.name(), kind, true)
}

fn plain(batch: &RecordBatch, schema: &SchemaRef) -> Done<RecordBatch> {
    let columns = batch.columns().iter().zip(batch.schema_ref().fields()).map(|(column, field)| {
        if !is_other_text(column.data_type()) {
            return Ok(column.clone());
        }
        let texts = Texts::of(column, field.name())?;
        let texts: StringArray = (0..batch.num_rows()).map(|row| texts.known(row)).collect();
        Ok(Arc::new(texts) as ArrayRef)
    });
    RecordBatch::try_new(schema.clone(), columns.collect::<Done<_>>()?).when("a table in memory")
}
