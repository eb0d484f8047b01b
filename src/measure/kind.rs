//! What a dossier is by the rules, whatever its days are: looked up by its status and by how its end and its appointment lie
//! to each other. A scan then asks the rules once a question, not once a dossier.

use super::{Closing, Course, EndDay, Outcome, Rules};
use crate::dossier::{Facts, NO_DAY, doubt};

/// Of a key, how the end lies to the appointment: before it, on its day, after it.
pub const EARLY: u32 = 0;
/// The same.
pub const ON_DUE_DAY: u32 = 1;
/// The same.
pub const LATE: u32 = 2;
/// One of both is not known, or cannot be read.
pub const NO_VERDICT: u32 = 3;
/// There is no appointment, and nothing that cannot be read as one.
pub const NO_DUE: u32 = 4;
/// Bit of a key: there is a day that ends the dossier.
pub const DATED: u32 = 1 << 3;
/// Bit of a key: there is something in its place that cannot be read.
pub const UNREADABLE: u32 = 1 << 4;
/// Where the number of the status begins in a key.
pub const STATUS: u32 = 5;

const KEYS: usize = 1 << 8;

/// What a dossier is by the rules, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kind(u32);

impl Kind {
    /// Something closes it.
    pub const CLOSES: u32 = 1 << 12;
    /// It was never accepted.
    pub const REFUSED: u32 = 1 << 13;
    /// Its processing was stopped.
    pub const HALTED: u32 = 1 << 14;
    /// It was given back without a result.
    pub const RETURNED: u32 = 1 << 15;
    /// It ends on a day of its own.
    pub const ENDED: u32 = 1 << 16;
    /// It says nothing of whether its appointment was kept.
    pub const UNKEPT: u32 = 1 << 17;
    /// It ended by its due day.
    pub const TIMELY: u32 = 1 << 18;
    /// While open it waits, and the rules never take it for overdue.
    pub const WAITS: u32 = 1 << 19;

    /// True if one of these bits is set.
    #[inline(always)]
    pub fn is(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// The bits of both.
    #[inline(always)]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Number of the way to be closed; meaningless while open.
    #[inline(always)]
    pub fn closing(self) -> u32 {
        self.0 & 15
    }

    /// Number of the outcome from then on; meaningless while open.
    #[inline(always)]
    pub fn outcome(self) -> u32 {
        self.0 >> 4 & 15
    }

    /// Number of the outcome while open, of one that waits.
    #[inline(always)]
    pub fn waiting(self) -> u32 {
        self.0 >> 8 & 15
    }

    fn of(key: usize, rules: &Rules) -> Self {
        let facts = sample(key as u32);
        let course = Course::of(&facts, rules);
        let (closing, outcome) = (course.closing, course.outcome);
        let with_due = Course::of(&Facts { due: 20, ..facts }, rules);
        let flags = [
            (Self::CLOSES, course.closed != i32::MAX),
            (Self::REFUSED, outcome == Outcome::NotAccepted),
            (Self::HALTED, closing == Closing::Halted),
            (Self::RETURNED, closing.is_returned()),
            (Self::ENDED, course.has_ended()),
            (Self::UNKEPT, course.keeps_no_appointment()),
            (Self::TIMELY, outcome.is_timely()),
            (Self::WAITS, with_due.due == i32::MAX),
        ];
        let numbers = closing as u32 | (outcome as u32) << 4 | (with_due.open as u32) << 8;
        Self(flags.iter().filter(|(_, holds)| *holds).fold(numbers, |bits, (bit, _)| bits | bit))
    }
}

/// A dossier of this key, by the default rules for its days.
fn sample(key: u32) -> Facts {
    let verdict = key & 7;
    let (due, finished) = match verdict {
        EARLY => (20, 19),
        ON_DUE_DAY => (20, 20),
        LATE => (20, 21),
        _ => (NO_DAY, 20),
    };
    let unreadable = |holds, bit| if holds { bit } else { 0 };
    Facts {
        due,
        finished: if key & DATED == 0 { NO_DAY } else { finished },
        status: (key >> STATUS) as u8,
        doubts: unreadable(verdict == NO_VERDICT, doubt::UNREADABLE_DUE)
            | unreadable(key & UNREADABLE != 0, doubt::UNREADABLE_FINISHED),
        ..Facts::received_on(10)
    }
}

/// The kind of each key by some rules.
#[derive(Debug, Clone)]
pub struct Kinds(Vec<Kind>);

impl Kinds {
    /// By these rules.
    pub fn of(rules: &Rules) -> Self {
        let rules = Rules { end_day: EndDay::Finished, ..*rules };
        Self((0..KEYS).map(|key| Kind::of(key, &rules)).collect())
    }

    /// The kind of each key.
    #[inline(never)]
    pub fn look_up<const N: usize>(&self, keys: &[u32; N], kinds: &mut [Kind; N]) {
        let Some(table) = self.0.first_chunk::<KEYS>() else { return };
        for (kind, key) in kinds.iter_mut().zip(keys) {
            *kind = table.get(*key as usize % KEYS).copied().unwrap_or_default();
        }
    }
}
