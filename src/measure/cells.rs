//! Where a slot's numbers of each period are kept: all places in one table where these are few, else only those where
//! something happened. No table of slots times periods is ever made that is larger than what it holds.

use super::lane::{Chosen, Lane, at, put};
use super::period_counts::{DaySums, PeriodCounts, Seldom};
use super::spread::{Notes, Spread};
use super::tables::Tables;
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Slots times periods up to which each has its place, whether anything happens there or not.
const DENSE: usize = 1 << 16;
/// Most groups that are given at once.
pub const GROUPS: usize = 200_000;

/// The numbers of all slots and periods.
#[derive(Debug, Default)]
pub struct Cells {
    /// What is counted of every dossier.
    pub tables: Tables,
    /// Levels of the units of each slot's dossiers: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: Vec<u8>,
    periods: usize,
    /// The place of each key where something happened; none where every key has its place.
    places: Option<HashMap<u64, u32, FixedState>>,
    /// Where what lies in no period is counted; there is one for each slot where every key has its place.
    nowhere: u32,
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
    pub counts: PeriodCounts,
    place: usize,
    cells: &'a Cells,
}

impl Kept<'_> {
    /// How the days from received to end are spread.
    pub fn took(&self) -> Spread {
        let mut spread = Spread::of_near(&self.counts.took);
        self.cells.took.of(self.place).for_each(|days| spread.add(days, 1));
        spread
    }

    /// The sums of what happened in the period.
    pub fn event_days(&self) -> DaySums {
        let handled_spread = self.took();
        let (handled, handled_count) = handled_spread.sum();
        let handed_over_late = self.counts.seldom.handed_over_late;
        DaySums { handled, handled_count, handed_over_late, handled_spread, ..DaySums::default() }
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

    /// Places of a slot where every key has its place: one for each period, and one for none.
    fn wide(&self) -> usize {
        self.periods + 1
    }

    /// Makes room for so many slots: a place for each period, or, once that were too many, only where something happens.
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
        let nothing = PeriodCounts::default();
        let wide = self.wide();
        let happened = |place: &usize| {
            place % wide < self.periods && self.tables.of(*place).is_some_and(|counts| counts != nothing)
        };
        let places = (0..self.tables.len()).filter(happened);
        let places = places.map(|place| (key(place / wide, place % wide), place as u32)).collect();
        self.places = Some(places);
        self.nowhere = self.periods as u32;
        self.tables.resize(self.tables.len().max(wide));
    }

    /// The places of chosen dossiers by their slots and the numbers of their periods, made where there are none yet.
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

    /// The place of a slot's period, made where there is none yet; beyond all where there are too many.
    #[inline]
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

    /// Changes what few dossiers have of a slot in a period.
    #[inline]
    pub fn change(&mut self, slot: u32, period: u32, change: impl FnOnce(&mut Seldom)) {
        let place = self.place(slot as usize, period as usize);
        self.change_at(place as u32, change);
    }

    /// The same of a place.
    #[inline]
    pub fn change_at(&mut self, place: u32, change: impl FnOnce(&mut Seldom)) {
        if let Some(numbers) = self.tables.seldom.get_mut(place as usize) {
            change(numbers);
        }
    }

    /// Notes how many days an ended dossier took, where its cell has no place for so many.
    pub fn note_days(&mut self, place: u32, days: i32) {
        let place = place as usize;
        if place < self.tables.len() {
            self.took.push(place, days);
        }
    }

    /// Counts a dossier that is overdue from a period's end on, or no more, by its due day.
    #[inline]
    pub fn overdue(&mut self, slot: u32, period: u32, due: i32, change: i32) {
        let place = self.place(slot as usize, period as usize);
        if let Some(numbers) = self.tables.seldom.get_mut(place) {
            numbers.overdue(due, change);
            let notes = if change > 0 { &mut self.begins } else { &mut self.ceases };
            notes.push(place, due);
        }
    }

    /// Nothing more comes.
    pub fn finish(&mut self) {
        let places = self.tables.len();
        [&mut self.took, &mut self.begins, &mut self.ceases].into_iter().for_each(|notes| notes.sort(places));
    }

    /// True if more happened than there can be groups for.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Slot and period of all numbers, in order.
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

    /// What is kept of a key.
    pub fn of(&self, key: u64) -> Option<Kept<'_>> {
        let (slot, period) = unpacked(key);
        let place = match &self.places {
            None => slot.wrapping_mul(self.wide()).wrapping_add(period),
            Some(places) => *places.get(&key)? as usize,
        };
        Some(Kept { counts: self.tables.of(place)?, place, cells: self })
    }
}

/// The place of a key, made where there is none yet; none if there are too many.
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
