//! How days are spread, of which the median is taken: exact, and adding up over tables.

/// Days from 0 up to here are counted each in its place, all others as they come.
pub const NEAR: usize = 32;

/// How often each number of days occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    near: [u32; NEAR],
    /// Days and how often, in no order.
    far: Vec<(i32, i32)>,
}

impl Spread {
    /// Adds days, so often.
    pub fn add(&mut self, days: i32, often: i32) {
        match usize::try_from(days).ok().and_then(|days| self.near.get_mut(days)) {
            Some(near) => *near += often.unsigned_abs(),
            None => self.far.push((days, often)),
        }
    }

    /// Adds days that are counted already.
    pub fn add_near(&mut self, near: &[u32; NEAR]) {
        self.near.iter_mut().zip(near).for_each(|(sum, often)| *sum += often);
    }

    /// Adds another spread.
    pub fn merge(&mut self, other: &Self) {
        self.add_near(&other.near);
        self.far.extend(&other.far);
    }

    /// How many numbers lie far out.
    pub fn far(&self) -> usize {
        self.far.len()
    }

    /// The middle one of all days in order, of two the lower; 0 where there are none.
    pub fn median(&self) -> i32 {
        let mut far = self.far.clone();
        far.sort_unstable();
        let near = || (0..).zip(self.near.map(i64::from));
        let (below, beyond) = far.split_at(far.partition_point(|(days, _)| *days < 0));
        let wide = |(days, often): &(i32, i32)| (*days, i64::from(*often));
        let all = || below.iter().map(wide).chain(near()).chain(beyond.iter().map(wide));
        let mut before = (all().map(|(_, often)| often).sum::<i64>() - 1) / 2;
        let middle = all().find(|(_, often)| {
            before -= often;
            before < 0
        });
        middle.map_or(0, |(days, _)| days)
    }
}

/// Numbers of a cell, each noted with the cell's place, to be sorted by it at the close.
#[derive(Debug, Default)]
pub struct Notes(Vec<u64>);

impl Notes {
    /// Notes a number of a place.
    #[inline]
    pub fn push(&mut self, place: usize, number: i32) {
        // Numbers sort as they are, negative ones first.
        self.0.push((place as u64) << 32 | u64::from(number.cast_unsigned() ^ 1 << 31));
    }

    /// Puts those of each place together.
    pub fn sort(&mut self) {
        self.0.sort_unstable();
    }

    /// The numbers of a place, in order.
    pub fn of(&self, place: usize) -> impl Iterator<Item = i32> {
        let before = |from: u64| self.0.partition_point(|note| *note >> 32 < from);
        let range = before(place as u64)..before(place as u64 + 1);
        let notes = self.0.get(range).unwrap_or_default();
        notes.iter().map(|note| (*note as u32 ^ 1 << 31).cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_median_is_the_middle_one(days in prop::collection::vec(-50_i32..100, 0..40), at in 0_usize..40) {
            let mut sorted = days.clone();
            sorted.sort_unstable();
            let middle = sorted.len().checked_sub(1).map_or(0, |last| sorted[last / 2]);
            let (mut one, mut other) = (Spread::default(), Spread::default());
            days.iter().enumerate().for_each(|(n, days)| if n < at { one.add(*days, 1) } else { other.add(*days, 1) });
            one.merge(&other);
            prop_assert_eq!(one.median(), middle);
        }

        #[test]
        fn notes_come_back_by_their_place(notes in prop::collection::vec((0_usize..4, any::<i32>()), 0..40)) {
            let mut kept = Notes::default();
            notes.iter().for_each(|(place, number)| kept.push(*place, *number));
            kept.sort();
            for place in 0..4 {
                let mut those: Vec<i32> = notes.iter().filter(|(at, _)| *at == place).map(|(_, number)| *number).collect();
                those.sort_unstable();
                prop_assert_eq!(kept.of(place).collect::<Vec<_>>(), those);
            }
        }
    }
}
