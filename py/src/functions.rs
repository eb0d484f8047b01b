//! The functions of the package, on top of the command's code. The package's Python code gives them defaults
//! and documentation. Objects are passed as JSON, with the names of the JavaScript interface.

use crate::error;
use crate::sources::{batches, inputs, table};
use crate::table::Table;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use hoso::measure::{EndDay, Grain};
use hoso::report::LACKABLE;
use hoso::session::{LivesOptions, MappedColumn, Mapping, Options, Query, Session};
use hoso_cli::canonical::{self, Rows};
use hoso_cli::failure::{Done, Failure, While, fail};
use hoso_cli::input::Input;
use hoso_cli::reading::{self, ReadMode, cores, refuse_unread};
use hoso_cli::sql::{DuplicateMethod, Key, Rows as EngineRows, named};
use hoso_cli::table::ABOUT;
use hoso_cli::{counts as counted, lives as put, read as reads, words as worded};
use pyo3::prelude::*;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A list of sources as Python gives it.
type Sources<'py> = Vec<Bound<'py, PyAny>>;

fn object(text: &str) -> Done<Map<String, Value>> {
    serde_json::from_str(text).when("options")
}

fn options(text: &str) -> Done<Options> {
    reading::options_of(object(text)?)
}

/// Fails for unknown options.
#[pyfunction]
pub fn check_options(options: &str) -> PyResult<()> {
    self::options(options).map(drop).map_err(error)
}

/// Reads exports into canonical dossiers.
#[pyfunction]
pub fn read(py: Python<'_>, sources: Sources<'_>, options: &str, rank: u16) -> PyResult<Table> {
    let inputs = inputs(&sources)?;
    py.detach(|| canonical(&inputs, self::options(options)?, rank)).map_err(error)
}

fn canonical(inputs: &[Input], options: Options, rank: u16) -> Done<Table> {
    let mode = ReadMode { by_seq: false, options };
    let (session, _) = reading::read(inputs, &mode, cores())?;
    let reports = session.files();
    reads::check(&session)?;
    let rows = Rows::of(&session, rank)?;
    let about = rows.about(reads::about(&mode.options, &reports));
    let schema = said(rows.schema(), about);
    let mut batches = Vec::new();
    rows.each(|batch| {
        batches.push(batch.clone().with_schema(schema.clone()).when("canonical dossiers")?);
        Ok(())
    })?;
    Ok(Table::new(schema, batches, serde_json::to_string(&reports).when("report")?))
}

/// The schema with hoso's own metadata.
fn said(schema: &SchemaRef, about: String) -> SchemaRef {
    let mut schema = Schema::new(schema.fields().clone());
    schema.metadata.insert(ABOUT.to_owned(), about);
    Arc::new(schema)
}

/// Groups dossiers, lives and the output of engines into lives.
#[pyfunction]
pub fn lives(
    py: Python<'_>,
    sources: Sources<'_>,
    options: &str,
    cut: Option<String>,
    keys: Vec<String>,
    grain: &str,
    source: String,
) -> PyResult<Table> {
    let inputs = inputs(&sources)?;
    let put = || {
        let Some(grain) = Grain::named(grain) else {
            return fail(format!("grain: {grain} is not one of {}", Grain::ALL.map(Grain::key).join(", ")));
        };
        let keys = keys.iter().map(|name| put::key(name)).collect::<Done<_>>()?;
        let asked = LivesOptions { cut, grain, keys, engine: "hoso".to_owned(), source };
        put::put_together(&inputs, self::options(options)?, asked, cores())
    };
    table(py.detach(put).map_err(error)?)
}

/// Counts and rates by group.
#[pyfunction]
pub fn counts(py: Python<'_>, sources: Sources<'_>, options: &str, query: &str) -> PyResult<Table> {
    let inputs = inputs(&sources)?;
    let count = || {
        let query: Query = serde_json::from_str(query).when("the question")?;
        let mode = ReadMode { by_seq: false, options: self::options(options)? };
        let (session, _) = reading::read(&inputs, &mode, cores())?;
        refuse_unread(&session)?;
        let summary = session.summarize(&query)?;
        let batch = counted::batch(&summary)?;
        let schema = said(&batch.schema(), counted::about(&summary));
        let batch = batch.with_schema(schema.clone()).when("counts")?;
        Ok(Table::new(schema, vec![batch], serde_json::to_string(&summary).when("counts")?))
    };
    py.detach(count).map_err(|failure: Failure| error(failure))
}

/// The meaning of the columns of a table, as JSON: detected from its rows, or given by `columns`, a canonical
/// name (or null) for each.
#[pyfunction]
pub fn mapping(source: &Bound<'_, PyAny>, columns: Option<Vec<Option<String>>>) -> PyResult<String> {
    let batches = batches(source)?;
    let found = match columns {
        Some(columns) => stated(&batches, &columns),
        None => understood(batches),
    };
    found.and_then(|mapping| serde_json::to_string(&mapping).when("mapping")).map_err(error)
}

fn stated(batches: &hoso_cli::table::Batches, columns: &[Option<String>]) -> Done<Mapping> {
    let headers = batches.schema().fields().iter().map(|field| field.name().clone());
    let mut mapping = Mapping::of(headers);
    for (mapped, name) in mapping.columns.iter_mut().zip(columns) {
        let column =
            name.as_ref().map(|name| serde_json::from_value(json!(name)).when(format!("mapping: {name}")));
        *mapped = MappedColumn { column: column.transpose()?, ..mapped.clone() };
    }
    Ok(mapping)
}

fn understood(batches: hoso_cli::table::Batches) -> Done<Mapping> {
    let mode = ReadMode { by_seq: false, options: Options::default() };
    let (session, _): (Session, _) = reading::read(&[Input::table("table", batches)], &mode, 1)?;
    refuse_unread(&session)?;
    match session.files().into_iter().next() {
        Some(report) => Ok(report.mapping),
        None => fail("no table of dossiers"),
    }
}

/// A statement for an engine.
#[pyfunction]
pub fn sql(
    statement: &str,
    dialect: &str,
    name: &str,
    duplicates: Option<&str>,
    cut: Option<&str>,
    keys: Vec<String>,
    end_day: &str,
) -> PyResult<String> {
    let text = || {
        let duplicates = duplicates.map(|name| named::<DuplicateMethod>("duplicates", name)).transpose()?;
        let rows = EngineRows { dialect: named("dialect", dialect)?, table: name, duplicates };
        let keys = keys.iter().map(|name| named::<Key>("keys", name)).collect::<Done<Vec<_>>>()?;
        let Some(end) = EndDay::named(end_day) else {
            let names = EndDay::ALL.map(EndDay::key).join(", ");
            return fail(format!("end_day: {end_day} is not one of {names}"));
        };
        match (statement, cut) {
            ("lives", Some(cut)) => rows.lives(cut, &keys, end),
            ("lives", None) => fail("lives need a cut: the last day of which everything is known"),
            ("last", _) => Ok(rows.last()),
            ("check", _) => Ok(rows.check()),
            _ => fail(format!("{statement} is not one of lives, last, check")),
        }
    };
    text().map_err(error)
}

/// The meaning of raw words.
#[pyfunction]
pub fn words(kind: &str, rows: Vec<(String, u64)>, no_districts: bool) -> PyResult<Table> {
    let mean = || {
        let kind: worded::Kind = named("kind", kind)?;
        let found = worded::meanings(kind, &rows, no_districts)?;
        let names = std::iter::once(&"raw").chain(kind.columns());
        let fields: Vec<Field> = names.map(|name| Field::new(*name, DataType::Utf8, true)).collect();
        let column = |place: usize| -> ArrayRef {
            Arc::new(found.iter().map(|row| row.get(place).cloned()).collect::<StringArray>())
        };
        let columns = (0..fields.len()).map(column).collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(schema.clone(), columns).when("words")?;
        Ok(Table::new(schema, vec![batch], String::new()))
    };
    mean().map_err(|failure: Failure| error(failure))
}

/// The canonical columns: name, Arrow type ("text", "date", "int16", "int32", "int64"), and the bit of
/// `lacks` for a missing column; 0 if there is no such bit.
#[pyfunction]
pub fn canonical_columns() -> Vec<(&'static str, &'static str, u16)> {
    let bit = |name: &str| {
        let place = LACKABLE.iter().position(|(_, other)| *other == name);
        place.map_or(0, |place| 1_u16 << place)
    };
    let row = |name: &'static str| (name, canonical::kind(name), bit(name));
    canonical::COLUMNS.into_iter().map(row).collect()
}
