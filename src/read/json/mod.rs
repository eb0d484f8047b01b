//! JSON: objects or arrays, in an array, one after the other (NDJSON), in arrays one after the other, or anywhere inside
//! an object; or a table by columns. Keys are columns, in the order in which they are first met; a key inside an inner
//! object is joined to that object's ("donVi ten"). Objects that hold lists of wider objects are groups, and their values
//! stand in each row of their lists; several lists in one object are several tables. The text is held, as the rows may
//! stand behind anything, and read twice: a key can be met first in the last object.

mod by_column;
mod cells;
mod count;
mod layout;
mod parser;
mod rows;

use self::layout::Layout;
use super::memory::{Held, Memory};
use super::{Reader, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// Reader of JSON.
#[derive(Debug, Default)]
pub struct JsonReader {
    bytes: Held,
}

impl JsonReader {
    /// A reader that shares this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { bytes: Held::new(memory) }
    }
}

impl Reader for JsonReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.bytes.append(bytes, limits::JSON_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut bytes = self.bytes.take();
        if bytes.contains(&0) {
            bytes.retain(|byte| byte != 0);
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let tables = layout::of(text)?;
        let alone = tables.len() == 1;
        let mut any = false;
        for table in &tables {
            let read = match table {
                Layout::Rows(rows) => rows.read(start(rows.format, rows.name, alone), sink),
                Layout::Columns(columns) => by_column::read(columns, start("json", b"", alone), sink),
            };
            match read {
                // A list of nothing beside others is no table.
                Err(error) if error.code == ErrorCode::NoTable && !alone => {}
                read => {
                    read?;
                    any = true;
                }
            }
        }
        if any { Ok(()) } else { Err(ErrorCode::NoTable.into()) }
    }
}

/// What the container says of a table: of several, the key of each is its name.
fn start(format: &'static str, key: &[u8], alone: bool) -> TableStart {
    let mut name = Vec::new();
    parser::unescape(key, &mut name);
    let sheet = (!alone && !name.is_empty()).then(|| String::from_utf8_lossy(&name).into_owned());
    TableStart { format, sheet, encoding: Some("UTF-8".to_owned()), ..TableStart::default() }
}
