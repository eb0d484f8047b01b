//! How deep a file lies in archives, and what they have inflated to all together: however they are nested, one
//! file gets one allowance.

use super::limits;
use crate::{Error, ErrorCode};
use std::cell::Cell;
use std::rc::Rc;

/// Where in a nest of archives a reader works.
#[derive(Debug, Clone, Default)]
pub struct Nest {
    depth: usize,
    /// Bytes of the file itself, so far.
    file: Rc<Cell<u64>>,
    inflated: Rc<Cell<u64>>,
}

impl Nest {
    /// One archive further in. Refused beyond [`limits::ARCHIVE_DEPTH`], where only files made to do harm go.
    pub fn deeper(&self) -> Result<Self, Error> {
        if self.depth >= limits::ARCHIVE_DEPTH {
            return Err(Error::new(ErrorCode::TooLarge).detail("Tệp nén lồng nhau quá nhiều lớp."));
        }
        Ok(Self { depth: self.depth + 1, ..self.clone() })
    }

    /// Enters bytes as they come to a reader; only those of the file itself are counted.
    pub fn feed(&self, bytes: &[u8]) {
        if self.depth == 0 {
            self.file.set(self.file.get().saturating_add(bytes.len() as u64));
        }
    }

    /// Enters inflated bytes; false if all of them pass a limit.
    pub fn allows(&self, count: usize) -> bool {
        let total = self.inflated.get().saturating_add(count as u64);
        self.inflated.set(total);
        let swollen = total > limits::RATIO_FROM && total / limits::INFLATE_RATIO > self.file.get();
        !swollen && total <= limits::INFLATED_BYTES
    }
}
