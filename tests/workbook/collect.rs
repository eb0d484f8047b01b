//! A sink that keeps everything, and short ways to read bytes into it.

use hoso::Error;
use hoso::read::{Cell, Reader, Row, RowSink, TableStart, WorkbookReader};

/// A cell that owns its text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Number(f64),
    Date(f64),
}

/// A table as it was pushed.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub start: TableStart,
    pub rows: Vec<(u32, Vec<Value>)>,
}

#[derive(Default)]
struct Collect {
    tables: Vec<Table>,
}

impl RowSink for Collect {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        self.tables.push(Table { start, rows: Vec::new() });
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let rows = &mut self.tables.last_mut().expect("a table before its rows").rows;
        assert!(rows.last().is_none_or(|(last, _)| *last < row.number), "row numbers grow");
        rows.push((row.number, row.iter().map(value).collect()));
        Ok(())
    }
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Empty | Cell::Error | Cell::Uncalculated => Value::Empty,
        Cell::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        Cell::Number(number) => Value::Number(number),
        Cell::Date(serial) => Value::Date(serial),
    }
}

/// All tables of a workbook.
pub fn read(bytes: &[u8]) -> Result<Vec<Table>, Error> {
    read_in_chunks(bytes, bytes.len().max(1))
}

/// The same, pushed in chunks of `size` bytes.
pub fn read_in_chunks(bytes: &[u8], size: usize) -> Result<Vec<Table>, Error> {
    let (mut reader, mut sink) = (WorkbookReader::default(), Collect::default());
    for chunk in bytes.chunks(size) {
        reader.push(chunk, &mut sink)?;
    }
    reader.finish(&mut sink)?;
    Ok(sink.tables)
}

/// The rows of a workbook's only table.
pub fn rows(bytes: &[u8]) -> Vec<(u32, Vec<Value>)> {
    let mut tables = read(bytes).expect("a workbook");
    assert_eq!(tables.len(), 1, "one table");
    tables.remove(0).rows
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
