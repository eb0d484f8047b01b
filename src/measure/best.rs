//! Selects the smallest places of a list, out of any number.

/// Combines a dossier's rank and its number over all tables. Places sort in list order.
#[inline]
pub fn place(rank: u32, number: usize) -> u64 {
    u64::from(rank) << 32 | u64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Keeps the smallest `wanted` places of all that are added.
#[derive(Debug)]
pub struct Best {
    wanted: usize,
    sorted: bool,
    places: Vec<u64>,
    /// The largest of the wanted places, once there are that many.
    worst: u64,
    total: usize,
}

/// Number of places kept before the unwanted ones are discarded; twice the wanted number if that is more.
const ROOM: usize = 1 << 12;

impl Best {
    /// Creates an empty selection. If `sorted` is false, places must be added in order.
    pub fn new(wanted: usize, sorted: bool) -> Self {
        Self { wanted, sorted, places: Vec::new(), worst: u64::MAX, total: 0 }
    }

    /// Adds places.
    #[inline(always)]
    pub fn take(&mut self, places: impl Iterator<Item = u64>) {
        for place in places {
            self.total += 1;
            if place <= self.worst {
                self.keep(place);
            }
        }
    }

    fn keep(&mut self, place: u64) {
        self.places.push(place);
        if self.places.len() >= self.wanted.saturating_mul(2).max(ROOM) {
            self.give_up();
        }
    }

    #[cold]
    fn give_up(&mut self) {
        let Some(last) = self.wanted.checked_sub(1) else { return self.places.clear() };
        let (_, worst, _) = self.places.select_nth_unstable(last);
        self.worst = *worst;
        self.places.truncate(self.wanted);
    }

    /// Number of places added.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Returns the wanted places in order, without the first `offset`.
    pub fn page(self, offset: usize) -> Vec<u64> {
        let limit = self.wanted.saturating_sub(offset);
        // Discarding puts the places out of order.
        let sorted = self.sorted || self.worst < u64::MAX;
        select(self.places, sorted, offset, limit)
    }
}

/// The places of one page, in order.
fn select(mut places: Vec<u64>, sorted: bool, offset: usize, limit: usize) -> Vec<u64> {
    let end = offset.saturating_add(limit).min(places.len());
    if offset >= end {
        return Vec::new();
    }
    if sorted && end < places.len() {
        places.select_nth_unstable(end);
    }
    places.truncate(end);
    if sorted {
        places.select_nth_unstable(offset);
    }
    let mut page = places.split_off(offset);
    page.sort_unstable();
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every page equals the same page of a full sort.
    #[test]
    fn each_page_equals_that_of_a_full_sort() {
        let rank = |n: u32, sorted: bool| if sorted { n * 7_919 % 13_001 / 40 } else { 0 };
        for (offset, limit) in [
            (0_usize, 0_usize),
            (0, 1),
            (0, 10),
            (495, 10),
            (990, 10),
            (4_990, 500),
            (29_990, 50),
            (29_999, 1),
            (30_000, 5),
            (5, usize::MAX),
        ] {
            for sorted in [true, false] {
                let places: Vec<u64> = (0..30_000).map(|n| place(rank(n, sorted), n as usize)).collect();
                let mut best = Best::new(offset.saturating_add(limit), sorted);
                best.take(places.iter().copied());
                let mut all = places;
                all.sort_unstable();
                let page: Vec<u64> = all.iter().skip(offset).take(limit).copied().collect();
                assert_eq!(best.total(), all.len());
                assert_eq!(best.page(offset), page, "{offset} {limit} {sorted}");
            }
        }
    }
}
