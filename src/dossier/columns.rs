//! Dossiers as columns: chunks of Arrow buffers, so that growing never copies what is there. A missing day is a
//! value of its own, which a scan compares without a second look; Arrow's null bitmap is made on the way out.

use super::codes::{Codes, OpenCodes};
use crate::value::{Moment, Order, WorkingDays};
use arrow_buffer::{Buffer, ScalarBuffer};
use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::Range;

/// In day columns: no day.
pub const NO_DAY: i32 = i32::MIN;
/// In time columns: the cell gives only a day.
pub const NO_TIME: u32 = u32::MAX;
/// Dossiers in a full chunk.
pub const CHUNK: usize = 1 << 16;

/// What was doubtful about a dossier's cells: bits of [`Facts::doubts`].
pub mod doubt {
    /// A date that cannot be.
    pub const IMPOSSIBLE_DATE: u16 = 1;
    /// A word that is not listed.
    pub const UNKNOWN_VALUE: u16 = 1 << 1;
    /// The end lies before the received day.
    pub const END_BEFORE_RECEIVED: u16 = 1 << 2;
    /// The day in the code is neither the day received nor the day filed.
    pub const CODE_DATE: u16 = 1 << 3;
    /// An end with a status that says open.
    pub const OPEN_STATUS: u16 = 1 << 4;
    /// A finished status with no end.
    pub const NO_END: u16 = 1 << 5;
    /// A day after today.
    pub const AFTER_TODAY: u16 = 1 << 6;
    /// The appointment's cell holds something that is no day.
    pub const UNREADABLE_DUE: u16 = 1 << 7;
    /// The cell of the day finished holds something that is no day.
    pub const UNREADABLE_FINISHED: u16 = 1 << 8;
    /// The cell of the day returned holds something that is no day.
    pub const UNREADABLE_RETURNED: u16 = 1 << 9;
    /// The row has more or fewer cells than its header, and no shift explains it.
    pub const ROW_WIDTH: u16 = 1 << 10;
    /// The appointment lies before the received day.
    pub const DUE_BEFORE_RECEIVED: u16 = 1 << 11;
    /// Both the filing and the receipt are known: the measure "accepted late" covers the dossier.
    pub const ACCEPTANCE_TIMED: u16 = 1 << 12;
    /// Accepted late (spec section 5).
    pub const ACCEPTED_LATE: u16 = 1 << 13;
    /// Both of these.
    pub const ACCEPTANCE: u16 = ACCEPTANCE_TIMED | ACCEPTED_LATE;
}

/// Declares the columns once: the record they make, the open chunk and the sealed one.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)+) => {
        /// One dossier, without its code: what every figure is worked out from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Facts { $($(#[$doc])* pub $name: $type,)+ }

        #[derive(Debug, Default)]
        struct Open { code: OpenCodes, $($name: Vec<$type>,)+ }

        /// Up to 65,536 dossiers, column by column.
        #[derive(Debug, Clone)]
        pub struct Chunk {
            /// Dossier code, trimmed; "" if blank.
            pub code: Codes,
            $($(#[$doc])* pub $name: ScalarBuffer<$type>,)+
        }

        impl Open {
            fn push(&mut self, code: &[u8], facts: &Facts) {
                self.code.push(code);
                $(self.$name.push(facts.$name);)+
            }

            fn seal(&mut self) -> Chunk {
                Chunk {
                    code: self.code.seal(),
                    $($name: sealed(&mut self.$name),)+
                }
            }
        }

        impl Chunk {
            /// One dossier of the chunk.
            pub fn facts(&self, index: usize) -> Option<Facts> {
                Some(Facts { $($name: *self.$name.get(index)?,)+ })
            }

            /// Lends every column but the code, in order, as its bytes.
            pub fn each_column(&self, mut lend: impl FnMut(&[u8])) {
                $(lend(self.$name.inner().as_slice());)+
            }

            /// A chunk of these codes; `next` gives the columns in order, each of as many bytes as it is asked for.
            pub fn of_columns(code: Codes, mut next: impl FnMut(usize) -> Option<Buffer>) -> Option<Self> {
                let length = code.len();
                let mut column = |width| next(length * width).filter(|bytes| bytes.len() == length * width);
                $(let $name = ScalarBuffer::new(column(size_of::<$type>())?, 0, length);)+
                Some(Self { code, $($name,)+ })
            }

            /// Hands over all dossiers of the chunk, with their index. What is not looked at is not read.
            #[inline]
            pub fn each(&self, take: impl FnMut(usize, Facts)) {
                self.each_of(0..self.len(), take);
            }

            /// Hands over the dossiers of a range, with their place in it.
            #[inline]
            pub fn each_of(&self, range: Range<usize>, mut take: impl FnMut(usize, Facts)) {
                let length = range.len();
                // All of one length, and known to be: no index below needs a check.
                $(let Some($name) = self.$name.get(range.clone()).and_then(|column| column.get(..length)) else { return };)+
                for index in 0..length {
                    take(index, Facts { $($name: $name[index],)+ });
                }
            }
        }
    };
}

columns! {
    /// Day received, or filed, or of the code; days since 1970-01-01. Never [`NO_DAY`].
    received: i32,
    /// Seconds since midnight, or [`NO_TIME`].
    received_second: u32,
    /// Day filed where the received day is another column's, or [`NO_DAY`].
    submitted: i32,
    /// Seconds since midnight, or [`NO_TIME`].
    submitted_second: u32,
    /// Appointment, or [`NO_DAY`].
    due: i32,
    /// Seconds since midnight, or [`NO_TIME`].
    due_second: u32,
    /// Day finished, or [`NO_DAY`].
    finished: i32,
    /// Seconds since midnight, or [`NO_TIME`].
    finished_second: u32,
    /// Day returned, or [`NO_DAY`].
    returned: i32,
    /// Seconds since midnight, or [`NO_TIME`].
    returned_second: u32,
    /// Number in [`Dossiers::units`].
    unit: u32,
    /// Number in [`Dossiers::fields`].
    field: u32,
    /// Number in [`Dossiers::procedures`].
    procedure: u32,
    /// Number of a [`crate::value::UnitLevel`].
    unit_level: u8,
    /// Number of a [`crate::value::ServiceLevel`].
    service_level: u8,
    /// Number of a [`crate::value::Channel`].
    intake: u8,
    /// Number of a [`crate::value::Channel`].
    return_channel: u8,
    /// Number of a [`crate::value::Status`].
    status: u8,
    /// Bits of [`doubt`].
    doubts: u16,
    /// Row in its table, from 1.
    row: u32,
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
    /// Bits of [`doubt::ACCEPTANCE`].
    #[inline]
    fn acceptance(&self, days: &WorkingDays) -> u16 {
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

    /// True if working days are asked of it for which holidays are not known.
    fn leaves_calendar(&self) -> bool {
        [self.submitted, self.due, self.finished, self.returned]
            .iter()
            .any(|day| *day != NO_DAY && !WorkingDays::knows(*day))
    }
}

#[cfg(test)]
impl Facts {
    /// A dossier of which nothing is known but this day, for tests to fill in.
    pub fn received_on(received: i32) -> Self {
        Self {
            received,
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
            row: 1,
        }
    }
}

fn sealed<T: arrow_buffer::ArrowNativeType>(open: &mut Vec<T>) -> ScalarBuffer<T> {
    let mut column = std::mem::take(open);
    column.shrink_to_fit();
    ScalarBuffer::from(column)
}

impl Chunk {
    /// Dossiers in the chunk.
    pub fn len(&self) -> usize {
        self.received.len()
    }

    /// True if it holds none.
    pub fn is_empty(&self) -> bool {
        self.received.is_empty()
    }
}

/// The dossiers of one table.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct Dossiers {
    /// The columns, in chunks; every chunk but the last is full. Handed over apart from the rest, as bytes.
    #[borsh(skip)]
    pub chunks: Vec<Chunk>,
    /// Unit names by number; 0 is "".
    pub units: Vec<String>,
    /// Field names by number; 0 is "".
    pub fields: Vec<String>,
    /// Procedure names by number; 0 is "".
    pub procedures: Vec<String>,
}

impl Dossiers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.chunks.iter().map(Chunk::len).sum()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The earliest received day.
    pub fn earliest(&self) -> Option<i32> {
        let earliest = |chunk: &Chunk| chunk.received.iter().copied().fold(i32::MAX, i32::min);
        self.chunks.iter().map(earliest).min()
    }

    /// The latest received day.
    pub fn latest(&self) -> Option<i32> {
        let latest = |chunk: &Chunk| chunk.received.iter().copied().fold(i32::MIN, i32::max);
        self.chunks.iter().map(latest).max()
    }

    /// The latest day on which anything happened to any of them, not after `today`; [`NO_DAY`] where there is none.
    pub fn last_activity(&self, today: i32) -> i32 {
        let until = |latest: i32, day: &i32| if *day <= today { latest.max(*day) } else { latest };
        let latest = |days: &[i32]| days.iter().fold(NO_DAY, until);
        let of_chunk =
            |chunk: &Chunk| latest(&chunk.received).max(latest(&chunk.finished)).max(latest(&chunk.returned));
        self.chunks.iter().map(of_chunk).fold(NO_DAY, i32::max)
    }

    /// Notes in each dossier's doubts whether it was accepted late, by these working days; gives the rows of those for which
    /// holidays are not known.
    pub fn judge_acceptance(&mut self, days: &WorkingDays) -> Vec<u32> {
        let mut unknown = Vec::new();
        for chunk in &mut self.chunks {
            let mut doubts = Vec::with_capacity(chunk.len());
            chunk.each(|_, facts| {
                doubts.push(facts.doubts & !doubt::ACCEPTANCE | facts.acceptance(days));
                unknown.extend(facts.leaves_calendar().then_some(facts.row));
            });
            chunk.doubts = ScalarBuffer::from(doubts);
        }
        unknown
    }

    /// Hands over all dossiers, with their number.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(usize, Facts)) {
        for (number, chunk) in self.chunks.iter().enumerate() {
            chunk.each(|at, facts| take(number * CHUNK + at, facts));
        }
    }

    /// The chunk of a dossier, and its index there.
    pub fn locate(&self, index: usize) -> Option<(&Chunk, usize)> {
        Some((self.chunks.get(index / CHUNK)?, index % CHUNK))
    }

    /// The code of a dossier; "" beyond the last.
    pub fn code(&self, index: usize) -> &str {
        self.locate(index).map_or("", |(chunk, at)| chunk.code.get(at))
    }
}

/// Takes dossiers one by one.
#[derive(Debug, Default)]
pub struct Builder {
    open: Open,
    chunks: Vec<Chunk>,
}

impl Builder {
    /// Adds a dossier with its code in UTF-8.
    #[inline]
    pub fn push(&mut self, code: &[u8], facts: &Facts) {
        self.open.push(code, facts);
        if self.open.row.len() == CHUNK {
            self.chunks.push(self.open.seal());
        }
    }

    /// Adds a chunk of other dossiers, each altered.
    pub fn append(&mut self, chunk: &Chunk, alter: impl Fn(&mut Facts)) {
        chunk.each(|at, mut facts| {
            alter(&mut facts);
            self.push(chunk.code.get(at).as_bytes(), &facts);
        });
    }

    /// Everything pushed.
    pub fn finish(mut self) -> Vec<Chunk> {
        if !self.open.row.is_empty() {
            self.chunks.push(self.open.seal());
        }
        self.chunks
    }
}
