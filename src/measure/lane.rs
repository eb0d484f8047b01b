//! Values of a block's dossiers, one per dossier, and the selection of dossiers that a step processes. Steps
//! are short loops over arrays of fixed length: these are vectorised, need no bounds checks, and are
//! optimised by a browser within milliseconds.

/// Dossiers in a block: few enough that the per-dossier values stay in the first-level cache.
pub const BLOCK: usize = 1 << 9;

/// One value for each dossier of a block.
pub type Lane<T> = [T; BLOCK];

/// The value at an index.
#[inline(always)]
pub fn at<T: Copy + Default>(lane: &Lane<T>, place: u16) -> T {
    // The index is always within the lane, so the bounds check is optimised away.
    lane.get(usize::from(place) % BLOCK).copied().unwrap_or_default()
}

/// Sets the value at an index.
#[inline(always)]
pub fn put<T>(lane: &mut Lane<T>, place: u16, number: T) {
    if let Some(there) = lane.get_mut(usize::from(place) % BLOCK) {
        *there = number;
    }
}

/// Copies a range of a column to the front of a lane.
#[inline(always)]
pub fn copy<N: Copy + Into<T>, T>(column: &[N], range: &std::ops::Range<usize>, lane: &mut Lane<T>) {
    let part = column.get(range.clone()).unwrap_or_default();
    lane.iter_mut().zip(part).for_each(|(place, value)| *place = (*value).into());
}

/// Some dossiers of a block, by their indices in ascending order.
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    places: Lane<u16>,
    length: usize,
    /// True if these are the first dossiers of the block, without a gap.
    whole: bool,
}

/// Every index of a block.
static EVERY: Lane<u16> = {
    let (mut places, mut place) = ([0; BLOCK], 0);
    while place < BLOCK {
        #[expect(clippy::indexing_slicing, reason = "an iterator cannot make a constant")]
        {
            places[place] = place as u16;
        }
        place += 1;
    }
    places
};

impl Chosen {
    /// Selects the first `length` dossiers.
    pub fn first(length: usize) -> Self {
        Self { places: EVERY, length: length.min(BLOCK), whole: true }
    }

    /// Keeps the dossiers for which `holds` is true. Branch-free, because the results are not predictable.
    #[inline(always)]
    pub fn filter(&self, holds: impl Fn(u16) -> bool) -> Self {
        let mut those = Self { places: [0; BLOCK], length: 0, whole: false };
        for place in self.iter() {
            put(&mut those.places, those.length as u16, place);
            those.length += usize::from(holds(place));
        }
        those
    }

    /// Keeps the flagged dossiers. They are expected to be few, so eight flags are tested at a time.
    #[inline(never)]
    pub fn flagged(&self, flags: &Lane<u8>) -> Self {
        if !self.whole {
            return self.filter(|place| at(flags, place) != 0);
        }
        let mut those = Self { places: [0; BLOCK], length: 0, whole: false };
        for (first, eight) in (0..self.length as u16).step_by(8).zip(flags.as_chunks().0) {
            let mut eight = u64::from_le_bytes(*eight);
            while eight != 0 {
                put(&mut those.places, those.length as u16, first + eight.trailing_zeros() as u16 / 8);
                those.length += 1;
                eight &= eight - 1;
            }
        }
        // The last group of eight may go beyond the end.
        while those
            .places
            .get(those.length.wrapping_sub(1))
            .is_some_and(|place| usize::from(*place) >= self.length)
        {
            those.length -= 1;
        }
        those
    }

    /// True if these are the first dossiers of the block, without a gap.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Number of dossiers.
    pub fn len(&self) -> usize {
        self.length
    }

    /// True if no dossier is selected.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The indices.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        self.places.iter().take(self.length).copied()
    }
}
