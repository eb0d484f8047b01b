//! Where a slot's numbers of each period are kept: all places in one table where these are few, else only those where
//! something happened. No table of slots times periods is ever made that is larger than what it holds.

use super::period_counts::PeriodCounts;
use super::spread::{Notes, Spread};
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Slots times periods up to which each has its place, whether anything happens there or not.
const DENSE: usize = 1 << 16;
/// Most groups that are given at once.
pub const GROUPS: usize = 200_000;

/// The numbers of all slots and periods.
#[derive(Debug, Default)]
pub struct Cells {
    periods: usize,
    numbers: Vec<PeriodCounts>,
    /// The place of each key where something happened; none where every key has its place.
    places: Option<HashMap<u64, u32, FixedState>>,
    /// More happened than there can be groups for.
    full: bool,
    /// Days from received to end that no cell counts in a place of its own.
    took: Notes,
    /// Due days of dossiers that are overdue from a period's end on, and no more.
    begins: Notes,
    ceases: Notes,
}

/// What is kept of a slot in a period.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Its numbers.
    pub counts: &'a PeriodCounts,
    place: usize,
    cells: &'a Cells,
}

impl Kept<'_> {
    /// How the days from received to end are spread.
    pub fn took(&self) -> Spread {
        let mut spread = Spread::default();
        spread.add_near(&self.counts.took);
        self.cells.took.of(self.place).for_each(|days| spread.add(days, 1));
        spread
    }

    /// Changes what is overdue, by due day, to what it is at the period's end.
    pub fn change_overdue(&self, overdue: &mut Vec<(i32, i32)>) {
        let Cells { begins, ceases, .. } = self.cells;
        let before = overdue.len();
        overdue.extend(begins.of(self.place).map(|due| (due, 1)));
        overdue.extend(ceases.of(self.place).map(|due| (due, -1)));
        if overdue.len() > before {
            *overdue = summed(std::mem::take(overdue));
        }
    }
}

/// The pairs in order, those of one day in one, without such as come to nothing.
fn summed(mut pairs: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    pairs.sort_unstable();
    let days = pairs.chunk_by(|one, next| one.0 == next.0);
    let sums = days.filter_map(|day| Some((day.first()?.0, day.iter().map(|(_, often)| often).sum())));
    sums.filter(|(_, often)| *often != 0).collect()
}

/// Slot and period as one number, which sorts by slot.
#[inline]
fn key(slot: usize, period: usize) -> u64 {
    (slot as u64) << 32 | period as u64
}

/// Slot and period of a key.
pub fn unpacked(key: u64) -> (usize, usize) {
    ((key >> 32) as usize, (key & u64::from(u32::MAX)) as usize)
}

impl Cells {
    /// Nothing yet.
    pub fn new(periods: usize) -> Self {
        Self { periods, ..Self::default() }
    }

    /// Makes room for so many slots: a place for each period, or, once that were too many, only where something happens.
    pub fn reach(&mut self, slots: usize) {
        match slots.saturating_mul(self.periods) {
            _ if self.places.is_some() => {}
            cells if cells <= DENSE => self.numbers.resize(cells, PeriodCounts::default()),
            _ => {
                let nothing = PeriodCounts::default();
                let places = (0..).zip(&self.numbers).filter(|(_, numbers)| **numbers != nothing);
                let key = |place: u32| key(place as usize / self.periods, place as usize % self.periods);
                self.places = Some(places.map(|(place, _)| (key(place), place)).collect());
            }
        }
    }

    /// Changes the numbers of a slot in a period.
    #[inline]
    pub fn change(&mut self, slot: usize, period: usize, change: impl FnOnce(&mut PeriodCounts)) {
        let place = self.place(slot, period);
        if let Some(numbers) = self.numbers.get_mut(place) {
            change(numbers);
        }
    }

    /// The place of a slot's period, made where there is none yet; beyond all where there are too many.
    #[inline]
    fn place(&mut self, slot: usize, period: usize) -> usize {
        match &mut self.places {
            None => slot.wrapping_mul(self.periods).wrapping_add(period),
            Some(places) => {
                let place = place_of(places, &mut self.numbers, key(slot, period));
                self.full |= place.is_none();
                place.unwrap_or(usize::MAX)
            }
        }
    }

    /// Notes how many days an ended dossier took, where its cell has no place for so many.
    pub fn note_days(&mut self, slot: usize, period: usize, days: i32) {
        let place = self.place(slot, period);
        if place < self.numbers.len() {
            self.took.push(place, days);
        }
    }

    /// Counts a dossier that is overdue from a period's end on, or no more, by its due day.
    #[inline]
    pub fn overdue(&mut self, slot: usize, period: usize, due: i32, change: i32) {
        let place = self.place(slot, period);
        if let Some(numbers) = self.numbers.get_mut(place) {
            numbers.overdue(due, change);
            let notes = if change > 0 { &mut self.begins } else { &mut self.ceases };
            notes.push(place, due);
        }
    }

    /// Nothing more comes.
    pub fn finish(&mut self) {
        [&mut self.took, &mut self.begins, &mut self.ceases].into_iter().for_each(Notes::sort);
    }

    /// True if more happened than there can be groups for.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Slot and period of all numbers, in order.
    pub fn keys(&self) -> Vec<u64> {
        match &self.places {
            None => {
                let wide = self.periods.max(1);
                (0..self.numbers.len()).map(|place| key(place / wide, place % wide)).collect()
            }
            Some(places) => {
                let mut keys: Vec<u64> = places.keys().copied().collect();
                keys.sort_unstable();
                keys
            }
        }
    }

    /// What is kept of a key.
    pub fn of(&self, key: u64) -> Option<Kept<'_>> {
        let (slot, period) = unpacked(key);
        let place = match &self.places {
            None => slot.wrapping_mul(self.periods).wrapping_add(period),
            Some(places) => *places.get(&key)? as usize,
        };
        Some(Kept { counts: self.numbers.get(place)?, place, cells: self })
    }
}

/// The place of a key, made where there is none yet; none if there are too many.
#[inline(never)]
fn place_of(
    places: &mut HashMap<u64, u32, FixedState>,
    numbers: &mut Vec<PeriodCounts>,
    key: u64,
) -> Option<usize> {
    if let Some(place) = places.get(&key) {
        return Some(*place as usize);
    }
    let place = numbers.len();
    if places.len() >= GROUPS {
        return None;
    }
    places.insert(key, u32::try_from(place).ok()?);
    numbers.push(PeriodCounts::default());
    Some(place)
}
