//! Compares 64 bytes at once: each comparison gives a mask with one bit for each byte.

#[cfg(target_feature = "simd128")]
use core::arch::wasm32::{
    i8x16_eq, i8x16_sub, i32x4_extract_lane, u8x16_all_true, u8x16_bitmask, u8x16_min, u8x16_splat,
    u16x8_extadd_pairwise_u8x16, u32x4_extadd_pairwise_u16x8, u64x2, v128, v128_or,
};

/// Bytes in a block.
pub const BLOCK: usize = 64;

/// The bytes of a block, 16 per vector.
#[cfg(target_feature = "simd128")]
pub struct Lanes([v128; 4]);

#[cfg(target_feature = "simd128")]
impl Lanes {
    /// Loads these bytes.
    #[inline(always)]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        let (words, _) = block.as_chunks::<8>();
        Self([lane(words, 0), lane(words, 2), lane(words, 4), lane(words, 6)])
    }

    /// One bit for each byte that equals this one.
    #[inline(always)]
    pub fn equal(&self, byte: u8) -> u64 {
        let (wanted, [first, second, third, fourth]) = (u8x16_splat(byte), self.0);
        let bits = |lane: v128| u64::from(u8x16_bitmask(i8x16_eq(lane, wanted)));
        bits(first) | bits(second) << 16 | bits(third) << 32 | bits(fourth) << 48
    }

    /// One bit for each byte that equals one or the other.
    #[inline(always)]
    pub fn either(&self, one: u8, other: u8) -> u64 {
        let (one, other, [first, second, third, fourth]) = (u8x16_splat(one), u8x16_splat(other), self.0);
        let is = |lane: v128| v128_or(i8x16_eq(lane, one), i8x16_eq(lane, other));
        let bits = |lane: v128| u64::from(u8x16_bitmask(is(lane)));
        bits(first) | bits(second) << 16 | bits(third) << 32 | bits(fourth) << 48
    }
}

/// Counts of line feeds and of carriage returns, 16 numbers of one byte for each; and the least of all bytes.
#[cfg(target_feature = "simd128")]
pub struct LineEnds([v128; 2], v128);

#[cfg(target_feature = "simd128")]
impl Default for LineEnds {
    fn default() -> Self {
        Self([u8x16_splat(0); 2], u8x16_splat(u8::MAX))
    }
}

#[cfg(target_feature = "simd128")]
impl LineEnds {
    /// Counts those of a block, one of at most [`Self::MOST`].
    #[inline(always)]
    pub fn add(&mut self, Lanes([first, second, third, fourth]): &Lanes) {
        let least = u8x16_min(u8x16_min(*first, *second), u8x16_min(*third, *fourth));
        self.1 = u8x16_min(self.1, least);
        let [feeds, returns] = &mut self.0;
        for (count, byte) in [(feeds, b'\n'), (returns, b'\r')] {
            // An equal byte is -1.
            let (wanted, before) = (u8x16_splat(byte), *count);
            let one = i8x16_sub(before, i8x16_eq(*first, wanted));
            let two = i8x16_sub(one, i8x16_eq(*second, wanted));
            let three = i8x16_sub(two, i8x16_eq(*third, wanted));
            *count = i8x16_sub(three, i8x16_eq(*fourth, wanted));
        }
    }

    /// How many there are.
    pub fn counts(&self) -> [usize; 2] {
        self.0.map(|count| {
            let four = u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(count));
            let sum = [
                i32x4_extract_lane::<0>(four),
                i32x4_extract_lane::<1>(four),
                i32x4_extract_lane::<2>(four),
                i32x4_extract_lane::<3>(four),
            ];
            sum.into_iter().sum::<i32>() as usize
        })
    }

    /// True if some byte is NUL.
    pub fn has_nul(&self) -> bool {
        !u8x16_all_true(self.1)
    }
}

impl LineEnds {
    /// Blocks whose line ends can be counted together: four bytes of each are counted in one.
    pub const MOST: usize = 63;
}

/// Two of these words as a vector. No closure, nor a map of an array: each would stay a function that is
/// called for every block.
#[cfg(target_feature = "simd128")]
#[inline(always)]
fn lane(words: &[[u8; 8]], at: usize) -> v128 {
    match words.get(at..).unwrap_or_default() {
        [low, high, ..] => u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high)),
        _ => u64x2(0, 0),
    }
}

/// The bytes of a block, eight per word.
#[cfg(not(target_feature = "simd128"))]
pub struct Lanes([u64; 8]);

#[cfg(not(target_feature = "simd128"))]
impl Lanes {
    /// Loads these bytes.
    #[inline]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        let (words, _) = block.as_chunks::<8>();
        Self(std::array::from_fn(|at| words.get(at).map_or(0, |word| u64::from_le_bytes(*word))))
    }

    /// One bit for each byte that equals this one: it becomes zero, and a subtraction borrows only at zeros.
    #[inline]
    pub fn equal(&self, byte: u8) -> u64 {
        const LOW: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let zeros = |word: u64| !((word & !HIGH).wrapping_add(!HIGH) | word | !HIGH);
        // Gathers the eight high bits in the lowest byte.
        let eight = |word: &u64| {
            (zeros(word ^ (LOW * u64::from(byte))) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
        };
        self.0.iter().rev().fold(0, |mask, word| mask << 8 | eight(word))
    }
}

#[cfg(not(target_feature = "simd128"))]
impl Lanes {
    /// One bit for each byte that equals one or the other.
    #[inline]
    pub fn either(&self, one: u8, other: u8) -> u64 {
        self.equal(one) | self.equal(other)
    }
}

/// Counts of line feeds and of carriage returns, and whether there is a NUL.
#[cfg(not(target_feature = "simd128"))]
#[derive(Default)]
pub struct LineEnds([usize; 2], bool);

#[cfg(not(target_feature = "simd128"))]
impl LineEnds {
    /// Counts those of a block.
    #[inline]
    pub fn add(&mut self, lanes: &Lanes) {
        let [feeds, returns] = &mut self.0;
        *feeds += lanes.equal(b'\n').count_ones() as usize;
        *returns += lanes.equal(b'\r').count_ones() as usize;
        self.1 |= lanes.equal(0) != 0;
    }

    /// How many there are.
    pub fn counts(&self) -> [usize; 2] {
        self.0
    }

    /// True if some byte is NUL.
    pub fn has_nul(&self) -> bool {
        self.1
    }
}

/// The last bytes of a text, padded with bytes that are not marks.
pub fn padded(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [b'x'; BLOCK];
    block.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_bit_for_each_byte(block: [[u8; 32]; 2], wanted: u8, at in 0_usize..64) {
            let mut block: [u8; 64] = block.concat().try_into().unwrap();
            block[at] = wanted;
            let plain = |test: &dyn Fn(u8) -> bool| {
                block.iter().rev().fold(0_u64, |mask, byte| mask << 1 | u64::from(test(*byte)))
            };
            let lanes = Lanes::of(&block);
            prop_assert_eq!(lanes.equal(wanted), plain(&|byte| byte == wanted));
        }
    }
}
