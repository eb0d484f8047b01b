//! A sink that keeps everything, and helpers that read bytes into it.

use hoso::Error;
use hoso::read::{AnyReader, Cell, Encoding, Merge, Notice, Reader, Row, RowSink, Seen, TableStart};

/// A cell that owns its text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Number(f64),
    Date(f64),
    Error,
    Uncalculated,
}

/// A table as it was pushed.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub start: TableStart,
    pub rows: Vec<(u32, Vec<Value>)>,
    pub merges: Vec<Merge>,
    pub notices: Vec<Notice>,
    pub seen: Option<Seen>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Collect {
    pub tables: Vec<Table>,
    /// Entries of archives, or sheets, that could not be read, and why.
    pub unreadable: Vec<(String, Error)>,
}

impl RowSink for Collect {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        self.tables.push(Table {
            start,
            rows: Vec::new(),
            merges: Vec::new(),
            notices: Vec::new(),
            seen: None,
        });
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let rows = &mut self.tables.last_mut().expect("a table before its rows").rows;
        assert!(rows.last().is_none_or(|(last, _)| *last < row.number), "row numbers grow");
        rows.push((row.number, row.iter().map(value).collect()));
        Ok(())
    }

    fn merged(&mut self, merge: Merge) -> Result<(), Error> {
        self.tables.last_mut().expect("a table before its merges").merges.push(merge);
        Ok(())
    }

    fn notice(&mut self, notice: Notice) -> Result<(), Error> {
        self.tables.last_mut().expect("a table before its notices").notices.push(notice);
        Ok(())
    }

    fn seen(&mut self, seen: Seen) -> Result<(), Error> {
        let before = self.tables.last_mut().expect("a table before its count").seen.replace(seen);
        assert_eq!(before, None, "a table is counted once");
        Ok(())
    }

    fn unreadable(&mut self, start: TableStart, error: Error) -> Result<(), Error> {
        self.unreadable.push((start.entry.or(start.sheet).expect("an entry or sheet"), error));
        Ok(())
    }
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Error => Value::Error,
        Cell::Uncalculated => Value::Uncalculated,
        Cell::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        Cell::Number(number) => Value::Number(number),
        Cell::Date(serial) => Value::Date(serial),
    }
}

/// Everything in a file.
pub fn read(bytes: &[u8]) -> Result<Collect, Error> {
    read_in_chunks(bytes, bytes.len().max(1))
}

/// The tables of a file, or the error of any part of it.
pub fn tables(bytes: &[u8]) -> Result<Vec<Table>, Error> {
    let Collect { tables, unreadable } = read(bytes)?;
    unreadable.into_iter().next().map_or(Ok(tables), |(_, error)| Err(error))
}

/// The number of rows that are pushed before a file is refused, and the error.
pub fn rows_until_refused(bytes: &[u8]) -> (usize, Error) {
    let (mut reader, mut sink) = (AnyReader::default(), Collect::default());
    let read = reader.push(bytes, &mut sink).and_then(|()| reader.finish(&mut sink));
    (sink.tables.iter().map(|table| table.rows.len()).sum(), read.expect_err("a refusal"))
}

/// The rows of a file's only table.
pub fn rows(bytes: &[u8]) -> Vec<(u32, Vec<Value>)> {
    let mut tables = tables(bytes).expect("a table");
    assert_eq!(tables.len(), 1, "one table");
    tables.remove(0).rows
}

/// The same, pushed in chunks of `size` bytes.
pub fn read_in_chunks(bytes: &[u8], size: usize) -> Result<Collect, Error> {
    read_with(AnyReader::default(), bytes, size)
}

/// The same, for text in this encoding.
pub fn read_as(encoding: Encoding, bytes: &[u8]) -> Result<Collect, Error> {
    read_with(AnyReader::with_encoding(Some(encoding)), bytes, bytes.len().max(1))
}

fn read_with(mut reader: AnyReader, bytes: &[u8], size: usize) -> Result<Collect, Error> {
    let mut sink = Collect::default();
    for chunk in bytes.chunks(size) {
        reader.push(chunk, &mut sink)?;
    }
    reader.finish(&mut sink)?;
    Ok(sink)
}

/// The tables of a file as rows of text, without trailing blanks.
pub fn texts(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let table = |table: &Table| table.rows.iter().map(|(_, cells)| shown(cells)).collect();
    let read = read(bytes).expect("rows");
    assert_eq!(read.unreadable, []);
    read.tables.iter().map(table).collect()
}

fn shown(cells: &[Value]) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) | Value::Date(number) => number.to_string(),
        Value::Error => "!".to_owned(),
        Value::Uncalculated => "?".to_owned(),
    };
    let mut row: Vec<String> = cells.iter().map(text).collect();
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
