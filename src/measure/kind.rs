//! What a dossier is under the rules, whatever its days: looked up by its status and by the comparison of its
//! end with its appointment. The rules are therefore applied once per question, not once per dossier.

use super::{Closing, Course, EndDay, Outcome, Rules};
use crate::dossier::{Facts, NO_DAY, doubt};

/// Lowest three bits of a key: the dossier ends before its due day.
pub const EARLY: u32 = 0;
/// Lowest three bits of a key: the dossier ends on its due day.
pub const ON_DUE_DAY: u32 = 1;
/// Lowest three bits of a key: the dossier ends after its due day.
pub const LATE: u32 = 2;
/// The end or the appointment is unknown or unreadable.
pub const NO_VERDICT: u32 = 3;
/// There is no appointment, and its cell is empty.
pub const NO_DUE: u32 = 4;
/// Bit of a key: there is a day that ends the dossier.
pub const DATED: u32 = 1 << 3;
/// Bit of a key: the cell of the end day is unreadable.
pub const UNREADABLE: u32 = 1 << 4;
/// Position of the status number in a key.
pub const STATUS: u32 = 5;

const KEYS: usize = 1 << 8;

/// What a dossier is under the rules, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CourseKind(u32);

impl CourseKind {
    /// It is closed.
    pub const CLOSES: u32 = 1 << 12;
    /// It was never accepted.
    pub const REFUSED: u32 = 1 << 13;
    /// Its processing was stopped.
    pub const HALTED: u32 = 1 << 14;
    /// It was given back without a result.
    pub const RETURNED: u32 = 1 << 15;
    /// It ended and its end day is known.
    pub const ENDED: u32 = 1 << 16;
    /// It does not show whether its appointment was kept.
    pub const UNKEPT: u32 = 1 << 17;
    /// It ended early or on its due day.
    pub const TIMELY: u32 = 1 << 18;
    /// While open it waits for the applicant, and the rules never make it overdue.
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

    /// Number of the [`Closing`]; meaningless while open.
    #[inline(always)]
    pub fn closing(self) -> u32 {
        self.0 & 15
    }

    /// Number of the outcome after closing; meaningless while open.
    #[inline(always)]
    pub fn outcome(self) -> u32 {
        self.0 >> 4 & 15
    }

    /// Number of the outcome while open, for a dossier that waits.
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

/// A dossier that has this key if its days are judged by the default rules.
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

/// The kind of each key under one set of rules.
#[derive(Debug, Clone)]
pub struct CourseKinds(Vec<CourseKind>);

impl CourseKinds {
    /// Computes the kinds for these rules.
    pub fn of(rules: &Rules) -> Self {
        let rules = Rules { end_day: EndDay::Finished, ..*rules };
        Self((0..KEYS).map(|key| CourseKind::of(key, &rules)).collect())
    }

    /// Looks up the kind of each key.
    #[inline(never)]
    pub fn look_up<const N: usize>(&self, keys: &[u32; N], kinds: &mut [CourseKind; N]) {
        let Some(table) = self.0.first_chunk::<KEYS>() else { return };
        for (kind, key) in kinds.iter_mut().zip(keys) {
            *kind = table.get(*key as usize % KEYS).copied().unwrap_or_default();
        }
    }
}
