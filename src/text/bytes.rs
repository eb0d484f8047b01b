//! Comparing bytes eight at a time. In wasm `==` on slices goes byte by byte, and category cells are compared by
//! the million.

/// True if both are the same bytes.
#[inline]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let ((ones, ones_rest), (others, others_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    // No early way out: the loop then runs on vectors, and nearly all that are compared are the same.
    let words = ones.iter().zip(others).fold(0, |differ, (one, other)| differ | word(one) ^ word(other));
    let rest = match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(one), Some(other)) => word(one) ^ word(other),
        _ => u64::from(ones_rest.iter().zip(others_rest).any(|(one, other)| one != other)),
    };
    words | rest == 0
}

/// A number that tells most strings apart: mixed from the length and eight bytes at the beginning, in the middle and
/// at the end. Cheaper than a hash of all bytes, and never proof that two are the same.
#[inline]
pub fn glance(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    let word = |bytes: Option<&[u8; 8]>| bytes.map(|bytes| u64::from_le_bytes(*bytes));
    let middle = length.saturating_sub(8) / 2;
    let ends = (word(bytes.first_chunk()), word(bytes.last_chunk()));
    let (Some(first), Some(last)) = ends else {
        return mix(bytes.iter().fold(length as u64, |sum, &byte| sum << 8 | u64::from(byte)));
    };
    let between = word(bytes.get(middle..).and_then(<[u8]>::first_chunk)).unwrap_or_default();
    mix(first ^ between.rotate_left(21) ^ last.rotate_left(42) ^ (length as u64) << 56)
}

/// Lets every bit of a number change the lowest ones.
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
        fn same_is_equal(one in prop::collection::vec(0_u8..3, 0..40), other in prop::collection::vec(0_u8..3, 0..40)) {
            prop_assert_eq!(same(&one, &other), one == other);
            prop_assert!(same(&one, &one.clone()));
            let mut changed = one.clone();
            if let Some(last) = changed.last_mut() {
                *last = 9;
                prop_assert!(!same(&one, &changed));
            }
        }

        #[test]
        fn a_glance_depends_on_the_bytes_alone(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(glance(&bytes), glance(&bytes.clone()));
        }
    }

    #[test]
    fn like_names_look_different() {
        let names = (0..150).map(|n| format!("UBND xã Tân {n:03} huyện Sa Thầy"));
        let slots: std::collections::BTreeSet<_> = names.map(|name| glance(name.as_bytes()) & 1023).collect();
        assert!(slots.len() > 120, "{} of 150", slots.len());
    }
}
