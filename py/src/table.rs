//! The table that every function returns: record batches, exported as an Arrow stream without a copy.

use crate::error;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use arrow_schema::ffi::FFI_ArrowSchema;
use hoso_cli::table::{ABOUT, Format, Sink};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::path::PathBuf;

/// An Arrow table. Every program with the Arrow PyCapsule interface can read it: `pyarrow.table(t)`,
/// `polars.DataFrame(t)`, `duckdb.sql("FROM t")`, `pandas.DataFrame.from_arrow(t)`.
#[pyclass(frozen, module = "hoso")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    report: String,
}

impl Table {
    /// A table of these batches. `report` is JSON, or "".
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>, report: String) -> Self {
        Self { schema, batches, report }
    }

    fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[pymethods]
impl Table {
    /// The rows as an Arrow stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A requested schema is only a hint: callers cast the result themselves.
        drop(requested_schema);
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns as an Arrow schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(error)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// Number of rows.
    fn __len__(&self) -> usize {
        self.rows()
    }

    fn __repr__(&self) -> String {
        format!("hoso.Table({} rows: {})", self.rows(), self.column_names().join(", "))
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// hoso's metadata of the table (rules, how lives were made), as JSON; "" if there are no metadata.
    #[getter]
    fn about(&self) -> &str {
        self.schema.metadata().get(ABOUT).map_or("", String::as_str)
    }

    /// What became of every row that was read, file by file, as JSON; "" for other tables.
    #[getter]
    fn report_json(&self) -> &str {
        &self.report
    }

    /// Writes the table as Parquet or Arrow, by the ending of the name: .parquet, .arrow. The file gets its
    /// name only when it is complete.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| {
            let format = Format::of(None, &path)?;
            let mut sink = Sink::begin(format, &path, &self.schema, self.about())?;
            self.batches.iter().try_for_each(|batch| sink.write(batch))?;
            sink.commit()
        })
        .map_err(error)
    }
}
