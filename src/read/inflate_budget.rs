//! How deep a file is nested in archives, and how many bytes it has inflated to in total: one file has one
//! budget, however its archives are nested.

use super::encoding::Encoding;
use super::limits;
use super::memory::Memory;
use super::sink::Reader;
use crate::{Error, ErrorCode, ErrorDetail};
use std::cell::Cell;
use std::rc::Rc;

/// Makes the reader of a file inside another one. It is passed to containers, because only `sniff.rs` knows
/// all readers.
pub type OpenInner = fn(InflateBudget, Option<Encoding>) -> Box<dyn Reader>;

/// A reader's position among nested archives.
#[derive(Debug, Clone, Default)]
pub struct InflateBudget {
    depth: usize,
    /// Bytes of the file itself, so far.
    file: Rc<Cell<u64>>,
    inflated: Rc<Cell<u64>>,
    memory: Memory,
}

impl InflateBudget {
    /// Enters one more level of archive. An error beyond [`limits::ARCHIVE_DEPTH`]: only malicious files go
    /// deeper.
    pub fn deeper(&self) -> Result<Self, Error> {
        if self.depth >= limits::ARCHIVE_DEPTH {
            return Err(Error::new(ErrorCode::TooLarge).because(ErrorDetail::NestedTooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self.clone() })
    }

    /// The memory that all readers of the file share.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Counts input bytes; only those of the file itself, not of its archives' entries.
    pub fn feed(&self, bytes: &[u8]) {
        if self.depth == 0 {
            self.file.set(self.file.get().saturating_add(bytes.len() as u64));
        }
    }

    /// Counts inflated bytes; false if their total exceeds a limit.
    pub fn allows(&self, count: usize) -> bool {
        let total = self.inflated.get().saturating_add(count as u64);
        self.inflated.set(total);
        let swollen = total > limits::RATIO_FROM && total / limits::INFLATE_RATIO > self.file.get();
        !swollen && total <= limits::INFLATED_BYTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use limits::{ARCHIVE_DEPTH, INFLATE_RATIO, INFLATED_BYTES, RATIO_FROM};

    /// A budget for a file of this many bytes.
    fn around(file: u64) -> InflateBudget {
        InflateBudget { file: Rc::new(Cell::new(file)), ..InflateBudget::default() }
    }

    fn allows(nest: &InflateBudget, count: u64) -> bool {
        nest.allows(usize::try_from(count).unwrap())
    }

    #[test]
    fn the_ratio_applies_above_a_size() {
        let nest = around(1);
        assert!(allows(&nest, RATIO_FROM));
        assert!(!allows(&nest, 1));
    }

    #[test]
    fn the_inflated_size_is_limited_by_the_file_size() {
        let file = RATIO_FROM / INFLATE_RATIO + 1;
        assert!(allows(&around(file), (file + 1) * INFLATE_RATIO - 1));
        assert!(!allows(&around(file), (file + 1) * INFLATE_RATIO));
    }

    #[test]
    fn all_archives_of_a_file_share_one_budget() {
        let nest = around(INFLATED_BYTES);
        let inner = nest.deeper().unwrap();
        assert!(allows(&nest, INFLATED_BYTES - 1) && allows(&inner, 1));
        assert!(!allows(&inner, 1) && !allows(&nest, 0));
    }

    #[test]
    fn only_bytes_of_the_file_itself_increase_the_budget() {
        let nest = InflateBudget::default();
        nest.feed(b"abc");
        nest.deeper().unwrap().feed(b"abcdef");
        assert_eq!(nest.file.get(), 3);
        let deep = (0..ARCHIVE_DEPTH).try_fold(nest, |nest, _| nest.deeper());
        assert_eq!(deep.unwrap().deeper().unwrap_err().code, ErrorCode::TooLarge);
    }
}
