//! A random sample that anybody can draw again: each dossier has a weight computed from the seed and its
//! code, and the smallest weights are drawn. So the order of files does not matter, and one dossier more or
//! less changes at most one entry of the sample.

use crate::value::code_key;

/// The weight of a text under a seed: FNV-1a of the seed, a line end and the text in UTF-8, 64 bits, then
/// mixed by the last steps of SplitMix64.
pub fn weight(seed: &str, text: &str) -> u64 {
    let bytes = seed.bytes().chain(std::iter::once(b'\n')).chain(text.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Draws the dossiers with the smallest weights.
#[derive(Debug)]
pub struct Drawing<'a> {
    seed: &'a str,
    size: usize,
    /// The smallest weights so far, in order.
    drawn: Vec<(u64, (usize, usize))>,
}

impl<'a> Drawing<'a> {
    /// Draws at most `size` dossiers.
    pub fn new(seed: &'a str, size: usize) -> Self {
        Self { seed, size, drawn: Vec::new() }
    }

    /// Offers a dossier. Without a code, its file and row stand in for it.
    pub fn put(&mut self, place: (usize, usize), code: &str, file: &str, row: u32) {
        let key = code_key(code);
        let weight = match key.trim() {
            "" => weight(self.seed, &format!("{file}\n{row}")),
            key => weight(self.seed, key),
        };
        let at = self.drawn.partition_point(|drawn| *drawn < (weight, place));
        if at < self.size {
            self.drawn.truncate(self.size - 1);
            self.drawn.insert(at, (weight, place));
        }
    }

    /// The drawn dossiers.
    pub fn places(self) -> impl Iterator<Item = (usize, usize)> {
        self.drawn.into_iter().map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out by another program (tests/oracle/signs.py).
    #[test]
    fn weights_equal_those_of_the_oracle() {
        let expected = [
            ("2026", "A-220106-0001", 0xfbf284f55643a38d),
            ("2026", "A-220106-0002", 0xd106ea150c66f6bc),
            ("", "x", 0x339caf9eb27e0522),
            ("kiểm tra", "H01.1-220301-0007", 0x3105873f52f8e869),
        ];
        for (seed, text, number) in expected {
            assert_eq!(weight(seed, text), number, "{seed} {text}");
        }
    }
}
