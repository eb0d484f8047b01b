//! Memory that the readers of one file hold in total: each buffer has its own limit, but archives and
//! workbooks hold several buffers at once.

use super::limits;
use crate::{Error, ErrorCode};
use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

/// Bytes that the readers of one file hold.
#[derive(Debug, Clone, Default)]
pub struct Memory(Rc<Cell<usize>>);

impl Memory {
    /// A new share of it, empty so far.
    pub fn lease(&self) -> Lease {
        Lease { memory: self.clone(), bytes: 0 }
    }
}

/// Bytes that some buffers use of a [`Memory`]; released when dropped.
#[derive(Debug, Default)]
pub struct Lease {
    memory: Memory,
    bytes: usize,
}

impl Lease {
    /// Records that the buffers now hold `bytes`. An error if the whole file exceeds
    /// [`limits::MEMORY_BYTES`].
    #[inline]
    pub fn cover(&mut self, bytes: usize) -> Result<(), Error> {
        if bytes <= self.bytes { Ok(()) } else { self.grow(bytes) }
    }

    #[cold]
    fn grow(&mut self, bytes: usize) -> Result<(), Error> {
        let others = self.memory.0.get().saturating_sub(self.bytes);
        let all = others.checked_add(bytes).filter(|all| *all <= limits::MEMORY_BYTES);
        self.memory.0.set(all.ok_or(ErrorCode::OutOfMemory)?);
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.memory.0.set(self.memory.0.get().saturating_sub(self.bytes));
    }
}

/// A container's bytes, held in full.
#[derive(Debug, Default)]
pub struct HeldBytes {
    bytes: Vec<u8>,
    lease: Lease,
}

impl HeldBytes {
    /// Starts empty.
    pub fn new(memory: &Memory) -> Self {
        Self { bytes: Vec::new(), lease: memory.lease() }
    }

    /// Wraps existing bytes.
    pub fn of(bytes: Vec<u8>, memory: &Memory) -> Result<Self, Error> {
        let mut lease = memory.lease();
        lease.cover(bytes.capacity())?;
        Ok(Self { bytes, lease })
    }

    /// Appends bytes, up to `most` in total. Memory is counted before it is allocated.
    pub fn append(&mut self, bytes: &[u8], most: usize) -> Result<(), Error> {
        let length = self.bytes.len();
        let left = most.checked_sub(length).filter(|left| bytes.len() <= *left).ok_or(ErrorCode::TooLarge)?;
        if bytes.len() > self.bytes.capacity() - length {
            let more = bytes.len().max(length / 2).min(left);
            self.lease.cover(length + more)?;
            self.bytes.try_reserve_exact(more).map_err(|_| ErrorCode::OutOfMemory)?;
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Keeps only the bytes for which `keep` is true.
    pub fn retain(&mut self, keep: impl Fn(u8) -> bool) {
        self.bytes.retain(|byte| keep(*byte));
    }

    /// Takes all bytes so far and leaves it empty.
    pub fn take(&mut self) -> Self {
        let empty = Self::new(&self.lease.memory);
        std::mem::replace(self, empty)
    }
}

impl Deref for HeldBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_held_up_to_the_limit() {
        let mut held = HeldBytes::default();
        assert!(held.append(b"abc", 5).is_ok() && held.append(b"de", 5).is_ok());
        assert_eq!(held.append(b"f", 5).unwrap_err().code, ErrorCode::TooLarge);
        assert_eq!(&*held.take(), b"abcde");
        assert!(held.is_empty());
    }

    #[test]
    fn all_buffers_share_one_limit_and_release_their_part() {
        let memory = Memory::default();
        let (mut one, mut other) = (memory.lease(), memory.lease());
        assert!(one.cover(limits::MEMORY_BYTES - 1).is_ok() && other.cover(1).is_ok());
        assert_eq!(other.cover(2).unwrap_err().code, ErrorCode::OutOfMemory);
        assert!(one.cover(1).is_ok(), "what shrinks keeps its room");
        drop(one);
        assert!(other.cover(limits::MEMORY_BYTES).is_ok());
        assert_eq!(other.cover(usize::MAX).unwrap_err().code, ErrorCode::OutOfMemory);
    }

    #[test]
    fn a_container_is_refused_before_its_memory_is_allocated() {
        let memory = Memory::default();
        let mut others = memory.lease();
        assert!(others.cover(limits::MEMORY_BYTES - 2).is_ok());
        let mut held = HeldBytes::new(&memory);
        assert!(held.append(b"ab", 9).is_ok());
        assert_eq!(held.append(b"c", 9).unwrap_err().code, ErrorCode::OutOfMemory);
    }
}
