//! Masks of 64 bits: from quotes to what they enclose, from bits to the places of their bytes.

use super::lanes::BLOCK;

/// Adds the places of the bits.
#[cold]
pub fn note(mut bits: u64, at: u32, places: &mut Vec<u32>) {
    while bits != 0 {
        places.push(at + bits.trailing_zeros());
        bits &= bits - 1;
    }
}

/// The bits from each odd one on, up to the one before the next.
#[inline(always)]
pub fn within(quotes: u64) -> u64 {
    [1, 2, 4, 8, 16, 32].into_iter().fold(quotes, |bits, step| bits ^ bits << step)
}

/// Writes the places of the bits: six in any case, for hardly a block has more, while every fifth has more
/// than four.
#[inline(always)]
pub fn write(mut bits: u64, at: u32, room: &mut [u32; BLOCK]) {
    let count = bits.count_ones() as usize;
    let mut put = |places: &mut [u32]| {
        for place in places {
            *place = at + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
    };
    let (first, rest) = room.split_at_mut(6);
    put(first);
    if count > 6 {
        put(rest.get_mut(..count - 6).unwrap_or_default());
    }
}
