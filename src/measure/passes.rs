//! Steps of a count, each over a block. A step either adds one to a table for every chosen dossier, or fills
//! a lane with the column numbers for that. Each step is a separate function, so that a browser optimises it
//! early.

use super::block::{BLOCK, Block};
use super::courses::Courses;
use super::kind::CourseKind;
use super::lane::{Chosen, Lane, at, copy};
use super::period_counts::{due_state, intake, way};
use super::spread::{FAR, NONE};
use super::weight::BlockWeights;
use crate::dossier::{Dossiers, NO_DAY, doubt};

/// Adds one for each chosen dossier, in the row of its place and the column of its number; its weight, if it
/// stands for several.
#[inline(never)]
pub fn add<const N: usize>(
    table: &mut [[u32; N]],
    chosen: &Chosen,
    (places, numbers): (&Lane<u32>, &Lane<u8>),
    weights: &BlockWeights,
) {
    if let Some(often) = weights.varying() {
        let add = |dossier| count(table, at(places, dossier), at(numbers, dossier), at(often, dossier));
        chosen.iter().for_each(add);
    } else if chosen.is_whole() {
        places
            .iter()
            .zip(numbers)
            .take(chosen.len())
            .for_each(|(place, number)| count(table, *place, *number, 1));
    } else {
        chosen.iter().for_each(|dossier| count(table, at(places, dossier), at(numbers, dossier), 1));
    }
}

#[inline(always)]
fn count<const N: usize>(table: &mut [[u32; N]], place: u32, number: u8, often: u32) {
    if let Some(count) = table.get_mut(place as usize).and_then(|cell| cell.get_mut(usize::from(number))) {
        *count += often;
    }
}

/// Columns that only counts need.
#[derive(Debug)]
pub struct Channels {
    intake: Lane<u8>,
    back: Lane<u8>,
    service_level: Lane<u8>,
    unit_level: Lane<u8>,
    /// The unit level, if all units have the same.
    level: Option<u8>,
}

impl Channels {
    /// Creates empty lanes for a table's dossiers.
    pub fn new(dossiers: &Dossiers) -> Self {
        let nothing = [0; BLOCK];
        let mut levels = dossiers.chunks.iter().map(|chunk| one_of_all(&chunk.unit_level));
        let first = levels.next().flatten();
        let level = first.filter(|_| levels.all(|level| level == first));
        Self { level, intake: nothing, back: nothing, service_level: nothing, unit_level: nothing }
    }

    /// The bit of the unit level, if all units have the same. Few tables have several levels; these are
    /// stored by slot.
    pub fn level(&self) -> Option<u8> {
        self.level.map(|level| 1_u8.wrapping_shl(level.into()))
    }

    /// Reads the columns of a block.
    #[inline(never)]
    pub fn read(&mut self, Block { chunk, range, .. }: &Block<'_>) {
        copy(&chunk.intake, range, &mut self.intake);
        copy(&chunk.return_channel, range, &mut self.back);
        copy(&chunk.service_level, range, &mut self.service_level);
        copy(&chunk.unit_level, range, &mut self.unit_level);
    }

    /// Writes the [`intake`] number of each dossier.
    #[inline(never)]
    pub fn intakes(&self, numbers: &mut Lane<u8>) {
        for ((number, channel), level) in numbers.iter_mut().zip(&self.intake).zip(&self.service_level) {
            *number = intake(*channel, *level);
        }
    }

    /// Writes the closing number of each dossier, combined with its [`way`].
    #[inline(never)]
    pub fn closings(&self, kinds: &Lane<CourseKind>, numbers: &mut Lane<u8>) {
        for ((number, kind), (channel, back)) in
            numbers.iter_mut().zip(kinds).zip(self.intake.iter().zip(&self.back))
        {
            *number = (kind.closing() << 2) as u8 | way(*channel, *back);
        }
    }

    /// Stores the unit levels of chosen dossiers by slot, unless all units have the same level.
    #[inline(never)]
    pub fn note_levels(&self, chosen: &Chosen, slots: &Lane<u32>, levels: &mut [u8]) {
        if self.level.is_some() {
            return;
        }
        for dossier in chosen.iter() {
            if let Some(levels) = levels.get_mut(at(slots, dossier) as usize) {
                *levels |= 1_u8.wrapping_shl(at(&self.unit_level, dossier).into());
            }
        }
    }
}

/// The value of a column, if all its values are equal.
fn one_of_all(column: &[u8]) -> Option<u8> {
    let first = *column.first()?;
    column.iter().fold(true, |same, level| same & (*level == first)).then_some(first)
}

/// Writes the acceptance number of each dossier. Returns false if no acceptance is known.
#[inline(never)]
pub fn acceptances(doubts: &Lane<u16>, numbers: &mut Lane<u8>) -> bool {
    let mut any = 0;
    for (number, doubts) in numbers.iter_mut().zip(doubts) {
        any |= doubts & doubt::ACCEPTANCE;
        *number = ((doubts & doubt::ACCEPTANCE) >> doubt::ACCEPTANCE.trailing_zeros()) as u8;
    }
    any != 0
}

/// Writes the number for each ended dossier's duration in days. Returns true if any has no counter of its
/// own.
#[inline(never)]
pub fn durations(courses: &Courses, numbers: &mut Lane<u8>) -> bool {
    let days = courses.received.iter().zip(&courses.end);
    let mut any = false;
    for ((number, kind), (received, end)) in numbers.iter_mut().zip(&courses.kind).zip(days) {
        // As unsigned numbers, negative durations exceed every other.
        let days = end.wrapping_sub(*received).cast_unsigned().min(u32::from(FAR));
        let days = if kind.is(CourseKind::ENDED) { days } else { u32::from(NONE) };
        any |= days == u32::from(FAR);
        *number = days as u8;
    }
    any
}

/// Writes the [`due_state`] of each appointment, as known on the day in `known`. Flags those whose state on
/// the day `last` differs, and returns true if there are any.
#[inline(never)]
pub fn appointments(
    courses: &Courses,
    known: &Lane<i32>,
    last: i32,
    (numbers, later): (&mut Lane<u8>, &mut Lane<u8>),
) -> bool {
    let days = courses.received.iter().zip(&courses.closed).zip(known);
    let mut any = 0;
    for (((number, later), kind), ((received, closed), known)) in
        numbers.iter_mut().zip(later).zip(&courses.kind).zip(days)
    {
        let now = state_on(*kind, *received, *closed, *known);
        *number = now;
        *later = u8::from(now != state_on(*kind, *received, *closed, last));
        any |= *later;
    }
    any != 0
}

/// Flags dossiers that are open at the end of a period and either past their due day or without an effective
/// appointment.
#[inline(never)]
pub fn standing(courses: &Courses, opened: &Lane<u32>, closed: &Lane<u32>, flags: &mut Lane<u8>) {
    let days = courses.until.iter().zip(&courses.closed);
    for ((flag, (until, day)), (opened, closed)) in flags.iter_mut().zip(days).zip(opened.iter().zip(closed))
    {
        let apart = (until < day) | (*until == i32::MAX);
        *flag = u8::from(apart & (opened < closed));
    }
}

/// The [`due_state`] of an appointment on or before a day, as known on that day.
#[inline(always)]
pub fn due_on(courses: &Courses, dossier: u16, day: i32) -> u8 {
    let kind = at(&courses.kind, dossier);
    state_on(kind, at(&courses.received, dossier), at(&courses.closed, dossier), day)
}

#[inline(always)]
fn state_on(kind: CourseKind, received: i32, closed: i32, day: i32) -> u8 {
    let closed = closed <= day;
    let counts = (received <= day) & !(closed & kind.is(CourseKind::UNKEPT));
    due_state(counts, counts & closed & kind.is(CourseKind::TIMELY))
}

/// True if any day is in `first..before`.
#[inline(never)]
pub fn any_between(days: &Lane<i32>, first: i32, before: i32) -> bool {
    let first = first.max(NO_DAY + 1);
    days.iter().fold(false, |any, day| any | ((*day >= first) & (*day < before)))
}

/// The union of all bits.
#[inline(never)]
pub fn all_bits(kinds: &Lane<CourseKind>) -> CourseKind {
    kinds.iter().fold(CourseKind::default(), |all, kind| all.or(*kind))
}

/// The first and the last of the days.
#[inline(never)]
pub fn bounds(days: &Lane<i32>, length: usize) -> (i32, i32) {
    let days = days.get(..length).unwrap_or_default();
    days.iter().fold((i32::MAX, i32::MIN), |(first, last), day| (first.min(*day), last.max(*day)))
}

/// Writes the period of each day up to `last`. Later days and missing days get the number `none`.
#[inline(never)]
pub fn only_until(days: &Lane<i32>, last: i32, periods: &Lane<u32>, none: u32, numbers: &mut Lane<u32>) {
    for ((number, day), period) in numbers.iter_mut().zip(days).zip(periods) {
        *number = if (*day <= last) & (*day != NO_DAY) { *period } else { none };
    }
}
