//! The data of one dossier, and how its columns store it: a time of day takes two bytes and a bit.

use crate::value::{Moment, Order, WorkingDays};

/// No day.
pub const NO_DAY: i32 = i32::MIN;
/// No time of day: the cell contains only a day.
pub const NO_TIME: u32 = u32::MAX;
/// A time of day in a column: seconds since midnight, halved; [`UNTIMED`] if there is none.
pub type Time = u16;
/// No time of day, in time columns.
pub const UNTIMED: Time = Time::MAX;

/// Doubtful cells of a dossier: bits of [`Facts::doubts`].
pub mod doubt {
    /// An impossible date.
    pub const IMPOSSIBLE_DATE: u16 = 1;
    /// A word that is not listed.
    pub const UNKNOWN_VALUE: u16 = 1 << 1;
    /// The end is before the received day.
    pub const END_BEFORE_RECEIVED: u16 = 1 << 2;
    /// The day in the code is neither the day received nor the day filed.
    pub const CODE_DATE: u16 = 1 << 3;
    /// An end day with an open status.
    pub const OPEN_STATUS: u16 = 1 << 4;
    /// A finished status without an end day.
    pub const NO_END: u16 = 1 << 5;
    /// A day after today.
    pub const AFTER_TODAY: u16 = 1 << 6;
    /// The appointment's cell contains something other than a day.
    pub const UNREADABLE_DUE: u16 = 1 << 7;
    /// The finished day's cell contains something other than a day.
    pub const UNREADABLE_FINISHED: u16 = 1 << 8;
    /// The returned day's cell contains something other than a day.
    pub const UNREADABLE_RETURNED: u16 = 1 << 9;
    /// The row has more or fewer cells than its header, and no shift explains it.
    pub const ROW_WIDTH: u16 = 1 << 10;
    /// The appointment is before the received day.
    pub const DUE_BEFORE_RECEIVED: u16 = 1 << 11;
    /// Both filing and receipt are known, so the measure "accepted late" covers the dossier.
    pub const ACCEPTANCE_TIMED: u16 = 1 << 12;
    /// Accepted late (docs/reference.md, "Definitions").
    pub const ACCEPTED_LATE: u16 = 1 << 13;
    /// Mask of [`ACCEPTANCE_TIMED`] and [`ACCEPTED_LATE`].
    pub const ACCEPTANCE: u16 = ACCEPTANCE_TIMED | ACCEPTED_LATE;
}

/// One dossier without its code: the input of every figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Day received, or else filed, or else of the code; days since 1970-01-01. Never [`NO_DAY`].
    pub received: i32,
    /// Time received: seconds since midnight, or [`NO_TIME`].
    pub received_second: u32,
    /// Day filed, if the received day comes from another column; else [`NO_DAY`].
    pub submitted: i32,
    /// Time filed: seconds since midnight, or [`NO_TIME`].
    pub submitted_second: u32,
    /// Day of the appointment, or [`NO_DAY`].
    pub due: i32,
    /// Time of the appointment: seconds since midnight, or [`NO_TIME`].
    pub due_second: u32,
    /// Day finished, or [`NO_DAY`].
    pub finished: i32,
    /// Time finished: seconds since midnight, or [`NO_TIME`].
    pub finished_second: u32,
    /// Day returned, or [`NO_DAY`].
    pub returned: i32,
    /// Time returned: seconds since midnight, or [`NO_TIME`].
    pub returned_second: u32,
    /// Index in [`super::Dossiers::units`].
    pub unit: u32,
    /// Index in [`super::Dossiers::fields`].
    pub field: u32,
    /// Index in [`super::Dossiers::procedures`].
    pub procedure: u32,
    /// Number of the [`crate::value::UnitLevel`].
    pub unit_level: u8,
    /// Number of the [`crate::value::ServiceLevel`].
    pub service_level: u8,
    /// Number of the [`crate::value::Channel`] of intake.
    pub intake: u8,
    /// Number of the [`crate::value::Channel`] of return.
    pub return_channel: u8,
    /// Number of the [`crate::value::Status`].
    pub status: u8,
    /// Bits of [`doubt`].
    pub doubts: u16,
    /// Row in its table, from 1.
    pub row: u32,
}

/// Splits a time of day, or [`NO_TIME`], into its column value and its lowest bit.
#[inline(always)]
pub fn parted(second: u32) -> (Time, u8) {
    if second == NO_TIME { (UNTIMED, 0) } else { ((second >> 1) as Time, (second & 1) as u8) }
}

impl Facts {
    /// Day finished, else returned, else [`NO_DAY`]; and the second of that day, or [`NO_TIME`].
    #[inline]
    pub fn end(&self) -> (i32, u32) {
        let finished = self.finished != NO_DAY;
        if finished { (self.finished, self.finished_second) } else { (self.returned, self.returned_second) }
    }
}

impl Facts {
    /// Computes the bits of [`doubt::ACCEPTANCE`].
    #[inline]
    pub fn acceptance(&self, days: &WorkingDays) -> u16 {
        if self.submitted == NO_DAY {
            return 0;
        }
        let moment = |day, second| Moment {
            day,
            second: Some(second).filter(|second| *second != NO_TIME),
            order: Order::Fixed,
        };
        let (filed, received) =
            (moment(self.submitted, self.submitted_second), moment(self.received, self.received_second));
        let late = if days.accepted_late(filed, received) { doubt::ACCEPTED_LATE } else { 0 };
        doubt::ACCEPTANCE_TIMED | late
    }

    /// True if it has a day whose holidays are not known.
    pub fn leaves_calendar(&self) -> bool {
        [self.submitted, self.due, self.finished, self.returned].iter().any(|day| is_beyond(*day))
    }
}

/// True for a day whose holidays are not known.
#[inline]
pub fn is_beyond(day: i32) -> bool {
    day != NO_DAY && !WorkingDays::knows(day)
}

impl Facts {
    /// A dossier without any data.
    pub const BLANK: Self = Self {
        received: NO_DAY,
        received_second: NO_TIME,
        submitted: NO_DAY,
        submitted_second: NO_TIME,
        due: NO_DAY,
        due_second: NO_TIME,
        finished: NO_DAY,
        finished_second: NO_TIME,
        returned: NO_DAY,
        returned_second: NO_TIME,
        unit: 0,
        field: 0,
        procedure: 0,
        unit_level: 0,
        service_level: 0,
        intake: 0,
        return_channel: 0,
        status: 0,
        doubts: 0,
        row: 0,
    };
}

impl Facts {
    /// A dossier with only a received day, to be filled in.
    pub fn received_on(received: i32) -> Self {
        Self { received, row: 1, ..Self::BLANK }
    }
}
