//! The sources to read: paths of files, and any object that provides an Arrow stream.

use crate::error;
use crate::table::Table;
use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::FromPyArrow as _;
use arrow_schema::SchemaRef;
use hoso_cli::input::Input;
use hoso_cli::table::{ABOUT, Batches};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use serde_json::Value;
use std::path::PathBuf;

/// The inputs of a list of sources: each is a path, or a table, which is named by its position.
pub fn inputs(sources: &[Bound<'_, PyAny>]) -> PyResult<Vec<Input>> {
    let mut inputs = Vec::new();
    for (place, source) in sources.iter().enumerate() {
        if let Ok(path) = source.extract::<PathBuf>() {
            inputs.extend(Input::all(&[path]).map_err(error)?);
        } else {
            inputs.push(Input::table(&format!("table {}", place + 1), batches(source)?));
        }
    }
    Ok(inputs)
}

/// The rows of a table of another program.
pub fn batches(source: &Bound<'_, PyAny>) -> PyResult<Batches> {
    if !source.hasattr("__arrow_c_stream__")? {
        let kind = source.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "{kind} is neither a path nor a table with __arrow_c_stream__ (of Spark: df.toArrow())"
        )));
    }
    let reader = RecordBatchStreamReader::from_pyarrow_bound(source)?;
    let schema = reader.schema();
    check_version(&schema)?;
    let rows = source.py().detach(|| reader.collect::<Result<Vec<_>, _>>()).map_err(error)?;
    Batches::new(&schema, &rows).map_err(error)
}

/// Fails for lives that another version of hoso made, because its rules may differ.
fn check_version(schema: &SchemaRef) -> PyResult<()> {
    let Some(about) = schema.metadata().get(ABOUT) else { return Ok(()) };
    let about: Value = serde_json::from_str(about).map_err(error)?;
    let version = about.get("version").and_then(Value::as_str).unwrap_or("an unknown version");
    if about.get("lives").is_none_or(Value::is_null) || version == hoso::report::VERSION {
        return Ok(());
    }
    Err(error(format!(
        "lives of hoso {version}, and this is hoso {}: make them again, or install hoso=={version}",
        hoso::report::VERSION
    )))
}

/// Reads an Arrow file as a table.
pub fn table(bytes: Vec<u8>) -> PyResult<Table> {
    let reader = arrow_ipc::reader::FileReader::try_new(std::io::Cursor::new(bytes), None).map_err(error)?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(error)?;
    Ok(Table::new(schema, batches, String::new()))
}
