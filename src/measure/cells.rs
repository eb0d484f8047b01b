//! Where a slot's numbers of each period are kept: all places in one table where these are few, else only those where
//! something happened. No table of slots times periods is ever made that is larger than what it holds.

use super::period_counts::PeriodCounts;
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Slots times periods up to which each has its place, whether anything happens there or not.
pub const FEW: usize = 1 << 14;
/// Most groups that are given at once.
pub const GROUPS: usize = 200_000;

/// The numbers of all slots and periods.
#[derive(Debug)]
pub struct Cells {
    periods: usize,
    numbers: Vec<PeriodCounts>,
    /// The place of each key where something happened; none where every key has its place.
    places: Option<HashMap<u64, u32, FixedState>>,
    /// More happened than there can be groups for.
    full: bool,
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
    /// Nothing yet. `slots` is how many there can be, if that is a number.
    pub fn new(slots: Option<usize>, periods: usize) -> Self {
        let few = slots.and_then(|slots| slots.checked_mul(periods)).is_some_and(|cells| cells <= FEW);
        Self { periods, numbers: Vec::new(), places: (!few).then(HashMap::default), full: false }
    }

    /// Makes room for so many slots.
    pub fn reach(&mut self, slots: usize) {
        if self.places.is_none() {
            self.numbers.resize(slots.saturating_mul(self.periods).min(FEW), PeriodCounts::default());
        }
    }

    /// Changes the numbers of a slot in a period.
    #[inline]
    pub fn change(&mut self, slot: usize, period: usize, change: impl FnOnce(&mut PeriodCounts)) {
        let place = match &mut self.places {
            None => slot.wrapping_mul(self.periods).wrapping_add(period),
            Some(places) => match place_of(places, &mut self.numbers, key(slot, period)) {
                Some(place) => place,
                None => return self.full = true,
            },
        };
        if let Some(numbers) = self.numbers.get_mut(place) {
            change(numbers);
        }
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

    /// The numbers of a key.
    pub fn of(&self, key: u64) -> Option<&PeriodCounts> {
        let (slot, period) = unpacked(key);
        let place = match &self.places {
            None => slot.wrapping_mul(self.periods).wrapping_add(period),
            Some(places) => *places.get(&key)? as usize,
        };
        self.numbers.get(place)
    }
}

/// The place of a key, made where there is none yet; none if there are too many.
fn place_of(
    places: &mut HashMap<u64, u32, FixedState>,
    numbers: &mut Vec<PeriodCounts>,
    key: u64,
) -> Option<usize> {
    if let Some(place) = places.get(&key) {
        return Some(*place as usize);
    }
    let place = numbers.len();
    if place >= GROUPS {
        return None;
    }
    places.insert(key, u32::try_from(place).ok()?);
    numbers.push(PeriodCounts::default());
    Some(place)
}
