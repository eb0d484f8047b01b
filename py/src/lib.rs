//! hoso for Python. Tables are exchanged as Arrow streams (the Arrow PyCapsule interface), so the package
//! works with pyarrow, polars, DuckDB and Spark but depends on no other package. Every answer equals that of
//! the command, whose code this is.

mod functions;
mod sources;
mod table;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The native half of the package `hoso`.
#[pymodule]
fn _hoso(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(functions::canonical_columns, module)?)?;
    module.add_function(wrap_pyfunction!(functions::check_options, module)?)?;
    module.add_function(wrap_pyfunction!(functions::counts, module)?)?;
    module.add_function(wrap_pyfunction!(functions::lives, module)?)?;
    module.add_function(wrap_pyfunction!(functions::mapping, module)?)?;
    module.add_function(wrap_pyfunction!(functions::read, module)?)?;
    module.add_function(wrap_pyfunction!(functions::sql, module)?)?;
    module.add_function(wrap_pyfunction!(functions::words, module)?)
}

/// An error as Python's ValueError.
fn error(why: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(why.to_string())
}
