//! Tables of a flatbuffer, the format of Arrow's directory. Only the few shapes that this reader needs are
//! supported, and each offset is checked on access. arrow-ipc's verifier, which handles every shape, would be
//! a twentieth of the module.

use crate::read::bytes::{u16_at, u32_at, u64_at};

/// One table: a list of its fields' offsets, and the fields.
#[derive(Debug, Clone, Copy)]
pub struct FlatTable<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Consecutive items of one size.
#[derive(Debug, Clone, Copy)]
pub struct Vector<'a> {
    bytes: &'a [u8],
    start: usize,
    /// Number of items; limited by the buffer's size.
    pub len: usize,
}

impl<'a> FlatTable<'a> {
    /// The table at the start of a buffer.
    pub fn root(bytes: &'a [u8]) -> Option<Self> {
        Self { bytes, at: 0 }.follow(0)
    }

    /// The table that the offset at `at` points to.
    fn follow(self, at: usize) -> Option<Self> {
        Some(Self { at: self.target(at)?, ..self })
    }

    fn target(self, at: usize) -> Option<usize> {
        at.checked_add(usize::try_from(u32_at(self.bytes, at)?).ok()?).filter(|at| *at < self.bytes.len())
    }

    /// Offset of field number `slot`; `None` if it was omitted, as a field with its default value is.
    fn field(self, slot: usize) -> Option<usize> {
        let back = u32_at(self.bytes, self.at)?.cast_signed();
        let list = usize::try_from(i64::try_from(self.at).ok()? - i64::from(back)).ok()?;
        let entry = 4 + 2 * slot;
        let listed = usize::from(u16_at(self.bytes, list)?) >= entry + 2;
        let offset = u16_at(self.bytes, list.checked_add(entry)?).filter(|offset| listed && *offset > 0)?;
        Some(self.at + usize::from(offset))
    }

    pub fn table(self, slot: usize) -> Option<Self> {
        self.follow(self.field(slot)?)
    }

    pub fn byte(self, slot: usize) -> Option<u8> {
        self.bytes.get(self.field(slot)?).copied()
    }

    pub fn short(self, slot: usize) -> Option<u16> {
        u16_at(self.bytes, self.field(slot)?)
    }

    pub fn word(self, slot: usize) -> Option<u32> {
        u32_at(self.bytes, self.field(slot)?)
    }

    pub fn long(self, slot: usize) -> Option<u64> {
        u64_at(self.bytes, self.field(slot)?)
    }

    /// Items of `size` bytes, which must be inside the buffer.
    pub fn vector(self, slot: usize, size: usize) -> Option<Vector<'a>> {
        let at = self.target(self.field(slot)?)?;
        let len = usize::try_from(u32_at(self.bytes, at)?).ok()?;
        let start = at + 4;
        let end = len.checked_mul(size)?.checked_add(start)?;
        (end <= self.bytes.len()).then_some(Vector { bytes: self.bytes, start, len })
    }

    pub fn text(self, slot: usize) -> Option<&'a str> {
        let Vector { bytes, start, len } = self.vector(slot, 1)?;
        std::str::from_utf8(bytes.get(start..start + len)?).ok()
    }

    /// The tables that a vector points to.
    pub fn tables(self, slot: usize) -> Option<impl ExactSizeIterator<Item = Option<Self>>> {
        let Vector { start, len, .. } = self.vector(slot, 4)?;
        Some((0..len).map(move |item| self.follow(start + 4 * item)))
    }
}

impl<'a> Vector<'a> {
    /// Each item of `size` bytes.
    pub fn items(self, size: usize) -> impl Iterator<Item = &'a [u8]> {
        let end = self.start + self.len * size;
        self.bytes.get(self.start..end).unwrap_or_default().chunks_exact(size)
    }
}
