//! The frame of an Arrow IPC file: messages, each with its body, and a footer with their positions.
//! <https://arrow.apache.org/docs/format/Columnar.html>, "Serialization and Interprocess Communication".

use super::flat::{FlatField, root};

const MAGIC: &[u8] = b"ARROW1";
/// Version 5 of the metadata, since Arrow 1.0.
const VERSION: FlatField<'static> = FlatField::Short(4);
/// Alignment of every part, in bytes.
const ALIGNMENT: usize = 8;

/// Kinds of messages.
mod header {
    pub const SCHEMA: u8 = 1;
    pub const DICTIONARY: u8 = 2;
    pub const BATCH: u8 = 3;
}

/// The columns of one batch: their lengths, and their bytes.
#[derive(Debug, Default)]
pub struct BatchBody {
    rows: i64,
    nodes: Vec<Vec<i64>>,
    buffers: Vec<Vec<i64>>,
    bytes: Vec<u8>,
}

impl BatchBody {
    /// An empty body for this number of rows.
    pub fn new(rows: usize) -> Self {
        Self { rows: long(rows), ..Self::default() }
    }

    /// Adds a column: which of its values are present, and its buffers.
    pub fn column(&mut self, there: &[bool], buffers: &[Vec<u8>]) {
        let nulls = there.iter().filter(|there| !**there).count();
        self.nodes.push(vec![long(there.len()), long(nulls)]);
        let bits = if nulls == 0 { Vec::new() } else { there.chunks(8).map(bits).collect() };
        self.buffer(&bits);
        buffers.iter().for_each(|buffer| self.buffer(buffer));
    }

    fn buffer(&mut self, buffer: &[u8]) {
        self.buffers.push(vec![long(self.bytes.len()), long(buffer.len())]);
        self.bytes.extend(buffer);
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGNMENT), 0);
    }
}

/// Packs up to eight values, the first into the lowest bit.
fn bits(there: &[bool]) -> u8 {
    there.iter().rev().fold(0, |bits, there| bits << 1 | u8::from(*there))
}

/// A file being written.
#[derive(Debug)]
pub struct ArrowWriter {
    bytes: Vec<u8>,
    dictionaries: Vec<Vec<i64>>,
    batches: Vec<Vec<i64>>,
}

impl ArrowWriter {
    /// Begins a file with the schema, which is also written at the end.
    pub fn new(schema: Vec<FlatField<'_>>) -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.resize(ALIGNMENT, 0);
        let mut file = Self { bytes, dictionaries: Vec::new(), batches: Vec::new() };
        file.message(header::SCHEMA, schema, &[]);
        file
    }

    /// Adds the values of a dictionary.
    pub fn dictionary(&mut self, id: i64, body: BatchBody) {
        let BatchBody { rows, nodes, buffers, bytes } = body;
        let values = FlatField::Table(record(rows, nodes, buffers));
        let block = self.message(header::DICTIONARY, vec![FlatField::Long(id), values], &bytes);
        self.dictionaries.push(block);
    }

    /// Adds a record batch.
    pub fn batch(&mut self, body: BatchBody) {
        let BatchBody { rows, nodes, buffers, bytes } = body;
        let block = self.message(header::BATCH, record(rows, nodes, buffers), &bytes);
        self.batches.push(block);
    }

    /// Ends the file with the footer.
    pub fn finish(mut self, schema: Vec<FlatField<'_>>) -> Vec<u8> {
        self.bytes.extend([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
        let (dictionaries, batches) =
            (FlatField::Structs(self.dictionaries), FlatField::Structs(self.batches));
        let footer = root(&[VERSION, FlatField::Table(schema), dictionaries, batches]);
        self.bytes.extend(&footer);
        self.bytes.extend(u32::try_from(footer.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.bytes.extend(MAGIC);
        self.bytes
    }

    /// Writes a message and returns its block for the footer.
    fn message(&mut self, kind: u8, header: Vec<FlatField<'_>>, body: &[u8]) -> Vec<i64> {
        let metadata = root(&[
            VERSION,
            FlatField::Byte(kind),
            FlatField::Table(header),
            FlatField::Long(long(body.len())),
        ]);
        let at = self.bytes.len();
        self.bytes.extend([0xff; 4]);
        self.bytes.extend(u32::try_from(metadata.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.bytes.extend(&metadata);
        self.bytes.extend(body);
        vec![long(at), long(metadata.len() + 8), long(body.len())]
    }
}

fn record(rows: i64, nodes: Vec<Vec<i64>>, buffers: Vec<Vec<i64>>) -> Vec<FlatField<'static>> {
    vec![FlatField::Long(rows), FlatField::Structs(nodes), FlatField::Structs(buffers)]
}

/// Lengths in memory always fit an i64.
fn long(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
