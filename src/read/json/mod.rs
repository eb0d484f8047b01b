//! JSON: objects or arrays, in an array, one after another (NDJSON), in consecutive arrays, or anywhere
//! inside an object; or a table stored by columns. Keys are columns, in the order of first appearance. A key
//! inside an inner object is joined to that object's key ("donVi ten"). Objects that hold lists of wider
//! objects are groups: their values are repeated in each row of their lists. Several lists in one object are
//! several tables. The text is held in memory, as the rows may come after anything else, and read twice: a
//! key may first appear in the last object.

mod by_column;
mod cells;
mod count;
mod depth;
mod layout;
mod parser;
mod rows;

use self::layout::JsonLayout;
use super::memory::{HeldBytes, Memory};
use super::{Reader, RowSink, TableStart, limits};
use crate::text::bytes::find;
use crate::{Error, ErrorCode};

/// Reader of JSON.
#[derive(Debug, Default)]
pub struct JsonReader {
    bytes: HeldBytes,
}

impl JsonReader {
    /// A reader that counts its bytes in this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { bytes: HeldBytes::new(memory) }
    }
}

impl Reader for JsonReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.bytes.append(bytes, limits::JSON_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut bytes = self.bytes.take();
        if find(&bytes, 0).is_some() {
            bytes.retain(|byte| byte != 0);
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let tables = layout::of(text)?;
        let alone = tables.len() == 1;
        let mut any = false;
        for table in &tables {
            let read = match table {
                JsonLayout::Rows(rows) => rows.read(start(rows.format, rows.name, alone), sink),
                JsonLayout::Columns(columns) => by_column::read(columns, start("json", b"", alone), sink),
            };
            match read {
                // An empty list next to others is not a table.
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

/// The table's start. If there are several tables, each is named by its key.
fn start(format: &'static str, key: &[u8], alone: bool) -> TableStart {
    let mut name = Vec::new();
    parser::unescape(key, &mut name);
    let sheet = (!alone && !name.is_empty()).then(|| String::from_utf8_lossy(&name).into_owned());
    TableStart { format, sheet, encoding: Some("UTF-8".to_owned()), ..TableStart::default() }
}
