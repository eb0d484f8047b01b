//! The unread bytes of a text table, in one reused buffer: new bytes go directly into it, after those of the
//! incomplete record.

use crate::text::bytes::find;

/// Bytes that have arrived and are not read yet.
#[derive(Debug, Default)]
pub struct InputBuffer {
    /// The bytes after `filled` are free.
    buffer: Vec<u8>,
    filled: usize,
}

impl InputBuffer {
    /// All unread bytes.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }

    /// Adds `length` bytes, which `write` puts into the free part.
    pub fn take(&mut self, length: usize, write: &mut dyn FnMut(&mut [u8])) {
        let (start, end) = (self.filled, self.filled + length);
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        self.filled = end;
        write(self.buffer.get_mut(start..end).unwrap_or_default());
    }

    /// Removes NULs from the bytes at `start` and after.
    pub fn drop_nuls(&mut self, start: usize) {
        if find(self.bytes().get(start..).unwrap_or_default(), 0).is_none() {
            return;
        }
        let mut next = start;
        for at in start..self.filled {
            let byte = self.buffer.get(at).copied().unwrap_or_default();
            if byte != 0
                && let Some(slot) = self.buffer.get_mut(next)
            {
                *slot = byte;
                next += 1;
            }
        }
        self.filled = next;
    }

    /// Drops the first bytes, which have been read.
    pub fn drop_first(&mut self, count: usize) {
        let rest = count.min(self.filled)..self.filled;
        self.filled = rest.len();
        self.buffer.copy_within(rest, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_follow_those_that_are_left() {
        let mut kept = InputBuffer::default();
        let take = |kept: &mut InputBuffer, bytes: &[u8]| {
            kept.take(bytes.len(), &mut |room| room.copy_from_slice(bytes));
            kept.drop_nuls(kept.bytes().len() - bytes.len());
        };
        take(&mut kept, b"one,two");
        assert_eq!(kept.bytes(), b"one,two");
        kept.drop_first(4);
        take(&mut kept, b"\0,th\0\0ree\0");
        assert_eq!(kept.bytes(), b"two,three");
        kept.drop_first(100);
        assert_eq!(kept.bytes(), b"");
    }
}
