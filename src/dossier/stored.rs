//! A dossier as its columns store it: a time of day takes two bytes and a bit.

use super::columns::{Chunk, Sealed, Stored};
use super::facts::{Facts, NO_TIME, Time, UNTIMED, parted};

impl Facts {
    /// Converts to the form stored in columns.
    #[inline(always)]
    pub fn stored(&self) -> Stored {
        let seconds = [
            self.received_second,
            self.submitted_second,
            self.due_second,
            self.finished_second,
            self.returned_second,
        ];
        let [received_time, submitted_time, due_time, finished_time, returned_time] =
            seconds.map(|second| parted(second).0);
        let odd = |(bit, second): (u8, u32)| parted(second).1 << bit;
        Stored {
            received: self.received,
            submitted: self.submitted,
            due: self.due,
            finished: self.finished,
            returned: self.returned,
            received_time,
            submitted_time,
            due_time,
            finished_time,
            returned_time,
            odd_seconds: (0..).zip(seconds).map(odd).fold(0, |bits, bit| bits | bit),
            unit: self.unit,
            field: self.field,
            procedure: self.procedure,
            unit_level: self.unit_level,
            service_level: self.service_level,
            intake: self.intake,
            return_channel: self.return_channel,
            status: self.status,
            doubts: self.doubts,
            row: self.row,
        }
    }
}

/// A time of day, or [`NO_TIME`]. Its lowest bit is stored at this place.
#[inline(always)]
fn second(time: Time, odd_seconds: u8, place: u8) -> u32 {
    let odd = odd_seconds >> place & 1;
    if time == UNTIMED { NO_TIME } else { u32::from(time) << 1 | u32::from(odd) }
}

impl Chunk {
    /// The facts that decide whether a dossier kept its appointment: the appointment, both end days, their
    /// times, and doubts. All others are blank, because reading a few columns is several times as fast.
    #[inline(always)]
    pub fn kept(&self, index: usize) -> Facts {
        let odd_seconds = self.odd_seconds.at(index);
        Facts {
            due: self.due.at(index),
            due_second: second(self.due_time.at(index), odd_seconds, 2),
            finished: self.finished.at(index),
            finished_second: second(self.finished_time.at(index), odd_seconds, 3),
            returned: self.returned.at(index),
            returned_second: second(self.returned_time.at(index), odd_seconds, 4),
            doubts: self.doubts.at(index),
            ..Facts::BLANK
        }
    }
}

impl Stored {
    /// Converts from the form stored in columns.
    #[inline(always)]
    pub fn facts(self) -> Facts {
        let second = |time: Time, place: u8| second(time, self.odd_seconds, place);
        Facts {
            received: self.received,
            received_second: second(self.received_time, 0),
            submitted: self.submitted,
            submitted_second: second(self.submitted_time, 1),
            due: self.due,
            due_second: second(self.due_time, 2),
            finished: self.finished,
            finished_second: second(self.finished_time, 3),
            returned: self.returned,
            returned_second: second(self.returned_time, 4),
            unit: self.unit,
            field: self.field,
            procedure: self.procedure,
            unit_level: self.unit_level,
            service_level: self.service_level,
            intake: self.intake,
            return_channel: self.return_channel,
            status: self.status,
            doubts: self.doubts,
            row: self.row,
        }
    }
}
