//! Numbers of pairs of numbers.

use super::lane::Lane;
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Up to this many pairs, numbers are looked up in a plain table instead of a hash map.
const DIRECT: usize = 1 << 16;

/// Numbers pairs in order of appearance.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Number of different second numbers.
    wide: usize,
    /// Numbers by pair, if that table is small; [`u32::MAX`] = not assigned.
    direct: Vec<u32>,
    hashed: HashMap<u64, u32, FixedState>,
    /// The pair of each number.
    pairs: Vec<(u32, u32)>,
}

impl Numbering {
    /// `wide`: the number of different second numbers; `pairs`: the possible number of pairs, None on
    /// overflow.
    pub fn new(wide: usize, pairs: Option<usize>) -> Self {
        let direct = pairs.filter(|pairs| *pairs <= DIRECT).map_or(Vec::new(), |pairs| vec![u32::MAX; pairs]);
        Self { wide, direct, ..Self::default() }
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The pair of a number.
    #[inline]
    pub fn pair(&self, number: usize) -> (u32, u32) {
        self.pairs.get(number).copied().unwrap_or_default()
    }

    /// Replaces each marked first number by the number of its pair.
    #[inline(never)]
    pub fn number_all(&mut self, marks: &Lane<bool>, seconds: &Lane<u32>, firsts: &mut Lane<u32>) {
        for ((first, second), _) in firsts.iter_mut().zip(seconds).zip(marks).filter(|(_, mark)| **mark) {
            *first = self.number(*first, *second);
        }
    }

    /// The number of a pair.
    #[inline]
    pub fn number(&mut self, first: u32, second: u32) -> u32 {
        let place = (first as usize).wrapping_mul(self.wide).wrapping_add(second as usize);
        let number = match self.direct.get_mut(place) {
            Some(number) => number,
            None => self.hashed.entry(u64::from(first) << 32 | u64::from(second)).or_insert(u32::MAX),
        };
        if *number == u32::MAX {
            *number = u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
            self.pairs.push((first, second));
        }
        *number
    }
}
