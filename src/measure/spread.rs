//! The distribution of days, for exact medians. Distributions of several tables can be added.

use crate::order::arrange_signed_pairs;

/// Numbers of days below this have a counter each; all others are stored in a list.
pub const NEAR: usize = 30;
/// Number of counters: the near days, [`FAR`] and [`NONE`].
pub const TOOK: usize = NEAR + 2;
/// Counter number for days without a counter of their own.
pub const FAR: u8 = NEAR as u8;
/// Counter number for dossiers without a duration.
pub const NONE: u8 = FAR + 1;

/// How often each number of days occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// How often each number of near days occurs; None = no such days.
    near: Option<Box<[u32; NEAR]>>,
    /// Days and their frequency, unordered.
    far: Vec<(i32, i32)>,
}

impl Spread {
    /// Adds `often` occurrences of a number of days.
    pub fn add(&mut self, days: i32, often: i32) {
        match usize::try_from(days) {
            Ok(days) if days < NEAR => {
                let near = self.near.get_or_insert_with(|| Box::new([0; NEAR])).get_mut(days);
                near.into_iter().for_each(|near| *near = near.saturating_add(often.unsigned_abs()));
            }
            _ => self.far.push((days, often)),
        }
    }

    /// Makes room for so many numbers of days without a counter.
    pub fn reserve(&mut self, far: usize) {
        self.far.reserve(far);
    }

    /// Creates a distribution from the counters of near days.
    pub fn of_near(took: &[u32; TOOK]) -> Self {
        let near = took.first_chunk().filter(|near| **near != [0; NEAR]);
        Self { near: near.map(|near| Box::new(*near)), far: Vec::new() }
    }

    /// The sum of all days and the number of dossiers.
    pub fn sum(&self) -> (i64, u64) {
        let near = (0..).zip(self.near.as_deref().into_iter().flatten());
        let (days, count) = near.fold((0, 0), |(days, count), (day, often): (i64, &u32)| {
            (days + day * i64::from(*often), count + u64::from(*often))
        });
        self.far.iter().fold((days, count), |(days, count), (day, often)| {
            (days + i64::from(*day) * i64::from(*often), count.saturating_add_signed(i64::from(*often)))
        })
    }

    /// Adds another spread.
    pub fn merge(&mut self, other: &Self) {
        if let Some(others) = &other.near {
            let near = self.near.get_or_insert_with(|| Box::new([0; NEAR]));
            near.iter_mut().zip(&**others).for_each(|(sum, often)| *sum = sum.saturating_add(*often));
        }
        self.far.extend(&other.far);
    }

    /// Length of the list of days without a counter.
    pub fn far(&self) -> usize {
        self.far.len()
    }

    /// The median; of two middle values the lower. 0 if empty.
    pub fn median(&self) -> i32 {
        let mut far = self.far.clone();
        arrange_signed_pairs(&mut far);
        let near = || (0..).zip(self.near.as_deref().into_iter().flatten().copied().map(i64::from));
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

/// Numbers with the place of their cell, and how often each occurs; [`Notes::sort`] groups them by place.
#[derive(Debug, Default)]
pub struct Notes {
    noted: Vec<(u32, i32)>,
    /// How often each number of the same index occurs; each beyond the end once. Empty for ordinary data.
    often: Vec<i32>,
    /// End index of each place's numbers.
    ends: Vec<u32>,
    numbers: Vec<i32>,
    /// How often each of `numbers` occurs; empty if each occurs once.
    often_of: Vec<i32>,
}

impl Notes {
    /// Adds a number at a place.
    #[inline]
    pub fn push(&mut self, place: usize, number: i32, often: i32) {
        if often != 1 {
            self.often.resize(self.noted.len(), 1);
            self.often.push(often);
        }
        self.noted.push((u32::try_from(place).unwrap_or(u32::MAX), number));
    }

    /// Groups the numbers by place with a counting sort, in linear time. `places` is the number of places.
    pub fn sort(&mut self, places: usize) {
        let noted = std::mem::take(&mut self.noted);
        if noted.is_empty() {
            return;
        }
        self.ends = vec![0; places];
        self.numbers = vec![0; noted.len()];
        for (place, _) in &noted {
            self.ends.get_mut(*place as usize).into_iter().for_each(|count| *count += 1);
        }
        let mut before = 0;
        for end in &mut self.ends {
            let count = std::mem::replace(end, before);
            before += count;
        }
        let often = std::mem::take(&mut self.often);
        self.often_of = vec![1; if often.is_empty() { 0 } else { noted.len() }];
        for (at, (place, number)) in noted.into_iter().enumerate() {
            let Some(end) = self.ends.get_mut(place as usize) else { continue };
            self.numbers.get_mut(*end as usize).into_iter().for_each(|there| *there = number);
            if let Some((there, often)) = self.often_of.get_mut(*end as usize).zip(often.get(at)) {
                *there = *often;
            }
            *end += 1;
        }
    }

    /// The numbers of a place, and how often each occurs.
    pub fn of(&self, place: usize) -> impl Iterator<Item = (i32, i32)> {
        let end = |place: usize| self.ends.get(place).map_or(0, |end| *end as usize);
        let range = place.checked_sub(1).map_or(0, end)..end(place);
        let often = self.often_of.get(range.clone()).unwrap_or_default().iter().copied();
        let numbers = self.numbers.get(range).unwrap_or_default().iter().copied();
        numbers.zip(often.chain(std::iter::repeat(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_median_of_merged_spreads_is_the_middle_value(days in prop::collection::vec(-50_i32..100, 0..40), at in 0_usize..40) {
            let mut sorted = days.clone();
            sorted.sort_unstable();
            let middle = sorted.len().checked_sub(1).map_or(0, |last| sorted[last / 2]);
            let (mut one, mut other) = (Spread::default(), Spread::default());
            days.iter().enumerate().for_each(|(n, days)| if n < at { one.add(*days, 1) } else { other.add(*days, 1) });
            one.merge(&other);
            prop_assert_eq!(one.median(), middle);
        }

        #[test]
        fn numbers_are_grouped_by_place(notes in prop::collection::vec((0_usize..4, any::<i32>(), 1_i32..3), 0..40)) {
            let mut kept = Notes::default();
            notes.iter().for_each(|(place, number, often)| kept.push(*place, *number, *often));
            kept.sort(4);
            for place in 0..4 {
                let those = notes.iter().filter(|(at, ..)| *at == place);
                let mut those: Vec<(i32, i32)> = those.map(|(_, number, often)| (*number, *often)).collect();
                those.sort_unstable();
                let mut found = kept.of(place).collect::<Vec<_>>();
                found.sort_unstable();
                prop_assert_eq!(found, those);
            }
        }
    }
}
