//! Stores the numbers of each slot and period: in one dense table if there are few cells, else only for the
//! cells in use. No table of slots times periods is ever much larger than its content.

use super::counters::Tables;
use super::lane::{Chosen, Lane, at, put};
use super::period_counts::{DaySums, PeriodCounts, Seldom};
use super::spread::{Notes, Spread};
use crate::order::arrange_signed_pairs;
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Up to this many slot x period cells are allocated densely.
const DENSE: usize = 1 << 16;
/// Maximum number of groups in an answer.
pub const GROUPS: usize = 200_000;

/// The numbers of all slots and periods.
#[derive(Debug, Default)]
pub struct CountTable {
    /// The counts, by place.
    pub tables: Tables,
    /// Levels of the units of each slot's dossiers: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: Vec<u8>,
    periods: usize,
    /// True if days are not known; then no days are stored.
    without_days: bool,
    /// Maps the keys in use to places. None while storage is dense.
    places: Option<HashMap<u64, u32, FixedState>>,
    /// Place for dossiers outside all periods. In dense storage each slot has its own.
    nowhere: u32,
    /// True if more cells are in use than an answer may have groups.
    full: bool,
    /// Days from received to end that are too many or negative for a counter of their own.
    took: Notes,
    /// Due days of dossiers that become overdue in a period (`begins`), or cease to be (`ceases`).
    begins: Notes,
    ceases: Notes,
}

/// The numbers of one slot in one period.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// The counts.
    pub counts: PeriodCounts<'a>,
    place: usize,
    cells: &'a CountTable,
}

impl Kept<'_> {
    /// The distribution of the days from received to end.
    pub fn took(&self) -> Spread {
        let mut spread = Spread::of_near(self.counts.took);
        self.cells.took.of(self.place).for_each(|(days, often)| spread.add(days, often));
        spread
    }

    /// The sums of days of what happened in the period; all 0 where days are not known.
    pub fn event_days(&self) -> DaySums {
        if self.cells.without_days {
            return DaySums::default();
        }
        let handled_spread = self.took();
        let (handled, handled_count) = handled_spread.sum();
        let handed_over_late = self.counts.seldom.handed_over_late.into();
        DaySums { handled, handled_count, handed_over_late, handled_spread, ..DaySums::default() }
    }

    /// Updates the overdue dossiers, counted by due day, to the end of this period.
    pub fn change_overdue(&self, overdue: &mut Vec<(i32, i32)>) {
        let CountTable { begins, ceases, .. } = self.cells;
        let ceased = ceases.of(self.place).map(|(due, often)| (due, -often));
        let changes = summed(begins.of(self.place).chain(ceased).collect());
        if !changes.is_empty() {
            *overdue = joined(overdue, &changes);
        }
    }
}

/// Adds up two lists, each in the order of its days; sums of zero are dropped. The first may be long: it is
/// not sorted anew.
fn joined(mut long: &[(i32, i32)], short: &[(i32, i32)]) -> Vec<(i32, i32)> {
    let mut sums = Vec::with_capacity(long.len() + short.len());
    for (day, often) in short {
        let (before, rest) = long.split_at(long.partition_point(|(other, _)| other < day));
        let (same, rest) = rest.split_at(rest.partition_point(|(other, _)| other == day));
        sums.extend_from_slice(before);
        let sum = same.iter().fold(*often, |sum, (_, often)| sum + often);
        sums.extend((sum != 0).then_some((*day, sum)));
        long = rest;
    }
    sums.extend_from_slice(long);
    sums
}

/// Sorts the pairs and adds up those of the same day; sums of zero are dropped.
fn summed(mut pairs: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    arrange_signed_pairs(&mut pairs);
    let days = pairs.chunk_by(|one, next| one.0 == next.0);
    let sums = days.filter_map(|day| Some((day.first()?.0, day.iter().map(|(_, often)| often).sum())));
    sums.filter(|(_, often)| *often != 0).collect()
}

/// Combines slot and period into one number that sorts by slot first.
#[inline]
fn key(slot: usize, period: usize) -> u64 {
    (slot as u64) << 32 | period as u64
}

/// Splits a key into slot and period.
pub fn unpacked(key: u64) -> (usize, usize) {
    ((key >> 32) as usize, (key & u64::from(u32::MAX)) as usize)
}

impl CountTable {
    /// Creates empty storage. `without_days` is true for tables in which days are not known.
    pub fn new(periods: usize, without_days: bool) -> Self {
        Self { periods, without_days, ..Self::default() }
    }

    /// Places per slot in dense storage: one for each period, and one for dossiers outside all periods.
    fn wide(&self) -> usize {
        self.periods + 1
    }

    /// Makes room for this many slots. Switches from dense to sparse storage if there are too many cells.
    pub fn reach(&mut self, slots: usize) {
        self.levels.resize(slots, 0);
        match slots.saturating_mul(self.wide()) {
            _ if self.places.is_some() => {}
            cells if cells <= DENSE => self.tables.resize(cells),
            _ => self.keep_what_happened(),
        }
    }

    #[cold]
    fn keep_what_happened(&mut self) {
        let wide = self.wide();
        let happened = |place: &usize| place % wide < self.periods && !self.tables.is_empty(*place);
        let places = (0..self.tables.len()).filter(happened);
        let places = places.map(|place| (key(place / wide, place % wide), place as u32)).collect();
        self.places = Some(places);
        self.nowhere = self.periods as u32;
        self.tables.resize(self.tables.len().max(wide));
    }

    /// Writes the place of each chosen dossier, by its slot and period number. Missing places are created.
    pub fn places(
        &mut self,
        chosen: &Chosen,
        slots: &Lane<u32>,
        numbers: &Lane<u32>,
        places: &mut Lane<u32>,
    ) {
        let wide = self.wide() as u32;
        if self.places.is_none() {
            for ((place, slot), number) in places.iter_mut().zip(slots).zip(numbers) {
                *place = slot.wrapping_mul(wide).wrapping_add(*number);
            }
            return;
        }
        for dossier in chosen.iter() {
            let place = self.place(at(slots, dossier) as usize, at(numbers, dossier) as usize);
            put(places, dossier, u32::try_from(place).unwrap_or(u32::MAX));
        }
    }

    /// The place of a slot and period, created if missing. Out of range if there are too many places.
    #[inline(always)]
    fn place(&mut self, slot: usize, period: usize) -> usize {
        let wide = self.wide();
        match &mut self.places {
            None => slot.wrapping_mul(wide).wrapping_add(period),
            Some(_) if period >= self.periods => self.nowhere as usize,
            Some(places) => {
                let place = place_of(places, &mut self.tables, key(slot, period));
                self.full |= place.is_none();
                place.unwrap_or(usize::MAX)
            }
        }
    }

    /// Changes the rare counts of a slot in a period.
    #[inline]
    pub fn change(&mut self, slot: u32, period: u32, change: impl FnOnce(&mut Seldom)) {
        let place = self.place(slot as usize, period as usize);
        self.change_at(place as u32, change);
    }

    /// Changes the rare counts at a place.
    #[inline]
    pub fn change_at(&mut self, place: u32, change: impl FnOnce(&mut Seldom)) {
        if let Some(numbers) = self.tables.seldom.get_mut(place as usize) {
            change(numbers);
        }
    }

    /// Stores how many days ended dossiers took, if there is no counter for that number.
    pub fn note_days(&mut self, place: u32, days: i32, often: u32) {
        let place = place as usize;
        if place < self.tables.len() {
            self.took.push(place, days, often.cast_signed());
        }
    }

    /// Counts dossiers that become overdue (`change` > 0) or cease to be, with their due day.
    #[inline(always)]
    pub fn overdue(&mut self, slot: u32, period: u32, due: i32, change: i32) {
        let place = self.place(slot as usize, period as usize);
        if let Some(numbers) = self.tables.seldom.get_mut(place) {
            numbers.overdue(due, change);
            if self.without_days {
                return;
            }
            let notes = if change > 0 { &mut self.begins } else { &mut self.ceases };
            notes.push(place, due, change.saturating_abs());
        }
    }

    /// Sorts the stored days. Called once, after the last dossier.
    pub fn finish(&mut self) {
        let places = self.tables.len();
        [&mut self.took, &mut self.begins, &mut self.ceases].into_iter().for_each(|notes| notes.sort(places));
    }

    /// True if more cells are in use than an answer may have groups.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Returns the keys of all cells in use, in order.
    pub fn keys(&self) -> Vec<u64> {
        match &self.places {
            None => {
                let wide = self.wide();
                let places = (0..self.tables.len()).filter(|place| place % wide < self.periods);
                places.map(|place| key(place / wide, place % wide)).collect()
            }
            Some(places) => {
                let mut keys: Vec<u64> = places.keys().copied().collect();
                keys.sort_unstable();
                keys
            }
        }
    }

    /// Returns the numbers of a key.
    pub fn of(&self, key: u64) -> Option<Kept<'_>> {
        let (slot, period) = unpacked(key);
        let place = match &self.places {
            None => slot.wrapping_mul(self.wide()).wrapping_add(period),
            Some(places) => *places.get(&key)? as usize,
        };
        Some(Kept { counts: self.tables.of(place)?, place, cells: self })
    }
}

/// The place of a key, created if missing. None if there are too many places.
#[inline(never)]
fn place_of(places: &mut HashMap<u64, u32, FixedState>, tables: &mut Tables, key: u64) -> Option<usize> {
    if let Some(place) = places.get(&key) {
        return Some(*place as usize);
    }
    let place = tables.len();
    if places.len() >= GROUPS {
        return None;
    }
    places.insert(key, u32::try_from(place).ok()?);
    tables.resize(place + 1);
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn joining_partial_sums_equals_one_sum(
            changes in prop::collection::vec(prop::collection::vec((-9_i32..9, -1_i32..=1), 0..12), 0..6),
        ) {
            let step = |sums: Vec<_>, changes: &Vec<_>| joined(&sums, &summed(changes.clone()));
            prop_assert_eq!(changes.iter().fold(Vec::new(), step), summed(changes.concat()));
        }
    }
}
