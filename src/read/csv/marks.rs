//! Finds the bytes that matter in a text table (delimiter, quote, line ends), 64 at a time: each block becomes a
//! mask of 64 bits, and the scan steps from bit to bit. Everything else is never looked at again.

/// Steps through the marks of a buffer, which must not change before the place reached.
#[derive(Debug)]
pub struct Marks {
    delimiter: u8,
    /// Start of the block that `mask` belongs to; the next block begins 64 further.
    block: usize,
    mask: u64,
    started: bool,
}

const BLOCK: usize = 64;

impl Marks {
    /// The marks at `from` and behind.
    pub fn new(delimiter: u8, from: usize) -> Self {
        Self { delimiter, block: from, mask: 0, started: false }
    }

    /// True if a field may end here.
    #[inline]
    pub fn is_end(&self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\n' | b'\r')
    }

    /// The place of the next mark; none at the end of the buffer.
    #[inline]
    pub fn next(&mut self, buffer: &[u8]) -> Option<usize> {
        while self.mask == 0 {
            if self.started {
                self.block += BLOCK;
            }
            self.started = true;
            self.mask = self.mask_at(buffer.get(self.block..).filter(|rest| !rest.is_empty())?);
        }
        let at = self.block + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(at)
    }

    #[inline]
    fn mask_at(&self, rest: &[u8]) -> u64 {
        match rest.first_chunk::<BLOCK>() {
            Some(block) => mask(block, self.delimiter),
            None => {
                // Padded with a byte that is no mark.
                let mut block = [b'x'; BLOCK];
                block.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
                mask(&block, self.delimiter)
            }
        }
    }
}

/// One bit for each byte of the block that is a mark.
#[cfg(target_feature = "simd128")]
#[inline]
fn mask(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    use core::arch::wasm32::{i8x16_eq, i8x16_splat, u8x16_bitmask, u64x2, v128_or};
    let splat = |byte: u8| i8x16_splat(byte.cast_signed());
    let (delimiter, quote, feed, back) = (splat(delimiter), splat(b'"'), splat(b'\n'), splat(b'\r'));
    let (lanes, _) = block.as_chunks::<16>();
    lanes.iter().rev().fold(0, |mask, lane| {
        let (halves, _) = lane.as_chunks::<8>();
        let &[low, high] = halves else { return mask };
        let bytes = u64x2(u64::from_le_bytes(low), u64::from_le_bytes(high));
        let fields = v128_or(i8x16_eq(bytes, delimiter), i8x16_eq(bytes, quote));
        let lines = v128_or(i8x16_eq(bytes, feed), i8x16_eq(bytes, back));
        mask << 16 | u64::from(u8x16_bitmask(v128_or(fields, lines)))
    })
}

/// One bit for each byte of the block that is a mark.
#[cfg(not(target_feature = "simd128"))]
#[inline]
fn mask(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let (words, _) = block.as_chunks::<8>();
    words.iter().rev().fold(0, |mask, word| mask << 8 | eight(u64::from_le_bytes(*word), delimiter))
}

/// The same for eight bytes in one word: bytes equal to a mark become zero, and zeros are found by borrowing.
#[cfg(not(target_feature = "simd128"))]
#[inline]
fn eight(word: u64, delimiter: u8) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let zero_in = |word: u64| !((word & !HIGH).wrapping_add(!HIGH) | word | !HIGH);
    let equal = |byte: u8| zero_in(word ^ (LOW * u64::from(byte)));
    let found = equal(delimiter) | equal(b'"') | equal(b'\n') | equal(b'\r');
    // The eight high bits gathered into the lowest byte.
    ((found >> 7).wrapping_mul(0x0102_0408_1020_4080)) >> 56
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
