//! Finds the bytes that matter in a text table (delimiter, quote, line ends), 64 at a time: each block becomes masks of 64
//! bits, and the scan steps from bit to bit, or takes a line's at once. Everything else is never looked at again.

/// Steps through the marks of a buffer, which must not change before the place reached.
#[derive(Debug)]
pub struct Marks {
    delimiter: u8,
    /// Start of the block that is looked at; the next one begins 64 further.
    block: usize,
    /// Its marks that are still to come.
    mask: u64,
    /// Those of all its marks that are quotes, and line ends.
    quotes: u64,
    lines: u64,
    started: bool,
}

const BLOCK: usize = 64;

impl Marks {
    /// The marks at `from` and behind.
    pub fn new(delimiter: u8, from: usize) -> Self {
        Self { delimiter, block: from, mask: 0, quotes: 0, lines: 0, started: false }
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
            self.turn(buffer)?;
        }
        let at = self.block + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(at)
    }

    /// Turns to the block behind; none at the end of the buffer, or of the places that 32 bits can tell.
    #[inline]
    pub fn turn(&mut self, buffer: &[u8]) -> Option<()> {
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

    /// True if a mark is still to come in this block.
    #[inline]
    pub fn any(&self) -> bool {
        self.mask != 0
    }

    /// True if a quote is still to come in this block.
    #[inline]
    pub fn quote_ahead(&self) -> bool {
        self.quotes & self.mask != 0
    }

    /// Takes the marks of the block up to the first line end; true if there is one.
    #[inline]
    pub fn take_line(&mut self, ends: &mut Vec<u32>) -> bool {
        let lines = self.lines & self.mask;
        // The lowest bit and all below it; every bit where there is none.
        let within = lines ^ lines.wrapping_sub(1);
        let mut taken = self.mask & within;
        self.mask &= !within;
        while taken != 0 {
            ends.push(self.block as u32 + taken.trailing_zeros());
            taken &= taken - 1;
        }
        lines != 0
    }

    /// Bits of the delimiters, quotes and line ends.
    #[inline]
    fn masks(&self, block: &[u8; BLOCK]) -> [u64; 3] {
        let lanes = Lanes::of(block);
        [lanes.equal(self.delimiter), lanes.equal(b'"'), lanes.equal(b'\n') | lanes.equal(b'\r')]
    }
}

/// The last bytes of a buffer, with bytes behind them that are no marks.
fn padded(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [b'x'; BLOCK];
    block.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
    block
}

/// The bytes of a block, 16 in a vector.
#[cfg(target_feature = "simd128")]
struct Lanes([core::arch::wasm32::v128; 4]);

#[cfg(target_feature = "simd128")]
impl Lanes {
    #[inline]
    fn of(block: &[u8; BLOCK]) -> Self {
        use core::arch::wasm32::u64x2;
        let (words, _) = block.as_chunks::<8>();
        let word = |at: usize| words.get(at).map_or(0, |word| u64::from_le_bytes(*word));
        Self([0, 2, 4, 6].map(|at| u64x2(word(at), word(at + 1))))
    }

    /// One bit for each byte that is this one.
    #[inline]
    fn equal(&self, byte: u8) -> u64 {
        use core::arch::wasm32::{i8x16_eq, i8x16_splat, u8x16_bitmask};
        let wanted = i8x16_splat(byte.cast_signed());
        let bits = self.0.map(|lane| u64::from(u8x16_bitmask(i8x16_eq(lane, wanted))));
        bits.iter().rev().fold(0, |mask, bits| mask << 16 | bits)
    }
}

/// The bytes of a block, eight in a word.
#[cfg(not(target_feature = "simd128"))]
struct Lanes([u64; 8]);

#[cfg(not(target_feature = "simd128"))]
impl Lanes {
    #[inline]
    fn of(block: &[u8; BLOCK]) -> Self {
        let (words, _) = block.as_chunks::<8>();
        Self(std::array::from_fn(|at| words.get(at).map_or(0, |word| u64::from_le_bytes(*word))))
    }

    /// One bit for each byte that is this one: it becomes zero, and zeros are found by borrowing.
    #[inline]
    fn equal(&self, byte: u8) -> u64 {
        const LOW: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let zeros = |word: u64| !((word & !HIGH).wrapping_add(!HIGH) | word | !HIGH);
        // The eight high bits gathered into the lowest byte.
        let eight = |word: &u64| {
            (zeros(word ^ (LOW * u64::from(byte))) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
        };
        self.0.iter().rev().fold(0, |mask, word| mask << 8 | eight(word))
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
