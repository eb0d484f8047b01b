//! Sorting with one shared copy of the sort. For every type that is sorted, or collected into a tree (which
//! sorts first), the wasm module gets its own copy of the sort, 5 KB each. Small lists, sorted once per table
//! or question, share the copy for numbers instead.

use std::cmp::Ordering;

/// A stable sort.
pub fn arrange<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|one, next| compare(one, next).is_le()) {
        return;
    }
    let compared = |one: u32, other: u32| match (items.get(one as usize), items.get(other as usize)) {
        (Some(first), Some(second)) => compare(first, second),
        _ => Ordering::Equal,
    };
    let places = places(items.len(), &compared);
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken.get_mut(place as usize)?.take()));
}

/// The numbers below `count`, sorted; equal ones stay in ascending order.
fn places(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count).map_while(|place| u32::try_from(place).ok()).collect();
    places.sort_unstable_by(|one, other| in_turn(compare, *one, *other));
    places
}

/// Not inlined: the sort compares in about twenty places.
#[inline(never)]
fn in_turn(compare: &dyn Fn(u32, u32) -> Ordering, one: u32, other: u32) -> Ordering {
    compare(one, other).then(one.cmp(&other))
}

/// Sorts pairs by the first number, then the second, with the copy of the sort that numbers of eight bytes
/// have. For long lists, where [`arrange`] would be slow.
pub fn arrange_pairs(pairs: &mut Vec<(u32, u32)>) {
    let mut joined: Vec<u64> =
        pairs.iter().map(|&(one, other)| u64::from(one) << 32 | u64::from(other)).collect();
    joined.sort_unstable();
    pairs.clear();
    pairs.extend(joined.into_iter().map(|both| ((both >> 32) as u32, both as u32)));
}

/// The same for numbers with a sign.
pub fn arrange_signed_pairs(pairs: &mut Vec<(i32, i32)>) {
    if pairs.is_sorted() {
        return;
    }
    // Flipping the sign bit sorts negative numbers before positive ones.
    let raised = |number: i32| number.cast_unsigned() ^ 1 << 31;
    let mut unsigned = pairs.iter().map(|&(one, other)| (raised(one), raised(other))).collect();
    arrange_pairs(&mut unsigned);
    let lowered = |number: u32| (number ^ 1 << 31).cast_signed();
    pairs.clear();
    pairs.extend(unsigned.into_iter().map(|(one, other)| (lowered(one), lowered(other))));
}

/// Collects the items one by one, without the sort that `collect` into a tree brings.
pub fn filled<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut filled = C::default();
    filled.extend(items);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn arranges_signed_pairs_as_a_sort(mut pairs: Vec<(i32, i32)>) {
            let mut sorted = pairs.clone();
            sorted.sort_unstable();
            arrange_signed_pairs(&mut pairs);
            prop_assert_eq!(pairs, sorted);
        }

        #[test]
        fn arranges_pairs_as_a_sort(mut pairs: Vec<(u32, u32)>) {
            let mut sorted = pairs.clone();
            sorted.sort_unstable();
            arrange_pairs(&mut pairs);
            prop_assert_eq!(pairs, sorted);
        }

        #[test]
        fn arranges_as_a_stable_sort(mut items: Vec<(u8, u32)>) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|(key, _)| *key);
            arrange(&mut items, |one, other| one.0.cmp(&other.0));
            prop_assert_eq!(items, sorted);
        }
    }
}
