//! Comparing bytes many at a time. In wasm `==` on slices compares byte by byte, and millions of category
//! cells are compared.

/// True if both slices are equal.
#[inline(always)]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match (one.last_chunk::<16>(), other.last_chunk::<16>()) {
        (Some(one_end), Some(other_end)) => {
            let word = |bytes: &[u8; 16]| u128::from_le_bytes(*bytes);
            let pairs = one.as_chunks::<16>().0.iter().zip(other.as_chunks::<16>().0);
            // No early return: nearly all compared slices are equal.
            let differ = pairs.fold(0, |differ, (one, other)| differ | word(one) ^ word(other));
            differ | word(one_end) ^ word(other_end) == 0
        }
        _ => ends(one) == ends(other),
    }
}

/// The first eight bytes and the last eight; fewer than eight as one number.
#[inline(always)]
fn ends(bytes: &[u8]) -> (u64, u64) {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (short(bytes), 0),
    }
}

/// True if every byte is ASCII.
#[inline]
pub fn is_ascii(bytes: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let Some(last) = bytes.last_chunk::<8>() else { return bytes.iter().all(u8::is_ascii) };
    let words = bytes.as_chunks::<8>().0.iter().chain([last]);
    words.fold(0, |bits, word| bits | u64::from_le_bytes(*word)) & HIGH == 0
}

/// Bytes that [`find`] checks together.
const BLOCK: usize = 32;

/// The first position of a byte. A block without it is skipped without a branch per byte.
#[inline]
pub fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let has = |block: &[u8; BLOCK]| block.iter().fold(false, |found, byte| found | (*byte == wanted));
    let passed = blocks.iter().take_while(|block| !has(block)).count() * BLOCK;
    find_either(bytes.get(passed..)?, wanted, wanted).map(|at| passed + at)
}

/// The first position of either of two bytes, eight bytes at a time.
#[inline(always)]
pub fn find_either(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let (one_word, other_word) = (LOW * u64::from(one), LOW * u64::from(other));
    // The lowest high bit that is set belongs to a byte that is zero; higher ones may not.
    let zeros = |word: u64| word.wrapping_sub(LOW) & !word & LOW << 7;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in (0..).step_by(8).zip(words) {
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ one_word) | zeros(word ^ other_word);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| *byte == one || *byte == other)?;
    Some(bytes.len() - rest.len() + at)
}

/// The pieces between the separators `at`, like `split` of a slice.
pub fn split(bytes: &[u8], at: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, after) = match find(text, at) {
            Some(end) => (text.get(..end)?, text.get(end + 1..)),
            None => (text, None),
        };
        rest = after;
        Some(piece)
    })
}

/// A quick fingerprint of a string: its length, and eight bytes each from its beginning, middle and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    length: u64,
    words: [u64; 3],
}

impl Fingerprint {
    /// A value that no string has.
    pub const NONE: Self = Self { length: u64::MAX, words: [0; 3] };

    /// The fingerprint of a string.
    #[inline(always)]
    pub fn of(bytes: &[u8]) -> Self {
        let length = bytes.len() as u64;
        let middle = bytes.get(bytes.len().saturating_sub(8) / 2..).unwrap_or_default();
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        match (bytes.first_chunk(), middle.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(between), Some(last)) => {
                Self { length, words: [word(first), word(between), word(last)] }
            }
            _ => Self { length, words: [short(bytes), 0, 0] },
        }
    }

    /// True if the fingerprint covers the whole string, so that equal fingerprints mean equal strings.
    #[inline(always)]
    pub fn is_all(&self) -> bool {
        self.length <= 24
    }

    /// A hash that differs for nearly all strings of up to 24 bytes, as one of random bits would.
    #[inline(always)]
    pub fn hash(&self) -> u32 {
        let round = |hash: u64, word: u64| {
            let hash = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            hash ^ hash >> 32
        };
        let hash = self.words.into_iter().fold(self.length, round);
        (round(hash, 0) >> 32) as u32
    }

    /// A hash that differs for most strings.
    #[inline(always)]
    pub fn place(&self) -> u64 {
        let [first, between, last] = self.words;
        mix(first ^ between.rotate_left(21) ^ last.rotate_left(42) ^ self.length << 56)
    }
}

/// Fewer than eight bytes as one number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
    }
}

/// Mixes all bits of a number into the lowest ones.
#[inline]
fn mix(number: u64) -> u64 {
    (number ^ number >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn same_equals_slice_comparison(one in prop::collection::vec(0_u8..3, 0..40), other in prop::collection::vec(0_u8..3, 0..40)) {
            prop_assert_eq!(same(&one, &other), one == other);
            prop_assert!(same(&one, &one.clone()));
            let mut changed = one.clone();
            if let Some(last) = changed.last_mut() {
                *last = 9;
                prop_assert!(!same(&one, &changed));
            }
        }

        #[test]
        fn split_equals_that_of_slices(bytes in prop::collection::vec(0_u8..9, 0..200)) {
            let pieces: Vec<_> = bytes.split(|byte| *byte == 1).collect();
            prop_assert_eq!(split(&bytes, 1).collect::<Vec<_>>(), pieces);
            prop_assert_eq!(find(&bytes, 1), bytes.iter().position(|byte| *byte == 1));
            prop_assert_eq!(find_either(&bytes, 1, 7), bytes.iter().position(|byte| matches!(byte, 1 | 7)));
        }

        #[test]
        fn a_fingerprint_covers_up_to_24_bytes(one in prop::collection::vec(0_u8..2, 0..26), other in prop::collection::vec(0_u8..2, 0..26), at in any::<prop::sample::Index>()) {
            let like = |other: &[u8]| Fingerprint::of(&one) == Fingerprint::of(other);
            prop_assert!(like(&one.clone()));
            if Fingerprint::of(&one).is_all() {
                prop_assert_eq!(like(&other), one == other);
                let mut changed = one.clone();
                if !changed.is_empty() {
                    let at = at.index(changed.len());
                    changed[at] ^= 4;
                    prop_assert!(!like(&changed), "{at} of {}", one.len());
                }
            }
            prop_assert!(Fingerprint::of(&one) != Fingerprint::NONE);
        }

        #[test]
        fn ascii_is_ascii(mut bytes in prop::collection::vec(0_u8..128, 0..40), at in any::<prop::sample::Index>()) {
            prop_assert!(is_ascii(&bytes));
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] |= 128;
                prop_assert!(!is_ascii(&bytes));
            }
        }
    }

    #[test]
    fn similar_names_have_different_fingerprints() {
        let names = (0..150).map(|n| format!("UBND xã Tân {n:03} huyện Sa Thầy"));
        let slots: std::collections::BTreeSet<_> =
            names.map(|name| Fingerprint::of(name.as_bytes()).place() & 1023).collect();
        assert!(slots.len() > 120, "{} of 150", slots.len());
    }

    #[test]
    fn hashes_of_similar_codes_look_random() {
        let (offices, days, serials) = (0..10, 0..10, 0..1_000);
        let codes = offices.flat_map(|office| days.clone().map(move |day| (office, day)));
        let codes = codes.flat_map(|(office, day)| serials.clone().map(move |n| (office, day, n)));
        let hash = |(office, day, n)| {
            Fingerprint::of(format!("H20.36.{office}-22010{day}-{n:04}").as_bytes()).hash()
        };
        let hashes: Vec<_> = codes.map(hash).collect();
        // Of 100,000 random numbers of 32 bits one pair is the same, and of 24 bits some 300.
        let distinct = |bits: u32| {
            hashes.iter().map(|hash| hash & bits).collect::<std::collections::BTreeSet<_>>().len()
        };
        assert!(distinct(u32::MAX) > 99_990, "{}", distinct(u32::MAX));
        assert!((99_500..99_850).contains(&distinct(0xff_ffff)), "{}", distinct(0xff_ffff));
    }
}
