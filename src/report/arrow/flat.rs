//! FlatBuffers, as far as Arrow's messages need them. What a table refers to comes after the table, so
//! everything is written forward, and each reference is filled in once its target is written.

/// A field of a table, in the order of the schema.
#[derive(Debug)]
pub enum FlatField<'a> {
    /// Absent; the default applies.
    Absent,
    /// One byte: a number, a bool, or the kind of a union.
    Byte(u8),
    /// A two-byte integer.
    Short(i16),
    /// A four-byte integer.
    Int(i32),
    /// An eight-byte integer.
    Long(i64),
    /// A string.
    Text(&'a str),
    /// A table.
    Table(Vec<FlatField<'a>>),
    /// A vector of tables.
    Tables(Vec<Vec<FlatField<'a>>>),
    /// A vector of structs of eight-byte numbers.
    Structs(Vec<Vec<i64>>),
}

impl FlatField<'_> {
    /// Its bytes in the table; a reference is filled in later.
    fn inline(&self) -> Vec<u8> {
        match self {
            Self::Absent => Vec::new(),
            Self::Byte(byte) => vec![*byte],
            Self::Short(number) => number.to_le_bytes().to_vec(),
            Self::Int(number) => number.to_le_bytes().to_vec(),
            Self::Long(number) => number.to_le_bytes().to_vec(),
            Self::Text(_) | Self::Table(_) | Self::Tables(_) | Self::Structs(_) => vec![0; 4],
        }
    }
}

/// A complete buffer whose root is this table.
pub fn root(fields: &[FlatField<'_>]) -> Vec<u8> {
    let mut flat = Flat(vec![0; 4]);
    let at = flat.table(fields);
    flat.point(0, at);
    flat.align(8, 0);
    flat.0
}

struct Flat(Vec<u8>);

impl Flat {
    fn table(&mut self, fields: &[FlatField<'_>]) -> usize {
        let (mut inline, mut places) = (vec![0; 4], Vec::new());
        for bytes in fields.iter().map(FlatField::inline) {
            let place = inline.len().next_multiple_of(bytes.len().max(1));
            places.push(if bytes.is_empty() { 0 } else { place });
            if !bytes.is_empty() {
                inline.resize(place, 0);
                inline.extend(bytes);
            }
        }
        let (directory, table) = self.begin(&places, inline.len());
        self.0.extend(&inline);
        self.put(table, short(table - directory).into());
        for (field, place) in fields.iter().zip(places) {
            self.write_target(field, table + place);
        }
        table
    }

    /// Writes the vtable of a table. Returns its position, and the position at which the table begins.
    fn begin(&mut self, places: &[usize], length: usize) -> (usize, usize) {
        self.align(2, 0);
        let directory = self.0.len();
        let sizes = [4 + 2 * places.len(), length];
        sizes.iter().chain(places).for_each(|number| self.0.extend(short(*number).to_le_bytes()));
        self.align(8, 0);
        (directory, self.0.len())
    }

    /// Writes what a field refers to, and fills in the reference at `from`.
    fn write_target(&mut self, field: &FlatField<'_>, from: usize) {
        let at = match field {
            FlatField::Text(text) => self.text(text),
            FlatField::Table(fields) => self.table(fields),
            FlatField::Tables(tables) => self.tables(tables),
            FlatField::Structs(structs) => self.structs(structs),
            _ => return,
        };
        self.point(from, at);
    }

    fn text(&mut self, text: &str) -> usize {
        let at = self.vector(text.len(), 4);
        self.0.extend(text.as_bytes());
        self.0.push(0);
        at
    }

    fn tables(&mut self, tables: &[Vec<FlatField<'_>>]) -> usize {
        let at = self.vector(tables.len(), 4);
        let first = self.0.len();
        self.0.resize(first + 4 * tables.len(), 0);
        for (number, table) in tables.iter().enumerate() {
            let aim = self.table(table);
            self.point(first + 4 * number, aim);
        }
        at
    }

    fn structs(&mut self, structs: &[Vec<i64>]) -> usize {
        let at = self.vector(structs.len(), 8);
        structs.iter().flatten().for_each(|number| self.0.extend(number.to_le_bytes()));
        at
    }

    /// Writes the length of a vector, so that its elements are aligned. Returns the vector's position.
    fn vector(&mut self, length: usize, alignment: usize) -> usize {
        self.align(alignment, 4);
        self.0.extend(word(length).to_le_bytes());
        self.0.len() - 4
    }

    /// Pads with zeros, so that the byte `ahead` bytes later is aligned.
    fn align(&mut self, alignment: usize, ahead: usize) {
        let aligned = (self.0.len() + ahead).next_multiple_of(alignment) - ahead;
        self.0.resize(aligned, 0);
    }

    fn point(&mut self, from: usize, to: usize) {
        self.put(from, word(to - from));
    }

    fn put(&mut self, at: usize, number: u32) {
        if let Some(bytes) = self.0.get_mut(at..at + 4) {
            bytes.copy_from_slice(&number.to_le_bytes());
        }
    }
}

/// Metadata is far shorter than 4 GB: it names about twenty columns and the files.
fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Vtables and tables are short: about ten fields.
fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
