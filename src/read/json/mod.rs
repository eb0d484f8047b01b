//! JSON: objects or arrays, in an array, one after the other (NDJSON), in arrays one after the other, or anywhere inside
//! an object; or a table by columns. Keys are columns, in the order in which they are first met; a key inside an inner
//! object is joined to that object's ("donVi ten"). The text is held, as the rows may stand behind anything, and read
//! twice: a key can be met first in the last object.

mod by_column;
mod count;
mod layout;
mod parser;
mod rows;

use self::layout::Layout;
use super::memory::{Held, Memory};
use super::{Reader, RowSink, limits};
use crate::Error;

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
        match layout::of(text)? {
            Layout::Rows(rows) => rows.read(sink),
            Layout::Columns(columns) => by_column::read(&columns, sink),
        }
    }
}
