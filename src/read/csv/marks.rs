//! Marks are the delimiters, quotes and line ends of a text table. Finds them 64 bytes at a time: each block
//! becomes masks of 64 bits, and the scan steps from bit to bit, or takes the marks of a line at once. All
//! other bytes are never examined again.

use super::lanes::{BLOCK, Lanes, padded};

/// Steps through the marks of a buffer. The caller must not change bytes before the position reached.
#[derive(Debug)]
pub struct Marks {
    delimiter: u8,
    /// Start of the current block; the next one begins 64 bytes later.
    block: usize,
    /// Its marks not yet returned.
    mask: u64,
    /// The quotes and the line ends among all its marks, including those already returned.
    quotes: u64,
    lines: u64,
    started: bool,
}

impl Marks {
    /// The marks from `from` on.
    pub fn new(delimiter: u8, from: usize) -> Self {
        Self { delimiter, block: from, mask: 0, quotes: 0, lines: 0, started: false }
    }

    /// True for a byte that ends a field.
    #[inline]
    pub fn is_end(&self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\n' | b'\r')
    }

    /// The position of the next mark. None at the end of the buffer.
    #[inline]
    pub fn next(&mut self, buffer: &[u8]) -> Option<usize> {
        while self.mask == 0 {
            self.next_block(buffer)?;
        }
        let at = self.block + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(at)
    }

    /// Moves to the next block. None at the end of the buffer, or of the positions that fit in 32 bits.
    #[inline(never)]
    pub fn next_block(&mut self, buffer: &[u8]) -> Option<()> {
        if self.started {
            self.block += BLOCK;
        }
        self.started = true;
        u32::try_from(self.block + BLOCK).ok()?;
        let rest = buffer.get(self.block..).filter(|rest| !rest.is_empty())?;
        let [fields, quotes, lines] = match rest.first_chunk() {
            Some(block) => self.masks(block),
            None => self.masks(&padded(rest)),
        };
        (self.mask, self.quotes, self.lines) = (fields | quotes | lines, quotes, lines);
        Some(())
    }

    /// True if this block has another mark.
    #[inline]
    pub fn any(&self) -> bool {
        self.mask != 0
    }

    /// True if this block has another quote.
    #[inline]
    pub fn quote_ahead(&self) -> bool {
        self.quotes & self.mask != 0
    }

    /// Appends the marks of the block up to the first line end. Returns whether there is a line end.
    #[inline]
    pub fn take_line(&mut self, ends: &mut Vec<u32>) -> bool {
        let lines = self.lines & self.mask;
        // The lowest bit and all below it; every bit if no bit is set.
        let up_to_line = lines ^ lines.wrapping_sub(1);
        let mut taken = self.mask & up_to_line;
        self.mask &= !up_to_line;
        while taken != 0 {
            ends.push(self.block as u32 + taken.trailing_zeros());
            taken &= taken - 1;
        }
        lines != 0
    }

    /// The masks of delimiters, quotes and line ends.
    #[inline(always)]
    fn masks(&self, block: &[u8; BLOCK]) -> [u64; 3] {
        let lanes = Lanes::of(block);
        [lanes.equal(self.delimiter), lanes.equal(b'"'), lanes.equal(b'\n') | lanes.equal(b'\r')]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mark_and_nothing_else(bytes in prop::collection::vec(any::<u8>(), 0..300), from in 0_usize..70) {
            for delimiter in *b",;\t|" {
                let is_mark = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
                let plain = (from..bytes.len()).filter(|&at| is_mark(bytes[at]));
                let mut marks = Marks::new(delimiter, from);
                let found = std::iter::from_fn(|| marks.next(&bytes));
                prop_assert!(plain.eq(found));
            }
        }

        #[test]
        fn dense_blocks(bytes in prop::collection::vec(prop::sample::select(b",\"\n\rx;".to_vec()), 0..300)) {
            let mut marks = Marks::new(b',', 0);
            let found: Vec<_> = std::iter::from_fn(|| marks.next(&bytes)).collect();
            let plain: Vec<_> = (0..bytes.len()).filter(|&at| b",\"\n\r".contains(&bytes[at])).collect();
            prop_assert_eq!(plain, found);
        }
    }
}
