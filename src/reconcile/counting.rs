//! Counting by one way.

use super::class::ClassRow;
use super::way::{StatedWay, Way, rule};
use crate::measure::{Counts, Rules, ShareDays, share_of};

/// The parts that all ways of one question share.
#[derive(Debug, Clone, Copy)]
pub struct Space {
    /// Our own rules.
    pub rules: Rules,
    /// Our own way.
    pub base: Way,
    /// The period as stated.
    pub stated: StatedWay,
}

/// A way, ready to count.
#[derive(Debug, Clone, Copy)]
pub struct Counting {
    /// Its rules.
    pub rules: Rules,
    /// Its period; None if it is not for the stated one.
    pub days: Option<ShareDays>,
    /// The marks that a row needs to count.
    needed: u8,
}

impl Space {
    /// Prepares a way.
    pub fn counting(&self, way: &Way) -> Counting {
        let needed = 1 << way.get(rule::DUPLICATES) | 0b1_0000 << way.get(rule::BLANK_CHANNEL);
        Counting { rules: way.rules(&self.rules), days: way.days(&self.stated), needed }
    }
}

impl Space {
    /// The counts of these rows by a way.
    pub fn counts(&self, rows: &[ClassRow], way: &Way) -> Counts {
        let (mut sum, counting) = (Counts::default(), self.counting(way));
        rows.iter().for_each(|row| sum.add_times(&counting.share(row), row.weight));
        sum
    }

    /// Number of dossiers that others replace under our own rule for duplicates.
    pub fn replaced(&self, rows: &[ClassRow]) -> u64 {
        let bit = 1 << self.base.get(rule::DUPLICATES);
        rows.iter().filter(|row| row.marks & bit == 0).map(|row| row.weight).sum()
    }
}

impl Counting {
    /// True if a row with these marks counts.
    #[inline]
    pub fn takes(&self, marks: u8) -> bool {
        marks & self.needed == self.needed
    }

    /// What one dossier of a row adds.
    pub fn share(&self, row: &ClassRow) -> Counts {
        match &self.days {
            Some(days) if self.takes(row.marks) => share_of(&row.facts, &self.rules, days),
            _ => Counts::default(),
        }
    }
}
