//! The courses of a block's dossiers, column by column; [`super::Course`] is the version for one dossier.
//! Columns that the rules do not need are not read.

use super::block::{BLOCK, Block};
use super::course::is_after;
use super::kind::{
    CourseKind, CourseKinds, DATED, EARLY, LATE, NO_DUE, NO_VERDICT, ON_DUE_DAY, STATUS, UNREADABLE,
};
use super::lane::{Chosen, Lane, at, copy, put};
use super::{Clock, EndDay, Outcome, Rules, end_of};
use crate::dossier::{NO_DAY, doubt};

/// The courses of a block.
#[derive(Debug)]
pub struct Courses {
    rules: Rules,
    kinds: CourseKinds,
    /// Day received.
    pub received: Lane<i32>,
    /// Appointment, or [`NO_DAY`].
    pub due: Lane<i32>,
    /// Day finished, or [`NO_DAY`].
    pub finished: Lane<i32>,
    /// Day returned, or [`NO_DAY`].
    pub returned: Lane<i32>,
    /// Bits of [`doubt`].
    pub doubts: Lane<u16>,
    status: Lane<u8>,
    /// The end day under the rules; [`NO_DAY`] if there is none.
    pub end: Lane<i32>,
    keys: Lane<u32>,
    /// The kind of each dossier under the rules.
    pub kind: Lane<CourseKind>,
    /// Day it ended or stopped, never before the received day; [`i32::MAX`] while open.
    pub closed: Lane<i32>,
    /// Last day on which it is not overdue; [`i32::MAX`] if it never becomes overdue.
    pub until: Lane<i32>,
}

impl Courses {
    /// Creates empty courses for these rules.
    pub fn new(rules: &Rules) -> Self {
        let (days, bits) = ([NO_DAY; BLOCK], [0; BLOCK]);
        Self {
            rules: *rules,
            kinds: CourseKinds::of(rules),
            received: days,
            due: days,
            finished: days,
            returned: days,
            doubts: [0; BLOCK],
            status: [0; BLOCK],
            end: days,
            keys: bits,
            kind: [CourseKind::default(); BLOCK],
            closed: days,
            until: days,
        }
    }

    /// Computes the courses of a block.
    pub fn work_out(&mut self, block: &Block<'_>) {
        self.read(block);
        self.choose_ends();
        hold_against(&self.end, &self.due, &self.doubts, &mut self.keys);
        if self.rules.clock == Clock::Instant {
            self.mind_the_time(block);
        }
        add_status(&self.status, &mut self.keys);
        self.kinds.look_up(&self.keys, &mut self.kind);
        close(&self.kind, &self.received, &self.end, &mut self.closed);
        bound(&self.kind, &self.due, &mut self.until);
    }

    #[inline(never)]
    fn read(&mut self, Block { chunk, range, .. }: &Block<'_>) {
        copy(&chunk.received, range, &mut self.received);
        copy(&chunk.due, range, &mut self.due);
        copy(&chunk.finished, range, &mut self.finished);
        copy(&chunk.returned, range, &mut self.returned);
        copy(&chunk.doubts, range, &mut self.doubts);
        copy(&chunk.status, range, &mut self.status);
    }

    /// Chooses the end day of each dossier and sets the bits of its key that describe it.
    fn choose_ends(&mut self) {
        let finished = (&self.finished, u32::from(doubt::UNREADABLE_FINISHED));
        let returned = (&self.returned, u32::from(doubt::UNREADABLE_RETURNED));
        let (first, other) = match self.rules.end_day {
            EndDay::Finished => (finished, returned),
            EndDay::Returned => (returned, finished),
            EndDay::FinishedOnly => (finished, finished),
        };
        choose(first, other, &self.doubts, &mut self.end, &mut self.keys);
    }

    /// If the end is on the due day, the time of day decides.
    #[cold]
    fn mind_the_time(&mut self, Block { chunk, range, .. }: &Block<'_>) {
        let ties = Chosen::first(range.len())
            .filter(|place| at(&self.end, place) == at(&self.due, place) && at(&self.due, place) != NO_DAY);
        for place in ties.iter() {
            let facts = chunk.kept(range.start + usize::from(place));
            let (day, second) = end_of(&facts, &self.rules);
            if is_after(&facts, day, second, Clock::Instant) {
                let key = at(&self.keys, place) ^ ON_DUE_DAY ^ LATE;
                put(&mut self.keys, place, key);
            }
        }
    }

    /// Writes the outcome number of each dossier on a day. All must have been received by then.
    #[inline(never)]
    pub fn outcomes_on(&self, day: i32, outcomes: &mut Lane<u32>) {
        let (kinds, days) = (self.kind.iter().zip(&self.closed), self.until.iter().zip(&self.due));
        for (outcome, ((kind, closed), (until, due))) in outcomes.iter_mut().zip(kinds.zip(days)) {
            let by_due = if *due == NO_DAY { Outcome::NoDue } else { Outcome::InTerm } as u32;
            let open = if kind.is(CourseKind::WAITS) { kind.waiting() } else { by_due };
            let open = if *until < day { Outcome::Overdue as u32 } else { open };
            *outcome = if *closed <= day { kind.outcome() } else { open };
        }
    }

    /// The outcome number of a dossier while it is open and not overdue.
    #[inline(always)]
    pub fn open(&self, dossier: u16) -> u32 {
        let kind = at(&self.kind, dossier);
        let by_due = if at(&self.due, dossier) == NO_DAY { Outcome::NoDue } else { Outcome::InTerm };
        if kind.is(CourseKind::WAITS) { kind.waiting() } else { by_due as u32 }
    }

    /// Flags the dossiers that were finished by their due day and handed over after it, as known on the day
    /// `last`.
    #[inline(never)]
    pub fn flag_handed_over_late(&self, block: &Block<'_>, last: i32, flags: &mut Lane<u8>) {
        let days = self.finished.iter().zip(&self.returned).zip(&self.due);
        for ((flag, kind), ((finished, returned), due)) in flags.iter_mut().zip(&self.kind).zip(days) {
            // `NO_DAY` is the smallest day, so a missing appointment must be excluded explicitly.
            let known = (*due != NO_DAY) & (*finished != NO_DAY) & kind.is(CourseKind::ENDED);
            *flag = u8::from(known & (returned > due) & (finished <= due) & (*returned <= last));
        }
        if self.rules.clock == Clock::Instant {
            self.flag_by_time(block, last, flags);
        }
    }

    /// If one of the days is the due day, the time of day decides.
    #[cold]
    fn flag_by_time(&self, Block { chunk, range, .. }: &Block<'_>, last: i32, flags: &mut Lane<u8>) {
        let on_the_day = |place| {
            let due = at(&self.due, place);
            (due != NO_DAY) & ((at(&self.finished, place) == due) | (at(&self.returned, place) == due))
        };
        for place in Chosen::first(range.len()).filter(on_the_day).iter() {
            let facts = chunk.kept(range.start + usize::from(place));
            let after = |day, second| is_after(&facts, day, second, Clock::Instant);
            let known = facts.finished != NO_DAY && at(&self.kind, place).is(CourseKind::ENDED);
            let late = known
                && facts.returned <= last
                && after(facts.returned, facts.returned_second)
                && !after(facts.finished, facts.finished_second);
            put(flags, place, u8::from(late));
        }
    }
}

/// Chooses the first day or, if its cell is empty, the second. An unreadable cell is not empty.
#[inline(never)]
fn choose(
    (firsts, first_bit): (&Lane<i32>, u32),
    (others, other_bit): (&Lane<i32>, u32),
    doubts: &Lane<u16>,
    ends: &mut Lane<i32>,
    keys: &mut Lane<u32>,
) {
    let sides = firsts.iter().zip(others).zip(doubts);
    for ((end, key), ((first, other), doubts)) in ends.iter_mut().zip(keys).zip(sides) {
        let doubts = u32::from(*doubts);
        let nothing = (*first == NO_DAY) & (doubts & first_bit == 0);
        *end = if nothing { *other } else { *first };
        let bit = if nothing { other_bit } else { first_bit };
        let unreadable = if doubts & bit == 0 { 0 } else { UNREADABLE };
        *key = if *end == NO_DAY { unreadable } else { unreadable | DATED };
    }
}

/// Adds the comparison of end and appointment to each key.
#[inline(never)]
fn hold_against(ends: &Lane<i32>, dues: &Lane<i32>, doubts: &Lane<u16>, keys: &mut Lane<u32>) {
    for (((end, due), doubts), key) in ends.iter().zip(dues).zip(doubts).zip(keys) {
        let nothing = (*due == NO_DAY) & (*doubts & doubt::UNREADABLE_DUE == 0);
        let unjudged = if nothing { NO_DUE } else { NO_VERDICT };
        let by_then = if end == due { ON_DUE_DAY } else { LATE };
        let judged = if end < due { EARLY } else { by_then };
        *key |= if (*end == NO_DAY) | (*due == NO_DAY) { unjudged } else { judged };
    }
}

#[inline(never)]
fn add_status(statuses: &Lane<u8>, keys: &mut Lane<u32>) {
    for (status, key) in statuses.iter().zip(keys) {
        *key |= u32::from(*status) << STATUS;
    }
}

#[inline(never)]
fn close(kinds: &Lane<CourseKind>, received: &Lane<i32>, ends: &Lane<i32>, closed: &mut Lane<i32>) {
    for (((kind, received), end), closed) in kinds.iter().zip(received).zip(ends).zip(closed) {
        // A missing end is the smallest day.
        let day = if kind.is(CourseKind::REFUSED) { *received } else { *received.max(end) };
        *closed = if kind.is(CourseKind::CLOSES) { day } else { i32::MAX };
    }
}

#[inline(never)]
fn bound(kinds: &Lane<CourseKind>, dues: &Lane<i32>, until: &mut Lane<i32>) {
    for ((kind, due), until) in kinds.iter().zip(dues).zip(until) {
        *until = if kind.is(CourseKind::WAITS) | (*due == NO_DAY) { i32::MAX } else { *due };
    }
}
